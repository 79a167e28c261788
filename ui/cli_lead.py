"""The commands for leaders and drafters: how clear a directive is, how a task stands."""

from pathlib import Path

import click

from ui import actions
from ui.cli_click import Choice
from ui.cli_ends import answer, found, refuse
from ui.cli_options import by_date, by_issuer, command

__all__ = ["lint", "status"]


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


@command()
@click.argument("task", metavar="NHIỆM_VỤ")
@click.option(
    "--set",
    "state",
    type=Choice(actions.TASK_STATES),
    required=True,
    metavar="|".join(actions.TASK_STATES),
    help="Đã xong, một phần, chưa xong, hay đã thôi.",
)
@click.option("--by", required=True, metavar="NGƯỜI", help="Ai nói thế.")
@click.option("--why", required=True, metavar="LÝ_DO", help="Vì sao.")
@click.option("--evidence", default="", metavar="CHỨNG_CỨ", help="Căn cứ nào: số văn bản, biên bản, đường dẫn.")
@by_issuer
@by_date
def status(home: Path, task: str, state: str, *, form: str, **said: str) -> None:
    """Ghi một nhiệm vụ đã xong hay chưa, theo lời một người.

    Nhiệm vụ gọi bằng IRI ("id" trong JSON), hay số ký hiệu và số mục: 13-NQ/ĐU#II.1.1.2. Lời sau không xóa lời trước;
    rút lại bằng: chidao decide IRI_QUYẾT_ĐỊNH --verdict withdrawn.
    """
    from datetime import datetime

    told = found(actions.set_status(home, task, state, now=datetime.now().astimezone(), **said), form)
    answer(form, told, [f"Đã ghi quyết định {told['decision']}: nhiệm vụ {actions.TASK_STATES[state]}."])
