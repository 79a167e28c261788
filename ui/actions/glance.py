"""A month of very many tasks at a glance: what the calendar alone tells, without a look at what documents say."""

import datetime as dt
from pathlib import Path
from typing import Final

from ui.actions.values import Json

__all__ = ["glance"]

_DUE: Final = (
    "SELECT COUNT(*) FROM (SELECT task FROM deadlines WHERE due >= :month || '-01' AND due <= :month || '-31' "
    "AND kind IS NOT 'until' UNION SELECT task FROM turns WHERE month = :month)"
)


def glance(home: Path, month: str, *, today: dt.date) -> Json:
    """Of all units: ``due``, how many tasks have a day due in the month ('2026-06'); ``overdue``, how many have passed
    their last day ``today`` and no person called done; ``statement``. :func:`ui.actions.month` tells more, and of many
    thousand tasks takes long. Raises :class:`graph.errors.StoreError`.
    """
    from graph.month.held import Held
    from graph.month.late import by_calendar
    from graph.reader import open_reader
    from graph.register.find import held
    from graph.statuses import statuses
    from ui.words import day

    with open_reader(home) as reader:
        ((due,),) = reader.register.rows(_DUE, {"month": month})
        _, late = by_calendar(Held(reader.register, None), today.isoformat(), statuses(reader), 0)
        texts = held(reader.register).texts
    return {
        "due": due,
        "overdue": late,
        "statement": f"Kho có rất nhiều nhiệm vụ: tính đến ngày {day(today.isoformat())} chỉ theo lịch và lời người xử "
        f"lý, trên {texts} toàn văn, chưa đối chiếu với văn bản nói kết quả.",
    }
