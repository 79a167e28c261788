"""The one gate: every call of a use case by a person goes through here.

:data:`NEEDS` says of each use case of :mod:`ui.actions` which right it asks; one that is missing there is refused.
"""

import contextlib
from collections.abc import Callable, Mapping, Sequence
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
        "choose_text": Right.MANAGE,
        "correct": Right.DECIDE,
        "correctable": Right.SEE,
        "coverage": Right.SEE,
        "decide": Right.DECIDE,
        "decided": Right.SEE,
        "directives": Right.SEE,
        "document": Right.SEE,
        "duties": Right.SEE,
        "schedule": Right.SEE,
        "export": Right.EXPORT,
        "extract": Right.INGEST,
        "forms": Right.SEE,
        "glance": Right.SEE,
        "group_members": Right.SEE,
        "holds": Right.SEE,
        "identify_place": Right.MANAGE,
        "identities": Right.SEE,
        "ingest": Right.INGEST,
        "journal": Right.MANAGE,
        "judge": Right.MANAGE,
        "keep_scope": Right.SEE,
        "kept_scope": Right.SEE,
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
        "scope_called": Right.SEE,
        "scopes": Right.SEE,
        "set_status": Right.DECIDE,
        "set_statuses": Right.DECIDE,
        "show": Right.SEE,
        "standings": Right.SEE,
        "task": Right.SEE,
        "tasks": Right.SEE,
        "trace": Right.SEE,
        "undo": Right.MANAGE,
        "unit_profile": Right.SEE,
        "units": Right.SEE,
        "upload": Right.INGEST,
        "verify": Right.MANAGE,
        "watch": Right.MANAGE,
        "withdraw": Right.MANAGE,
    }
)
#: Those whose first argument is not the folder of the store.
_HOMELESS: Final = frozenset({"extract", "forms", "largest_upload", "places", "queries"})

#: The rights that a person may have on some units only.
_WITHIN: Final = frozenset({Right.SEE, Right.EXPORT, Right.DECIDE})
#: Those that choose a scope, and are asked of all that the person may see.
_WHOLE: Final = frozenset({"keep_scope", "kept_scope", "scope_called", "scopes"})
#: The rights that a scope narrows.
_LOOKED: Final = frozenset({Right.SEE, Right.EXPORT})
#: What a person of some units calls on the whole store, as the use case itself looks whose documents come.
_ITSELF: Final = frozenset({"ingest", "upload"})
#: Those whose ``by`` chooses among what others did.
_FILTERS: Final = frozenset({"journal"})


def may(person: Person, use_case: Callable[..., Any]) -> bool:
    """Whether a person may call a use case at all; what to show a button by. :func:`act` asks again."""
    name = use_case.__name__
    right = NEEDS.get(name)
    if right is None or not person.may(right):
        return False
    return person.everywhere(right) or right in _WITHIN or name in _HOMELESS or name in _ITSELF


def admit(person: Person, home: Path, use_case: Callable[..., Any]) -> Path:
    """The folder on which a person's call of a use case works: ``home``; or for a person of some units, or who looks at
    one now, the view of what concerns these (:mod:`graph.views`), which holds nothing else.

    Raises :class:`Denied` where the person may not call it, :class:`graph.errors.StoreError`.
    """
    name = use_case.__name__
    right = NEEDS.get(name)
    if right is None:
        raise Denied(f"Việc “{name}” chưa được xếp vào quyền nào nên không ai làm được. {_ASK}.")
    if not person.may(right):
        raise Denied(f"{person.name or 'Người chưa đăng nhập'} chưa có quyền {right.value}. {_ASK}.")
    if name in _HOMELESS or name in _ITSELF:
        return home
    if person.everywhere(right):
        return home if name in _WHOLE else _scoped(person, home, right)
    units = sorted(person.units(right))
    if right not in _WITHIN:
        only = f"Quyền {right.value} của {person.name} chỉ trong phạm vi {', '.join(units)}"
        raise Denied(f"{only}; việc này cần quyền trên toàn bộ kho. {_ASK}.")
    return _view(person, home, [person.scope] if right in _LOOKED and person.scope in units else units)


def _scoped(person: Person, home: Path, right: Right) -> Path:
    """The store, or of it what the person looks at now; all of it where that is nothing that the store knows."""
    if not person.scope or right not in _LOOKED:
        return home
    with contextlib.suppress(Denied):
        return _view(person, home, [person.scope])
    return home


def act(person: Person, home: Path, use_case: Callable[..., Any], /, *args: Any, **values: Any) -> Any:  # noqa: ANN401
    """What a use case answers when this person calls it.

    The folder is put in front where the use case takes it; ``by`` is the person, whatever the caller says. What a
    person of some units decides must be theirs to decide (:mod:`ui.actions.within`), and is recorded in the one store.
    Raises :class:`Denied` where the person may not, and what the use case raises.
    """
    where, name = admit(person, home, use_case), use_case.__name__
    takes = signature(use_case)
    if "by" in takes.parameters and name not in _FILTERS:
        values["by"] = person.name
    with acting_as(person):
        if name in _HOMELESS:
            return use_case(*args, **values)
        bound = takes.bind(where, *args, **values)
        if NEEDS[name] is Right.DECIDE:
            from ui.actions.within import unsettled

            if (open_ := unsettled(person, home, where, name, bound.arguments)) is not None:
                return open_
            return use_case(home, *bound.args[1:], **bound.kwargs)
        if _reads_a_file(name, bound.arguments):
            raise Denied("Màn hình không đọc tệp trên máy chủ; hãy nạp hoặc dán văn bản vào trang soát dự thảo.")
        return use_case(*bound.args, **bound.kwargs)


def _reads_a_file(name: str, told: Mapping[str, Any]) -> bool:
    """Whether words that a person typed would be taken for a file of the server."""
    if name == "lint":
        return Path(told["asked"]).is_file()
    return name == "query" and isinstance(told["name"], Path)


def _view(person: Person, home: Path, units: Sequence[str]) -> Path:
    from graph.home import Home
    from graph.snapshot import current
    from graph.views import UnknownReach, view

    if current(Home.at(home)) == 0:
        return home  # there is nothing yet
    try:
        return view(home, units)
    except UnknownReach as unknown:
        what = f"Quyền của {person.name} ghi đơn vị “{unknown}” mà kho không biết, hoặc biết nhiều nơi cùng tên"
        raise Denied(f"{what}. Hãy nhờ người quản trị kho ghi rõ, ví dụ “phường …, tỉnh …”.") from unknown
