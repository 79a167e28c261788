"""A question in SPARQL that a person wrote: asked of one published state, in a process that is killed at its limits."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ontology.issue import Issue, Severity
from ui.actions.values import Json

if TYPE_CHECKING:
    from graph.asking import Answer

__all__ = ["Bounds", "ask_sparql", "main"]

#: How the process is started that asks.
_COMMAND: Final = (sys.executable, "-P", "-c", "from ui.actions import sparql; sparql.main()")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one question may cost: rows and characters of the answer, seconds and bytes of memory to find it."""

    rows: int = 1_000
    characters: int = 2_000_000
    seconds: int = 10
    memory_bytes: int = 700_000_000


def ask_sparql(home: Path, text: str, bounds: Bounds | None = None) -> Json | Issue:
    """The answer to a question in SPARQL, read-only: SELECT, ASK, CONSTRUCT or DESCRIBE.

    Keys: ``form``, ``columns``, ``rows`` (lists of plain values), ``cut`` (whether there was more than ``bounds``
    allow), ``seconds``, ``statement``. What is not such a question, or costs more than it may, is an :class:`Issue`
    that says so, with line and column (``where``) of a fault. A pattern outside ``GRAPH`` is looked for in all graphs,
    and the prefixes of the vocabulary (``cd:``, ``rdfs:`` …) need not be declared. The text is parsed and asked in a
    process of its own, without network, which ends with its time and memory. Raises :class:`graph.errors.StoreError`.
    """
    import time

    from graph.errors import StoreError
    from ingest.source import Limits
    from ingest.workers import Ended, Found, Task, run_tasks

    bounds = bounds or Bounds()
    began, told = time.monotonic(), None
    limits = Limits(seconds=bounds.seconds, memory_bytes=bounds.memory_bytes)
    for event in run_tasks(_COMMAND, (home, bounds), [Task(text, "sparql")], limits, 1):
        match event:
            case Found(value=StoreError() as error):
                raise error
            case Found(value=Issue() as issue):
                return issue
            case Found(value=value):
                told = value
            case Ended(issue=Issue() as issue):
                return _stopped(issue.code, bounds)
    if told is None:
        return _stopped("crashed", bounds)
    return _told(told, round(time.monotonic() - began, 2))


def _told(answer: "Answer", seconds: float) -> Json:
    count = len(answer.rows)
    more = "; còn nữa nhưng đã cắt ở giới hạn" if answer.cut else ""
    return {
        "form": answer.form,
        "columns": list(answer.columns),
        "rows": [list(row) for row in answer.rows],
        "cut": answer.cut,
        "seconds": seconds,
        "statement": f"{count} dòng{more}; trả lời từ bản kho đã công bố, chỉ đọc.",
    }


def _stopped(code: str, bounds: Bounds) -> Issue:
    what = {
        "too-slow": f"câu hỏi chạy quá {bounds.seconds} giây nên đã bị dừng",
        "too-heavy": f"câu hỏi cần hơn {bounds.memory_bytes // 1_000_000} MB bộ nhớ nên đã bị dừng",
        "crashed": "câu hỏi làm tiến trình trả lời bị dừng đột ngột, thường vì cần quá nhiều bộ nhớ",
    }.get(code, "không trả lời được câu hỏi này")
    remedy = "hãy hỏi hẹp lại: nối các mẫu bằng biến chung, nêu rõ đối tượng, thêm LIMIT"
    return Issue(f"sparql-{code}", what, "", remedy, Severity.REFUSAL)


# -- inside the process that asks --------------------------------------------------------------------------------------


def main() -> None:
    """Be the process that asks."""
    from ingest.child import serve

    _leave_network()
    serve(_ask)


def _ask(setup: tuple[Path, Bounds], text: str) -> Iterator[Any]:
    from graph.asking import ask_freely, judge
    from graph.errors import StoreError
    from graph.reader import open_reader

    home, bounds = setup
    question = judge(text)
    if isinstance(question, Issue):
        yield question
        return
    try:
        with open_reader(home) as reader:
            yield ask_freely(reader, question, bounds.rows, bounds.characters)
    except StoreError as error:
        yield error
    except OSError as error:
        yield StoreError.of(error, "đọc kho")


def _leave_network() -> None:
    """Go where there is no network at all, on systems that let a process do so: a lock beside that of the grammar."""
    if sys.platform != "linux":
        return
    import contextlib
    import ctypes

    new_network, new_user = 0x40000000, 0x10000000  # unshare(2)
    with contextlib.suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        if system.unshare(new_network) != 0:
            system.unshare(new_user | new_network)
