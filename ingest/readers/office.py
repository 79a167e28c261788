"""Older office files (.doc, .odt, .rtf): LibreOffice makes a Word document of them, which the Word reader reads.

LibreOffice runs as a program of its own, in a profile of its own that is thrown away, so that nothing of the user's is
touched and no macro runs; it is stopped at the time limit. It stands in Debian's package ``libreoffice-writer-nogui``.
"""

import contextlib
import functools
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from ingest.readers import docx
from ingest.readers.form import form_of
from ingest.refusal import refusal
from ingest.source import Limits, Source
from ontology.issue import Issue

__all__ = ["program", "read"]

_NAMES: Final = ("soffice", "libreoffice")
_PACKAGE: Final = "libreoffice-writer-nogui"
# Macros and other active content never run, no link is updated, and what would be fetched all the same (a picture
# that stands on another machine) is asked of a proxy that is not there.
_SETTINGS: Final = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)
# Of the time that a file may take: the rest is for reading what was made, and for ending in order.
_SHARE: Final = 0.9
_ITEM: Final = '<item oor:path="/{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_REGISTRY: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>\n'


@functools.cache
def program() -> str | None:
    """Where LibreOffice is, or None."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def read(file: str, data: bytes, limits: Limits) -> Source | Issue:
    """Read a file that LibreOffice's word processor opens; its own bytes are named, not the converted ones."""
    command = program()
    if command is None:
        return refusal(
            "missing-program",
            file,
            "cần LibreOffice để đọc tệp .doc, .odt, .rtf, máy này chưa có",
            f"cài gói {_PACKAGE}, hoặc lưu tệp dạng .docx rồi nạp",
        )
    with tempfile.TemporaryDirectory(prefix="chidao-") as folder:
        made = _converted(command, Path(folder), data, limits.seconds)
    if made is None:
        return refusal("too-slow", file, "LibreOffice đọc tệp quá lâu", "mở tệp, lưu dạng .docx rồi nạp")
    if not made:
        return refusal("broken", file, "LibreOffice không mở được tệp", "mở tệp bằng Word, lưu dạng .docx rồi nạp")
    source = docx.read(file, made, limits)
    if isinstance(source, Issue):
        return source
    return replace(source, sha256=hashlib.sha256(data).hexdigest(), reader="libreoffice")


def _converted(command: str, folder: Path, data: bytes, seconds: int) -> bytes | None:
    """The Word document made of ``data``; b'' where none was made, None where the time ran out."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        _REGISTRY.format("".join(_ITEM.format(*setting) for setting in _SETTINGS)), encoding="utf-8"
    )
    given = folder / f"in{form_of(data) or '.doc'}"
    given.write_bytes(data)
    arguments = [
        command,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(given),
    ]
    if not _ran(arguments, folder, seconds):
        return None
    made = folder / "out" / "in.docx"
    return made.read_bytes() if made.is_file() else b""


def _ran(arguments: list[str], folder: Path, seconds: int) -> bool:
    """Run a program with nothing of this one's surroundings; False where it took longer than ``seconds``."""
    surroundings = {"HOME": str(folder), "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "TMPDIR": str(folder)}
    with subprocess.Popen(
        arguments,
        cwd=folder,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            _bind(process.pid, seconds)
            process.wait(timeout=_SHARE * seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # its own session: the office, not only what started it
            return False
    return True


def _bind(pid: int, seconds: int) -> None:
    """Let the system end a program that turns in circles, where this process is killed and cannot any more."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not on every system

        with contextlib.suppress(OSError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds + 1))
