"""Who may do what: the rule stands in the gate to the use cases, not in the pages."""

import ast
from datetime import UTC, datetime
from pathlib import Path
from types import FunctionType

import pytest

from ui import actions
from ui.actions.people import EVERYTHING, Denied, Grant, Person, Right, Role, owner
from ui.actions.rights import NEEDS, act, may

VIEWER = Person("Nguyễn Thị Xem", (Grant(Role.VIEWER),), signed_in=True)
WORKER = Person("Trần Văn Xử", (Grant(Role.WORKER),), signed_in=True)
NOBODY = Person("Lê Chưa Quyền", (), signed_in=True)


def test_every_use_case_asks_a_right():
    cases = {name for name in actions.__all__ if isinstance(getattr(actions, name), FunctionType)}
    assert cases - {"default_home", "home_of", "issue_as_json"} == set(NEEDS)


def test_the_roles_build_on_each_other():
    may_do = {role: Person("x", (Grant(role),)) for role in Role}
    assert {right for right in Right if may_do[Role.VIEWER].may(right)} == {Right.SEE}
    assert not may_do[Role.WORKER].may(Right.MANAGE)
    assert all(may_do[Role.MANAGER].everywhere(right) for right in Right)
    assert owner().units(Right.MANAGE) == {EVERYTHING}


def test_a_viewer_decides_nothing_however_it_is_called(stored):
    edge = actions.trace(stored, "215-CV/TU")["edges"][0]["id"]
    with pytest.raises(Denied, match="Nguyễn Thị Xem chưa có quyền ghi quyết định"):
        act(VIEWER, stored, actions.decide, [edge], "confirmed", by="giám đốc", why="thử", now=datetime.now(UTC))
    assert not may(VIEWER, actions.decide)
    assert may(WORKER, actions.decide)


def test_a_person_without_a_role_sees_nothing(stored):
    for case in (actions.directives, actions.tasks, actions.revision):
        with pytest.raises(Denied):
            act(NOBODY, stored, case)


def test_what_is_in_no_table_is_refused(stored):
    def stray(home):
        return home

    with pytest.raises(Denied):
        act(owner(), stored, stray)


#: What a page may call itself: it tells nothing of a store, or where one is.
FREE = {"default_home", "home_of", "forms", "largest_upload", "issue_as_json", "Bounds"}


def test_no_page_calls_a_use_case_but_through_the_gate():
    """``ask(actions.x, …)`` and ``act(actions.x, …)`` name a use case; only ``store`` calls some itself."""
    pages = Path(actions.__file__).parents[1] / "pages"
    for path in sorted(pages.glob("*.py")):
        # the module of the store asks of the folder that the gate gave it
        own = set(NEEDS) if path.name in ("store.py", "fresh.py") else set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            past: set[str] = set()
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ui.actions."):
                past = {name.name for name in node.names} & set(NEEDS)
            elif isinstance(node, ast.ImportFrom | ast.Import):
                modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
                past = {name for name in modules if name.startswith("ingest")}
            elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("actions."):
                past = {ast.unparse(node.func).removeprefix("actions.")}
            assert not past - FREE - own, f"{path.name}:{node.lineno} goes past the gate: {past}"
