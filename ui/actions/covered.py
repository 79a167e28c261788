"""Numbers and addresses of persons on the picture of a page: the words that hold them lie under filled boxes."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ingest.places import Box, Places

__all__ = ["boxes_of", "covered"]

_INK: Final = (60, 60, 60)
_ROUND: Final = 0.15  # of a box's height: as far as it goes beyond the word on each side


def boxes_of(places: "Places", text: str, page: int) -> "list[Box]":
    """Where on ``page`` the words stand that hold what :func:`ui.mask.mask` hides of ``text``."""
    from ui.mask import hidden_in

    return [box for span in hidden_in(text) for box in places.boxes(*span) if box.page == page]


def covered(picture: bytes, boxes: "Sequence[Box]") -> bytes:
    """A PNG with filled boxes over ``boxes``; nothing of what lay under them is left in it."""
    if not boxes:
        return picture
    from PIL import Image, ImageDraw

    with Image.open(io.BytesIO(picture)) as read:
        image = read.convert("RGB")
    draw = ImageDraw.Draw(image)
    wide, high = image.size
    for box in boxes:
        beyond = _ROUND * (box.bottom - box.top) * high
        edges = box.left * wide, box.top * high, box.right * wide, box.bottom * high
        draw.rectangle((edges[0] - beyond, edges[1] - beyond, edges[2] + beyond, edges[3] + beyond), fill=_INK)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
