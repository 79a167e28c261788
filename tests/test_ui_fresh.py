"""Which state of the store the pages tell while it changes under them."""

import shutil

import pytest

from ui import actions
from ui.pages import fresh


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(fresh.time, "monotonic", lambda: now[0])
    fresh.renew()
    yield now
    fresh.renew()


@pytest.fixture
def store(tmp_path, papers):
    home, folder = tmp_path / "home", tmp_path / "papers"
    shutil.copytree(papers, folder)
    actions.ingest(home, [folder])
    return home, folder


def _change(home, papers, name):
    text = (papers / "song-trau.txt").read_text("utf-8")
    (papers / name).write_text(text.replace("rà soát", f"rà soát {name}"), "utf-8")
    actions.ingest(home, [papers])


def test_many_changes_in_a_row_are_told_at_intervals(store, clock):
    home, papers = store
    fresh.revision(home)
    _change(home, papers, "a.txt")
    first = fresh.revision(home)
    assert first == actions.revision(home)  # a single one is told at once
    _change(home, papers, "b.txt")
    assert actions.revision(home) != first
    assert fresh.revision(home) == first
    clock[0] += 31
    second = fresh.revision(home)
    assert second == actions.revision(home) != first


def test_after_quiet_time_a_change_is_told_at_once(store, clock):
    home, papers = store
    fresh.revision(home)
    clock[0] += 3600
    _change(home, papers, "a.txt")
    assert fresh.revision(home) == actions.revision(home)


def test_what_a_person_changes_here_is_told_at_once(store, clock):
    home, papers = store
    fresh.revision(home)
    _change(home, papers, "a.txt")
    fresh.revision(home)
    _change(home, papers, "b.txt")
    fresh.renew()
    assert fresh.revision(home) == actions.revision(home)
