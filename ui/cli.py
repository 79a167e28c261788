"""The command ``chidao``: every use case of :mod:`ui.actions` on the command line, in Vietnamese.

Nothing heavy is imported here: a command imports what it needs when it runs, so that ``chidao --help`` is quick.
"""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from ui import actions
from ui import cli_output as out
from ui.cli_click import Choice, Command, Count, Day, Group, MonthText
from ui.cli_ends import FAULTS, NOTHING, REFUSED, STORE, answer, found, refuse, run
from ui.words import EXITS

__all__ = ["main", "program"]

EPILOG = "\b\nMã thoát:\n" + "\n".join(f"  {code}  {meaning}" for code, meaning in EXITS.items())

VERDICTS = tuple(actions.VERDICTS)

as_format = click.option(
    "--format", "form", type=Choice(("text", "json")), default="text", metavar="text|json", help="Dạng kết quả."
)
by_issuer = click.option("--issuer", metavar="NƠI", help="Nơi ban hành, khi nhiều văn bản cùng số (không cần dấu).")
by_date = click.option("--date", type=Day(), metavar="NGÀY", help="Ngày ban hành, khi nhiều văn bản cùng số.")


@click.group(cls=Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", metavar="THƯ_MỤC", help="Thư mục chứa kho; nếu không: CHIDAO_HOME, rồi thư mục mặc định.")
@click.pass_context
def program(context: click.Context, home: str | None) -> None:
    """Chỉ đạo: đọc văn bản của Đảng và Nhà nước, cho thấy ai phải làm gì, báo cáo về đâu, và câu nào nói thế.

    Chương trình chạy hoàn toàn trên máy này, không gửi gì ra mạng. Không dùng cho tài liệu mật.
    """
    context.obj = actions.home_of(home)


def command(name: str | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """A command whose function gets the home first, and ``form`` ('text' or 'json') among its options."""

    def wrap(function: Callable[..., Any]) -> click.Command:
        return program.command(name, cls=Command)(as_format(click.pass_obj(function)))

    return wrap


@command()
@click.argument("file", metavar="TỆP")
def extract(home: Path, file: str, form: str) -> None:
    """Đọc một tệp, in bản ghi của nó, không nạp vào kho."""
    del home
    record = actions.extract(file)
    if not isinstance(record, dict):
        refuse(record)
    if form == "json":
        out.print_json(record)
    else:
        from ui.present_record import record_lines

        out.print_lines(record_lines(record))


@command()
@click.argument("paths", nargs=-1, required=True, metavar="TỆP|THƯ_MỤC...")
@click.option("--again", is_flag=True, help="Đọc lại cả những tệp không đổi.")
def ingest(home: Path, paths: tuple[str, ...], again: bool, form: str) -> None:
    """Nạp tệp và thư mục (.txt, .md) vào kho."""
    from ui import present

    def progress(done: int, total: int, outcome: actions.FileOutcome) -> None:
        out.note(f"[{done}/{total}] {present.outcome_line(outcome)}")

    summary = actions.ingest(home, paths, progress, again=again)
    answer(form, summary.as_json(), present.summary_lines(summary))
    if summary.stopped is not None:
        sys.exit(STORE)
    if summary.refused:
        sys.exit(REFUSED)
    if not summary.files:
        sys.exit(NOTHING)


@command()
@click.argument("code", metavar="SỐ_KÝ_HIỆU")
@click.option("--up", is_flag=True, help="Chỉ đi lên: văn bản này thực hiện những gì.")
@click.option("--down", is_flag=True, help="Chỉ đi xuống: ai thực hiện văn bản này.")
@click.option("--depth", type=Count(1, 99), default=actions.DEPTH, metavar="SỐ", help="Số cấp mỗi chiều.")
@by_issuer
@by_date
def trace(
    home: Path, *, code: str, up: bool, down: bool, depth: int, issuer: str | None, date: str | None, form: str
) -> None:
    """Cho xem chuỗi thực hiện của một văn bản, lên và xuống.

    Mỗi quan hệ kèm câu chứng minh, mức chắc chắn, tệp và vị trí của câu trong tệp.
    """
    from ui.present_chain import chain_lines

    both = up == down
    chain = found(
        actions.trace(home, code, issuer=issuer, date=date, up=up or both, down=down or both, depth=depth), form
    )
    answer(form, chain, chain_lines(chain))


@command()
@click.option("--unit", metavar="ĐƠN_VỊ", help="Tên đơn vị (không cần dấu, viết tắt cũng được).")
@click.option("--month", type=MonthText(), metavar="THÁNG", help="Tháng, ví dụ 2026-05.")
@click.option("--directive", metavar="SỐ_KÝ_HIỆU", help="Chỉ nhiệm vụ của văn bản này.")
@by_issuer
@by_date
def tasks(home: Path, form: str, **choice: str | None) -> None:
    """Liệt kê nhiệm vụ theo đơn vị, tháng, văn bản."""
    from ui.present import task_lines

    told = found(actions.tasks(home, **choice), form)
    answer(form, told, task_lines(told))
    if not told["tasks"]:
        sys.exit(NOTHING)


@command()
@click.argument("name", required=False, metavar="[TÊN]")
def units(home: Path, name: str | None, form: str) -> None:
    """Liệt kê các đơn vị có tên trong kho."""
    from ui.present import unit_lines

    told = found(actions.units(home, name), form)
    answer(form, {"units": told}, unit_lines(told))
    if not told:
        sys.exit(NOTHING)


@command()
@click.argument("code", metavar="SỐ_KÝ_HIỆU")
@by_issuer
@by_date
def show(home: Path, code: str, issuer: str | None, date: str | None, form: str) -> None:
    """Cho xem mọi điều kho biết về một văn bản.

    Nó nêu văn bản nào, văn bản nào nêu nó, nhiệm vụ, chỉ tiêu, kết quả, điều cần lưu ý.
    """
    from ui.present import show_lines

    told = found(actions.show(home, code, issuer=issuer, date=date), form)
    answer(form, told, show_lines(told))


@command()
@click.argument("code", metavar="SỐ_KÝ_HIỆU")
@by_issuer
@by_date
@click.option("--file", metavar="TỆP", help="Tên tệp, khi văn bản có nhiều toàn văn trong kho.")
def withdraw(home: Path, code: str, form: str, **choice: str | None) -> None:
    """Rút toàn văn của một văn bản ra khỏi kho.

    Quyết định mà con người đã ghi vẫn còn, và có hiệu lực lại khi văn bản được nạp lại.
    """
    told = found(actions.withdraw(home, code, **choice), form)
    answer(form, told, [f"Đã rút {told['directive']['code'] or code} (tệp {told['document']}) khỏi kho."])


@command()
@click.argument("name", required=False, metavar="[TÊN|TỆP.rq]")
@click.option("--param", "params", multiple=True, metavar="TÊN=GIÁ_TRỊ", help="Tham số; dùng nhiều lần được.")
def query(home: Path, name: str | None, params: tuple[str, ...], form: str) -> None:
    """Hỏi kho một câu có sẵn, hay một tệp SPARQL.

    Không nêu tên thì liệt kê các câu có sẵn và tham số của chúng.
    """
    from ui import present

    if name is None:
        stored = actions.queries()
        answer(form, {"queries": stored}, present.query_lines(stored))
        return
    source = Path(name) if name.endswith(".rq") or os.sep in name else name
    table = found(actions.query(home, source, _parameters(params)), form)
    answer(form, {"title": table.title, "rows": table.records()}, present.table_lines(table.columns, table.rows))
    if not table.rows:
        sys.exit(NOTHING)


@command()
@click.option("--to", required=True, metavar="TỆP", help=f"Tệp đích: {', '.join(actions.SUFFIXES)}.")
def export(home: Path, to: str, form: str) -> None:
    """Xuất toàn bộ kho ra một tệp."""
    if Path(to).suffix.lower() not in actions.SUFFIXES:
        raise click.UsageError(f"không biết dạng tệp “{Path(to).suffix}”; hãy chọn: {', '.join(actions.SUFFIXES)}.")
    told = actions.export(home, Path(to))
    answer(form, told, [f"Đã xuất kho ra {told['file']} ({told['bytes']:,} byte)."])


@command()
def check(home: Path, form: str) -> None:
    """Kiểm tra kho có nhất quán không.

    Hình dạng của từng đồ thị, chứng cứ của từng quan hệ, câu trích, nhận diện văn bản, quyết định.
    """
    from ui.present import issue_lines

    faults = actions.check(home)
    said = [f"{len(faults)} lỗi." if faults else "Kho không có lỗi nào."]
    lines = (line for fault in faults for line in issue_lines(fault))
    answer(form, {"faults": [actions.issue_as_json(fault) for fault in faults]}, (*lines, *said))
    if faults:
        sys.exit(FAULTS)


@command()
@click.argument("about", nargs=-1, required=True, metavar="IRI...")
@click.option("--verdict", type=Choice(VERDICTS), required=True, metavar="|".join(VERDICTS), help="Quyết định thế nào.")
@click.option("--by", required=True, metavar="NGƯỜI", help="Ai quyết định.")
@click.option("--why", default="", metavar="LÝ_DO", help="Vì sao.")
def decide(home: Path, *, about: tuple[str, ...], verdict: str, by: str, why: str, form: str) -> None:
    """Ghi một quyết định của con người.

    confirmed, rejected: xác nhận hay bác một quan hệ (IRI là "id" của quan hệ trong chidao trace --format json).
    same, different: hai văn bản là một hay là hai. withdrawn: rút lại một quyết định.
    """
    from datetime import datetime

    if len(about) != actions.VERDICTS[verdict]:
        raise click.UsageError(f"“{verdict}” cần {actions.VERDICTS[verdict]} IRI, đã nhận {len(about)}.")
    told = actions.decide(home, about, verdict, by=by, why=why, now=datetime.now().astimezone())
    answer(form, told, [f"Đã ghi quyết định {told['decision']}."])


@command("ui")
@click.option("--port", type=Count(1, 65535), default=8501, metavar="SỐ", help="Cổng trên máy này.")
@click.option("--no-browser", is_flag=True, help="Không mở trình duyệt.")
def screens(home: Path, port: int, no_browser: bool, form: str) -> None:
    """Mở màn hình trong trình duyệt, chỉ trên máy này."""
    import subprocess

    from ui.serve import ADDRESS, command, environment

    address = f"http://{ADDRESS}:{port}"
    answer(form, {"address": address}, [f"Màn hình: {address} (Ctrl+C để dừng)"])
    sys.stdout.flush()
    sys.exit(subprocess.run(command(home, port, no_browser), env=environment(home), check=False).returncode)


def main() -> None:
    """Run the program and exit with a code that means something (see ``ui.words.EXITS``)."""
    run(program)


def _parameters(params: Iterable[str]) -> dict[str, list[str]]:
    """``k=v`` words as a mapping; a name given twice has both values."""
    found: dict[str, list[str]] = {}
    for word in params:
        key, sign, value = word.partition("=")
        if not key or not sign:
            raise click.UsageError(f"tham số phải có dạng TÊN=GIÁ_TRỊ, đã nhận “{word}”.")
        found.setdefault(key, []).append(value)
    return found
