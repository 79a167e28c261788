"""``make score``: the reading against every careful reading at hand, and what was gained and lost since the last run.

Three collections: the seeds (``../shared/gold``), our samples (``tests/gold/corpus``) and published documents
(``tests/gold/real``, the texts staying in ``../shared/real``; formats that cannot be read yet are left out and named).
A further table tells how many names of units are given the right official code and body (``tests/gold/units.toml``).
The last run is committed as ``tests/gold/scores.json``; ``--update`` writes it anew.
"""

import argparse
import importlib.util
import json
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import score_units

from ingest.pipeline import read_file
from ingest.record import record
from ontology.model import Reading

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
_LONGEST_NOTE = 100
LAST = ROOT / "tests" / "gold" / "scores.json"
COLLECTIONS = {
    "seeds": (SHARED / "gold", SHARED / "seeds"),
    "corpus": (ROOT / "tests" / "gold" / "corpus", ROOT / "data" / "corpus"),
    "real": (ROOT / "tests" / "gold" / "real", SHARED / "real"),
}


def scorer() -> ModuleType:
    """The scorer beside the repository; ends the program where it is not there."""
    path = SHARED / "score" / "score.py"
    spec = importlib.util.spec_from_file_location("chidao_score", path)
    if spec is None or spec.loader is None or not path.is_file():
        sys.exit(f"không có {path}: bỏ qua chấm điểm")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def board(score: ModuleType, gold: Path, documents: Path) -> tuple[Any, list[str]]:
    """Hits and misses of one collection, and the documents that could not be read."""
    made, unread = score.Board(), []
    for path in sorted(gold.glob("*.toml")):
        wanted = tomllib.loads(path.read_text(encoding="utf-8"))
        reading = read_file(documents / wanted["file"])
        if not isinstance(reading, Reading):
            unread.append(wanted["file"])
            continue
        told = record(reading)
        for part in (score.score_document, score.score_citations, score.score_tasks, score.score_figures):
            part(made, path.stem, wanted, told)
        score.score_evidence(made, path.stem, told)
    return made, unread


def told(notes: list[str]) -> set[str]:
    """Misses by name, short: a reading's words stay where the document is."""
    return {note[:_LONGEST_NOTE] for note in notes}


def compare(name: str, notes: set[str], last: dict[str, Any]) -> None:
    """What this run mends and what it loses against the last, miss by miss."""
    before = set(last.get(name, {}).get("misses", ()))
    for note in sorted(before - notes):
        print(f"  được  {note}")
    for note in sorted(notes - before):
        print(f"  mất   {note}")
    print(f"{name}: {len(before - notes)} được, {len(notes - before)} mất so với lần trước\n")


def units(last: dict[str, Any]) -> dict[str, Any]:
    """Print the table of unit identity and what changed in it."""
    folders = {name: documents for name, (_, documents) in COLLECTIONS.items()}
    rows, misses, unread = score_units.table(ROOT / "tests" / "gold" / "units.toml", folders)
    print(f"{'đơn vị (số văn bản)':24} {'P':>6} {'R':>6} {'F1':>6} {'gold':>5}")
    for name, (p, r, f1, support) in rows.items():
        print(f"{name:24} {p:6.3f} {r:6.3f} {f1:6.3f} {int(support):5d}")
    if unread:
        print(f"chưa đọc được: {', '.join(unread)}")
    compare("units", told(misses), last)
    fields = {name: [*(round(value, 4) for value in values[:3]), int(values[3])] for name, values in rows.items()}
    return {"fields": fields, "misses": sorted(told(misses)), "unread": unread}


def main() -> None:
    """Print a table a collection, then gains and losses; ``--update`` keeps this run as the last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="write tests/gold/scores.json")
    options = parser.parse_args()
    score = scorer()
    last = json.loads(LAST.read_text(encoding="utf-8")) if LAST.is_file() else {}
    kept: dict[str, Any] = {}
    for name, folders in COLLECTIONS.items():
        made, unread = board(score, *folders)
        print(f"{name:24} {'P':>6} {'R':>6} {'F1':>6} {'gold':>5}")
        rows = {}
        for field, p, r, f1, support in made.rows():
            print(f"{field:24} {p:6.3f} {r:6.3f} {f1:6.3f} {support:5d}")
            rows[field] = [round(p, 4), round(r, 4), round(f1, 4), support]
        if unread:
            print(f"chưa đọc được: {', '.join(unread)}")
        compare(name, told(made.notes), last)
        kept[name] = {"fields": rows, "misses": sorted(told(made.notes)), "unread": unread}
    kept["units"] = units(last)
    if options.update:
        LAST.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
