"""What the commands share: how one is made, and the options that several have."""

from collections.abc import Callable
from typing import Any

import click

from ui.cli_click import Choice, Command, Day

__all__ = ["as_format", "by_date", "by_issuer", "command"]

as_format = click.option(
    "--format", "form", type=Choice(("text", "json")), default="text", metavar="text|json", help="Dạng kết quả."
)
by_issuer = click.option("--issuer", metavar="NƠI", help="Nơi ban hành, khi nhiều văn bản cùng số (không cần dấu).")
by_date = click.option("--date", type=Day(), metavar="NGÀY", help="Ngày ban hành, khi nhiều văn bản cùng số.")


def command(name: str | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """A command whose function gets the home first, and ``form`` ('text' or 'json') among its options."""

    def wrap(function: Callable[..., Any]) -> click.Command:
        return click.command(name, cls=Command)(as_format(click.pass_obj(function)))

    return wrap
