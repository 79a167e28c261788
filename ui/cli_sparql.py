"""``chidao sparql``: a question in SPARQL, read-only, within limits."""

import sys
from pathlib import Path

import click

from ontology.issue import Issue
from ui import actions
from ui.cli_click import Count
from ui.cli_ends import NOTHING, answer, refuse
from ui.cli_options import command

__all__ = ["sparql"]


@command()
@click.argument("question", metavar="CÂU_HỎI|-")
@click.option("--rows", type=Count(1, 1_000_000), default=1_000, metavar="SỐ", help="Nhiều nhất bao nhiêu dòng.")
@click.option("--seconds", type=Count(1, 3_600), default=10, metavar="GIÂY", help="Quá số giây này thì dừng.")
def sparql(home: Path, question: str, rows: int, seconds: int, form: str) -> None:
    """Hỏi kho bằng SPARQL, chỉ đọc.

    Nhận SELECT, ASK, CONSTRUCT, DESCRIBE; các tiền tố cd:, rdfs:, dcterms:… không cần khai báo. Dấu - là đọc câu hỏi
    từ đầu vào chuẩn.
    """
    from ui.columns import lines
    from ui.present import table_lines

    text = sys.stdin.read() if question == "-" else question
    bounds = actions.Bounds(rows=rows, characters=2_000 * rows, seconds=seconds)
    told = actions.ask_sparql(home, text, bounds)
    if isinstance(told, Issue):
        refuse(told)
    answer(form, told, (*table_lines(*lines(told["columns"], told["rows"])), told["statement"]))
    if not told["rows"]:
        sys.exit(NOTHING)
