"""Older office files (.doc, .odt, .rtf): LibreOffice makes a Word document of them, which the Word reader reads.

LibreOffice runs as a program of its own, in a profile of its own that is thrown away, so that nothing of the user's is
touched and no macro runs; it is stopped at the time limit. It stands in Debian's package ``libreoffice-writer-nogui``.
Where it is missing, .rtf is read without its columns (:mod:`ingest.readers.rtf`), and the others are refused.
"""

import functools
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from ingest.readers import docx, rtf
from ingest.readers.form import form_of
from ingest.refusal import refusal
from ingest.source import Limits, Source
from ontology.issue import Issue

__all__ = ["program", "read"]

_NAMES: Final = ("soffice", "libreoffice")
_BEGIN_ANEW: Final = 81
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
    """Where LibreOffice is, or None: the program itself, for what starts it would outlive being killed."""
    found = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if found is None:
        return None
    itself = Path(found).resolve().with_name("soffice.bin")
    return str(itself) if itself.is_file() else found


def read(file: str, data: bytes, limits: Limits) -> Source | Issue:
    """Read a file that LibreOffice's word processor opens; its own bytes are named, not the converted ones."""
    command = program()
    if command is None and form_of(data) == ".rtf":
        return rtf.read(file, data, limits)
    if command is None:
        return refusal(
            "missing-program",
            file,
            "cần LibreOffice để đọc tệp .doc và .odt, máy này chưa có",
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
    """Run LibreOffice with nothing of this process's surroundings; False where it took longer than ``seconds``.

    It ends once to begin anew where its profile is new. It stays in the session of this process, so that who ends
    this one's session ends it too.
    """
    surroundings = {"HOME": str(folder), "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "TMPDIR": str(folder)}
    until = time.monotonic() + _SHARE * seconds
    for _ in range(2):
        try:
            done = subprocess.run(
                arguments,
                cwd=folder,
                env=surroundings,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=max(0.0, until - time.monotonic()),
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False
        if done.returncode != _BEGIN_ANEW:
            break
    return True
