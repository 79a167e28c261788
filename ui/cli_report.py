"""The command ``chidao report``: answers to take away. The kind says which question, the file's ending which form."""

import sys
from datetime import date as day_of
from pathlib import Path

import click

from ui import actions
from ui.actions.values import Report
from ui.cli_click import Choice, Count, Group, MonthText
from ui.cli_ends import NOTHING, answer, found
from ui.cli_options import by_date, by_issuer, command

__all__ = ["report"]

_to = click.option("-o", "--to", metavar="TỆP", required=True, help="Tệp đích; đuôi tệp cho biết dạng.")


@click.group(cls=Group, subcommand_metavar="LOẠI [THAM SỐ]...")
def report() -> None:
    """Xuất câu trả lời ra tệp để mang đi: sổ nhiệm vụ, lịch, báo cáo tháng, công văn đôn đốc, chuỗi triển khai.

    Số điện thoại và số giấy tờ của cá nhân được che như trên màn hình. Toàn bộ kho: chidao export.
    """


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


for _command in (tasks,):
    report.add_command(_command)
