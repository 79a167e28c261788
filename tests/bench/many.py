"""Many documents of the samples' kind: ``python -m tests.bench.many FOLDER COUNT`` writes them, equal for equal counts.

Each copy of the samples is a neighbourhood of its own: its places have other names, its numbers and days are moved,
all by one seed. What the centre issued keeps its number and date: all neighbourhoods meet there, as they do in fact.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.measure import CORPUS

__all__ = ["papers", "write"]

#: The places of the samples, longer names first where one begins another.
_PLACES = ("An Hải", "Hòa Lạc", "Minh Tân", "Vinh Sơn", "Bình Khê", "Đồng Phú", "Nam Giang", "Phú Cường", "Tân Thịnh",
           "Thượng Lâm", "Ngọc Sơn", "Tân Hưng", "Việt Hưng")  # fmt: skip
_FIRST = ("An", "Bình", "Cẩm", "Đông", "Gia", "Hải", "Hòa", "Hưng", "Khánh", "Lam", "Long", "Mỹ", "Nam", "Ngọc", "Phú",
          "Quang", "Sơn", "Tân", "Thanh", "Vạn", "Vĩnh", "Xuân", "Yên")  # fmt: skip
_SECOND = ("Bình", "Châu", "Cường", "Đức", "Giang", "Hà", "Hiệp", "Hưng", "Khê", "Lâm", "Lộc", "Lợi", "Mai", "Nghĩa",
           "Phong", "Phúc", "Sơn", "Thành", "Thịnh", "Thọ", "Trung", "Vân")  # fmt: skip
_CODE = re.compile(r"(?<![\w/.-])(\d{1,4})([-/](?:NQ|KL|CT|CV|KH|HD|QĐ|TB|BC|CTr|QC)[-/](?!TW|TTg|CP|QH)[\w-]+)")
_DAY = re.compile(r"(ngày )?(\d{1,2})(/| tháng )(\d{1,2})(/| năm )(\d{4})")


def papers(count: int) -> Iterator[tuple[str, str]]:
    """Name and text of each document."""
    samples = [(path, path.read_text(encoding="utf-8")) for path in sorted(CORPUS.rglob("*")) if path.is_file()]
    for number in range(count):
        copy, at = divmod(number, len(samples))
        path, text = samples[at]
        change = _changes(copy)
        yield f"{copy:04}/{path.parent.name}-{path.stem}{path.suffix}", change(text)


def write(folder: Path, count: int) -> None:
    """Write ``count`` documents below ``folder``, a folder for each copy of the samples."""
    for name, text in papers(count):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _changes(copy: int) -> Callable[[str], str]:
    """What one copy changes; the first copy nothing."""
    if not copy:
        return lambda text: text
    chance = random.Random(copy)
    names = {place: f"{chance.choice(_FIRST)} {chance.choice(_SECOND)}" for place in _PLACES}
    names |= {place.upper(): name.upper() for place, name in names.items()}
    place = re.compile("|".join(names))
    days, numbers = chance.randrange(1, 28), chance.randrange(1, 300)

    def change(text: str) -> str:
        text = place.sub(lambda found: names[found[0]], text)
        text = _CODE.sub(lambda found: f"{int(found[1]) + numbers}{found[2]}", text)
        return _DAY.sub(lambda found: _moved(found, days), text)

    return change


def _moved(found: re.Match[str], days: int) -> str:
    lead, day, one, month, other, year = found.groups()
    if (day, month, year) == ("24", "4", "2026"):  # the centre's
        return found[0]
    return f"{lead or ''}{(int(day) + days) % 28 + 1}{one}{month}{other}{year}"


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
