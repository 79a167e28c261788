"""The command ``chidao report``: answers to take away. The kind says which question, the file's ending which form."""

import sys
from datetime import date as day_of
from pathlib import Path

import click

from ui import actions
from ui.actions.values import Report
from ui.cli_click import Choice, Count, Day, Group, MonthText
from ui.cli_ends import NOTHING, answer, found, refuse
from ui.cli_options import as_format, by_date, by_issuer, command

__all__ = ["report"]

_to = click.option("-o", "--to", metavar="TỆP", required=True, help="Tệp đích; đuôi tệp cho biết dạng.")


@click.group(cls=Group, subcommand_metavar="LOẠI [THAM SỐ]...")
@as_format
@click.pass_context
def report(context: click.Context, form: str) -> None:
    """Xuất câu trả lời ra tệp để mang đi: sổ nhiệm vụ, lịch, báo cáo tháng, công văn đôn đốc, chuỗi triển khai.

    Số điện thoại và số giấy tờ của cá nhân được che như trên màn hình. Toàn bộ kho: chidao export.
    """
    if context.invoked_subcommand is not None:
        # --format may stand before the kind
        context.default_map = {context.invoked_subcommand: {"form": form}}


@command()
@_to
@click.option("--unit", metavar="ĐƠN_VỊ", help="Tên đơn vị (không cần dấu, viết tắt cũng được).")
@click.option("--month", type=MonthText(), metavar="THÁNG", help="Tháng, ví dụ 2026-05.")
@click.option("--directive", metavar="SỐ_KÝ_HIỆU", help="Chỉ nhiệm vụ của văn bản này.")
@click.option("--role", type=Choice(tuple(actions.ROLES)), metavar="|".join(actions.ROLES), help="Vai trò của đơn vị.")
@click.option("--search", multiple=True, metavar="CỤM_TỪ", help="Chỉ nhiệm vụ có cụm từ này (không cần dấu).")
@click.option("--limit", type=Count(1, 1_000_000), metavar="SỐ", help="Nhiều nhất bấy nhiêu, của văn bản mới trước.")
@by_issuer
@by_date
def tasks(home: Path, *, to: str, form: str, search: tuple[str, ...], limit: int | None, **choice: str | None) -> None:
    """Sổ nhiệm vụ (.xlsx, .csv) hay lịch thời hạn (.ics), chọn lọc như chidao tasks.

    Lịch: mỗi thời hạn một ngày, thời hạn định kỳ lặp lại, nhắc trước 3 ngày và 1 ngày; thời hạn không nêu ngày không
    có trong lịch.
    """
    ending = _ending(to, actions.REGISTER_FORMS)
    made = actions.register(home, ending, today=day_of.today(), **choice, search=search, limit=limit)
    told = found(made, form)
    undated = told.told.get("undated")
    more = [f"{undated} thời hạn không nêu ngày, không có trong lịch."] if undated else []
    _write(told, to, form, [*more, told.told["statement"]])
    if not told.told["tasks"]:
        sys.exit(NOTHING)


@command()
@click.argument("code", metavar="SỐ_KÝ_HIỆU")
@_to
@click.option("--up", is_flag=True, help="Chỉ đi lên: văn bản này thực hiện những gì.")
@click.option("--down", is_flag=True, help="Chỉ đi xuống: ai thực hiện văn bản này.")
@click.option("--depth", type=Count(1, 99), default=actions.DEPTH, metavar="SỐ", help="Số cấp mỗi chiều.")
@by_issuer
@by_date
def chain(
    home: Path, *, code: str, to: str, up: bool, down: bool, depth: int, issuer: str | None, date: str | None, form: str
) -> None:
    """Chuỗi triển khai của một văn bản: trang .html đứng một mình, hay hình .svg.

    Trang có hình, mọi quan hệ với câu chứng minh, nhiệm vụ và thời hạn, chỗ chưa thấy trong kho, độ phủ. Mở được khi
    không có mạng; không chạy gì và không tải gì.
    """
    ending, both = _ending(to, actions.CHAIN_FORMS), up == down
    made = actions.chain_report(
        home,
        code,
        ending,
        today=day_of.today(),
        issuer=issuer,
        date=date,
        up=up or both,
        down=down or both,
        depth=depth,
    )
    told = found(made, form)
    _write(told, to, form, [told.told["statement"]])


@command()
@click.argument("month", type=MonthText(), metavar="THÁNG")
@_to
@click.option("--unit", metavar="ĐƠN_VỊ", help="Tên đơn vị (không cần dấu, viết tắt cũng được).")
@click.option("--as-of", type=Day(), metavar="NGÀY", help="Chỉ tính văn bản, và quá hạn, đến ngày này.")
def month(home: Path, *, month: str, to: str, unit: str | None, as_of: str | None, form: str) -> None:
    """Báo cáo theo dõi một tháng (.docx): đã xong, quá hạn, đến hạn, tiếp nối, không nhắc tới, mâu thuẫn.

    Lời hứa và kết quả để nguyên văn cạnh nhau, kèm câu nói báo cáo dựa trên những gì.
    """
    _ending(to, (".docx",))
    known = day_of.fromisoformat(as_of) if as_of else None
    told = found(actions.month_brief(home, month, today=day_of.today(), unit=unit, as_of=known), form)
    _write(told, to, form, [told.told["statement"]])
    if not told.told["tasks"]:
        sys.exit(NOTHING)


@command()
@_to
@click.option("--from", "sender", metavar="NƠI", help="Nơi gửi công văn: nơi đã giao việc (không cần dấu).")
@click.option("--directive", metavar="SỐ_KÝ_HIỆU", help="Việc của văn bản này, và ai chưa ban hành văn bản triển khai.")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Chỉ việc của đơn vị này.")
@click.option("--month", type=MonthText(), metavar="THÁNG", help="Chỉ việc của tháng này.")
@click.option("--reply-by", type=Day(), metavar="NGÀY", help="Hạn trả lời; không nêu thì để trống.")
@by_issuer
@by_date
def letter(home: Path, *, to: str, form: str, reply_by: str | None, **choice: str | None) -> None:
    """Dự thảo công văn đôn đốc (.docx) các việc quá hạn, nơi chưa ban hành, chưa báo cáo.

    Theo thể thức của nơi gửi (Đảng hay Nhà nước); số, ngày, chức vụ, chữ ký để trống. Mỗi việc kèm nguyên văn, căn
    cứ, thời hạn, số ngày quá hạn.
    """
    from ontology.issue import Issue

    _ending(to, (".docx",))
    reply = day_of.fromisoformat(reply_by) if reply_by else None
    made = actions.reminder(home, today=day_of.today(), reply=reply, **choice)
    if isinstance(made, Issue):
        refuse(made)
    told = found(made, form)
    late, missing = told.told["late"], len(told.told["missing"])
    first = f"DỰ THẢO của {told.told['sender']}: {late} việc quá hạn, {missing} nơi chưa thấy ban hành."
    aside = len(told.told["aside"])
    again = [f"{aside} việc quá hạn khác cần xem lại, ghi ở cuối dự thảo."] if aside else []
    _write(told, to, form, [first, *again, told.told["statement"]])


def _ending(to: str, forms: tuple[str, ...]) -> str:
    ending = Path(to).suffix.lower()
    if ending not in forms:
        raise click.UsageError(f"không biết dạng tệp “{ending}”; hãy chọn: {', '.join(forms)}.")
    return ending


def _write(made: Report, to: str, form: str, lines: list[str]) -> None:
    """Put the file in its place, whole or not at all, and tell."""
    target = Path(to)
    draft = target.with_name(f".{target.name}.new")
    try:
        draft.write_bytes(made.content)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    answer(form, {"file": to, **made.as_json()}, [f"Đã ghi {to} ({len(made.content):,} byte).", *lines])


for _command in (tasks, month, letter, chain):
    report.add_command(_command)
