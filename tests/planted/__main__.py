"""Write a planted cascade into a folder: ``documents/*.txt`` and ``truth.json``."""

import argparse
import json
from pathlib import Path

from planted.cascade import plant
from planted.other_themes import OTHER
from planted.themes import THEMES


def write(folder, **choice):
    """Write a cascade; returns its truth."""
    made = plant(**choice)
    documents = Path(folder) / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    for name, text in made.files.items():
        (documents / name).write_text(text, encoding="utf-8")
    (Path(folder) / "truth.json").write_text(json.dumps(made.truth, ensure_ascii=False, indent=1), encoding="utf-8")
    return made.truth


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--communes", type=int, default=None, help="at most so many a city")
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--other", action="store_true", help="the subjects in another hand")
    options = parser.parse_args()
    write(
        options.folder,
        seed=options.seed,
        communes=options.communes,
        months=options.months,
        themes=OTHER if options.other else THEMES,
    )
