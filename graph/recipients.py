"""Recipients against owners: whom a directive charges and does not send to, whom it sends to and gives nothing to do.

Everything is asked of the register. An assignment that a person rejected does not count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.register.find import REJECTED
from graph.register.fold import search_key
from graph.register.register import Register
from graph.responsibility import OF_SCOPE, Scope

__all__ = ["Mailing", "mailing"]

_RANK: Final = {"trung ương": 0, "tỉnh": 1, "xã": 2, "chi bộ": 3}
#: The issuer's own office keeps the file ('Lưu: VT', 'Lưu Văn phòng Đảng ủy'): the document need not be sent to it.
_OFFICES: Final = {
    True: re.compile(r"van phong (?:dang uy|thanh uy|tinh uy)\b"),
    False: re.compile(r"(?:chanh )?van phong (?:hoi dong|hdnd|uy ban|ubnd)\b"),
}
_PARTY: Final = re.compile(r"\b(?:dang uy(?! uy ban| ubnd)|thanh uy|tinh uy|dang bo|chi bo|chi uy)\b")
#: Boards and heads at the issuer's own level are told, not charged: 'Thường trực Đảng ủy (b/c)'.
_TOLD: Final = re.compile(r"(?:thuong truc|ban thuong vu|ban chap hanh|bi thu|pho bi thu|chu tich|lanh dao)\b")
#: Recipients that name nobody: whoever is charged may be among them.
_ANYBODY: Final = ("nhu tren", "cac co quan", "cac don vi", "cac ban nganh", "cac to chuc", "cac phong", "cac ban")


@dataclass(frozen=True, slots=True)
class Mailing:
    """One directive's list of recipients against whom it charges: names as they stand in the store.

    ``unsent``: charged, and neither addressed nor on the list, nor the issuer's own office; ``idle``: units on the list
    that have no part in any task, nor are reported to; boards and heads at the issuer's own level are told only.
    """

    directive: str
    code: str
    file: str
    unsent: tuple[str, ...]
    idle: tuple[str, ...]


def mailing(register: Register, scope: Scope) -> list[Mailing]:
    """The directives whose recipients and owners differ. One that sends to 'các cơ quan, đơn vị' leaves nobody out."""
    texts = register.rows(
        "SELECT DISTINCT x.id, x.directive, COALESCE(x.code, ''), x.file, COALESCE(x.level, '') "
        "FROM texts x JOIN tasks t ON t.text = x.id "
        f"WHERE {OF_SCOPE} ORDER BY x.date, x.iri",
        {"month": scope.month, "directive": scope.directive},
    )
    return [found for text in texts if (found := _mailing(register, *text)) and (found.unsent or found.idle)]


def _mailing(register: Register, text: int, directive: str, code: str, file: str, level: str) -> Mailing | None:
    sent = register.rows(
        "SELECT u.name, u.kind, COALESCE(u.level, '') FROM addresses s JOIN units u ON u.id = s.unit "
        "WHERE s.text = ? ORDER BY u.name",
        (text,),
    )
    owners = register.rows(
        "SELECT DISTINCT u.name, u.kind FROM assignments a JOIN tasks t ON t.id = a.task JOIN units u ON u.id = a.unit "
        f"WHERE t.text = ? AND a.role = 'assignedTo' AND NOT {REJECTED} ORDER BY u.name",
        (text,),
    )
    if not sent or not owners:
        return None
    engaged = register.rows(
        "SELECT DISTINCT u.name FROM assignments a JOIN tasks t ON t.id = a.task JOIN units u ON u.id = a.unit "
        f"WHERE t.text = ?1 AND NOT {REJECTED} UNION SELECT u.name FROM reports r JOIN tasks t ON t.id = r.task "
        "JOIN units u ON u.id IN (r.unit, r.via) WHERE t.text = ?1",
        (text,),
    )
    issuers = register.rows(
        "SELECT u.name FROM issues i JOIN units u ON u.id = i.unit WHERE i.text = ?1 AND i.directive = ?2",
        (text, directive),
    )
    office = _OFFICES[any(_PARTY.search(search_key(name or "")) for (name,) in issuers)]
    anybody = any(search_key(name or "").startswith(_ANYBODY) for name, *_ in sent)
    listed = [name or "" for name, *_ in sent]
    named = [name or "" for name, kind in owners if kind == "unit"]
    charged = [name for name in named if not office.match(search_key(name))]
    unsent = () if anybody else tuple(_unmatched(charged, listed))
    own = _RANK.get(level, 9)
    below = [
        name or ""
        for name, kind, at in sent
        if kind == "unit"
        and _RANK.get(at, 9) >= own
        and not (_RANK.get(at, 9) == own and _TOLD.match(search_key(name or "")))
    ]
    idle = tuple(_unmatched(below, [name or "" for (name,) in engaged]))
    return Mailing(directive, code, file, unsent, idle if named else ())


def _unmatched(names: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """The names none of whose folded words' runs is found among the others."""
    keys = [search_key(other) for other in others]
    for name in dict.fromkeys(names):
        key = search_key(name)
        if not any(key in other or (other and other in key) for other in keys):
            yield name
