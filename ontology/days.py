"""Days on which Vietnamese offices are closed: weekends, public holidays (lunar ones too), days moved by decree.

The calendar is the package ``holidays``: Bộ luật Lao động 2019, Điều 112, the days off set for each year, the working
Saturdays given for them, and Ngày Văn hóa Việt Nam (24/11, from 2026).
"""

import functools
from collections.abc import Mapping
from datetime import date

__all__ = ["closed"]

_WEEKEND = {5: "thứ Bảy", 6: "Chủ nhật"}


def closed(day: date) -> str:
    """Why offices are closed on ``day``, in Vietnamese ('Chủ nhật', 'Quốc khánh'); '' for a working day."""
    off, working = _calendar(day.year)
    if day in off:
        return off[day]
    return "" if day in working else _WEEKEND.get(day.weekday(), "")


@functools.lru_cache(maxsize=64)
def _calendar(year: int) -> tuple[Mapping[date, str], frozenset[date]]:
    from holidays.countries.vietnam import Vietnam  # noqa: PLC0415 - 80 ms, and few commands need it

    found = Vietnam(years=year, language="vi")  # type: ignore[no-untyped-call]
    # a name of two joined by '; ' says both; one moved day says what it stands for
    return dict(found.items()), frozenset(found.weekend_workdays)
