"""The one gate: every call of a use case by a person goes through here.

:data:`NEEDS` says of each use case of :mod:`ui.actions` which right it asks; one that is missing there is refused.
"""

from collections.abc import Callable, Mapping
from inspect import signature
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from ui.actions.people import Denied, Person, Right, acting_as

__all__ = ["NEEDS", "act", "admit", "may"]

_ASK: Final = "Hãy nhờ người quản trị kho cấp quyền"

#: Use case → the right it asks; one line each.
NEEDS: Final[Mapping[str, Right]] = MappingProxyType(
    {
        "ask_saved": Right.SEE,
        "ask_sparql": Right.SEE,
        "boxes": Right.SEE,
        "chain_report": Right.EXPORT,
        "check": Right.MANAGE,
        "coverage": Right.SEE,
        "decide": Right.DECIDE,
        "decided": Right.SEE,
        "directives": Right.SEE,
        "document": Right.SEE,
        "duties": Right.SEE,
        "export": Right.EXPORT,
        "extract": Right.INGEST,
        "forms": Right.SEE,
        "group_members": Right.SEE,
        "identify_place": Right.MANAGE,
        "identities": Right.SEE,
        "ingest": Right.INGEST,
        "journal": Right.MANAGE,
        "judge": Right.MANAGE,
        "largest_upload": Right.SEE,
        "ledger": Right.SEE,
        "lint": Right.SEE,
        "lint_draft": Right.SEE,
        "means": Right.MANAGE,
        "month": Right.SEE,
        "month_brief": Right.EXPORT,
        "months": Right.SEE,
        "original": Right.EXPORT,
        "page_image": Right.SEE,
        "pages": Right.SEE,
        "path": Right.SEE,
        "passage": Right.SEE,
        "places": Right.SEE,
        "queries": Right.SEE,
        "query": Right.SEE,
        "rebuild": Right.MANAGE,
        "register": Right.EXPORT,
        "register_of": Right.EXPORT,
        "reminder": Right.EXPORT,
        "reread": Right.MANAGE,
        "review": Right.SEE,
        "revision": Right.SEE,
        "set_status": Right.DECIDE,
        "set_statuses": Right.DECIDE,
        "show": Right.SEE,
        "standings": Right.SEE,
        "task": Right.SEE,
        "tasks": Right.SEE,
        "trace": Right.SEE,
        "undo": Right.MANAGE,
        "units": Right.SEE,
        "upload": Right.INGEST,
        "verify": Right.MANAGE,
        "watch": Right.MANAGE,
        "withdraw": Right.MANAGE,
    }
)
#: Those whose first argument is not the folder of the store.
_HOMELESS: Final = frozenset({"extract", "forms", "largest_upload", "places", "queries"})

#: Those whose ``by`` chooses among what others did.
_FILTERS: Final = frozenset({"journal"})


def may(person: Person, use_case: Callable[..., Any]) -> bool:
    """Whether a person may call a use case at all; what to show a button by. :func:`act` asks again."""
    right = NEEDS.get(use_case.__name__)
    return right is not None and person.may(right)


def admit(person: Person, home: Path, use_case: Callable[..., Any]) -> Path:
    """The folder on which a person's call of a use case works: ``home``.

    Raises :class:`Denied` where the person may not call it.
    """
    name = use_case.__name__
    right = NEEDS.get(name)
    if right is None:
        raise Denied(f"Việc “{name}” chưa được xếp vào quyền nào nên không ai làm được. {_ASK}.")
    if not person.may(right):
        raise Denied(f"{person.name or 'Người chưa đăng nhập'} chưa có quyền {right.value}. {_ASK}.")
    if not person.everywhere(right):
        units = ", ".join(sorted(person.units(right)))
        raise Denied(
            f"Quyền {right.value} của {person.name} chỉ trong phạm vi {units}; việc này cần quyền trên cả kho."
        )
    return home


def act(person: Person, home: Path, use_case: Callable[..., Any], /, *args: Any, **values: Any) -> Any:  # noqa: ANN401
    """What a use case answers when this person calls it.

    The folder is put in front where the use case takes it; ``by`` is the person, whatever the caller says. Raises
    :class:`Denied` where the person may not call it, and what the use case raises.
    """
    where = admit(person, home, use_case)
    if "by" in signature(use_case).parameters and use_case.__name__ not in _FILTERS:
        values["by"] = person.name
    with acting_as(person):
        return use_case(*args, **values) if use_case.__name__ in _HOMELESS else use_case(where, *args, **values)
