"""A document as paper: the picture of a page with the chosen sentence framed in it, and turning its pages."""

import io
from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from ui import actions
from ui.pages import store
from ui.pages.links import SPAN, span_of, told
from ui.pages.words import say
from ui.text import esc, one_line

__all__ = ["framed", "paper"]

#: How the address names a page of paper.
TURN: Final = "trang"
Row = dict[str, Any]
#: The frame around a sentence: light enough to read through, dark at its edge; in dots by the width of the page.
_FILL: Final = (255, 214, 0, 70)
_EDGE: Final = (154, 91, 0, 255)
_FINE: Final = 600


def paper(text: str, pages: Sequence[Row]) -> None:
    """Show the page that the address asks for, else the one of the sentence that it asks for, else the first."""
    span = span_of(told(SPAN))
    boxes = store.ask(actions.boxes, text, *span) if span else []
    number = _number(boxes, len(pages))
    page = pages[number - 1]
    _turning(number, len(pages))
    picture = store.ask(actions.page_image, text, number)
    if picture is None:
        st.info(say("paper.none"))
        return
    here = [box for box in boxes if box["page"] == number]
    if span and not here:
        st.caption(say("paper.elsewhere", pages=", ".join(sorted({str(box["page"]) for box in boxes})) or "—"))
    st.image(framed(picture, here), width="stretch", alt=say("paper.alt", n=number, of=len(pages)))
    st.caption(_how(page))
    if not page["words"]:
        st.warning(say("paper.bare"))
    elif page["confidence"] is not None:
        st.caption(say("paper.scanned"))


def _number(boxes: Sequence[Row], count: int) -> int:
    asked = told(TURN)
    if asked.isascii() and asked.isdigit() and len(asked) < 6 and 1 <= int(asked) <= count:
        return int(asked)
    return min(max(boxes[0]["page"], 1), count) if boxes else 1


def _turning(number: int, count: int) -> None:
    if count < 2:
        return
    key = f"paper turn {number} {count}"

    def go() -> None:
        st.query_params[TURN] = str(st.session_state[key])

    with st.container(horizontal=True, vertical_alignment="center"):
        st.pagination(count, default=number, key=key, on_change=go)
        st.caption(say("paper.page", n=number, of=count))


def _how(page: Row) -> str:
    """Where the words of the page come from, and how sure they are."""
    sure = say("paper.sure", percent=round(100 * page["confidence"])) if page["confidence"] is not None else ""
    told_ = (say("paper.origin", origin=page["origin"]), sure, one_line(page["reason"] or ""))
    return esc(" · ".join(filter(None, told_)))


def framed(picture: bytes, boxes: Sequence[Row]) -> bytes:
    """A PNG with the boxes (edges as fractions of the page) drawn on it; without boxes it is as it was."""
    if not boxes:
        return picture
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only where a sentence is framed

    with Image.open(io.BytesIO(picture)) as read:
        image = read.convert("RGBA")
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    width, height = image.size
    edge = max(1, width // _FINE)
    for box in boxes:
        corners = (box["left"] * width, box["top"] * height, box["right"] * width, box["bottom"] * height)
        draw.rectangle(corners, fill=_FILL, outline=_EDGE, width=edge)
    out = io.BytesIO()
    Image.alpha_composite(image, layer).convert("RGB").save(out, "PNG")
    return out.getvalue()
