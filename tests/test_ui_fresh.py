"""Which state of the store the pages tell while it changes under them."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui import actions
from ui.answering import Beside, NoAnswer
from ui.pages import fresh

LATE = 60.0  # seconds until what is prepared must be there, on a machine that does other things too


@pytest.fixture
def store(tmp_path, papers):
    home, folder = tmp_path / "home", tmp_path / "papers"
    shutil.copytree(papers, folder)
    actions.ingest(home, [folder])
    return home, folder


@pytest.fixture
def slow(monkeypatch):
    """Nobody waits for what is prepared."""
    monkeypatch.setattr(fresh, "_PATIENCE", 0.0)


def _change(home, papers, name):
    text = (papers / "song-trau.txt").read_text("utf-8")
    (papers / name).write_text(text.replace("rà soát", f"rà soát {name}"), "utf-8")
    actions.ingest(home, [papers])
    return actions.revision(home)


def _asked(home, answers):
    """A question about the store, of which the answers are kept by state."""

    def ask(state):
        answers[state] = fresh.worked_out(home, "directives", (), ())

    fresh.remember(home, "directives", ask)
    return ask


def _turned(home, newest):
    until = time.monotonic() + LATE
    while fresh.revision(home) != newest:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_pages_go_on_with_the_state_before_until_the_new_one_is_worked_out(store, slow, monkeypatch):
    home, papers = store
    first, answers = fresh.revision(home), {}
    _asked(home, answers)
    assert fresh.behind(home) is None
    newest = _change(home, papers, "a.txt")
    assert fresh.revision(home) == first
    assert fresh.behind(home) is not None
    # the process beside answers, not this one
    monkeypatch.setattr(fresh, "answer", lambda *_: pytest.fail("worked out in the server"))
    _turned(home, newest)
    assert answers[newest] == actions.directives(home)
    assert fresh.behind(home) is None


def test_whoever_meets_a_small_change_first_sees_it_at_once(store, monkeypatch):
    home, papers = store
    monkeypatch.setattr(fresh, "_PATIENCE", LATE)
    fresh.revision(home)
    _asked(home, {})
    assert fresh.revision(home) == actions.revision(home)
    newest = _change(home, papers, "a.txt")
    assert fresh.revision(home) == newest


def test_a_state_that_nobody_has_looked_at_lately_is_not_waited_with(store, slow, monkeypatch):
    home, papers = store
    now = time.monotonic()
    fresh.revision(home)
    _asked(home, {})
    newest = _change(home, papers, "a.txt")
    monkeypatch.setattr(fresh.time, "monotonic", lambda: now + 3600)
    assert fresh.revision(home) == newest


def test_between_two_states_the_server_rests(store, slow, monkeypatch):
    home, papers = store
    monkeypatch.setattr(fresh, "_REST", 3600.0)
    fresh.revision(home)
    _asked(home, {})
    second = _change(home, papers, "a.txt")
    _turned(home, second)
    third = _change(home, papers, "b.txt")
    fresh.revision(home)
    time.sleep(0.1)
    assert fresh.revision(home) == second
    assert fresh._told(home).preparing is None
    monkeypatch.setattr(fresh, "_CALM", 0.0)  # nothing has come for long enough
    _turned(home, third)


def _session(home, wrote):
    import streamlit as st  # noqa: PLC0415 - a script of its own

    from ui.pages import fresh  # noqa: PLC0415

    if wrote:
        fresh.renew()
    st.text(fresh.revision(home))


def test_who_wrote_sees_it_at_once_and_the_others_go_on(store, slow, monkeypatch):
    home, papers = store
    monkeypatch.setattr(fresh, "_follow", lambda *_: None)  # as if it took very long
    first = fresh.revision(home)
    _asked(home, {})
    writer, other = (AppTest.from_function(_session, args=(home, False)).run() for _ in range(2))
    newest = _change(home, papers, "a.txt")
    assert writer.run().text[0].value == first
    writer.args = (home, True)
    assert writer.run().text[0].value == newest
    writer.args = (home, False)
    assert writer.run().text[0].value == newest
    _change(home, papers, "b.txt")
    assert writer.run().text[0].value == newest, "what others write later is told to all together"
    assert other.run().text[0].value == first


def test_the_process_beside_tells_that_it_has_no_answer(store):
    home, _ = store
    with Beside() as beside:
        assert beside.answer(home, "months", (), ()) == actions.months(home)
        with pytest.raises(NoAnswer):
            beside.answer(home, "no_use_case", (), ())
        assert beside.answer(home, "months", (), ()) == actions.months(home)
        os.kill(beside._process.pid, signal.SIGKILL)
        with pytest.raises(NoAnswer):
            beside.answer(home, "months", (), ())
        assert beside.answer(home, "months", (), ()) == actions.months(home)
        process = beside._process
    assert process.returncode is not None


def test_a_page_says_of_when_it_tells_while_the_store_changes(store, slow, monkeypatch):
    home, papers = store
    monkeypatch.setenv("CHIDAO_HOME", str(home))
    at = AppTest.from_file(str(Path(actions.__file__).parents[1] / "pages" / "main.py"), default_timeout=30).run()
    assert not any("Kho vừa có thay đổi" in caption.value for caption in at.caption)
    newest = _change(home, papers, "a.txt")
    assert any("Kho vừa có thay đổi" in caption.value for caption in at.run().caption)
    _turned(home, newest)
    at.run()
    assert not at.exception
    assert not any("Kho vừa có thay đổi" in caption.value for caption in at.caption)


def _looked_up(home):
    import streamlit as st  # noqa: PLC0415 - a script of its own

    from ui import actions  # noqa: PLC0415
    from ui.pages import fresh  # noqa: PLC0415

    with fresh.noticed(home):
        actions.journal(home)
    st.text(fresh.revision(home))


def test_who_looks_into_the_journal_has_changed_nothing(store):
    home, _ = store
    at = AppTest.from_function(_looked_up, args=(home,)).run()
    assert not at.exception
    assert "wrote" not in at.session_state
