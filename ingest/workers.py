"""Worker processes of our own, each with a limit per file: what is beyond it is killed, told, and the batch goes on.

Ready-made pools lose a whole batch, or hang for ever, when one of their processes is killed; these lose one file at
most. A worker reads many files, one after the other, and has the next few at hand. One that dies over a file without
having reached a limit (the system out of memory, a fault in a library) is given that file once more, alone, at the end.
"""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from ingest import child
from ingest.frames import receive, send
from ingest.memory import descendants, memory_of
from ingest.refusal import refusal
from ingest.scratch import clear, scratch
from ingest.source import Limits
from ontology.issue import Issue

__all__ = ["Ended", "Found", "Task", "cores", "run_tasks"]

#: How many tasks, and of what weight in all, a worker may have at hand beside the one it works on.
AT_HAND: Final = 16
WEIGHT: Final = 1_000_000
#: Seconds between two looks at what the workers hold.
_LOOK: Final = 0.1
#: How often a worker may die before it is ready until we give up: then the fault is ours.
_STILLBORN: Final = 3


@dataclass(frozen=True, slots=True)
class Task:
    """One file to work on: what the worker is given, the name for messages, how heavy it is thought to be (bytes)."""

    what: object
    name: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One document of a task."""

    task: Task
    value: Any


@dataclass(frozen=True, slots=True)
class Ended:
    """A task is over; ``issue`` says why it did not come to its end."""

    task: Task
    issue: Issue | None = None


@dataclass(slots=True, eq=False)
class _Worker:
    """One process and what it has before it. ``since`` is when its present document began."""

    process: "subprocess.Popen[bytes]"
    folder: Path
    tasks: deque[Task] = field(default_factory=deque)
    ready: bool = False
    busy: bool = False
    since: float = 0.0
    given: int = 0
    reason: str = ""
    fault: str = ""

    @property
    def weight(self) -> int:
        return sum(task.weight for task in self.tasks)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_tasks(
    command: Sequence[str],
    setup: object,
    tasks: Iterable[Task],
    limits: Limits,
    count: int = 0,
    meanwhile: Callable[[], object] | None = None,
) -> Iterator[Found | Ended]:
    """Give every task to a worker; yields what they find, and an end for each task, in the order it happens.

    ``command`` starts a process that calls :func:`ingest.child.serve`; ``setup`` is handed to it once; ``count``
    workers (0: one a processor); ``meanwhile`` is called again and again while no worker tells anything. Raises
    ``RuntimeError`` where workers do not start. Leaving early kills them.
    """
    keeper = _Keeper(command, setup, deque(tasks), limits, count or cores())
    try:
        yield from keeper.run(meanwhile or _nothing)
    finally:
        keeper.end()


class _Keeper:
    def __init__(self, command: Sequence[str], setup: object, tasks: deque[Task], limits: Limits, count: int) -> None:
        self._command, self._setup, self._limits, self._count = command, setup, limits, count
        self._tasks, self._alone = tasks, deque[Task]()
        self._again: dict[str, int] = {}
        self._workers: list[_Worker] = []
        self._said: queue.SimpleQueue[tuple[float, _Worker, Any]] = queue.SimpleQueue()
        self._stillborn = 0
        self._scratch: Path | None = None

    def run(self, meanwhile: Callable[[], object]) -> Iterator[Found | Ended]:
        while self._tasks or self._alone or any(worker.tasks for worker in self._workers):
            self._employ()
            try:
                when, worker, words = self._said.get(timeout=_LOOK)
            except queue.Empty:
                self._look()
                meanwhile()  # may take its time: what was said by then is heard before anybody is looked at
                continue
            yield from self._hear(worker, when, words)
            if self._said.empty():
                self._look()

    def end(self) -> None:
        for worker in self._workers:
            _kill(worker)
        for worker in self._workers:
            worker.process.wait()
        self._workers.clear()
        if self._scratch is not None:
            clear(self._scratch)

    def _employ(self) -> None:
        """Give out what there is, and start as many workers as it needs; a task of a second try goes alone."""
        if not self._tasks and self._alone and not any(worker.tasks for worker in self._workers):
            self._give(self._idle(), self._alone.popleft())
            return
        waiting = sum(not worker.tasks for worker in self._workers)
        for _ in range(min(self._count - len(self._workers), len(self._tasks) - waiting)):
            self._workers.append(self._start())
        for worker in sorted(self._workers, key=lambda one: len(one.tasks)):
            while self._tasks and _has_room(worker, self._tasks[0], len(self._tasks) // len(self._workers)):
                self._give(worker, self._tasks.popleft())

    def _idle(self) -> _Worker:
        if not self._workers:
            self._workers.append(self._start())
        return self._workers[0]

    def _give(self, worker: _Worker, task: Task) -> None:
        worker.tasks.append(task)
        # one that has died is told of by its listener, and what it had goes to another
        with contextlib.suppress(OSError):
            send(cast(BinaryIO, worker.process.stdin), task.what)

    def _start(self) -> _Worker:
        self._scratch = self._scratch or scratch()
        folder = Path(tempfile.mkdtemp(dir=self._scratch))
        quiet = None if os.environ.get("CHIDAO_DEBUG") else subprocess.DEVNULL
        process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=quiet,
            env={**os.environ, "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)},
            start_new_session=True,  # one blow then ends a worker with all that it started
        )
        worker = _Worker(process, folder, since=time.monotonic())
        threading.Thread(target=self._listen, args=(worker,), daemon=True).start()
        with contextlib.suppress(OSError):
            send(cast(BinaryIO, process.stdin), (self._limits, self._setup))
        return worker

    def _listen(self, worker: _Worker) -> None:
        pipe = cast(BinaryIO, worker.process.stdout)
        try:
            while True:
                words = receive(pipe)
                self._said.put((time.monotonic(), worker, words))
        except (EOFError, OSError, ValueError):
            self._said.put((time.monotonic(), worker, None))

    def _hear(self, worker: _Worker, when: float, words: tuple[str, Any] | None) -> Iterator[Found | Ended]:
        if words is None:
            yield from self._bury(worker)
            return
        worker.since = when
        match words[0]:
            case child.READY:
                worker.ready, self._stillborn = True, 0
            case child.BEGUN:
                worker.busy, worker.given = True, 0
            case child.ITEM:
                worker.given += 1
                # what a first try already gave is not given twice
                if worker.given > self._again.get(worker.tasks[0].name, 0):
                    yield Found(worker.tasks[0], words[1])
            case child.FAULT:
                worker.fault = words[1]
            case child.DONE:
                issue = _fault_of_ours(worker.tasks[0], worker.fault) if worker.fault else None
                worker.busy, worker.fault = False, ""
                yield Ended(worker.tasks.popleft(), issue)

    def _bury(self, worker: _Worker) -> Iterator[Ended]:
        """A worker is gone: the file it was at answers for it, the others go to the next worker."""
        _kill(worker)
        code = worker.process.wait()
        clear(worker.folder)
        self._workers.remove(worker)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise RuntimeError(f"a worker does not start (exit code {code}): {' '.join(self._command)}")
        if worker.busy:
            task = worker.tasks.popleft()
            reason = worker.reason or ("too-heavy" if code == child.TOO_HEAVY else "")
            if reason or task.name in self._again:
                yield Ended(task, _refused(task, reason or "crashed", self._limits))
            else:
                self._again[task.name] = worker.given
                self._alone.append(task)
        self._tasks.extendleft(reversed(worker.tasks))
        worker.tasks.clear()

    def _look(self) -> None:
        """Kill what is beyond a limit; where all together are, the heaviest has its file again later, alone."""
        now = time.monotonic()
        held = {worker.process.pid: memory_of(worker.process.pid) for worker in self._workers}
        busy = [worker for worker in self._workers if worker.busy and not worker.reason]
        for worker in busy:
            if now - worker.since > self._limits.seconds:
                worker.reason = "too-slow"
            elif held[worker.process.pid] > self._limits.memory_bytes:
                worker.reason = "too-heavy"
            if worker.reason:
                _kill(worker)
                held[worker.process.pid] = 0
        alive = [worker for worker in busy if not worker.reason and worker.tasks[0].name not in self._again]
        if len(alive) > 1 and sum(held.values()) > self._limits.memory_bytes:
            _kill(max(alive, key=lambda worker: held[worker.process.pid]))


def _nothing() -> None:
    pass


def _has_room(worker: _Worker, task: Task, share: int) -> bool:
    """Whether a worker takes one more: small files by the dozen, but never more than its share of what is left."""
    if not worker.tasks:
        return True
    return len(worker.tasks) <= min(AT_HAND, share) and worker.weight + task.weight <= WEIGHT


def _kill(worker: _Worker) -> None:
    """End a worker and all that it started, also what has a session of its own.

    Its group is its own, and bears its number until it is waited for.
    """
    if sys.platform == "win32":
        worker.process.kill()
        return
    started = descendants(worker.process.pid)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(worker.process.pid, signal.SIGKILL)
    for pid in started:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def _fault_of_ours(task: Task, fault: str) -> Issue:
    return refusal(
        "internal",
        task.name,
        f"lỗi của chương trình khi đọc tệp này ({fault})",
        "gửi tệp cho người phụ trách phần mềm; các tệp khác không bị ảnh hưởng",
    )


def _refused(task: Task, code: str, limits: Limits) -> Issue:
    what = {
        "too-slow": f"đọc tệp này mất hơn {limits.seconds} giây, quá giới hạn",
        "too-heavy": f"đọc tệp này cần hơn {limits.memory_bytes // 1_000_000} MB bộ nhớ, quá giới hạn",
        "crashed": "tiến trình đọc tệp này hai lần bị dừng đột ngột (tệp hỏng hoặc cố ý gây lỗi)",
    }[code]
    remedy = "mở tệp bằng phần mềm gốc, lưu lại hoặc tách nhỏ rồi nạp lại; các tệp khác không bị ảnh hưởng"
    return refusal(code, task.name, what, remedy)
