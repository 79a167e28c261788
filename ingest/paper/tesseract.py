"""Tesseract as a command of the system (Apache-2.0), with its data for Vietnamese; nothing of it is linked in."""

import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image

from ingest.paper.sheet import Token

__all__ = ["MISSING", "Recognised", "missing", "orientation", "recognised"]

MISSING: Final = (
    "máy chưa có phần mềm nhận dạng chữ Tesseract với dữ liệu tiếng Việt",
    "cài các gói tesseract-ocr và tesseract-ocr-vie (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie)",
)
#: Automatic layout: of 3, 4, 6 and 11 it loses fewest diacritics on headers and bodies (docs/decisions/0012).
_LAYOUT: Final = "3"
_SECONDS: Final = 90
_WORD: Final = "5"

#: Lines of words.
Recognised = list[list[Token]]


@functools.cache
def missing() -> bool:
    """Whether the command or its Vietnamese data is not there."""
    command = shutil.which("tesseract")
    if command is None:
        return True
    done = subprocess.run([command, "--list-langs"], capture_output=True, check=False, timeout=30)
    return "vie" not in done.stdout.decode("utf-8", "replace").split()


def recognised(image: Image.Image, dpi: int, seconds: float = _SECONDS, layout: str = _LAYOUT) -> Recognised:
    """The lines of words of a picture, with their boxes in pixels; ``layout`` is Tesseract's page segmentation mode.

    Raises ``TimeoutError`` beyond ``seconds``, and ``OSError`` where the command fails.
    """
    out = _run(image, dpi, ["-l", "vie", "--psm", layout, "tsv"], seconds)
    lines: dict[tuple[str, ...], list[Token]] = {}
    for line in out.splitlines()[1:]:
        fields = line.split("\t")
        if len(fields) == 12 and fields[0] == _WORD and fields[11].strip():
            left, top, width, height = map(float, fields[6:10])
            sure = max(0.0, float(fields[10])) / 100
            token = Token(fields[11].strip(), left, top, left + width, top + height, sure)
            lines.setdefault(tuple(fields[1:5]), []).append(token)
    return list(lines.values())


def orientation(image: Image.Image, dpi: int) -> int:
    """By how many degrees (0, 90, 180, 270) the picture must be turned clockwise to stand upright; 0 where unknown."""
    try:
        out = _run(image, dpi, ["-l", "osd", "--psm", "0"], _SECONDS)
    except OSError:
        return 0
    values = dict(line.split(": ", 1) for line in out.splitlines() if ": " in line)
    sure = float(values.get("Orientation confidence", "0")) > 1
    return int(values.get("Rotate", "0")) if sure else 0


def _run(image: Image.Image, dpi: int, options: list[str], seconds: float) -> str:
    """Run the command on a picture in a file of its own; one thread, for a batch has a process for every core."""
    handle, name = tempfile.mkstemp(suffix=".png")
    os.close(handle)
    try:
        image.save(name, compress_level=1)
        done = subprocess.run(
            ["tesseract", name, "stdout", "--dpi", str(dpi), *options],
            capture_output=True,
            check=False,
            timeout=seconds,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError("tesseract") from error
    finally:
        Path(name).unlink(missing_ok=True)
    if done.returncode:
        raise OSError(done.returncode, "tesseract")
    return done.stdout.decode("utf-8", "replace")
