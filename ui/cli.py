"""The command ``chidao``: every use case of :mod:`ui.actions` on the command line, in Vietnamese.

Nothing heavy is imported here: a command imports what it needs when it runs, so that ``chidao --help`` is quick.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ui import cli_output as out
from ui.cli_click import Choice, Command, Count, Day, Group, MonthText, fault_in_vietnamese
from ui.words import EXITS

__all__ = ["main", "program"]

FINE, NOTHING, USAGE, AMBIGUOUS, REFUSED, STORE, FAULTS = range(7)
INTERNAL, INTERRUPTED, PIPE_CLOSED = 70, 130, 141

EPILOG = "\b\nMã thoát:\n" + "\n".join(f"  {code}  {meaning}" for code, meaning in EXITS.items())
FORMATS = ("text", "json")

as_format = click.option("--format", "form", type=Choice(FORMATS), default="text", metavar="text|json", help="Dạng kết quả.")


@click.group(cls=Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", metavar="THƯ_MỤC", help="Thư mục chứa kho (nếu không: CHIDAO_HOME, rồi thư mục mặc định của máy).")
@click.pass_context
def program(context: click.Context, home: str | None) -> None:
    """Chỉ đạo: đọc văn bản của Đảng và Nhà nước, cho thấy ai phải làm gì, báo cáo về đâu, và câu nào nói thế.

    Chương trình chạy hoàn toàn trên máy này, không gửi gì ra mạng. Không dùng cho tài liệu mật.
    """
    context.obj = home


def command(name: str) -> Callable[[Callable[..., Any]], Command]:
    """A command of the program whose function gets ``home`` first and ``form`` ('text' or 'json')."""

    def wrap(function: Callable[..., Any]) -> Command:
        made = program.command(name)(as_format(click.pass_obj(function)))
        assert isinstance(made, Command)
        return made

    return wrap
