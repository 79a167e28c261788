"""A process beside the server that answers questions about the store, so that no click waits for Python's one lock.

The server gives it the name of a use case and plain values, and gets plain values back. It lets go first of what people
wait for, holds no state between two questions, and ends with the server.
"""

import gc
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Self, cast

from ingest.child import pipes
from ingest.frames import receive, send
from ui import actions
from ui.mask import masked

__all__ = ["Beside", "NoAnswer", "answer", "main"]

_COMMAND: Final = (sys.executable, "-P", "-c", "from ui import answering; answering.main()")
#: It lets screens go first, but what reads files in bulk does not keep it waiting for ever (``nice``, POSIX).
_POLITE: Final = 5


class NoAnswer(Exception):  # noqa: N818 - named for what is so
    """The process did not answer: the question met a fault, or the process is gone."""


def answer(home: Path, name: str, args: tuple[Any, ...], values: tuple[tuple[str, Any], ...]) -> Any:  # noqa: ANN401
    """What the use case ``name`` of :mod:`ui.actions` answers about ``home``, masked. Raises what it raises."""
    return masked(getattr(actions, name)(home, *args, **dict(values)))


class Beside:
    """The process, from the server's side; used in a ``with`` statement and by one thread."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def answer(self, *asked: Any) -> Any:  # noqa: ANN401 - see answer
        """:func:`answer`, worked out over there. Raises :class:`NoAnswer`."""
        try:
            process = self._process = self._process or _started()
            send(cast(BinaryIO, process.stdin), asked)
            known, told = cast("tuple[bool, Any]", receive(cast(BinaryIO, process.stdout)))
        except (OSError, EOFError) as error:
            self._end()
            raise NoAnswer from error
        if not known:
            raise NoAnswer
        return told

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()


def _started() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _let_others_go_first() -> None:
    """Linux shares the processors among sessions, and only within one among processes: this process has its own."""
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(_POLITE), encoding="ascii")


def main() -> None:
    """Be the process: answer until the pipe ends. A question that meets a fault is asked again where it can be told."""
    inward, outward = pipes()
    _let_others_go_first()
    gc.set_threshold(100_000, 20, 50)
    while True:
        try:
            asked = cast("tuple[Any, ...]", receive(inward))
        except EOFError:
            return
        told: tuple[bool, Any] = (False, None)
        with suppress(Exception):  # whoever asks next meets it
            told = (True, answer(*asked))
        send(outward, told)
