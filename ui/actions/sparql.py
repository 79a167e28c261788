"""A question in SPARQL that a person wrote: asked of one published state, in a process that is killed at its limits."""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ontology.issue import Issue, Severity
from ui.actions.values import Ambiguous, Json, Unknown

if TYPE_CHECKING:
    from graph.asking import Answer
__all__ = ["Bounds", "ask_saved", "ask_sparql", "main"]

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
    began = time.monotonic()
    told = _run(home, text, bounds or Bounds())
    return told if isinstance(told, Issue) else _told(told, round(time.monotonic() - began, 2))


def ask_saved(
    home: Path, name: str, params: Mapping[str, Sequence[str]], bounds: Bounds | None = None
) -> Json | Issue | Ambiguous | Unknown:
    """The answer to a named question (:func:`ui.actions.queries`) within the bounds of :func:`ask_sparql`.

    Keys as there, and ``title``. A parameter that wants an IRI takes a code or the name of a unit too; terms of the
    vocabulary are told in words. Raises :class:`graph.errors.StoreError`.
    """
    began = time.monotonic()
    told = _run(home, (name, {key: list(values) for key, values in params.items()}), bounds or Bounds())
    if isinstance(told, Issue | Ambiguous | Unknown):
        return told
    title, answer = told
    return {"title": title, **_told(answer, round(time.monotonic() - began, 2))}


def _run(home: Path, question: object, bounds: Bounds) -> Any:  # noqa: ANN401 - what the process gives, or an Issue
    """Ask in a process of its own that ends with its time and memory. Raises :class:`graph.errors.StoreError`."""
    from graph.errors import StoreError
    from ingest.source import Limits
    from ingest.workers import Ended, Found, Task, run_tasks

    told = None
    limits = Limits(seconds=bounds.seconds, memory_bytes=bounds.memory_bytes)
    for event in run_tasks(_COMMAND, (home, bounds), [Task(question, "sparql")], limits, 1):
        match event:
            case Found(value=StoreError() as error):
                raise error
            case Found(value=value):
                told = value
            case Ended(issue=Issue() as issue):
                return _stopped(issue.code, bounds)
    return _stopped("crashed", bounds) if told is None else told


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


def _ask(setup: tuple[Path, Bounds], question: str | tuple[str, dict[str, list[str]]]) -> Iterator[Any]:
    yield from _ask_freely(setup, question) if isinstance(question, str) else _ask_saved(setup, *question)


def _ask_saved(setup: tuple[Path, Bounds], name: str, params: dict[str, list[str]]) -> Iterator[Any]:
    from graph.asking import Answer, bounded
    from graph.errors import StoreError
    from ontology.queries import QueryError
    from ui.actions.keep import query

    home, bounds = setup
    try:
        found = query(home, name, params)
    except QueryError as error:
        yield Issue("query", str(error), "", "sửa tham số rồi hỏi lại", Severity.REFUSAL)
    except StoreError as error:
        yield error
    else:
        if isinstance(found, Ambiguous | Unknown):
            yield found
        else:
            rows = bounded(iter(found.rows), bounds.rows, bounds.characters)
            yield found.title, Answer("SELECT", found.columns, *rows)


def _ask_freely(setup: tuple[Path, Bounds], text: str) -> Iterator[Any]:
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
