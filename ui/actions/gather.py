"""Which files a person means who names files and folders."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ontology.faults import said
from ontology.issue import Issue, Severity

__all__ = ["Gathered", "gather"]


@dataclass(slots=True)
class Gathered:
    """Files to read, folders that cannot be looked into, and the files of other kinds."""

    files: list[Path] = field(default_factory=list)
    refused: list[Issue] = field(default_factory=list)
    skipped: list[Path] = field(default_factory=list)


def gather(paths: Iterable[Path]) -> Gathered:
    """The files to read, each once, folders in the order of their names; what cannot be looked into is refused.

    Nor is a link in a folder followed that leads out of it: who names a folder means what is in it.
    """
    from ingest.readers import SUFFIXES

    found = Gathered()
    seen: set[str] = set()
    for path in paths:
        for file in _walk(path, found) if path.is_dir() else (path,):
            if file is not path and file.suffix.lower() not in SUFFIXES:
                if (real := os.path.realpath(file)) not in seen:
                    seen.add(real)
                    found.skipped.append(file)
            elif file is not path and _leads_out(file, path):
                found.refused.append(_link(file))
            elif (real := os.path.realpath(file)) not in seen:
                seen.add(real)
                found.files.append(file)
    return found


def _leads_out(file: Path, folder: Path) -> bool:
    """Whether ``file`` is a link to something that is not below ``folder``."""
    return file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))


def _link(file: Path) -> Issue:
    what, remedy = "liên kết trỏ ra ngoài thư mục", "nạp riêng tệp mà liên kết trỏ tới, nếu đúng là văn bản cần nạp"
    return Issue("link", what, str(file), remedy, Severity.REFUSAL)


def _walk(folder: Path, found: Gathered) -> Iterator[Path]:
    """The files below ``folder``, hidden ones left out; links to folders are not followed, lest a walk never end."""

    def refuse(error: OSError) -> None:
        what = f"không đọc được thư mục ({said(error)})"
        where = str(error.filename or folder)
        found.refused.append(Issue("unreadable", what, where, "kiểm tra quyền đọc thư mục", Severity.REFUSAL))

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))
