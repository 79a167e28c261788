"""The scope: chosen once, kept for the person, in the address, and the same on every page of figures."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui import actions
from ui.actions.people import Grant, Person, Role
from ui.actions.rights import act, admit

MAIN = Path(__file__).parents[1] / "ui" / "pages" / "main.py"
CITY, WARD = "An Hải", "phường Hòa Lạc, An Hải"
OWNER = Person("Nguyễn Văn A", (Grant(Role.MANAGER),))
TODAY = dt.date(2026, 7, 15)


@pytest.fixture
def home(samples, tmp_path, monkeypatch):
    """A store of two cities' worth of documents, of its own, and nobody's name at this machine."""
    home = shutil.copytree(samples, tmp_path / "home")
    elsewhere = tmp_path / "elsewhere.txt"
    text = (Path(__file__).parents[1] / "data" / "corpus" / "an-hai" / "2026-05-20-thanh-uy-ct-05.txt").read_text(
        encoding="utf-8"
    )
    elsewhere.write_text(text.replace("An Hải", "Vân Khê").replace("AN HẢI", "VÂN KHÊ"), encoding="utf-8")
    assert not actions.ingest(home, [elsewhere]).refused
    monkeypatch.setenv("CHIDAO_HOME", str(home))
    return home


def _visit(**address):
    """The first page, within the frame of all pages."""
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def _figures(at):
    return {metric.label: metric.value for metric in at.metric}


def _label(at):
    return next(one.proto.popover.label for one in at.get("popover") if "Phạm vi" in one.proto.popover.label)


# -- the use cases -----------------------------------------------------------------------------------------------------


def test_the_provinces_of_the_store_are_offered_and_found_are_communes_and_units(home):
    offered = actions.scopes(home)
    assert next(row["scope"] for row in offered) == CITY
    assert {row["kind"] for row in offered} == {"tỉnh, thành phố"}
    assert offered[0]["documents"] > offered[-1]["documents"]
    found = {row["scope"]: row["kind"] for row in actions.scopes(home, "hoa lac")}
    assert found[WARD] == "xã, phường"
    assert "đơn vị" in found.values()
    assert actions.scopes(home, "không đâu cả") == []


def test_every_scope_offered_is_one_that_can_be_looked_at(home):
    for row in (*actions.scopes(home), *actions.scopes(home, "hoa lac")):
        told = actions.scope_called(home, row["scope"])
        assert told is not None
        assert bool(told["unit"]) == (row["kind"] == "đơn vị")
    assert actions.scope_called(home, "xã Không Đâu, An Hải") is None


def test_a_scope_narrows_what_its_person_sees_and_takes_away_and_nothing_they_decide(home):
    scoped = Person(OWNER.name, OWNER.grants, scope="Vân Khê")
    whole, part = (len(act(person, home, actions.directives)) for person in (OWNER, scoped))
    assert 0 < part < whole
    assert admit(scoped, home, actions.register) == admit(scoped, home, actions.tasks) != home
    assert admit(scoped, home, actions.decide) == admit(scoped, home, actions.withdraw) == home
    assert act(scoped, home, actions.scopes) == act(OWNER, home, actions.scopes)
    lost = Person(OWNER.name, OWNER.grants, scope="Không Đâu")
    assert admit(lost, home, actions.tasks) == home


def test_a_scope_never_widens(home):
    ward = Person("Lê Văn Phường", (Grant(Role.WORKER, WARD),), signed_in=True)
    own = admit(ward, home, actions.tasks)
    for scope in (CITY, "Vân Khê", "*", WARD):
        assert admit(Person(ward.name, ward.grants, True, scope), home, actions.tasks) == own
    two = (*ward.grants, Grant(Role.VIEWER, "phường Minh Tân, An Hải"))
    assert admit(Person(ward.name, two, True, WARD), home, actions.tasks) == own


def test_what_is_kept_is_each_persons_own(home):
    actions.keep_scope(home, CITY)
    ward = Person("Lê Văn Phường", (Grant(Role.WORKER, WARD),), signed_in=True)
    assert act(ward, home, actions.kept_scope) == ""
    act(ward, home, actions.keep_scope, WARD)
    assert act(ward, home, actions.kept_scope) == WARD
    assert actions.kept_scope(home) == CITY
    (home / "scopes.json").write_text("[", encoding="utf-8")
    assert actions.kept_scope(home) == ""


# -- the screens -------------------------------------------------------------------------------------------------------


def test_what_is_chosen_holds_for_the_next_session_and_one_click_leads_back(home):
    at = _visit(thang="2026-06")
    assert "Cả kho" in _label(at)
    whole = _figures(at)
    at.button(key="scope Vân Khê").click().run()
    assert "Vân Khê" in _label(at)
    assert at.query_params["pv"] == "Vân Khê"
    assert int(_figures(at)["Có toàn văn"]) < int(whole["Có toàn văn"])
    assert json.loads((home / "scopes.json").read_text(encoding="utf-8")) == {"": "Vân Khê"}
    again = _visit(thang="2026-06")
    assert _figures(again) == _figures(at)
    again.button(key="scope whole").click().run()
    assert _figures(again) == whole
    assert "pv" not in again.query_params
    assert actions.kept_scope(home) == ""


def test_an_address_tells_its_own_scope_and_changes_nobodys(home):
    at = _visit(thang="2026-06", pv=WARD)
    assert "Hòa Lạc" in _label(at)
    view = admit(Person("", OWNER.grants, scope=WARD), home, actions.month)
    told = actions.month(view, "2026-06", today=dt.date.today())
    assert _figures(at)["Đến hạn"] == str(len(told["due"]))
    assert all("pv=" in link.proto.query_string for link in at.get("page_link") if "muc=" in link.proto.query_string)
    assert actions.kept_scope(home) == ""


def test_an_address_of_all_of_the_store_holds_against_what_is_kept(home):
    actions.keep_scope(home, WARD)
    assert "Cả kho" in _label(_visit(pv="kho"))
    assert "Hòa Lạc" in _label(_visit())


def test_a_unit_as_scope_is_the_unit_of_the_month(home):
    (unit,) = (row for row in actions.scopes(home, "ubnd phuong hoa lac") if row["kind"] == "đơn vị")
    at = _visit(thang="2026-06", pv=unit["scope"])
    told = actions.month(home, "2026-06", today=dt.date.today(), unit=unit["scope"])
    assert int(_figures(at)["Đến hạn"]) == len(told["due"]) > 0


@pytest.mark.parametrize("scope", ["xã Không Đâu", "](http://evil.example)", "urn:chidao:unit:khong", "x" * 900])
def test_a_scope_that_the_store_does_not_know_is_said_and_all_is_shown(home, scope):
    at = _visit(pv=scope)
    assert "Cả kho" in _label(at)
    assert any("Kho không biết" in warning.value for warning in at.warning)


def test_an_empty_store_has_no_scope(tmp_path, monkeypatch):
    monkeypatch.setenv("CHIDAO_HOME", str(tmp_path))
    at = _visit()
    assert not at.get("popover") or all("Phạm vi" not in one.proto.popover.label for one in at.get("popover"))
