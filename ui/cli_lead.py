"""The commands for leaders and drafters: how clear a directive is."""

from pathlib import Path

import click

from ui import actions
from ui.cli_ends import answer, found, refuse
from ui.cli_options import by_date, by_issuer, command

__all__ = ["lint"]


@command()
@click.argument("asked", metavar="SỐ_KÝ_HIỆU|TỆP")
@by_issuer
@by_date
def lint(home: Path, *, asked: str, issuer: str | None, date: str | None, form: str) -> None:
    """Soát một văn bản, hay một dự thảo, theo “6 rõ”.

    Văn bản tự nêu công thức khác (hay văn bản cấp trên mà nó thực hiện nêu) thì soát theo công thức ấy. Chỗ chưa rõ
    kèm câu văn và lời gợi ý. Dự thảo không được nạp vào kho.
    """
    from ontology.issue import Issue
    from ui.present_clarity import clarity_lines

    told = actions.lint(home, asked, issuer=issuer, date=date)
    if isinstance(told, Issue):
        refuse(told)
    told = found(told, form)
    answer(form, told, clarity_lines(told))
