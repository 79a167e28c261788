"""Build the tables of ``data/units`` from the wheel of ``vietnamadminunits`` (MIT) and ``data/units/changes.toml``.

    python -m ontology.registry_build vietnamadminunits-1.0.4-py3-none-any.whl [FOLDER]

The wheel is only read: nothing of it is imported or run. The same wheel and changes give the same bytes. See
``docs/decisions/0006-registry.md``.
"""

import csv
import datetime as dt
import io
import json
import sqlite3
import sys
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from data import path as data_path

__all__ = ["COLUMNS", "build"]

COLUMNS: Final = ("code", "kind", "name", "full_name", "province", "valid_from", "valid_to", "successors")
_FORMER_COLUMNS: Final = ("code", "kind", "name", "parent", "province", "valid_from", "valid_to", "successors")

_DAY: Final = dt.timedelta(days=1)
_MERGED: Final = dt.date(2025, 7, 1)
_PACKAGE: Final = "vietnamadminunits/data/"


class _Row(NamedTuple):
    """One unit during one span of days; ``parent`` is the district's code of an old commune."""

    code: str
    kind: str
    name: str
    province: str
    valid_from: str = ""
    valid_to: str = ""
    successors: str = ""
    parent: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"


def build(wheel: Path, folder: Path, changes: Path) -> dict[str, int]:
    """Write ``provinces.csv``, ``communes.csv``, ``predecessors.csv`` into ``folder``; returns how many rows each has.

    Raises ``ValueError`` where the wheel and the changes do not fit each other (a unit without a successor, a changed
    unit that the wheel does not know).
    """
    later = tomllib.loads(changes.read_text(encoding="utf-8"))
    with zipfile.ZipFile(wheel) as archive:
        database = sqlite3.connect(":memory:")
        database.deserialize(archive.read(f"{_PACKAGE}dataset.db"))
        mapping = json.loads(archive.read(f"{_PACKAGE}converter_2025.json"))
    current = [*_provinces(database), *_communes(database)]
    former = [*_former(database, mapping), *_added(later)]
    _check(current, former, later)
    changed = [row for old in current for row in _changed(old, later)]
    tables = {
        "provinces.csv": (COLUMNS, [row for row in changed if len(row.code) == 2]),
        "communes.csv": (COLUMNS, [row for row in changed if len(row.code) == 5]),
        "predecessors.csv": (_FORMER_COLUMNS, _dated(former, later)),
    }
    for name, (columns, rows) in tables.items():
        (folder / name).write_text(_csv(columns, rows), encoding="utf-8", newline="\n")
    return {name: len(rows) for name, (_, rows) in tables.items()}


def _provinces(database: sqlite3.Connection) -> Iterator[_Row]:
    for code, full in database.execute("SELECT DISTINCT provinceCode, province FROM admin_units ORDER BY 1"):
        yield _Row(code, *_split(full), code, _MERGED.isoformat())


def _communes(database: sqlite3.Connection) -> Iterator[_Row]:
    # the kind is taken from the full name: the column wardType contradicts it (and the official list) on four rows
    for code, full, province in database.execute("SELECT wardCode, ward, provinceCode FROM admin_units ORDER BY 1"):
        yield _Row(code, *_split(full), province, _MERGED.isoformat())


def _former(database: sqlite3.Connection, mapping: dict[str, Any]) -> Iterator[_Row]:
    """The old provinces, districts and communes, each with the codes of the units that hold its land now."""
    heirs = _heirs(database, mapping)
    provinces = dict(database.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units"))
    new_of = {old: provinces[new] for new, olds in mapping["DICT_PROVINCE"].items() for old in olds}
    last = (_MERGED - _DAY).isoformat()
    for code, key, full in database.execute(
        "SELECT DISTINCT provinceCode, provinceKey, province FROM admin_units_legacy ORDER BY 1"
    ):
        yield _Row(code, *_split(full), code, "", last, new_of[key])
    for code, full, province in database.execute(
        "SELECT DISTINCT districtCode, district, provinceCode FROM admin_units_legacy ORDER BY 1"
    ):
        yield _Row(code, *_split(full), province, "", last, " ".join(sorted(heirs[code])))
    for code, full, district, province in database.execute(
        "SELECT wardCode, ward, districtCode, provinceCode FROM admin_units_legacy WHERE ward NOT NULL ORDER BY 1"
    ):
        yield _Row(code, *_split(full), province, "", last, " ".join(heirs[code]), district)


def _heirs(database: sqlite3.Connection, mapping: dict[str, Any]) -> dict[str, list[str]]:
    """Old commune or district code → codes of today's communes, the main one of a commune first."""
    codes = {(province, ward): code for province, ward, code in database.execute(
        "SELECT provinceKey, wardKey, wardCode FROM admin_units")}  # fmt: skip
    found: defaultdict[str, list[str]] = defaultdict(list)
    for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                found[old].append(codes[province, ward])
    for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            ordered = sorted(
                parts, key=lambda part: (not part["isDefaultNewWard"], codes[province, part["newWardKey"]])
            )
            found[old] += [codes[province, part["newWardKey"]] for part in ordered]
    heirs: defaultdict[str, list[str]] = defaultdict(list)
    for province, district, ward, code, parent in database.execute(
        "SELECT provinceKey, districtKey, wardKey, wardCode, districtCode FROM admin_units_legacy"
    ):
        here = found[f"{province}_{district}_{ward or ''}"]
        # five island districts had no communes: the district itself has the successor
        heirs[code or parent] += here
        heirs[parent] += [heir for heir in here if heir not in heirs[parent]]
    return heirs


def _added(later: dict[str, Any]) -> Iterator[_Row]:
    for unit in later.get("former", []):
        code, until = unit["code"], unit["until"].isoformat()
        yield _Row(code, unit["kind"], unit["name"], code, "", until, " ".join(unit["successors"]))


def _changed(row: _Row, later: dict[str, Any]) -> Iterator[_Row]:
    """The row, or the two that it becomes where the unit changed its kind later."""
    for change in later.get("change", []):
        if row.code in change["units"]:
            before = (change["from"] - _DAY).isoformat()
            yield row._replace(valid_to=before, successors=row.code)
            row = row._replace(kind=change["kind"], valid_from=change["from"].isoformat())
    yield row


def _dated(rows: Iterable[_Row], later: dict[str, Any]) -> list[_Row]:
    began = {(unit["code"], unit["kind"], unit["name"]): unit["from"].isoformat() for unit in later.get("began", [])}
    dated = [row._replace(valid_from=began.get((row.code, row.kind, row.name), "")) for row in rows]
    return sorted(dated, key=lambda row: (len(row.code), row.code, row.valid_to))


def _check(current: list[_Row], former: list[_Row], later: dict[str, Any]) -> None:
    codes = {row.code for row in current}
    changed = {code for change in later.get("change", []) for code in change["units"]}
    if unknown := changed - codes:
        raise ValueError(f"changed units that the wheel does not have: {sorted(unknown)}")
    if lost := [row.code for row in former if not row.successors or not codes.issuperset(row.successors.split())]:
        raise ValueError(f"former units without a successor of today: {lost}")


def _split(full: str) -> tuple[str, str]:
    """'Thành phố Hà Nội' → ('thành phố', 'Hà Nội')."""
    for kind in ("thành phố", "thị trấn", "thị xã", "đặc khu", "tỉnh", "phường", "xã", "quận", "huyện"):
        if full.lower().startswith(f"{kind} "):
            return kind, full[len(kind) + 1 :]
    raise ValueError(f"not the full name of a unit: {full!r}")


def _csv(columns: tuple[str, ...], rows: Iterable[_Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([getattr(row, column) for column in columns] for row in rows)
    return out.getvalue()


if __name__ == "__main__":
    home = data_path("units")
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else home
    for table, count in build(Path(sys.argv[1]), target, home / "changes.toml").items():
        sys.stdout.write(f"{table}: {count}\n")
