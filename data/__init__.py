"""Word tables, registry of units and sample documents: data only, no code beyond finding the files."""

from importlib.resources import files
from pathlib import Path

__all__ = ["path"]


def path(*parts: str) -> Path:
    """The path of a shipped data file or folder, e.g. ``path("corpus")``, ``path("words", "types.toml")``."""
    return Path(str(files("data"))).joinpath(*parts)
