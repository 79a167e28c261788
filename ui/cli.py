"""The command ``chidao``: every use case of :mod:`ui.actions` on the command line, in Vietnamese.

Nothing heavy is imported here: a command imports what it needs when it runs, so that ``chidao --help`` is quick.
"""

import gc

import click

from ui import (
    actions,
    cli_answers,
    cli_ask,
    cli_bulk,
    cli_correct,
    cli_identity,
    cli_journal,
    cli_keep,
    cli_lead,
    cli_report,
    cli_sparql,
)
from ui.cli_click import Group
from ui.cli_ends import run
from ui.words import EXITS

__all__ = ["main", "program"]

EPILOG = "\b\nMã thoát:\n" + "\n".join(f"  {code}  {meaning}" for code, meaning in EXITS.items())


@click.group(cls=Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", metavar="THƯ_MỤC", help="Thư mục chứa kho; nếu không: CHIDAO_HOME, rồi thư mục mặc định.")
@click.pass_context
def program(context: click.Context, home: str | None) -> None:
    """Chỉ đạo: đọc văn bản của Đảng và Nhà nước, cho thấy ai phải làm gì, báo cáo về đâu, và câu nào nói thế.

    Chương trình chạy hoàn toàn trên máy này, không gửi gì ra mạng. Không dùng cho tài liệu mật.
    """
    context.obj = actions.home_of(home)


# in the order of use, which is the order of the help page
for _command in (
    cli_ask.extract,
    cli_bulk.ingest,
    cli_bulk.watch,
    cli_ask.trace,
    cli_ask.tasks,
    cli_ask.units,
    cli_ask.show,
    cli_answers.coverage,
    cli_answers.month,
    cli_answers.duties,
    cli_answers.schedule,
    cli_report.report,
    cli_lead.lint,
    cli_lead.status,
    cli_correct.correct,
    cli_keep.withdraw,
    cli_ask.query,
    cli_sparql.sparql,
    cli_keep.export,
    cli_journal.journal,
    cli_keep.check,
    cli_bulk.reread,
    cli_bulk.archive,
    cli_keep.decide,
    cli_identity.identity,
    cli_keep.screens,
):
    program.add_command(_command)


def main() -> None:
    """Run the program and exit with a code that means something (see ``ui.words.EXITS``)."""
    gc.set_threshold(100_000, 20, 50)  # answers are made of many values and hardly a cycle: seldom is enough
    run(program)
