"""The commands that answer what leaders ask: how far a directive was carried out."""

from datetime import date as day_of
from pathlib import Path

import click

from ui import actions
from ui.cli_click import Day
from ui.cli_ends import answer, found
from ui.cli_options import by_date, by_issuer, command

__all__ = ["coverage"]


@command()
@click.argument("code", metavar="SỐ_KÝ_HIỆU")
@click.option("--province", metavar="TỈNH", help="Chỉ các đơn vị của tỉnh, thành phố này.")
@click.option("--as-of", type=Day(), metavar="NGÀY", help="Chỉ tính văn bản đến hết ngày này.")
@by_issuer
@by_date
def coverage(
    home: Path,
    code: str,
    *,
    province: str | None,
    as_of: str | None,
    issuer: str | None,
    date: str | None,
    form: str,
) -> None:
    """Cho xem đơn vị nào đã triển khai một văn bản, đơn vị nào chưa thấy trong kho.

    Trạng thái: đã ban hành, chuyển tiếp, chỉ viện dẫn, chưa thấy trong kho; kèm văn bản và số ngày.
    """
    from ui.present_coverage import coverage_lines

    until = day_of.fromisoformat(as_of) if as_of else None
    told = found(
        actions.coverage(home, code, today=day_of.today(), province=province, as_of=until, issuer=issuer, date=date),
        form,
    )
    answer(form, told, coverage_lines(told))
