"""What the command line writes: text or JSON on standard output, faults on standard error, on any terminal or pipe."""

import codecs
import json
import os
import sys
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Final, TextIO

from ui.mask import mask

__all__ = ["fault", "note", "prepare_streams", "print_json", "print_lines"]

#: What a shell reports of a program whose reader has gone (128 + SIGPIPE).
PIPE_CLOSED: Final = 141

#: Control characters, and marks that turn the direction of writing; line breaks and tabs stay.
_TAME: Final = dict.fromkeys(
    [*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "�"
)
_ESCAPED: Final = {code: f"\\u{code:04x}" for code in _TAME if code > 0x20}


def prepare_streams() -> None:
    """Let both streams take any Vietnamese text: letters that a terminal lacks lose their marks, and no line fails."""
    codecs.register_error("without-marks", _without_marks)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="without-marks", newline=None)


def print_json(value: object) -> None:
    """One JSON value and a line break on standard output; ASCII escapes where the stream is not Unicode.

    Days and times are written in ISO form.
    """
    text = json.dumps(value, ensure_ascii=not _is_unicode(sys.stdout), indent=2, default=_iso)
    # inside strings only, as nothing else in JSON is beyond ASCII: the value stays the same
    _write([text.translate(_ESCAPED)])


def print_lines(lines: Iterable[str]) -> None:
    """Lines of text on standard output; ends the program with :data:`PIPE_CLOSED` where nobody reads any more.

    What a document could use to command the terminal is shown as '�'; telephone and identity numbers are masked
    (JSON, which programs read, has them).
    """
    _write(mask(line).translate(_TAME) for line in lines)


def _write(lines: Iterable[str]) -> None:
    try:
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # what is left in the buffer must not be written when the interpreter ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PIPE_CLOSED)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def fault(text: str) -> None:
    """One fault on standard error."""
    print(text.translate(_TAME), file=sys.stderr)


def note(text: str) -> None:
    """A passing remark (progress) on standard error, only where a person is watching."""
    if sys.stderr.isatty():
        print(text.translate(_TAME), file=sys.stderr, flush=True)


def _is_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "").replace("_", "").startswith("utf")


# box drawing, arrows and quotes that the trees use
_PLAIN = str.maketrans({"Đ": "D", "đ": "d", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-", "→": "->", "↑": "^",
                        "↓": "v", "•": "*", "·": "-", "├": "|", "└": "`", "─": "-", "│": "|"})  # fmt: skip


def _without_marks(error: UnicodeError) -> tuple[str, int]:
    """An error handler for encoding: the same letters without marks, '?' for what has no plain form."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAIN)
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.encode("ascii", "replace").decode("ascii"), error.end
