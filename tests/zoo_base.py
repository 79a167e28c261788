"""What the makers of hostile files share: an animal, the ends it may come to, and a directive that is sound."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from conftest import WARD

__all__ = ["CALL", "OUTSIDE", "OUTSIDE_FILE", "PORT", "STORED", "Animal", "animal", "good"]

STORED = "stored"
#: A file which no document may draw in (by entity, link, inclusion or path), and the word that stands in it.
OUTSIDE_FILE = Path(__file__).parent / "fixtures" / "outside.txt"
OUTSIDE = OUTSIDE_FILE.read_text("utf-8").strip()
#: Where nobody may call: the test listens there.
PORT = 47_809
CALL = f"http://127.0.0.1:{PORT}"


@dataclass(frozen=True)
class Animal:
    """A file called ``name``; ``form`` is what it would be read as, ``ends`` the codes of issues, or STORED."""

    name: str
    make: Callable[[Path], object]
    ends: frozenset[str]
    form: str = ".txt"
    heavy: bool = False


def animal(name: str, data: "bytes | Callable[[], bytes]", *ends: str, form: str = ".txt") -> Animal:
    """An animal of these bytes, or of what the function gives when it is asked."""

    def make(path: Path) -> None:
        path.write_bytes(data() if callable(data) else data)

    return Animal(name, make, frozenset(ends), form)


def good(number: int, extra: str = "") -> str:
    """A sound directive, each number another one; ``extra`` is a paragraph of its own."""
    text = WARD.format(
        body="ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", code=f"{number}-CV/ĐU", about=f"V/v việc thứ {number}", place="Sông Trầu",
        day=4, month=5, higher="Kết luận số 27-KL/TW ngày 24/4/2026 của Ban Bí thư",
    )  # fmt: skip
    return text.replace("\nNơi nhận:", f"\n{extra}\n\nNơi nhận:") if extra else text
