"""Units against directives, tasks or months: letters of roles in cells, and how much falls on whom when."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import streamlit as st

from ui import actions
from ui.pages import store
from ui.pages.charts import data, layered
from ui.pages.links import Pages
from ui.pages.listing import listing, paged
from ui.pages.words import say
from ui.text import esc
from ui.words import body, month, shorten

__all__ = ["LETTERS", "cells", "load", "matrix"]

#: Role in a task → its letter and the colour of a cell whose strongest role it is, the strongest first.
LETTERS: Final[Mapping[str, tuple[str, str]]] = {
    "lead": ("C", "#1b4f8f"),
    "assignedTo": ("G", "#3f6fa8"),
    "coordinatesWith": ("P", "#5b4a9e"),
    "monitoredBy": ("K", "#8a5300"),
}
COLUMNS: Final = 60
UNITS: Final = 25
#: So wide is a cell at least and at most; between the two as there is room (letters of a name; pixels for all cells).
_CELL: Final = (38, 76)
_NAME: Final = 60
_ROOM: Final = 980
_LABEL: Final = 340
#: From this share of the most on, letters on a cell are white.
_DARK: Final = 0.6
Row = dict[str, Any]


def matrix(pages: Pages, tasks: Sequence[Row], units: Sequence[Row], *, by_task: bool) -> None:
    """Units against directives, or against the tasks of one; a click on a cell lists its tasks."""
    if not tasks:
        st.info(say("tasks.none"))
        return
    st.caption(say("duties.letters"))
    names = list(dict.fromkeys(unit["unit"] for unit in units))
    found = cells(tasks, by_task=by_task)
    order = {name: n for n, name in enumerate(names)}
    shown = paged(sorted({unit for unit, _ in found}, key=lambda name: order.get(name, len(order))), "matrix", UNITS)
    heads = Counter(column for unit, column in found if unit in shown)
    first = [column for _, column in found]
    columns = sorted((c for c, _ in heads.most_common(COLUMNS)), key=first.index)
    if len(heads) > COLUMNS:
        st.caption(say("duties.columns", shown=COLUMNS, n=len(heads)))
    rows = [
        {
            "unit": _short(unit), "whole": unit, "column": column, "label": _letters(parts),
            "role": next(role for role in LETTERS if role in parts), "n": len(_ids(parts)),
        }
        for (unit, column), parts in found.items()
        if unit in shown and column in columns
    ]  # fmt: skip
    picked = _picked("matrix", _matrix_chart(rows, [_short(name) for name in shown], columns), "duties.matrix_alt")
    _table(rows, shown, columns)
    if picked:
        chosen = (picked["whole"], picked["column"])
        ids = _ids(found.get(chosen, {}))
        st.subheader(f"{esc(body(chosen[0]))} · {esc(chosen[1])}", anchor=False)
        listing(pages, [task for task in tasks if task["id"] in ids], f"cell {chosen}", say("month.none"))
    else:
        st.caption(say("duties.click"))


def cells(tasks: Sequence[Row], *, by_task: bool) -> dict[tuple[str, str], dict[str, list[str]]]:
    """(unit, directive or place of the task) → role → its tasks, in the order of the tasks."""
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    seen: Counter[str] = Counter()
    for task in tasks:
        head = shorten(task["name"], 40)
        if by_task:
            place = str(task["path"] or say("clarity.closing"))
            seen[place] += 1
            head = place if seen[place] == 1 else f"{place} ({seen[place]})"
        for part in task["assignments"]:
            role = "lead" if part["lead"] and part["role"] == "assignedTo" else part["role"]
            if role in LETTERS:
                found[part["unit"], head][role].append(task["id"])
    return {cell: dict(parts) for cell, parts in found.items()}


def _ids(parts: Mapping[str, Sequence[str]]) -> set[str]:
    """The tasks of a cell."""
    return {task for held in parts.values() for task in held}


def _letters(parts: Mapping[str, Sequence[str]]) -> str:
    """'C2 P' for two tasks led and one taken part in."""
    told = ((LETTERS[role][0], len(parts[role])) for role in LETTERS if role in parts)
    return " ".join(letter + (str(count) if count > 1 else "") for letter, count in told)


def _matrix_chart(rows: Sequence[Row], units: Sequence[str], columns: Sequence[str]) -> alt.LayerChart:
    pick = alt.selection_point(name="pick", fields=["whole", "column"], on="click")
    base = alt.Chart(data(rows)).encode(
        x=alt.X("column:N", sort=list(columns), axis=_axis(orient="top", angle=-45, limit=110)),
        y=alt.Y("unit:N", sort=list(units), axis=_axis(orient="left", angle=0, limit=_LABEL)),
        tooltip=[
            alt.Tooltip("whole:N", title=say("tasks.owner")),
            alt.Tooltip("column:N", title=say("tasks.where")),
            alt.Tooltip("label:N", title=say("tasks.role")),
            alt.Tooltip("n:Q", title=say("duties.tasks")),
        ],
    )
    inks = alt.Scale(domain=list(LETTERS), range=[ink for _, ink in LETTERS.values()])
    box = base.mark_rect(cornerRadius=3, cursor="pointer").encode(color=alt.Color("role:N", scale=inks, legend=None))
    text = base.mark_text(color="#ffffff", fontSize=11, fontWeight="bold").encode(text="label:N")
    return _sized(layered(box.add_params(pick), text, height=alt.Step(27)), len(columns))


def _axis(*, orient: Any, angle: int, limit: int) -> alt.Axis:  # noqa: ANN401 - one of Altair's own words
    return alt.Axis(
        title=None,
        orient=orient,
        labelAngle=angle,
        labelLimit=limit,
        labelOverlap=False,
        labelFlush=False,
        ticks=False,
        domain=False,
    )


def _picked(key: str, chart: alt.LayerChart, words: str) -> Row:
    """What is clicked in a chart."""
    st.html("<style>.st-key-wide { overflow-x: auto; }</style>")
    with st.container(key="wide"):
        told = st.altair_chart(
            chart, width="content", key=f"chart {key}", on_select="rerun", selection_mode=["pick"], alt=say(words)
        )
    picked = told["selection"].get("pick") or []
    return dict(picked[0]) if picked else {}


def _table(rows: Sequence[Row], units: Sequence[str], columns: Sequence[str]) -> None:
    """The same as a table: for those who read by ear, and on a telephone."""
    held = {(row["whole"], row["column"]): row["label"] for row in rows}
    with st.expander(say("duties.as_table")):
        st.dataframe(
            {
                say("tasks.owner"): list(map(body, units)),
                **{column: [held.get((name, column), "") for name in units] for column in columns},
            },
            hide_index=True,
        )


# -- load --------------------------------------------------------------------------------------------------------------


def load(pages: Pages, units: Sequence[Row], choice: Mapping[str, str | None]) -> None:
    """How many days due fall on each unit in each month; a click lists them."""
    busy = [unit for unit in units if unit["by_month"]]
    if not busy:
        st.info(say("duties.no_load"))
        return
    busy.sort(key=lambda unit: (-sum(unit["by_month"].values()), unit["unit"]))
    shown = paged(busy, "load", UNITS)
    rows = [
        {
            "unit": _short(unit["unit"]), "whole": unit["unit"], "id": unit["unit_id"], "month": name,
            "head": f"{name[5:]}/{name[:4]}", "n": count,
        }
        for unit in shown
        for name, count in unit["by_month"].items()
    ]  # fmt: skip
    names = list(dict.fromkeys(row["unit"] for row in rows))
    picked = _picked("load", _load_chart(rows, names), "duties.load_alt")
    if picked:
        whole = next(row["whole"] for row in rows if row["id"] == picked["id"])
        st.subheader(f"{esc(body(whole))} · {esc(month(picked['month']))}", anchor=False)
        asked = {"unit": picked["id"], "month": picked["month"], "directive": choice["directive"]}
        found = store.ask(actions.ledger, today=dt.date.today(), **asked)
        listing(pages, found["tasks"], f"load {picked}", say("month.none"))
    else:
        st.caption(say("duties.click"))
    with st.expander(say("duties.as_table")):
        _load_table(shown)


def _load_chart(rows: Sequence[Row], units: Sequence[str]) -> alt.LayerChart:
    most = max(row["n"] for row in rows)
    heads = [head for _, head in sorted({(row["month"], row["head"]) for row in rows})]
    pick = alt.selection_point(name="pick", fields=["id", "month"], on="click")
    told = [{**row, "shade": _shade(row["n"] / most), "ink": _ink(row["n"] / most)} for row in rows]
    base = alt.Chart(data(told)).encode(
        x=alt.X("head:N", sort=heads, axis=_axis(orient="top", angle=0, limit=90)),
        y=alt.Y("unit:N", sort=list(units), axis=_axis(orient="left", angle=0, limit=_LABEL)),
        tooltip=[
            alt.Tooltip("whole:N", title=say("tasks.owner")),
            alt.Tooltip("head:N", title=say("tasks.month")),
            alt.Tooltip("n:Q", title=say("duties.tasks")),
        ],
    )
    box = base.mark_rect(cornerRadius=3, cursor="pointer").encode(color=alt.Color("shade:N", scale=None))
    text = base.mark_text(fontSize=12, fontWeight="bold").encode(text="n:Q", color=alt.Color("ink:N", scale=None))
    return _sized(layered(box.add_params(pick), text, height=alt.Step(27)), len(heads))


def _shade(share: float) -> str:
    """From a light blue to a dark one; opaque, so that the letters on it can be read on any ground."""
    light, dark = (0xDC, 0xE7, 0xF5), (0x1B, 0x4F, 0x8F)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(light, dark, strict=True))


def _ink(share: float) -> str:
    return "#ffffff" if share > _DARK else "#1f2328"


def _sized(chart: alt.LayerChart, columns: int) -> alt.LayerChart:
    """The chart with cells of one width, as many as there are: where there are very many one pushes it sideways."""
    least, most = _CELL
    return chart.properties(width=alt.Step(min(max(_ROOM // columns, least), most)))


def _short(unit: str) -> str:
    """A unit beside its row: whole, but for the longest names."""
    return shorten(body(unit), _NAME)


def _load_table(units: Sequence[Row]) -> None:
    months = sorted({name for unit in units for name in unit["by_month"]})
    st.dataframe(
        {
            say("tasks.owner"): [body(unit["unit"]) for unit in units],
            say("duties.all"): [sum(unit["by_month"].values()) for unit in units],
            **{f"{name[5:]}/{name[:4]}": [unit["by_month"].get(name, 0) for unit in units] for name in months},
        },
        hide_index=True,
    )
