"""The commands for whole folders and for the originals: ingest, watch, reread, archive."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui import actions
from ui import cli_output as out
from ui.cli_click import Choice, Count
from ui.cli_ends import FAULTS, NOTHING, REFUSED, STORE, answer, found, stored
from ui.cli_options import command

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["archive", "ingest", "reread", "watch"]


@command()
@click.argument("paths", nargs=-1, required=True, metavar="TỆP|THƯ_MỤC...")
@click.option("--again", is_flag=True, help="Đọc lại cả những tệp không đổi.")
@click.option("--cleared-by", metavar="NGƯỜI", help="Ai đã xem bản gốc các tệp bị giữ lại và xác nhận là không mật.")
@click.option("--cleared-why", metavar="LÝ_DO", help="Vì sao không mật (số văn bản giải mật, kết quả xem bản gốc).")
def ingest(
    home: Path, paths: tuple[str, ...], *, again: bool, cleared_by: str | None, cleared_why: str | None, form: str
) -> None:
    """Nạp tệp và thư mục vào kho.

    Dừng lúc nào cũng được: chạy lại thì chỉ những tệp chưa nạp mới được đọc.
    """
    from ui.present_bulk import summary_lines

    clearance = _clearance(paths, cleared_by, cleared_why)
    _make_way()
    with _bar() as advance:
        summary = actions.ingest(home, paths, lambda *told: advance(*told[:2]), again=again, clearance=clearance)
    answer(form, summary.as_json(), summary_lines(summary))
    if summary.stopped is not None:
        sys.exit(STORE)
    if summary.refused:
        sys.exit(REFUSED)
    if not summary.files:
        sys.exit(NOTHING)


def _make_way() -> None:
    """Leave the machine to whoever looks at the screens meanwhile; where nobody does, nothing is lost."""
    if hasattr(os, "nice"):
        os.nice(10)


def _clearance(paths: Iterable[str], by: str | None, why: str | None) -> actions.Clearance | None:
    """What a person says of the named files. Folders cannot be cleared: nobody has looked at all that is in them."""
    from datetime import datetime

    if by is None and why is None:
        return None
    if not (by or "").strip() or not (why or "").strip():
        raise click.UsageError("--cleared-by và --cleared-why phải đi cùng nhau và không để trống.")
    if any(Path(path).is_dir() for path in paths):
        raise click.UsageError("--cleared-by chỉ dùng với từng tệp đã xem, không dùng với thư mục.")
    return actions.Clearance(str(by), str(why), datetime.now().astimezone())


@command()
@click.argument("paths", nargs=-1, required=True, metavar="TỆP|THƯ_MỤC...")
@click.option("--every", type=Count(1, 3600), default=5, metavar="GIÂY", help="Bao lâu xem lại một lần.")
@click.option("--rounds", type=Count(0, 999_999), default=0, metavar="SỐ", help="Dừng sau từng này lần xem (0: không).")
def watch(home: Path, paths: tuple[str, ...], every: int, rounds: int, form: str) -> None:
    """Theo dõi thư mục, nạp tệp mới và tệp thay đổi.

    Tệp đang được chép thì đợi đến khi chép xong. Dừng bằng Ctrl+C.
    """
    from ui.present_bulk import summary_lines

    for path in (path for path in paths if not Path(path).exists()):
        out.fault(f"Lưu ý: chưa có {path}; sẽ nạp khi có. Hãy kiểm tra lại đường dẫn.")
    _make_way()
    for summary in actions.watch(home, paths, seconds=every, rounds=rounds):
        answer(form, summary.as_json(), summary_lines(summary))


@command()
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem khác ở đâu, không lưu.")
@click.option("--all", "everything", is_flag=True, help="Đọc lại cả những văn bản đã đọc theo quy tắc hiện nay.")
def reread(home: Path, dry_run: bool, everything: bool, form: str) -> None:
    """Đọc lại các bản gốc theo quy tắc hiện nay.

    Cho thấy dữ kiện nào thêm, mất, đổi. Quyết định của con người được giữ; quyết định mà câu văn đã khác được nêu ra.
    """
    from ui.present_bulk import reread_lines

    with _bar() as advance:
        told = actions.reread(home, advance, dry_run=dry_run, everything=everything)
    answer(form, told, reread_lines(told, dry_run))
    if any(document["issue"] for document in told["documents"]):
        sys.exit(REFUSED)


@command()
@click.argument("doing", type=Choice(("verify", "get")), metavar="verify|get")
@click.argument("name", required=False, metavar="[TÊN_TỆP]")
@click.option("--to", type=click.Path(path_type=Path), default=".", metavar="TỆP|THƯ_MỤC", help="Nơi chép bản gốc ra.")
def archive(home: Path, doing: str, name: str | None, to: Path, form: str) -> None:
    """Kiểm tra (verify) các bản gốc, hay chép (get) một bản gốc ra.

    verify băm lại mọi bản gốc: thiếu, bị thay đổi, thừa. get nhận tên tệp, IRI của toàn văn, hay mã băm.
    """
    from ui.present_bulk import verify_lines

    stored(home)
    if doing == "get":
        if name is None:
            raise click.UsageError("hãy nêu tên tệp cần chép ra.")
        copied = found(actions.original(home, name, to), form)
        answer(form, copied, [f"Đã chép bản gốc của {copied['document']} ra {copied['file']}."])
        return
    told = actions.verify(home)
    answer(form, told, verify_lines(told))
    if told["issues"]:
        sys.exit(FAULTS)


@contextmanager
def _bar() -> "Iterator[Callable[[int, int], None]]":
    """A progress bar on standard error, told how many are done of how many; quiet where no person is watching."""
    bar: click.termui.ProgressBar[int] | None = None  # type: ignore[name-defined]

    def advance(done: int, total: int) -> None:
        nonlocal bar
        if not sys.stderr.isatty():
            return
        if bar is None:
            bar = click.progressbar(length=total, label="Đang đọc", file=sys.stderr, width=30)
            bar.render_progress()
        bar.update(done - bar.pos)

    try:
        yield advance
    finally:
        if bar is not None:
            bar.render_finish()
