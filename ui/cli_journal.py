"""``chidao journal``: what was done to the store, by whom, when and why."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ui import actions
from ui.cli_click import Choice, Count, Day
from ui.cli_ends import NOTHING, answer
from ui.cli_options import command

__all__ = ["journal"]

KINDS = tuple(actions.KINDS)


@command()
@click.option("--by", metavar="NGƯỜI", help="Chỉ việc của người này.")
@click.option("--kind", type=Choice(KINDS), metavar="LOẠI", help=f"Chỉ loại việc này: {', '.join(KINDS)}.")
@click.option("--since", type=Day(), metavar="NGÀY", help="Từ ngày này.")
@click.option("--until", type=Day(), metavar="NGÀY", help="Đến hết ngày này.")
@click.option("--limit", type=Count(1, 100_000), default=100, metavar="SỐ", help="Nhiều nhất bao nhiêu việc.")
def journal(
    home: Path, *, by: str | None, kind: str | None, since: str | None, until: str | None, limit: int, form: str
) -> None:
    """Cho xem nhật ký: việc đã làm với kho, mới nhất trước.

    Ai nạp, quyết định, rút, đọc lại, xuất gì, lúc nào, vì sao. Văn bản bị từ chối vì mật chỉ có giờ và lý do chung.
    """
    told = actions.journal(home, by=by, kind=kind, since=since, until=until, limit=limit)
    answer(form, told, (*_lines(told), told["statement"]))
    if not told["entries"]:
        sys.exit(NOTHING)


def _lines(told: actions.Json) -> Iterator[str]:
    for one in told["entries"]:
        taken = " (đã rút lại)" if one["withdrawn"] else ""
        yield " · ".join(filter(None, (one["at"][:16].replace("T", " "), one["by"], one["what"] + taken)))
        yield from (f"    {thing['name']}" for thing in one["about"][:5])
        if (rest := one["count"] - 5) > 0:
            yield f"    và {rest} nữa"
        if one["why"]:
            yield f"    vì: {one['why']}"
