"""What is installed is what is here: every package, and every file that the program reads at run time."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOP = ("data", "ontology", "ingest", "graph", "ui")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOOL = PROJECT["tool"]["setuptools"]


def test_every_package_is_named():
    found = {".".join(path.parent.relative_to(ROOT).parts) for top in TOP for path in (ROOT / top).rglob("__init__.py")}
    assert sorted(TOOL["packages"]) == sorted(found)


def test_every_data_file_ships():
    shipped = {
        path
        for package, patterns in TOOL["package-data"].items()
        for pattern in patterns
        for path in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    for top in TOP:
        files = {path for path in (ROOT / top).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
        data = {path for path in files if path.suffix != ".py" and path.name != "py.typed"}
        assert sorted(str(path.relative_to(ROOT)) for path in data - shipped) == []


def test_the_command_is_installed_under_its_name():
    assert PROJECT["project"]["scripts"] == {"chidao": "ui.cli:main"}
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").strip().startswith("Apache License")
