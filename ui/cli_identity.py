"""The command ``chidao identity``: which directives are one, which are two, as a person decides it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ui import actions
from ui.cli_click import Group
from ui.cli_ends import answer, found
from ui.cli_options import as_format, by_date, by_issuer, command

__all__ = ["identity"]

_OPERAND = "VĂN_BẢN"
_by = click.option("--by", required=True, metavar="NGƯỜI", help="Ai quyết định.")
_why = click.option("--why", required=True, metavar="LÝ_DO", help="Vì sao.")


@click.group(cls=Group, invoke_without_command=True, subcommand_metavar="[LỆNH] [THAM SỐ]...")
@as_format
@click.pass_context
def identity(context: click.Context, form: str) -> None:
    """Xem và quyết định những văn bản nào là một, đơn vị nào là đơn vị nào.

    Không nêu lệnh con thì liệt kê: số bị trùng, văn bản có lẽ là một, viện dẫn chưa rõ, tệp chưa rõ số, đơn vị chưa rõ
    ở đâu. Văn bản gọi bằng số và ký hiệu, SỐ_KÝ_HIỆU@NĂM-THÁNG-NGÀY, tên tệp, hoặc IRI.
    """
    if context.invoked_subcommand is not None:
        # --format may stand before the name of the command below
        context.default_map = {context.invoked_subcommand: {"form": form}}
        return
    from ui.present_identity import identity_lines

    told = actions.identities(context.obj)
    answer(form, told, identity_lines(told))


def _deciding(function: Callable[..., Any]) -> Callable[..., Any]:
    """What both judgements take."""
    one, other = (click.argument(name, metavar=f"{_OPERAND}_{n}") for n, name in enumerate(("one", "other"), 1))
    return one(other(_by(_why(function))))


@command()
@_deciding
def same(home: Path, *, one: str, other: str, by: str, why: str, form: str) -> None:
    """Ghi rằng hai văn bản là một.

    Có hiệu lực ở mọi nơi, giữ nguyên khi đọc lại hay rút ra rồi nạp lại; rút lại bằng: chidao identity undo.
    """
    _judge(home, one, other, True, by, why, form)


@command()
@_deciding
def different(home: Path, *, one: str, other: str, by: str, why: str, form: str) -> None:
    """Ghi rằng hai văn bản là hai, dù máy hay người trước đã gộp.

    Có hiệu lực ở mọi nơi, giữ nguyên khi đọc lại hay rút ra rồi nạp lại; rút lại bằng: chidao identity undo.
    """
    _judge(home, one, other, False, by, why, form)


@command("is")
@click.argument("mention", metavar="LỜI_GỌI")
@click.argument("directive", metavar=_OPERAND)
@click.option("--file", metavar="TỆP", help="Chỉ lời gọi trong tệp này.")
@click.option("--all", "everywhere", is_flag=True, help="Mọi tệp có lời gọi ấy.")
@_by
@_why
def is_(
    home: Path, *, mention: str, directive: str, file: str | None, everywhere: bool, by: str, why: str, form: str
) -> None:
    """Ghi rằng một lời gọi không đủ số chính là văn bản này.

    LỜI_GỌI là chữ như đã in (Đề án 06, Nghị quyết 18), tên tệp của phụ lục, IRI, hoặc một viện dẫn chưa rõ.
    Có hiệu lực ở mọi nơi, giữ nguyên khi đọc lại; rút lại bằng: chidao identity undo.
    """
    from datetime import datetime

    from ui.present_identity import judged_lines

    now = datetime.now().astimezone()
    told = actions.means(home, mention, directive, file=file, everywhere=everywhere, by=by, why=why, now=now)
    answer(form, found(told, form), judged_lines(found(told, form)))


@command()
@click.argument("asked", nargs=-1, required=True, metavar=f"QUYẾT_ĐỊNH|{_OPERAND}_1 {_OPERAND}_2")
@_by
@_why
def undo(home: Path, *, asked: tuple[str, ...], by: str, why: str, form: str) -> None:
    """Rút lại quyết định gần nhất về hai văn bản, hoặc một quyết định theo IRI của nó."""
    from datetime import datetime

    from ui.present_identity import undone_lines

    if len(asked) > 2:
        raise click.UsageError("hãy nêu IRI của một quyết định, hoặc hai văn bản.")
    told = found(actions.undo(home, asked, by=by, why=why, now=datetime.now().astimezone()), form)
    answer(form, told, undone_lines(told))


@command()
def rebuild(home: Path, *, form: str) -> None:
    """Tính lại toàn bộ từ các toàn văn và quyết định, khi chidao check báo đồ thị nhận dạng không đúng."""
    from ui.present_identity import rebuilt_lines

    told = actions.rebuild(home)
    answer(form, told, rebuilt_lines(told))


def _judge(home: Path, one: str, other: str, is_same: bool, by: str, why: str, form: str) -> None:
    from datetime import datetime

    from ui.present_identity import judged_lines

    now = datetime.now().astimezone()
    told = found(actions.judge(home, one, other, same=is_same, by=by, why=why, now=now), form)
    answer(form, told, judged_lines(told))


@command()
@click.argument("mention", metavar="TỆP|IRI")
@click.argument("place", metavar="MÃ|TỈNH")
@click.option("--not", "same", is_flag=True, flag_value=False, default=True, help="Không phải nơi ấy.")
@_by
@_why
def place(home: Path, *, mention: str, place: str, same: bool, by: str, why: str, form: str) -> None:
    """Ghi rằng nơi mà một văn bản nói đến là đơn vị nào (mã hành chính, hoặc tỉnh), khi văn bản không nói rõ.

    Các nơi để ngỏ: chidao identity. Giữ nguyên khi đọc lại; rút lại bằng: chidao identity undo.
    """
    from datetime import datetime

    from ui.present_units import place_lines

    now = datetime.now().astimezone()
    told = found(actions.identify_place(home, mention, place, same=same, by=by, why=why, now=now), form)
    answer(form, told, (f"Đã ghi quyết định {told['decision']}.", *place_lines(told["place"])))


@command()
@click.argument("code", metavar="SỐ_KÝ_HIỆU")
@by_issuer
@by_date
@click.option("--file", required=True, metavar="TỆP", help="Toàn văn nào: tên tệp, đường dẫn, hay mấy chữ đầu mã băm.")
@_by
@_why
def use(home: Path, *, code: str, form: str, **said: str) -> None:
    """Ghi rằng một văn bản có nhiều toàn văn thì tính theo toàn văn này.

    Các toàn văn khác vẫn được giữ làm bản khác: chidao show SỐ_KÝ_HIỆU. Giữ nguyên khi đọc lại; rút lại bằng:
    chidao identity undo IRI_QUYẾT_ĐỊNH.
    """
    from datetime import datetime

    told = found(actions.choose_text(home, code, now=datetime.now().astimezone(), **said), form)
    answer(form, told, [f"Đã ghi quyết định {told['decision']}: tính theo tệp {told['document']}."])


for _command in (same, different, is_, place, undo, use, rebuild):
    identity.add_command(_command)
