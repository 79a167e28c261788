"""The commands that answer what leaders ask: how far a directive was carried out, how a month stands."""

import sys
from datetime import date as day_of
from pathlib import Path

import click

from ui import actions
from ui.cli_click import Day, MonthText
from ui.cli_ends import NOTHING, answer, found
from ui.cli_options import by_date, by_issuer, command

__all__ = ["coverage", "duties", "month", "schedule"]


@command()
@click.argument("code", metavar="SỐ_KÝ_HIỆU")
@click.option("--province", metavar="TỈNH", help="Chỉ các đơn vị của tỉnh, thành phố này.")
@click.option(
    "--nationwide",
    is_flag=True,
    help="Văn bản không nêu nơi thực hiện: tính mọi tỉnh, thành phố, không chỉ nơi có văn bản trong kho.",
)
@click.option("--as-of", type=Day(), metavar="NGÀY", help="Chỉ tính văn bản đến hết ngày này.")
@by_issuer
@by_date
def coverage(
    home: Path,
    code: str,
    *,
    province: str | None,
    nationwide: bool,
    as_of: str | None,
    issuer: str | None,
    date: str | None,
    form: str,
) -> None:
    """Cho xem đơn vị nào đã triển khai một văn bản, đơn vị nào chưa thấy trong kho.

    Trạng thái: đã ban hành, sao gửi, báo cáo kết quả, chỉ viện dẫn, chưa thấy trong kho; kèm văn bản và số ngày.
    """
    from ui.present_coverage import coverage_lines

    until = day_of.fromisoformat(as_of) if as_of else None
    told = found(
        actions.coverage(
            home,
            code,
            today=day_of.today(),
            province=province,
            country=nationwide,
            as_of=until,
            issuer=issuer,
            date=date,
        ),
        form,
    )
    answer(form, told, coverage_lines(told))


@command()
@click.argument("month", type=MonthText(), metavar="THÁNG")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Tên đơn vị (không cần dấu, viết tắt cũng được).")
@click.option("--as-of", type=Day(), metavar="NGÀY", help="Chỉ tính văn bản, và quá hạn, đến ngày này.")
@click.option("--against", type=MonthText(), metavar="THÁNG", help="So với một tháng khác: thêm, không còn, đổi gì.")
def month(home: Path, *, month: str, unit: str | None, as_of: str | None, against: str | None, form: str) -> None:
    """Cho xem một tháng: đến hạn, quá hạn, đã xong, tiếp nối, không nhắc tới.

    Mỗi nhiệm vụ của tháng được đối chiếu với câu nói kết quả ở văn bản sau đó. Tháng ghi NĂM-THÁNG, ví dụ 2026-06.
    """
    from ui.present_month import month_lines

    known = day_of.fromisoformat(as_of) if as_of else None
    told = found(actions.month(home, month, today=day_of.today(), unit=unit, as_of=known, against=against), form)
    answer(form, told, month_lines(told))
    if not told["tasks"]:
        sys.exit(NOTHING)


@command()
@click.option("--unit", metavar="ĐƠN_VỊ", help="Tên đơn vị (không cần dấu, viết tắt cũng được).")
@click.option("--month", type=MonthText(), metavar="THÁNG", help="Tháng, ví dụ 2026-05.")
@click.option("--directive", metavar="SỐ_KÝ_HIỆU", help="Chỉ nhiệm vụ của văn bản này.")
@by_issuer
@by_date
def duties(home: Path, form: str, **choice: str | None) -> None:
    """Cho xem ai chịu trách nhiệm việc gì: đơn vị và vai trò, việc không ai nhận, báo cáo về đâu.

    Kèm việc hai nơi cùng chủ trì, ngày dồn nhiều việc, và nơi nhận: được giao mà không gửi, gửi mà không giao.
    """
    from ui.present_duties import duty_lines

    told = found(actions.duties(home, **choice), form)
    answer(form, told, duty_lines(told))
    if not told["units"]:
        sys.exit(NOTHING)


@command()
@click.argument("code", required=False, metavar="[SỐ_KÝ_HIỆU]")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Tên đơn vị (không cần dấu, viết tắt cũng được).")
@click.option("--month", type=MonthText(), metavar="THÁNG", help="Chỉ các hạn trong tháng này, ví dụ 2026-05.")
@by_issuer
@by_date
def schedule(home: Path, form: str, code: str | None, **choice: str | None) -> None:
    """Cho xem các hạn không khớp nhau giữa các cấp, thời gian còn lại của mỗi cấp, ngày dồn việc.

    Có số ký hiệu: cả chuỗi thực hiện văn bản ấy; không có: mọi chuỗi mà kho biết. Mỗi chỗ không khớp kèm hai câu.
    """
    from ui.present_schedule import schedule_lines

    told = found(actions.schedule(home, code, **choice), form)
    answer(form, told, schedule_lines(told))
