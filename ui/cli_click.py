"""Click in Vietnamese: commands, parameter types and faults whose own words are those of the rest of the program.

Click takes its words from the locale's message catalogues, and ships none for Vietnamese; so the few places that a user
sees are said here, by subclassing, and nothing of click is patched.
"""

import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

import click

from ui.cli_output import print_lines

__all__ = ["Choice", "Command", "Count", "Day", "Group", "MonthText", "fault_in_vietnamese"]

HELP = "Xem trợ giúp này."


class _Vietnamese(click.Command):
    """Headings of the help page, and the help option itself."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        words = {"[OPTIONS]": "[TÙY CHỌN]", "COMMAND [ARGS]...": "LỆNH [THAM SỐ]..."}
        pieces = [words.get(piece, piece) for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a Vietnamese heading."""
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("Tùy chọn"):
                formatter.write_dl([(names, told.replace("[required]", "[bắt buộc]")) for names, told in records])

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The parameters; behind any command ``--home`` too, which people type there as often as before it."""
        return [*super().get_params(ctx), *([_HOME_HERE] if ctx.parent is not None else [])]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The ``--help`` option with a Vietnamese line."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
            option.callback = _show_help
        return option


def _show_help(context: click.Context, option: click.Parameter, asked: bool) -> None:
    """Print the help page the way answers are printed, so that a reader who leaves early is no fault here either."""
    del option
    if asked and not context.resilient_parsing:
        print_lines([context.get_help()])
        context.exit()


def _at_home(context: click.Context, option: click.Parameter, home: str | None) -> None:
    """Take the folder that was told behind a command."""
    del option
    if home is not None:
        from ui.actions.home import home_of

        context.obj = home_of(home)


#: ``--home`` behind a command; the help tells it once, before the commands.
_HOME_HERE = click.Option(["--home"], expose_value=False, hidden=True, callback=_at_home)


class Command(_Vietnamese):
    """One command."""


class Group(_Vietnamese, click.Group):
    """The program: a list of commands."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        _Vietnamese.format_options(self, ctx, formatter)
        rows = [(name, command) for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))]
        limit = formatter.width - 6 - max((len(name) for name, _ in rows), default=0)
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, command.get_short_help_str(limit)) for name, command in rows])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order they were written: the order of use."""
        del ctx
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command named by the first argument; an unknown one suggests near names."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            ctx.fail(f"không có lệnh “{name}”.{_nearest(name, self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


class Choice(click.Choice[str]):
    """One of a few words."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """The sentence shown for any other word."""
        del ctx
        return f"“{value}” không hợp lệ; hãy chọn một trong: {', '.join(map(str, self.choices))}."


class Count(click.ParamType[int]):
    """A whole number between two bounds, both allowed."""

    name = "số"

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a usage fault."""
        text = str(value)
        if not re.fullmatch(r"\d{1,9}", text) or not self.low <= int(text) <= self.high:
            self.fail(f"“{text}” phải là số nguyên từ {self.low} đến {self.high}.", param, ctx)
        return int(text)


class Day(click.ParamType[str]):
    """A day written ``YYYY-MM-DD`` or ``d/m/yyyy``; becomes the former."""

    name = "ngày"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day in ISO form, or a usage fault."""
        text = str(value).strip()
        if found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text):
            text = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            self.fail(f"“{value}” không phải là ngày; hãy viết như 2026-04-24 hoặc 24/4/2026.", param, ctx)


class MonthText(click.ParamType[str]):
    """A month written ``YYYY-MM`` or ``m/yyyy``; becomes the former."""

    name = "tháng"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The month in ISO form, or a usage fault."""
        text = str(value).strip()
        if found := re.fullmatch(r"(\d{1,2})/(\d{4})", text):
            text = f"{found[2]}-{int(found[1]):02}"
        if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
            self.fail(f"“{value}” không phải là tháng; hãy viết như 2026-05 hoặc 5/2026.", param, ctx)
        return text


def fault_in_vietnamese(fault: click.UsageError) -> str:
    """The sentence for a wrong usage: what is wrong, and what to type."""
    if isinstance(fault, click.NoSuchOption):
        return f"không có tùy chọn {fault.option_name}.{_nearest(fault.option_name, fault.possibilities or ())}"
    if isinstance(fault, click.MissingParameter):
        return f"thiếu {_name_of(fault.param)}."
    if isinstance(fault, click.BadParameter):
        return f"{_name_of(fault.param)}: {fault.message}"
    if isinstance(fault, click.BadOptionUsage):
        return f"tùy chọn {fault.option_name} cần một giá trị (hoặc không nhận giá trị)."
    if found := re.match(r"Got unexpected extra arguments? \((.*)\)", fault.message):
        return f"thừa tham số: {found[1]}."
    return fault.message


def _name_of(param: click.Parameter | None) -> str:
    if param is None:
        return "tham số"
    kind = "tùy chọn" if isinstance(param, click.Option) else "tham số"
    told = param.make_metavar(click.Context(Command(""))).removesuffix("...") if kind == "tham số" else param.opts[-1]
    return f"{kind} {told}"


def _nearest(word: str, words: Sequence[str]) -> str:
    near = get_close_matches(word, list(words), n=3, cutoff=0.6)
    return f" Có phải: {', '.join(near)}?" if near else ""
