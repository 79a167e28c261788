"""Who is named, and what things are called: the person at the machine, refusals, places; ``--home`` anywhere."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import alone
import pytest
from test_ui_works import FILE, SECRET

from ui import actions
from ui.actions.labels import label_of, path_of
from ui.actions.people import Grant, Person, Right, Role, call_owner, owner, owner_name
from ui.actions.rights import act

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
LAN = Person("Lê Thị Lan", (Grant(Role.MANAGER),))


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_the_person_at_the_machine_is_asked_once_and_named_from_then_on(settings, samples, tmp_path, monkeypatch):
    account = owner().name
    assert owner_name() == ""
    call_owner("  Nguyễn\n Văn A ")
    assert (owner().name, owner().everywhere(Right.MANAGE)) == ("Nguyễn Văn A", True)
    call_owner("")
    assert owner().name == account
    home = shutil.copytree(samples, tmp_path / "home")
    call_owner("Nguyễn Văn A")
    at = alone.visit("review", home, monkeypatch)
    next(button for button in at.button if button.label in ("Đúng", "Không giao ai") and not button.disabled).click()
    at.run()
    assert actions.decided(home)[0]["by"] == "Nguyễn Văn A"


def test_refusals_and_broken_files_tell_who_put_them_in_and_a_secret_nothing_else(settings, tmp_path):
    home, folder = tmp_path / "home", tmp_path / "in"
    folder.mkdir()
    (folder / "hỏng.docx").write_bytes(b"PK\x03\x04 nothing")
    (folder / "mot.txt").write_text(SECRET, encoding="utf-8")
    shutil.copy(FILE, folder)
    act(LAN, home, actions.ingest, [folder])
    told = {one["kind"]: one for one in actions.journal(home)["entries"]}
    assert {kind: one["by"] for kind, one in told.items()} == dict.fromkeys(("ingest", "refused", "unread"), LAN.name)
    assert told["refused"]["about"] == []
    assert "mot" not in str(told["refused"])
    assert told["unread"]["about"][0]["name"].startswith("hỏng.docx: ")


def test_a_decision_about_a_place_is_told_in_words(settings, samples, tmp_path):
    home = shutil.copytree(samples, tmp_path / "home")
    item = next(item for item in actions.review(home)["items"] if item["kind"] == "place" and item["candidates"])
    now = datetime(2026, 7, 1, tzinfo=UTC)
    actions.identify_place(
        home, item["about"][0], item["candidates"][0]["id"], same=True, by="A", why="đã xem", now=now
    )
    (entry,) = actions.journal(home, kind="identity")["entries"]
    names = [thing["name"] for thing in entry["about"]]
    assert names
    assert not [name for name in names if "_" in name or ":" in name or name.isdecimal()]


def test_the_home_may_stand_behind_the_command(chidao, samples):
    before = chidao("units", "--format", "json", home=samples)
    behind = chidao("units", "--format", "json", "--home", samples)
    assert (behind.code, behind.out) == (before.code, before.out)
    assert chidao("identity", "--home", samples).code == 0


def test_the_second_task_of_an_item_is_told_by_its_ordinal_as_the_commands_take_it():
    iri = "urn:chidao:text:0:task:II.1:"
    assert [path_of(f"{iri}{n}", "II.1") for n in (1, 2)] == ["II.1", "II.1:2"]
    assert label_of({"id": f"{iri}3", "path": "II.1", "code": "22-NQ/ĐU"}) == "22-NQ/ĐU, mục II.1:3"
    assert label_of({"id": f"{iri}1", "path": "", "code": None, "document": "a.txt"}) == "a.txt"
