"""What a worker leaves in its folder for a moment is gone after it, however it ended."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ingest.scratch import clear, scratch, sweep
from ingest.source import Limits
from ingest.workers import Ended, Task, run_tasks

# A worker that writes what it was given into a file, starts a program in a session of its own, and hangs or dies.
JOB = """
import os, subprocess, sys, tempfile, time
from ingest.child import serve
def job(setup, what):
    with open(os.path.join(tempfile.mkdtemp(), "in.doc"), "w") as file: file.write("nội dung mật")
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", setup], start_new_session=True)
    if what == "dies": os.kill(os.getpid(), 9)
    if what == "hangs": time.sleep(60)
    yield what
serve(job)
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="processes are told by the files of Linux")
@pytest.mark.parametrize("end", ["well", "dies", "hangs"])
def test_nothing_is_left_of_a_worker(temporary, end):
    mark = f"mark-{os.getpid()}-{end}"
    tasks = [Task(end, end), Task("well", "next")]
    ends = [
        event
        for event in run_tasks((sys.executable, "-c", JOB), mark, tasks, Limits(seconds=2), 1)
        if isinstance(event, Ended)
    ]
    assert {event.task.name for event in ends} == {end, "next"}
    assert list(temporary.iterdir()) == []
    if end == "hangs":
        running = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
        assert sum(mark.encode() in words for words in running) <= 1  # of the next task, which ended in order


def test_folders_of_keepers_that_are_gone_are_removed(temporary):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    old = temporary / f"chidao-{gone.pid}-abc"
    (old / "sub").mkdir(parents=True)
    (old / "sub" / "in.doc").write_text("nội dung", "utf-8")
    others = [temporary / name for name in ("chidao-x", f"chidao-{os.getpid()}-abc", "khac-1-a")]
    for other in others:
        other.mkdir()
    (temporary / f"chidao-{gone.pid}-link").symlink_to(others[2])
    sweep()
    assert not old.exists()
    assert all(other.is_dir() for other in others)


@pytest.mark.skipif(os.name == "nt", reason="folders have no such rights there")
def test_nobody_else_can_look_into_it(temporary):
    folder = scratch()
    assert folder.stat().st_mode & 0o077 == 0
    clear(folder)
    assert not folder.exists()
