"""Whose turn it is: a person's word comes in between the pieces of a long run; real files, stores, processes."""

import json
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.errors import StoreBusy
from graph.home import Home
from graph.store import open_reader, open_writer
from graph.turns import Turn
from tests.bench.many import write
from tests.killing import agree, wait_for
from ui import actions

COMMAND = Path(sys.executable).with_name("chidao")


def run(home, *words):
    done = subprocess.run([COMMAND, "--home", home, *words], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def say(home, task, state="done"):
    return run(home, "status", task, "--set", state, "--by", "Nguyễn Văn A", "--why", "đã xong", "--format", "json")


def started(home, papers):
    """A run over many files, from when it writes on."""
    process = subprocess.Popen(
        [COMMAND, "--home", home, "ingest", papers], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_for(Home.at(home).unpublished, process)
    return process


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Papers for a run of some seconds."""
    folder = tmp_path_factory.mktemp("many")
    write(folder, 258)
    return folder


def test_a_persons_word_comes_in_while_many_files_are_read(papers, many, home):
    actions.ingest(home, [papers])
    task = actions.tasks(home)["tasks"][0]["id"]
    process = started(home, many)
    for state in ("done", "partial"):
        told = say(home, task, state)
        assert process.poll() is None, "else nothing is shown by this"
        assert int(told["revision"]) <= int(actions.revision(home)), "readers see it at once"
        assert actions.decided(home)[0]["decision"] == told["decision"]
    assert process.wait(60) == 0
    with open_reader(home) as reader:
        assert len(reader.register.rows("SELECT iri FROM texts")) > 240
    agree(home)


def test_killed_with_people_at_work_nothing_said_or_stored_is_lost(papers, many, home):
    actions.ingest(home, [papers])
    tasks = [one["id"] for one in actions.tasks(home)["tasks"]]
    chance, before = random.Random(5), set()
    said = []

    def clerk():
        for task in tasks[:4]:
            said.append(say(home, task)["decision"])

    thread = threading.Thread(target=clerk)
    thread.start()
    while thread.is_alive():
        process = started(home, many)
        time.sleep(chance.uniform(0.2, 1.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now, _ = agree(home)
        assert before <= now
        before = now
    assert len(said) == 4
    run(home, "ingest", many, "--format", "json")
    now, left_over = agree(home)
    assert len(now) > 240
    assert left_over == 0
    assert set(said) <= {one["decision"] for one in actions.decided(home)}


def test_who_waits_first_comes_first_and_documents_have_one_run_at_a_time(tmp_path):
    home = Home.at(tmp_path)
    home.create()
    long, word, other = Turn(home, run=True), Turn(home, run=False), Turn(home, run=True)
    long.take(0)
    assert not long.is_wanted()
    thread = threading.Thread(target=word.take, args=(10,))
    thread.start()
    while not long.is_wanted():
        time.sleep(0.01)
    back = threading.Thread(target=long.pass_on, args=(10,))
    back.start()
    thread.join(5)
    assert not thread.is_alive(), "the word is in"
    with pytest.raises(StoreBusy):
        other.take(0.2)
    word.end()
    back.join(5)
    assert not back.is_alive(), "the run goes on"
    with pytest.raises(StoreBusy, match="Hãy đợi"):
        word.take(0.1)
    long.end()
    other.take(0)
    other.end()


def test_a_word_that_waited_in_vain_is_told_so(papers, home, monkeypatch):
    actions.ingest(home, [papers])
    task = actions.tasks(home)["tasks"][0]["id"]
    monkeypatch.setattr("graph.turns.PATIENCE", 1.0)
    with open_writer(home), pytest.raises(StoreBusy, match="Đã đợi 1 giây"):
        actions.set_status(home, task, "done", by="Nguyễn Văn A", why="đã xong", evidence="", now=datetime.now(UTC))
