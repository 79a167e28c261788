"""Letters (.eml), containers of their words and what is attached; saved web pages (.mht), which are letters too."""

import email
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from typing import Final

from ingest.readers import Member
from ingest.readers.html import read_page
from ingest.refusal import refusal
from ingest.source import Limits, Source
from ontology.issue import Issue

__all__ = ["members", "read"]

_BODIES: Final = {"text/html": "nội dung thư.html", "text/plain": "nội dung thư.txt"}
_SUFFIXES: Final = {"text/html": ".html", "text/plain": ".txt", "message/rfc822": ".eml", "application/pdf": ".pdf"}


def read(file: str, data: bytes, limits: Limits) -> Source | Issue:
    """Read the page that a saved web page (.mht) holds: its first part in HTML; pictures and frames are left out."""
    try:
        page = next((part for part in _parts(data) if part.get_content_type() == "text/html"), None)
    except RecursionError:
        return refusal("too-deep", file, "thư lồng nhau quá nhiều lớp", "mở bằng trình duyệt, lưu lại rồi nạp")
    if page is not None:
        return read_page(file, data, _payload(page), page.get_content_charset() or "", limits)
    return refusal(
        "broken", file, "tệp .mht hỏng: bên trong không có trang web", "mở bằng trình duyệt, lưu lại rồi nạp"
    )


def members(file: str, data: bytes, limits: Limits) -> Iterator[Member | Issue]:
    """The words of a letter, where it has any, then every file attached, under the names they bear.

    A letter with too many parts, or with letters within letters without end, is refused whole.
    """
    try:
        found = _named(email.message_from_bytes(data, policy=default), limits.members)
    except RecursionError:
        yield refusal("too-deep", file, "thư lồng nhau quá nhiều lớp", "lưu riêng từng tệp rồi nạp")
        return
    if len(found) > limits.members:
        yield refusal("too-large", file, "thư có quá nhiều tệp đính kèm", "lưu riêng từng tệp rồi nạp")
    elif not found:
        yield refusal("empty", file, "thư không có nội dung và tệp đính kèm", "kiểm tra lại tệp gốc")
    else:
        yield from found


def _named(message: EmailMessage, most: int) -> list[Member]:
    """The parts that have words and a name; of more than ``most`` one more than that."""
    names: set[str] = set()
    found: list[Member] = []
    for part in _attached(message):
        payload = _payload(part)
        name = _name(part) or ("" if names else _BODIES.get(part.get_content_type(), ""))
        if not payload.strip() or not name:
            continue
        name = name if name not in names else f"{len(found) + 1} {name}"
        names.add(name)
        found.append(Member(name, _in_utf8(part, payload)))
        if len(found) > most:
            break
    return found


def _parts(data: bytes) -> Iterator[EmailMessage]:
    message = email.message_from_bytes(data, policy=default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and not part.is_multipart():
            yield part


def _attached(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a letter: of several forms of its words the last, which is the fullest; a letter in it whole."""
    if message.get_content_type() == "message/rfc822":
        yield message
    elif message.get_content_type() == "multipart/alternative":
        forms = [part for part in message.iter_parts() if isinstance(part, EmailMessage)]
        yield from (found for part in forms[-1:] for found in _attached(part))
    elif message.is_multipart():
        for part in message.iter_parts():
            if isinstance(part, EmailMessage):
                yield from _attached(part)
    else:
        yield message


def _payload(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], EmailMessage) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _name(part: EmailMessage) -> str:
    """The decoded file name of a part, without any folder; a letter within a letter is named by its kind."""
    name = (part.get_filename() or "").replace("\\", "/").rsplit("/", 1)[-1].strip()
    kind = _SUFFIXES.get(part.get_content_type(), "")
    return name or (f"thư kèm{kind}" if kind == ".eml" else "")


def _in_utf8(part: EmailMessage, payload: bytes) -> bytes:
    """Plain words in UTF-8 where the letter says in what they are; everything else as it is."""
    charset = part.get_content_charset()
    if part.get_content_type() != "text/plain" or not charset:
        return payload
    try:
        return payload.decode(charset).encode()
    except (LookupError, UnicodeError):
        return payload
