"""How a run of ``chidao`` ends: its answer on standard output, its faults on standard error, its exit code."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from ontology.issue import Issue
from ui import actions
from ui import cli_output as out
from ui.actions.values import Ambiguous, Unknown
from ui.cli_click import fault_in_vietnamese

__all__ = ["FAULTS", "NOTHING", "REFUSED", "STORE", "answer", "found", "refuse", "run", "stored"]

NOTHING, USAGE, AMBIGUOUS, REFUSED, STORE, FAULTS = range(1, 7)
INTERNAL, INTERRUPTED = 70, 130

T = TypeVar("T")


def run(program: click.Command) -> None:
    """Run the program on the words of the command line and exit with a code of :data:`ui.words.EXITS`."""
    out.prepare_streams()
    try:
        program.main(prog_name="chidao", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as fault:
        _end(USAGE, fault.format_message())
    except click.UsageError as fault:
        where = f"\nXem: {fault.ctx.command_path} --help" if fault.ctx else ""
        _end(USAGE, f"Sai cách dùng: {fault_in_vietnamese(fault)}{where}")
    except (KeyboardInterrupt, click.Abort):
        _end(INTERRUPTED, "Đã dừng theo yêu cầu.")
    except Exception as error:
        _fail(error)


def _fail(error: Exception) -> NoReturn:
    """End with the code and sentence of a fault that was raised: the store's, a query's, a file's, or our own."""
    from graph.errors import GraphError, IncompleteDecision, StoreError
    from ontology.queries import QueryError

    if isinstance(error, StoreError):
        _end(STORE, str(error))
    if isinstance(error, QueryError | IncompleteDecision):
        _end(USAGE, str(error))
    if isinstance(error, GraphError):
        _end(NOTHING, str(error))
    if isinstance(error, OSError):
        from ontology.faults import said

        _end(STORE, f"Không đọc hay ghi được {_meant(error.filename)}: {said(error)}.")
    if os.environ.get("CHIDAO_DEBUG"):
        raise error
    _end(INTERNAL, f"Lỗi của chương trình ({type(error).__name__}: {error}). Đặt CHIDAO_DEBUG=1 để xem chi tiết.")


def _meant(name: object) -> str:
    """The file that a person named: what is written comes into being beside it, under a name of our own."""
    path = Path(os.fsdecode(name)) if isinstance(name, str | bytes | os.PathLike) else None
    if path is None:
        return "tệp"
    draft = path.name.startswith(".") and path.suffix == ".new"
    return str(path.with_name(path.name[1:].removesuffix(".new")) if draft else path)


def _end(code: int, sentence: str) -> NoReturn:
    out.fault(sentence)
    sys.exit(code)


def refuse(issue: Issue) -> NoReturn:
    """End because an input is refused, and say why."""
    from ui.present import issue_lines

    _end(REFUSED, "\n".join(issue_lines(issue)))


def stored(home: Path) -> None:
    """End where there is no store at ``home``: what is asked of a whole store would be answered well for nothing."""
    if not actions.holds(home):
        _end(NOTHING, f"Chưa có kho ở {home}. Hãy kiểm tra --home, hoặc nạp văn bản trước: chidao ingest THƯ_MỤC.")


def answer(form: str, value: object, lines: Iterable[str]) -> None:
    """Write an answer in the form asked for: ``value`` as JSON, or ``lines`` of text."""
    if form == "json":
        out.print_json(value)
    else:
        out.print_lines(lines)


def found(told: T | Unknown | Ambiguous, form: str) -> T:
    """The answer itself; a name that nothing or several things bear is told, and the program ends."""
    if not isinstance(told, Unknown | Ambiguous):
        return told
    from ui.present import ambiguous_lines, unknown_lines

    if form == "json":
        out.print_json(told.as_json())
    if isinstance(told, Unknown):
        _end(NOTHING, "\n".join(unknown_lines(told)))
    _end(AMBIGUOUS, "\n".join(ambiguous_lines(told)))
