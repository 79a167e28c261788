"""The commands that read: one file, many files into the store, and what the store answers."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from ui import actions
from ui import cli_output as out
from ui.cli_click import Choice, Count, Day, MonthText
from ui.cli_ends import NOTHING, answer, found, refuse
from ui.cli_options import by_date, by_issuer, command

__all__ = ["extract", "query", "show", "tasks", "trace", "units"]


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
@click.option("--role", type=Choice(tuple(actions.ROLES)), metavar="|".join(actions.ROLES), help="Vai trò của đơn vị.")
@click.option("--search", multiple=True, metavar="CỤM_TỪ", help="Chỉ nhiệm vụ có cụm từ này (không cần dấu).")
@click.option("--limit", type=Count(1, 1_000_000), metavar="SỐ", help="Nhiều nhất bấy nhiêu, của văn bản mới trước.")
@by_issuer
@by_date
def tasks(home: Path, *, form: str, search: tuple[str, ...], limit: int | None, **choice: str | None) -> None:
    """Liệt kê nhiệm vụ theo đơn vị, tháng, văn bản, từ ngữ."""
    from ui.present import task_lines

    told = found(actions.tasks(home, **choice, search=search, limit=limit), form)
    answer(form, told, task_lines(told))
    if not told["tasks"]:
        sys.exit(NOTHING)


@command()
@click.argument("name", required=False, metavar="[TÊN]")
@click.option("--province", metavar="TỈNH", help="Các xã, phường, đặc khu của tỉnh này theo danh mục, không theo kho.")
@click.option("--group", metavar="NHÓM", help="Các thành viên của một tên chung, ví dụ 'các xã, phường'.")
@click.option("--of", metavar="NƠI", default="", help="Nơi nói tên chung ấy: tỉnh, hoặc 'xã, tỉnh' (với --group).")
@click.option("--on", type=Day(), metavar="NGÀY", help="Theo danh mục ngày này; mặc định là hiện nay (với --group).")
def units(
    home: Path, *, name: str | None, province: str | None, group: str | None, of: str, on: str | None, form: str
) -> None:
    """Liệt kê các đơn vị có tên trong kho, các xã, phường của một tỉnh, hay thành viên của một nhóm.

    Với --province và --group, danh mục đơn vị hành chính trả lời (34 tỉnh, thành phố; 3.321 xã, phường, đặc khu), không
    cần kho; nơi danh mục không có thì theo kho.
    """
    from ui.present import place_lines, unit_lines

    if group is not None:
        from datetime import date

        from ui.present_units import member_lines

        listed = found(actions.group_members(home, group, of, date.fromisoformat(on) if on else None), form)
        answer(form, listed, member_lines(listed))
        return
    if province is not None:
        places = found(actions.places(province), form)
        answer(form, {"units": places}, place_lines(places))
        return
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
@click.argument("name", required=False, metavar="[TÊN|TỆP.rq]")
@click.option("--param", "params", multiple=True, metavar="TÊN=GIÁ_TRỊ", help="Tham số; dùng nhiều lần được.")
def query(home: Path, name: str | None, params: tuple[str, ...], form: str) -> None:
    """Hỏi kho một câu có sẵn, hay một tệp SPARQL.

    Không nêu tên thì liệt kê các câu có sẵn và tham số của chúng.
    """
    from ui import present
    from ui.columns import lines

    if name is None:
        stored = actions.queries()
        answer(form, {"queries": stored}, present.query_lines(stored))
        return
    source = Path(name) if name.endswith(".rq") or os.sep in name else name
    table = found(actions.query(home, source, _parameters(params)), form)
    told = present.table_lines(*lines(table.columns, table.rows))
    answer(form, {"title": table.title, "rows": table.records()}, told)
    if not table.rows:
        sys.exit(NOTHING)


def _parameters(params: Iterable[str]) -> dict[str, list[str]]:
    """``k=v`` words as a mapping; a name given twice has both values."""
    found: dict[str, list[str]] = {}
    for word in params:
        key, sign, value = word.partition("=")
        if not key or not sign:
            raise click.UsageError(f"tham số phải có dạng TÊN=GIÁ_TRỊ, đã nhận “{word}”.")
        found.setdefault(key, []).append(value)
    return found
