"""Vietnamese from before Unicode: TCVN3, VNI, VIQR, Windows-1258, and UTF-8 that was read as something else.

Each is known by what it gives: the decoding whose words are possible syllables (:mod:`ingest.syllables`) is the right
one. A text may be mixed, line by line and word by word.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

import data
from ingest.letters import from_tcvn3, from_viqr, from_vni, named
from ingest.syllables import broken_syllables, share, tokens
from ontology.issue import Issue

__all__ = ["NAMES", "decode", "mend", "noted", "recase"]

#: What people call an encoding.
NAMES: Final = {
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI",
    "viqr": "VIQR",
    "cp1258": "Windows-1258",
    "utf-8": "UTF-8 bị đọc nhầm",
}

# Signs that a wrong reading leaves among letters, and that no right one has there.
_SUSPECT: Final = re.compile(
    "[^\\W\\d_][\u00a1-\u00b1\u00b4-\u00b8\u00ba-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df"
    "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff\u2212]"
    "|[\u00a1-\u00a7\u00aa\u00ac\u00ad\u00ae\u00c4-\u00c6\u00d1\u00f1\u00f6][^\\W\\d_]"
)
_BEYOND_LATIN: Final = re.compile("[\u0100-\u01ff\u1e00-\u1eff\u0300-\u036f]")
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LATIN_RUN: Final = re.compile("(?<!\\S)(?:[^\\s\u0100-\u01ff\u1e00-\u1eff\u0300-\u036f]+(?:\\s+|$))+")
_OPENING: Final = re.compile(r"^\s*(?:[-–+*•]\s*)?[^\W\d_]")
_STOPS: Final = (".", ";", ":", "!", "?")
_ASCII_WORD: Final = re.compile(r"[A-Za-z]+")
# Less than this share of possible syllables is no Vietnamese, so the encoding is another one.
_LEAST: Final = 0.8
_SAMPLE: Final = 100_000
_BYTES: Final[dict[str, Callable[[bytes], str]]] = {
    "tcvn3": lambda raw: from_tcvn3(raw.decode("latin-1")),
    "vni": lambda raw: from_vni(raw.decode("cp1252", "replace")),
    "cp1258": lambda raw: unicodedata.normalize("NFC", raw.decode("cp1258", "replace")),
}
_VIQR_LEAST: Final = 0.15


def decode(raw: bytes) -> tuple[str, str] | None:
    """The text of bytes that are no UTF-8, and the name of their encoding; None where none gives Vietnamese."""
    sample = raw[:_SAMPLE]
    name = max(_BYTES, key=lambda name: share(_BYTES[name](sample)))
    text = _BYTES[name](raw)
    if share(text) < _LEAST or not any(True for _ in tokens(text)):
        return None
    return (recase(text) if name == "tcvn3" else text), name


def mend(text: str) -> tuple[str, str]:
    """A text in Unicode with what hides in it of another encoding decoded, and that encoding's name ('' for none)."""
    if text.isascii():
        return _without_viqr(text)
    if not _SUSPECT.search(text):
        return text, ""
    best, name = text, ""
    for other, decoder in (("utf-8", _from_misread), ("tcvn3", from_tcvn3), ("vni", from_vni)):
        decoded = _by_line(text, decoder)
        if decoded != text and len(broken_syllables(decoded)) < len(broken_syllables(best)):
            best, name = decoded, other
    if len(broken_syllables(best)) * 2 > len(broken_syllables(text)):
        return text, ""
    return (recase(best) if name == "tcvn3" else best), name


def recase(text: str) -> str:
    """TCVN3 has no capitals with a tone: what must have been one is made so.

    That is a word, and a line, whose other letters are capitals; the first letter of a paragraph; a name of the table.
    """
    lines = text.split("\n")
    for i, line in enumerate(lines):
        before = lines[i - 1].rstrip() if i else ""
        begun = _OPENING.sub(_raised, line, count=1) if not before or before.endswith(_STOPS) else line
        lines[i] = named(_recased(begun))
    return "\n".join(lines)


def _raised(match: re.Match[str]) -> str:
    letter = match.group()[-1]
    return match.group()[:-1] + (letter.upper() if _TONES & set(unicodedata.normalize("NFD", letter)) else letter)


def noted(encoding: str, file: str) -> tuple[Issue, ...]:
    """What a person should know of a text that :func:`decode` or :func:`mend` gave, if they mended anything."""
    if not encoding:
        return ()
    what = f"văn bản dùng bảng mã {NAMES[encoding]}, đã đổi sang Unicode để đọc"
    return (Issue("legacy-encoding", what, file, "đối chiếu với bản gốc; nên lưu lại bằng Unicode"),)


def _from_misread(text: str) -> str:
    """UTF-8 that was once read as Windows-1252 or the like."""
    from ftfy import bad_codecs, fix_encoding  # noqa: PLC0415 - seldom needed

    bad_codecs.ok()
    try:
        return text.encode("sloppy-windows-1252").decode("utf-8")
    except UnicodeError:
        return fix_encoding(text)


def _by_line(text: str, decoder: Callable[[str], str]) -> str:
    """Each line decoded where that mends it; a line of which neither reading is broken goes with its neighbours."""
    lines = text.split("\n")
    decoded = [_line(line, decoder) for line in lines]
    verdicts = [_verdict(line, other) for line, other in zip(lines, decoded, strict=True)]
    return "\n".join(
        other if verdict or (verdict is None and _neighbour(verdicts, i)) else line
        for i, (line, other, verdict) in enumerate(zip(lines, decoded, verdicts, strict=True))
    )


def _line(line: str, decoder: Callable[[str], str]) -> str:
    """A line decoded whole; run by run where some of its words are Unicode already."""
    if not _BEYOND_LATIN.search(line) or decoder is _from_misread:
        return decoder(line)

    def run(match: re.Match[str]) -> str:
        decoded = decoder(match.group())
        return decoded if _verdict(match.group(), decoded) else match.group()

    return _LATIN_RUN.sub(run, line)


def _verdict(line: str, decoded: str) -> bool | None:
    """Whether the decoded line is the right one; None where either may be."""
    if line == decoded:
        return False if _BEYOND_LATIN.search(line) else None
    before, after = len(broken_syllables(line)), len(broken_syllables(decoded))
    if before or after:
        return after < before
    before, after = _usual(line), _usual(decoded)
    return None if before == after else after > before


def _usual(line: str) -> int:
    """How many words of a line stand in the word tables of directives."""
    return sum(word.lower() in _usual_words() for word in tokens(line))


@functools.cache
def _usual_words() -> frozenset[str]:
    files = ("bodies", "offices", "organs", "types")
    tables = (data.path("words", f"{file}.toml").read_text(encoding="utf-8") for file in files)
    return frozenset(word.lower() for table in tables for word in tokens(table))


def _neighbour(verdicts: Sequence[bool | None], i: int) -> bool:
    """The verdict on the nearest line that has one, the one before first."""
    for step in range(1, len(verdicts)):
        for j in (i - step, i + step):
            if 0 <= j < len(verdicts) and (verdict := verdicts[j]) is not None:
                return verdict
    return False


def _without_viqr(text: str) -> tuple[str, str]:
    sample = text[:_SAMPLE]
    decoded = from_viqr(sample)
    words = sum(1 for _ in _ASCII_WORD.finditer(sample))
    marked = sum(1 for _ in tokens(decoded))
    if marked < 3 or marked < words * _VIQR_LEAST or share(decoded) < _LEAST:
        return text, ""
    return from_viqr(text), "viqr"


def _recased(line: str) -> str:
    words = line.split(" ")
    loud = [_is_loud(word) for word in words]
    told = [verdict for verdict in loud if verdict is not None]
    for i, verdict in enumerate(loud):
        near = [v for v in (*loud[max(0, i - 1) : i], *loud[i + 1 : i + 2]) if v is not None]
        if verdict or (verdict is None and told and all(told or near) and all(near)):
            words[i] = words[i].upper()
    return " ".join(words)


def _is_loud(word: str) -> bool | None:
    """Whether the letters that have capitals in TCVN3 are capitals; None where one letter or none tells."""
    if any(c.isdigit() or c == "/" for c in word):
        return None
    sure = [c for c in word if c.isalpha() and not _TONES & set(unicodedata.normalize("NFD", c))]
    if any(c.islower() for c in sure):
        return False
    return True if len(sure) > 1 else None
