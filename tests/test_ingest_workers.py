"""Workers: a file beyond its limits costs itself only. Real processes that really hang, hog and crash."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.source import Limits
from ingest.workers import Ended, Found, Task, run_tasks

COMMAND = (sys.executable, str(Path(__file__).with_name("hostile_job.py")))
LIMITS = Limits(seconds=2, memory_bytes=200_000_000)


def run(*tasks, limits=LIMITS, count=2, setup=None):
    """Task → what it found, and the code of the issue it ended with ('' where all went well)."""
    found = {task: [] for task in tasks}
    ends = {}
    for event in run_tasks(COMMAND, setup, [Task(task, task) for task in tasks], limits, count):
        if isinstance(event, Found):
            assert event.task.name not in ends
            found[event.task.name].append(event.value)
        else:
            assert event.task.name not in ends, "each task ends once"
            ends[event.task.name] = event.issue
    assert set(ends) == set(tasks)
    return {task: (found[task], ends[task].code if ends[task] else "") for task in tasks}


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:3]


def test_many_tasks_are_all_done_once():
    tasks = [f"say {number} {number + 1}" for number in range(300)]
    assert run(*tasks) == {f"say {n} {n + 1}": ([str(n), str(n + 1)], "") for n in range(300)}


def test_what_is_beyond_its_limits_is_told_and_the_rest_is_done():
    bad = {"sleep 60": "too-slow", "spin": "too-slow", "hog": "too-heavy", "crash": "crashed", "exit": "crashed"}
    good = [f"say {number}" for number in range(40)]
    told = run(*good[:20], *bad, *good[20:])
    assert {task: told[task] for task in bad} == {task: ([], code) for task, code in bad.items()}
    assert all(told[task] == ([task.removeprefix("say ")], "") for task in good)


def test_memory_counts_with_that_of_programs_it_starts():
    assert run("child")["child"] == ([], "too-heavy")


def test_what_is_too_heavy_together_is_done_one_by_one():
    told = run("hold 1", "hold 2", "say a", count=2, limits=replace(LIMITS, seconds=20))
    assert told == {"hold 1": (["120000000"], ""), "hold 2": (["120000000"], ""), "say a": (["a"], "")}


def test_an_issue_says_what_and_what_to_do():
    (end,) = run_tasks(COMMAND, None, [Task("sleep 9", "a.pdf")], replace(LIMITS, seconds=1), 1)
    assert isinstance(end, Ended)
    assert end.issue.where == "a.pdf"
    assert "hơn 1 giây" in end.issue.what
    assert end.issue.remedy


def test_a_slow_file_of_many_documents_is_not_too_slow():
    """The clock is for one document: a container of many may take its time."""
    limits = replace(LIMITS, seconds=1)
    assert run("say " + "x " * 5, "sleep 0.7", limits=limits)["sleep 0.7"] == (["late"], "")


def test_a_fault_of_ours_is_told_as_such():
    assert run("raise", "say a") == {"raise": (["before"], "internal"), "say a": (["a"], "")}


def test_a_worker_killed_from_outside_loses_nothing(tmp_path):
    told = run(f"die-once {tmp_path / 'a'}", *(f"say {number}" for number in range(30)))
    assert told[f"die-once {tmp_path / 'a'}"] == (["before", "after"], "")
    assert all(told[f"say {number}"] == ([str(number)], "") for number in range(30))


def test_a_worker_that_has_grown_makes_way_for_a_fresh_one():
    told = run("grow", "pid", count=1)
    assert told["grow"][0] != told["pid"][0]
    told = run("pid", "pid ", count=1)
    assert told["pid"][0] == told["pid "][0], "else one worker reads many files"


def test_the_setup_reaches_every_worker():
    assert run("setup", "setup ", setup={"a": 1}) == {"setup": ([{"a": 1}], ""), "setup ": ([{"a": 1}], "")}


def test_leaving_early_leaves_no_process_behind():
    events = run_tasks(COMMAND, None, [Task("pid", "pid"), Task("spin", "spin")], LIMITS, 1)
    pid = next(events).value
    assert alive(pid)
    events.close()
    assert not alive(pid)


def test_a_worker_does_not_outlive_the_one_that_keeps_it():
    """Killed with -9, the keeper can end nobody; the worker turns in circles and must go all the same."""
    keeper = (
        "import sys\nfrom ingest.source import Limits\nfrom ingest.workers import Task, run_tasks\n"
        "tasks = [Task('pid', 'pid'), Task('spin', 'spin')]\n"
        "for event in run_tasks(sys.argv[1:], None, tasks, Limits(), 1):\n"
        "    print(getattr(event, 'value', 0), flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", keeper, *COMMAND], stdout=subprocess.PIPE, text=True)
    pid = int(process.stdout.readline())
    process.stdout.readline()
    assert alive(pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    until = time.monotonic() + 5
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not alive(pid)


def test_workers_that_never_start_are_a_fault_of_ours():
    with pytest.raises(RuntimeError, match="does not start"):
        list(run_tasks((sys.executable, "-c", "raise SystemExit(7)"), None, [Task("a", "a")], LIMITS, 1))
