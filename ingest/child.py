"""The inside of a worker: a process that takes files one by one and may be killed over any of them.

It binds itself to its limits, dies with the process that keeps it, and speaks only on its pipe: whatever a library
prints goes nowhere, so that no word of a document reaches a terminal or a log.
"""

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO, Final, TypeVar, cast

from ingest.frames import receive, send
from ingest.memory import memory_of
from ingest.source import Limits

__all__ = ["BEGUN", "DONE", "FAULT", "ITEM", "READY", "TOO_HEAVY", "pipes", "serve"]

#: First word of what a worker says: it waits for files; began one, found a document, is done; met a fault of ours.
READY, BEGUN, ITEM, DONE, FAULT = "ready", "begun", "item", "done", "fault"
#: Exit code of a worker that ran out of the memory it may use.
TOO_HEAVY: Final = 99
#: A worker lets go first, of what people wait for, and takes the whole machine where nobody does (``nice``, POSIX).
_POLITE: Final = 10

S = TypeVar("S")


def serve(job: Callable[[S, Any], Iterable[object]]) -> None:
    """Work until the pipe ends: ``job(setup, task)`` gives the documents of one task, sent one by one.

    A worker grown to half of its memory ends after its task, so that the next one has all of it.
    """
    inward, outward = pipes()
    limits, setup = cast(tuple[Limits, S], receive(inward))
    _bind(limits)
    gc.set_threshold(100_000, 20, 50)  # graphs make many objects and hardly a cycle: seldom is enough
    send(outward, (READY,))
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            _work(job, setup, receive(inward), outward)
            if memory_of(os.getpid()) > limits.memory_bytes // 2:
                break


def _work(job: Callable[[S, Any], Iterable[object]], setup: S, task: object, outward: BinaryIO) -> None:
    send(outward, (BEGUN,))
    try:
        for found in job(setup, task):
            send(outward, (ITEM, found))
    except MemoryError:
        os._exit(TOO_HEAVY)  # nothing more can be relied on here
    except BrokenPipeError:
        raise
    except Exception as error:
        send(outward, (FAULT, f"{type(error).__name__}: {error}"))
    send(outward, (DONE,))


def pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two ends that were standard input and output; these are nothing to anybody from now on."""
    inward, outward = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)
    os.close(nothing)
    return inward, outward


def _bind(limits: Limits) -> None:
    """Limits that the system keeps even where the keeper is gone; a program started from here inherits them."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every system

    os.nice(_POLITE)
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_DATA, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.unpacked_bytes),
    ):
        hard = resource.getrlimit(kind)[1]
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))
    _die_with_parent()


def _die_with_parent() -> None:
    """A worker that turns in circles would never see that its pipe has ended."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - a hundredth of a second that only workers need
        import signal  # noqa: PLC0415

        parent_dies = 1  # PR_SET_PDEATHSIG, prctl(2)
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(parent_dies, signal.SIGKILL)
