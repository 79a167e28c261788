"""Measure every theme, or those named by ``--only``; print the tables and record them."""

import argparse
import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

from tests.bench import themes
from tests.bench.measure import ROOT
from tests.bench.recorded import record
from tests.bench.table import Options


def names() -> list[str]:
    """The names of the themes."""
    return sorted(module.name for module in pkgutil.iter_modules(themes.__path__))


def theme(name: str) -> ModuleType:
    """The theme of this name."""
    return importlib.import_module(f"{themes.__name__}.{name}")


def measured(module: ModuleType, options: Options) -> list[str]:
    """The lines of a theme, printed as they are measured."""
    print(f"\n## {module.TITLE}\n", flush=True)
    lines = []
    for table in module.tables(options):
        for line in table.lines():
            print(line, flush=True)
            lines.append(line)
    return lines


def main() -> None:
    """Measure, print, record."""
    known = names()
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a home that holds data/corpus")
    parser.add_argument("--times", type=int, default=5, help="runs a figure")
    parser.add_argument("--megabytes", type=int, default=50, help="size of the largest text")
    parser.add_argument("--homes", type=Path, help="where the large homes that are built are kept, and found again")
    parser.add_argument("--only", action="append", choices=known, metavar="NAME", help=f"one of {', '.join(known)}")
    parser.add_argument("--record", type=Path, default=ROOT / "docs" / "measured.md", help="where figures are kept")
    asked = parser.parse_args()
    options = Options(
        asked.home.absolute(), asked.times, asked.megabytes, asked.homes.absolute() if asked.homes else None
    )
    for name in asked.only or known:
        module = theme(name)
        lines = measured(module, options)
        record(asked.record, name, module.TITLE, lines)


if __name__ == "__main__":
    main()
