"""A collective name expanded: which units it stands for at a place on a day."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ui.actions.values import Json, Unknown

if TYPE_CHECKING:
    from ontology.members import Frame

__all__ = ["group_members"]


def group_members(home: Path, group: str, of: str = "", on: date | None = None) -> Json | Unknown:
    """The members of ``group`` ('các xã, phường') said by ``of`` ('Hải Phòng', 'phường Tân Hưng, Hải Phòng') on a day.

    ``on``: ``None`` is today's registry. Answers ``members`` (code, name, body, level, place, province), ``open``
    (whether the list is known to be a part only) and ``known_by`` ('danh mục', or 'kho' for a province that the
    registry does not list). :class:`Unknown` where nobody can list the group, with the reason. Raises
    :class:`graph.errors.StoreError`.
    """
    from ontology.members import is_open, members

    frame = _frame(home, of, on)
    if isinstance(frame, Unknown):
        return frame
    found = members(group, frame, on)
    if found is None:
        why = "nhóm không kể hết được theo danh mục" if of else "cần --of: nơi nói nhóm ấy, ví dụ --of 'Hải Phòng'"
        return Unknown(group, (), why)
    keys = ("code", "name", "body", "level", "place", "province")
    return {
        "group": group,
        "of": ", ".join(part for part in (frame.place, frame.province) if part),
        "on": on.isoformat() if on else None,
        "open": is_open(group),
        "known_by": "kho" if frame.known else "danh mục",
        "members": [{key: getattr(unit, key) or None for key in keys} for unit in found],
    }


def _frame(home: Path, of: str, on: date | None) -> "Frame | Unknown":
    """The frame that the words of ``of`` name: a province of the registry, one that the store knows, or a commune."""
    from graph.membership import frame_of
    from graph.reader import open_reader
    from ontology import registry
    from ontology.here import here_of
    from ontology.members import Frame

    place, _, province = (part.strip() for part in of.rpartition(","))
    if not province:
        return Frame()
    if (listed := registry.province_of(province, on)) is not None:
        frame = Frame(listed.name, place)
    else:
        with open_reader(home) as reader:
            frame = frame_of(reader, province, place)
    if here_of(frame.province, frame.place, on, frame.known) is not None:
        return frame
    return Unknown(of, (), "không có đơn vị nào tên như vậy") if place else _commune(province, on)


def _commune(name: str, on: date | None) -> "Frame | Unknown":
    """The frame of a commune told without its province, where only one bears the name."""
    from ontology import registry
    from ontology.members import Frame

    communes = [found for found in registry.find(name, on=on) if found.level == "xã"]
    if len(communes) == 1:
        return Frame(communes[0].province, communes[0].name)
    near = tuple(f"{found.full_name}, {found.province}" for found in communes)
    several = f"có {len(communes)} đơn vị tên như vậy; hãy nêu cả tỉnh, thành phố"
    return Unknown(name, near, several if communes else "không có đơn vị nào tên như vậy")
