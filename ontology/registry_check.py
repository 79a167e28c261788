"""Check tables of units that a user puts in place of ours (``docs/decisions/0006-registry.md``).

    python -m ontology.registry_check FOLDER

``FOLDER`` holds ``provinces.csv`` and ``communes.csv``, and ``predecessors.csv`` if old names are to be known.
"""

import datetime as dt
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from ontology.issue import Issue, Severity
from ontology.registry_data import Place, RegistryError, exact_key, read

__all__ = ["check"]

_KINDS: Final = {
    "tỉnh": ("tỉnh", "thành phố"),
    "huyện": ("quận", "huyện", "thị xã", "thành phố"),
    "xã": ("xã", "phường", "đặc khu", "thị trấn"),
}


def check(folder: Path) -> tuple[Issue, ...]:
    """What is wrong with the tables in ``folder``; nothing if they can take the place of ours.

    A table that cannot be read is a refusal (the later tables are then not looked at), all else are warnings.
    """
    try:
        provinces = list(read(folder / "provinces.csv"))
        communes = list(read(folder / "communes.csv", {place.code: place.name for place in provinces}))
        old = folder / "predecessors.csv"
        former = list(read(old)) if old.exists() else []
    except OSError as error:
        return (_refusal(Path(error.filename).name, "Không đọc được tệp.", "Đặt đủ các tệp CSV vào thư mục."),)
    except UnicodeDecodeError:
        return (_refusal(str(folder), "Có tệp không phải UTF-8.", "Lưu lại các tệp CSV theo mã UTF-8."),)
    except RegistryError as error:
        where = f"{error.file}, dòng {error.line}"
        return (_refusal(where, f"Dòng sai mẫu: {error.what}.", "Sửa dòng ấy theo mẫu của các dòng khác."),)
    tables = (("provinces.csv", provinces), ("communes.csv", communes), ("predecessors.csv", former))
    codes = {place.code for place in (*provinces, *communes)}
    return tuple(issue for name, places in tables for issue in _faults(name, places, codes))


def _faults(file: str, places: Sequence[Place], codes: set[str]) -> Iterator[Issue]:
    for place in places:
        yield from _faults_of(file, place, codes)
    yield from _doubles(file, "mã", ((place.code, place) for place in places))
    if file == "predecessors.csv" and (levels := [len(p.code) for p in places]) != sorted(levels):
        yield Issue("registry-order", "Các tỉnh phải đứng trước huyện, huyện trước xã.", file, "Sắp lại các dòng.")
    # only since 1/7/2025 does a bare name tell a commune of a province
    if file == "communes.csv":
        yield from _doubles(file, "tên", ((f"{exact_key(p.name)} ({p.province})", p) for p in places))


def _faults_of(file: str, place: Place, codes: set[str]) -> Iterator[Issue]:
    where = f"{file}, mã {place.code}"
    if place.kind not in _KINDS[place.level]:
        yield Issue("registry-kind", f"Loại “{place.kind}” không có ở cấp {place.level}.", where, "Sửa cột kind.")
    if not place.name or place.name != " ".join(unicodedata.normalize("NFC", place.name).split()):
        yield Issue(
            "registry-name", f"Tên “{place.name}” trống, thừa dấu cách hoặc không phải NFC.", where, "Gõ lại tên."
        )
    if place.full_name != f"{place.kind} {place.name}":
        yield Issue("registry-full-name", f"“{place.full_name}” khác loại và tên.", where, "Sửa cột full_name.")
    if place.valid_from and place.valid_to and place.valid_from > place.valid_to:
        yield Issue("registry-dates", "Ngày bắt đầu sau ngày kết thúc.", where, "Sửa valid_from, valid_to.")
    if lost := [code for code in place.successors if code not in codes]:
        yield Issue(
            "registry-successor", f"Không có đơn vị kế thừa mã {', '.join(lost)}.", where, "Sửa cột successors."
        )
    if place.valid_to and not place.successors:
        yield Issue("registry-successor", "Đơn vị đã hết tồn tại mà không có đơn vị kế thừa.", where, "Ghi successors.")


def _doubles(file: str, what: str, keyed: Iterable[tuple[str, Place]]) -> Iterator[Issue]:
    """Keys that two units share on one day."""
    groups: defaultdict[str, list[Place]] = defaultdict(list)
    for key, place in keyed:
        groups[key].append(place)
    for key, places in groups.items():
        ordered = sorted(places, key=lambda place: place.valid_from or dt.date.min)
        for before, after in pairwise(ordered):
            if after.valid_from is None or before.valid_to is None or before.valid_to >= after.valid_from:
                found = f"Hai đơn vị cùng {what} “{key}” trong một ngày."
                yield Issue("registry-double", found, file, "Bỏ một dòng, hoặc sửa ngày để hai dòng nối nhau.")


def _refusal(where: str, what: str, remedy: str) -> Issue:
    return Issue("registry-unreadable", what, where, remedy, Severity.REFUSAL)


if __name__ == "__main__":
    found = check(Path(sys.argv[1]))
    sys.stdout.writelines(f"{issue}\n" for issue in found)
    sys.exit(1 if found else 0)
