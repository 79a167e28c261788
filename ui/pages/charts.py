"""What all charts of the screens share: rows put in as they are, no chart library but Altair."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import altair as alt

__all__ = ["GREY", "data", "layered"]

#: Letters and lines that can be read on light and on dark.
GREY = "#808080"


def data(rows: Sequence[Mapping[str, Any]]) -> alt.Data:
    """Rows for a chart; nothing in them is taken for markup."""
    return alt.Data(values=[dict(row) for row in rows])  # type: ignore[no-untyped-call]


def layered(*charts: alt.Chart, height: int | alt.Step) -> alt.LayerChart:
    """Charts drawn over one another, as wide as there is room."""
    return cast("alt.LayerChart", alt.layer(*charts).properties(height=height))
