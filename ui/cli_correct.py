"""The command ``chidao correct``: what is right of a task or a document, in place of what was read."""

from pathlib import Path

import click

from ui import actions
from ui.cli_click import Day
from ui.cli_ends import answer, found
from ui.cli_options import by_date, by_issuer, command

__all__ = ["correct"]

_NONE = "không có"
_OF_TASK = ("owner", "lead", "partner", "monitor", "deadline", "receiver")
_UNITS = {
    "owner": ("--owner", "Giao cho đơn vị này."),
    "lead": ("--lead", "Đơn vị này chủ trì."),
    "partner": ("--with", "Đơn vị này phối hợp."),
    "monitor": ("--watch", "Đơn vị này kiểm tra, giám sát."),
    "receiver": ("--report-to", "Báo cáo về đơn vị này."),
}


def _units(function: click.decorators.FC) -> click.decorators.FC:
    for name, (flag, words) in reversed(_UNITS.items()):
        function = click.option(flag, name, multiple=True, metavar="ĐƠN_VỊ", help=f"{words} Nêu được nhiều lần.")(
            function
        )
    return function


class _Due(Day):
    """A day, two days joined by '..', or 'không có'."""

    name = "thời hạn"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The days in ISO form joined by '..', '' for none."""
        text = str(value).strip()
        if text.lower() == _NONE:
            return ""
        days = [super(_Due, self).convert(part, param, ctx) for part in text.split("..")]
        if len(days) > 2 or days != sorted(days):
            self.fail(f"“{value}” phải là một ngày, hay hai ngày từ trước đến sau: 1/9/2026..25/9/2026.", param, ctx)
        return "..".join(days)


@command()
@click.argument("about", metavar="NHIỆM_VỤ|VĂN_BẢN")
@_units
@click.option("--due", type=_Due(), metavar="NGÀY|NGÀY..NGÀY|không có", help="Thời hạn của nhiệm vụ.")
@click.option("--number", metavar="SỐ_KÝ_HIỆU", help="Số, ký hiệu đúng của văn bản.")
@click.option("--dated", type=Day(), metavar="NGÀY", help="Ngày ban hành đúng của văn bản.")
@click.option("--issued-by", metavar="ĐƠN_VỊ", help="Nơi ban hành đúng của văn bản.")
@click.option("--by", required=True, metavar="NGƯỜI", help="Ai sửa.")
@click.option("--why", required=True, metavar="LÝ_DO", help="Vì sao, căn cứ vào đâu.")
@by_issuer
@by_date
def correct(
    home: Path,
    about: str,
    *,
    due: str | None,
    number: str | None,
    dated: str | None,
    issued_by: str | None,
    by: str,
    why: str,
    issuer: str | None,
    date: str | None,
    form: str,
    **units: tuple[str, ...],
) -> None:
    """Sửa điều máy đọc sai hay đọc sót của một nhiệm vụ, một văn bản.

    Nhiệm vụ gọi như trong chidao status (13-NQ/ĐU#II.1, việc thứ hai của mục: 13-NQ/ĐU#II.1:2); văn bản gọi bằng số ký
    hiệu, tên tệp hay IRI. Vai trò nào được nêu thì thay hết các đơn vị đã đọc của vai trò ấy; “không có” là không ai.
    Điều không nêu giữ nguyên. Đọc lại văn bản vẫn còn; rút lại bằng: chidao decide IRI_QUYẾT_ĐỊNH --verdict withdrawn.
    """
    from datetime import datetime

    said = {key: [] if told == (_NONE,) else list(told) for key, told in units.items() if told}
    if due is not None:
        said["deadline"] = due.split("..") if due else []
    said |= {key: [word] for key, word in (("code", number), ("date", dated), ("issuer", issued_by)) if word}
    if not said:
        raise click.UsageError("hãy nêu điều cần sửa, ví dụ --owner, --due, --dated.")
    of_task = "#" in about or ":task:" in about
    if wrong := [key for key in said if (key in _OF_TASK) != of_task]:
        thing = "nhiệm vụ" if of_task else "văn bản"
        raise click.UsageError(f"một {thing} không có “{actions.FIELDS[wrong[0]]}” để sửa.")
    now = datetime.now().astimezone()
    told = found(actions.correct(home, about, said, by=by, why=why, now=now, issuer=issuer, date=date), form)
    answer(form, told, _lines(told))


def _lines(told: actions.Json) -> list[str]:
    from ui.actions.correct import field_word

    said = [f"Đã sửa {field_word(field)}: {words}." for field, words in told["said"].items()]
    return [*said, *(f"Quyết định: {decision}" for decision in told["decisions"])]
