"""The page *Độ phủ*: how far a directive was carried out, by whom, clause by clause, how quickly; what is wrong."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import altair as alt
import streamlit as st

from ui import actions
from ui.pages import asked, coverage_clauses, coverage_rest, coverage_units, letters, store
from ui.pages.charts import data, layered
from ui.pages.choose import ask, chosen, nothing_yet
from ui.pages.coverage_units import STATES
from ui.pages.find import address, label, named
from ui.pages.links import DIRECTIVE, VIEW, Pages, told
from ui.pages.standing import LOOKS, colour, word
from ui.pages.whose import misunderstood
from ui.pages.words import say
from ui.text import esc
from ui.words import day

__all__ = ["show"]

#: names in the address: a province, the day up to which documents count, the whole country ('1')
PROVINCE, AS_OF, COUNTRY = "tinh", "den", "canuoc"
BUSIEST: Final = 8
#: So wide is a figure that two stand side by side on a telephone.
_WIDTH: Final = 172
Row = dict[str, Any]


def show(pages: Pages) -> None:
    """Show the coverage of the directive that the address asks for, or ask for one."""
    rows = store.directives()
    if not rows:
        st.title(say("app.coverage"), anchor=False)
        nothing_yet()
        return
    name = told(DIRECTIVE)
    if len(named(rows, name)) != 1:
        st.title(say("app.coverage"), anchor=False)
        st.text(say("coverage.what"))
    row = chosen(rows, name, _link(pages))
    if row is None:
        _busiest(pages, rows)
        return
    _head(pages, rows, row)
    found = _asked(row)
    if misunderstood(found):
        return
    _figures(found)
    letters.remind({"directive": row["id"]}, asked.day_of(AS_OF) or dt.date.today())
    view = asked.one(VIEW, say("coverage.view"), list(VIEWS), lambda name: say(f"coverage.view_{name}"))
    VIEWS[view](pages, found)
    st.caption(esc(found["statement"]))


def _link(pages: Pages) -> Callable[[str, str], None]:
    return lambda directive, label: pages.link("coverage", label, **{DIRECTIVE: directive})


def _busiest(pages: Pages, rows: Sequence[Row]) -> None:
    """Directives that many carry out: what one mostly comes for."""
    busy = sorted((row for row in rows if row["implementers"]), key=lambda row: (-row["implementers"], row["code"]))
    if busy and not told(DIRECTIVE):
        st.subheader(say("coverage.busiest"), anchor=False)
        for row in busy[:BUSIEST]:
            many = say("overview.by", n=row["implementers"])
            _link(pages)(address(rows, row), f"{label(row, 90)} — {many}")


def _head(pages: Pages, rows: Sequence[Row], row: Row) -> None:
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left, st.container(gap="xxsmall"):
        st.text(" · ".join(filter(None, (row["type"], row["issuer"], day(row["date"])))) or say("card.no_issuer"))
        st.title(say("coverage.of", name=esc(row["name"] or say("card.no_code"))), anchor=False)
        if row["title"]:
            st.text(row["title"])
        pages.link_chain(address(rows, row), f"**{say('document.chain')}**")
    with right, st.popover(say("chain.other")):
        ask(rows, _link(pages), popover="khac-")


def _asked(row: Row) -> Any:  # noqa: ANN401 - the coverage, or why there is none
    """The choice of a province and a day, and the coverage so."""
    today, wide = dt.date.today(), told(COUNTRY) == "1"
    whole = store.ask(actions.coverage, row["id"], today=today, as_of=asked.day_of(AS_OF), country=wide)
    if not isinstance(whole, dict):
        return whole
    provinces = sorted({unit["province"] for unit in whole["units"] if unit["province"]})
    with st.container(key="choices", horizontal=True, vertical_alignment="bottom"):
        with st.container(width=280):
            names = ["", *provinces]
            within = asked.pick(PROVINCE, say("coverage.province"), names, lambda name: name or _all_of(whole))
        with st.container(width=240):
            as_of = asked.day(AS_OF, say("month.as_of"), help=say("coverage.as_of_why"))
        if wide or whole["counted_provinces"]:
            asked.switch(COUNTRY, say("coverage.whole_country"), help=say("coverage.whole_country_why"))
    if as_of:
        st.info(say("month.known_on", day=day(as_of.isoformat())))
    if not within or len(provinces) == 1:
        return whole
    return store.ask(actions.coverage, row["id"], today=today, as_of=as_of, province=within, country=wide)


def _all_of(whole: Row) -> str:
    """What all the units are: the whole country, or the provinces of which the store holds documents."""
    held = len(whole["counted_provinces"])
    return say("coverage.held_provinces", n=held) if held else say("coverage.country")


# -- the figures -------------------------------------------------------------------------------------------------------


def _figures(found: Row) -> None:
    counted = found["indicators"]
    shallow, deep, parts = counted["shallow"], counted["deep"], _parts(counted)
    whole = found["roster"]["known"]
    with st.container(key="figures", horizontal=True):
        if not whole:
            seen = f"{counted['issued'] + counted['forwarded']:,}".replace(",", ".")
            st.metric(say("coverage.seen"), seen, border=True, width="content", help=say("coverage.seen_why"))
        for name, told_of in (("shallow", shallow), ("deep", deep)) if whole else ():
            part = say(f"coverage.{name}", covered=told_of["covered"], units=told_of["units"])
            st.metric(part, _share(told_of), border=True, width=_WIDTH, help=say(f"coverage.{name}_why"))
        for name in STATES:
            if name == "report" and not parts[name]:
                continue
            many = f"{parts[name]:,}".replace(",", ".")
            mark = f"{LOOKS[name].mark} {say(f'coverage.{name}')}"
            st.metric(mark, many, border=True, width=_WIDTH, help=say(f"coverage.{name}_why"))
    if whole:
        _bar(counted)
    if counted["call"]:
        due = counted["call"]["due"]
        late = len(counted["late"]) + len(counted["overdue"])
        st.markdown(esc(say("coverage.call", day=day(due), quote=counted["call"]["quote"], late=late)))


def _parts(counted: Row) -> Mapping[str, int]:
    """How many units stand how: of those that only name the directive, those that report are told apart."""
    return {name: counted[name] - (counted["report"] if name == "cited" else 0) for name in STATES}


def _share(counted: Row) -> str:
    return f"{counted['covered'] / counted['units']:.0%}" if counted["units"] else "—"


def _bar(counted: Row) -> None:
    """All units as one bar, a part a state."""
    parts = _parts(counted)
    rows = [
        {
            "state": word(name),
            "n": parts[name],
            "rank": rank,
            "share": f"{parts[name] / (counted['units'] or 1):.0%}",
        }
        for rank, name in enumerate(STATES)
        if parts[name]
    ]
    if not rows:
        return
    chart = (
        alt.Chart(data(rows))
        .mark_bar(height=16, cornerRadius=3)
        .encode(
            x=alt.X("n:Q", stack="zero", axis=None, scale=alt.Scale(nice=False)),
            order="rank:O",
            color=alt.Color(
                "state:N",
                scale=alt.Scale(domain=[word(name) for name in STATES], range=[colour(name) for name in STATES]),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("state:N", title=say("coverage.state")),
                alt.Tooltip("n:Q", title=say("coverage.units")),
                alt.Tooltip("share:N", title="%"),
            ],
        )
    )
    told = "; ".join(f"{row['state']}: {row['n']}" for row in rows)
    st.altair_chart(layered(chart, height=20), alt=told)


#: View of the address → what draws it.
VIEWS: Mapping[str, Callable[[Pages, Row], None]] = MappingProxyType(
    {
        "don-vi": coverage_units.show,
        "khoan": coverage_clauses.show,
        "nhip": coverage_rest.rhythm,
        "vuong": coverage_rest.trouble,
    }
)
