"""``docs/measured.md``: the last figures of each theme, with the machine they were measured on."""

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["machine", "record"]

_HEAD = """# Measured

Written by `make bench`; one section a theme, replaced when the theme is measured again. Ratios travel, seconds do not.
"""
_SECTION = re.compile(r"<!-- (?P<name>\w+) -->\n.*?(?=<!-- \w+ -->\n|\Z)", re.S)


def machine() -> str:
    """The machine in one line."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{_processor()}, {os.cpu_count()} cores, {_memory():.0f} GB"
    )


def record(file: Path, name: str, title: str, lines: list[str]) -> None:
    """Put a theme's lines into the file, in place of what was measured before."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    sections = {match["name"]: match.group().strip() for match in _SECTION.finditer(text)}
    body = "\n".join(lines).strip()
    sections[name] = f"<!-- {name} -->\n## {title}\n\n{machine()}\n\n{body}"
    whole = "\n\n".join((_HEAD.strip(), *(sections[key] for key in sorted(sections))))
    file.write_text(whole + "\n", encoding="utf-8")


def _processor() -> str:
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.M)
    except OSError:
        found = None
    return found[1] if found else platform.processor() or "unknown processor"


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
