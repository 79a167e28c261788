"""What a file is, told by its first bytes; its suffix only where they do not tell (plain text has no signature)."""

import io
import re
import zipfile
from pathlib import PurePath
from typing import Final

__all__ = ["ALIASES", "ENCRYPTED", "UNSIGNED", "form_of", "known_form"]

#: Not a suffix: an office document behind a password.
ENCRYPTED: Final = "encrypted"

#: Other suffixes of a form.
ALIASES: Final = {".htm": ".html", ".mhtml": ".mht", ".jpeg": ".jpg", ".tiff": ".tif", ".docm": ".docx"}
#: Forms whose files need not bear a signature.
UNSIGNED: Final = frozenset({".txt", ".md", ".html", ".mht", ".eml"})

_STARTS: Final = (
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
    (b"II+\x00", ".tif"),
    (b"MM\x00+", ".tif"),
    (b"GIF8", ".gif"),
    (b"Rar!\x1a\x07", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"\x1f\x8b", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ\x00", ".xz"),
    (b"MZ", ".exe"),
    (b"\x7fELF", ".exe"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in the directory of an OLE file, and what they make of it; the first that is there decides.
_STREAMS: Final = (
    ("EncryptedPackage", ENCRYPTED),
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("PowerPoint Document", ".ppt"),
    ("__substg1.0_", ".msg"),
)
_PARTS: Final = (("word/document", ".docx"), ("xl/workbook", ".xlsx"), ("ppt/presentation", ".pptx"))
_MIME: Final = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.text-template": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
    b"application/epub+zip": ".epub",
}
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b", re.I | re.S
)
_FIELD: Final = re.compile(rb"^([A-Za-z][A-Za-z0-9-]*):[ \t]", re.M)
_SAVED_PAGE: Final = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.I | re.M)
_LETTER: Final = frozenset({b"from", b"to", b"received", b"return-path", b"delivered-to", b"message-id"})
_HEAD: Final = 4096


def known_form(file: str) -> str:
    """The form that the suffix of ``file`` claims: lower case, one suffix for each form ('.htm' is '.html')."""
    suffix = PurePath(file).suffix.lower()
    return ALIASES.get(suffix, suffix)


def form_of(data: bytes) -> str:
    """The suffix of the form whose signature ``data`` bears, :data:`ENCRYPTED`, or '' where no signature tells."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if head.startswith(_OLE):
        return _ole(data)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    form = next((form for start, form in _STARTS if head.startswith(start)), "")
    return form or _markup(head)


def _ole(data: bytes) -> str:
    """By the streams that its directory names, in UTF-16."""
    return next((form for name, form in _STREAMS if name.encode("utf-16-le") in data), ".ole")


def _zip(data: bytes) -> str:
    """By its parts; a zip whose directory is broken is told by the names of its first parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return next((form for part, form in _PARTS if part.encode() in data), ".zip")
    if data[30:38] == b"mimetype":
        kind = next((form for mime, form in _MIME.items() if data[38:].startswith(mime + b"PK")), "")
        return kind or ".zip"
    return next((form for part, form in _PARTS if any(name.startswith(part) for name in names)), ".zip")


def _markup(head: bytes) -> str:
    """HTML, a saved web page or a letter: told by how the text begins."""
    plain = head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").replace(b"\x00", b"")
    if _HTML.match(plain):
        return ".html"
    top = re.split(rb"\r?\n\r?\n", plain, maxsplit=1)[0]
    fields = {name.lower() for name in _FIELD.findall(top)}
    if {b"mime-version", b"content-type"} <= fields and _SAVED_PAGE.search(top) and b"to" not in fields:
        return ".mht"
    return ".eml" if len(fields & _LETTER) >= 2 else ""
