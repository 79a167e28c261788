"""Which part of the store a person looks at: a province, a commune, or one body; kept for each person in the home.

A scope is the words of a grant (:func:`graph.reach.resolve`) and means what a grant means, so that who looks at a city
sees what a person of that city would see (:mod:`graph.views`). It narrows, and never widens, what a person may see.
"""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.actions.lookup import expand
from ui.actions.people import acting
from ui.actions.values import Json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.reader import Reader
    from graph.register.find import UnitRow

__all__ = ["keep_scope", "kept_scope", "scope_called", "scopes"]

_FILE: Final = "scopes.json"
_LONGEST: Final = 300
#: So many of each kind are offered.
_MOST: Final = 12
_LOCALITIES: Final = ("phường", "xã", "đặc khu", "thị trấn")


def scopes(home: Path, asked: str = "") -> list[Json]:
    """The scopes to choose from: the provinces of the store, those with most documents first; or what ``asked`` names,
    in any spelling: provinces, communes, then units.

    Each has ``scope`` (what :func:`keep_scope` takes), ``name``, ``kind`` ('tỉnh, thành phố', 'xã, phường', 'đơn vị')
    and ``documents``, how many texts of the store were issued there (None of a unit). Raises
    :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader
    from graph.register.find import units

    with open_reader(home) as reader:
        if not asked.strip():
            return list(_places(reader, "", units(reader.register)))[:_MOST]
        rows = units(reader.register, expand(asked.strip()[:_LONGEST]))
        places = list(_places(reader, asked, rows))[:_MOST]
        # of a body that sits nobody knows where the store may not say what it did not do
        seated = (row for row in rows if row.kind == "unit" and (row.province or row.level == "trung ương"))
        bodies = sorted(seated, key=lambda row: (-row.tasks, row.name, row.iri))
        return [*places, *map(_body, bodies[:_MOST])]


def scope_called(home: Path, scope: str) -> Json | None:
    """What a scope is: ``scope``, ``name``, ``unit`` (the IRI of a body, '' of a place); None where nothing, or more
    than one thing, is called so. Raises :class:`graph.errors.StoreError`.
    """
    from graph.reach import resolve
    from graph.reader import open_reader
    from graph.register.find import units

    with open_reader(home) as reader:
        reach = resolve(reader, scope[:_LONGEST])
        if reach is None:
            return None
        body = next((row for iri in reach.units for row in units(reader.register, iri)), None)
    return {"scope": scope, "name": body.name if body else scope, "unit": body.iri if body else ""}


def kept_scope(home: Path) -> str:
    """The scope that whoever acts looks at; '' for the whole store."""
    return str(_read(home).get(_who(), ""))


def keep_scope(home: Path, scope: str) -> None:
    """Keep what whoever acts looks at from now on; '' for the whole store. Raises :class:`graph.errors.StoreError`."""
    from filelock import FileLock

    from graph.errors import StoreError

    path = _file(home)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=10):
            told = {**_read(home), _who(): scope[:_LONGEST]}
            draft = path.with_suffix(".new")
            draft.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
            draft.replace(path)
    except (OSError, TimeoutError) as error:
        raise StoreError("không ghi được phạm vi đang xem vào thư mục của kho") from error


def _who() -> str:
    """The owner of the machine may change their name."""
    return acting().name if acting().signed_in else ""


def _file(home: Path) -> Path:
    from graph.views import root_of

    return root_of(home) / _FILE


def _read(home: Path) -> Json:
    try:
        told = json.loads(_file(home).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _places(reader: "Reader", asked: str, rows: "Iterable[UnitRow]") -> "Iterable[Json]":
    """The provinces, then, where something is asked for, the communes in whose names it stands."""
    from graph.register.fold import search_key

    issued = Counter[tuple[str, str]]()
    for level, place, province in reader.register.rows("SELECT level, place, province FROM texts"):
        issued[province or "", "" if level == "tỉnh" else place or ""] += 1
    provinces = Counter[str]()
    for (province, _), count in issued.items():
        provinces[province] += count
    words = set(search_key(asked).split())
    known = {row.province for row in rows if row.province} | ({*provinces} if words else set())
    found = [name for name in known if name and words <= {*search_key(f"tinh thanh pho {name}").split()}]
    for name in sorted(found, key=lambda name: (-provinces[name], name)):
        yield {"scope": name, "name": name, "kind": "tỉnh, thành phố", "documents": provinces[name]}
    if not words:
        return
    communes = {_commune(row): (row.province, row.place) for row in rows if row.level == "xã" and row.province}
    fitting = [name for name in communes if name and words <= {*search_key(name.replace(",", " ")).split()}]
    for name in sorted(fitting, key=lambda name: (-issued[communes[name]], name)):
        yield {"scope": name, "name": name, "kind": "xã, phường", "documents": issued[communes[name]]}


def _commune(row: "UnitRow") -> str:
    """'phường Hòa Lạc, An Hải', where the unit's name tells what its place is; else ''."""
    kind = next((kind for kind in _LOCALITIES if f"{kind} {row.place}".lower() in row.name.lower()), "")
    return f"{kind} {row.place}, {row.province}" if kind and row.place else ""


def _body(row: "UnitRow") -> Json:
    where = ", ".join(part for part in (row.place, row.province) if part and part not in row.name)
    name = f"{row.name} ({where})" if where else row.name
    return {"scope": row.iri, "name": name, "kind": "đơn vị", "documents": None}
