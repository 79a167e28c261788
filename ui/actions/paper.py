"""Documents as paper: which pages a text has, in which boxes a span of it stands, the picture of a page."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ui.actions.values import Json

if TYPE_CHECKING:
    from ingest.places import Places
    from ui.actions.work import Fit

__all__ = ["boxes", "keep_places", "page_image", "pages"]


def pages(home: Path, id: str) -> list[Json]:
    """The pages of a text (by its IRI, its digest, or any IRI of its directive), in order.

    Each: ``number``, ``span`` of the text, ``width`` and ``height`` in points, ``origin`` of its words, ``confidence``
    of recognition and the ``reason`` for it, and whether the place of any of its ``words`` is known. Empty for a text
    that never was on paper. Raises :class:`graph.errors.StoreError`, ``OSError``.
    """
    found = _places_of(home, id)
    if found is None:
        return []
    return [
        {
            "number": page.number,
            "span": [page.start, page.end],
            "width": page.width,
            "height": page.height,
            "origin": page.origin,
            "confidence": page.confidence,
            "reason": page.reason or None,
            "words": page.number in found.numbers(page.start, page.end),
        }
        for page in found.pages
    ]


def boxes(home: Path, id: str, start: int, end: int) -> list[Json]:
    """Where ``[start, end)`` of a text stands: a box for each line, with its page's number and its edges.

    Edges are fractions (0 to 1) of the page from its top left. Raises :class:`graph.errors.StoreError`, ``OSError``.
    """
    found = _places_of(home, id)
    return [
        {"page": box.page, "left": box.left, "top": box.top, "right": box.right, "bottom": box.bottom}
        for box in (found.boxes(start, end) if found else ())
    ]


def page_image(home: Path, id: str, page: int) -> bytes | None:
    """Page ``page`` (from 1) of a text's original as PNG; ``None`` where the archive holds none, or no such page.

    It is drawn from the bytes in the archive, within the limits of reading, and what is masked in text (:mod:`ui.mask`)
    is covered on it wherever the place of its words is known. Raises :class:`graph.errors.StoreError`,
    ``OSError``.
    """
    from graph.archive import Archive
    from graph.home import Home
    from ingest.readers.form import form_of
    from ingest.source import Limits
    from ui.actions.covered import boxes_of, covered

    held = _held(home, id)
    data = Archive(Home.at(home).archive).read(held["sha256"]) if held else None
    form = form_of(data) if data else ""
    picture = None
    if data is not None and form == ".pdf":
        from ingest.readers import pdf

        picture = pdf.picture_of(data, page, Limits())
    elif data is not None and form in {".png", ".jpg", ".tif"}:
        from ingest.readers import image

        picture = image.picture_of(data, page, Limits())
    if picture is None or held is None:
        return None
    places = _places_of(home, id)
    return covered(picture, boxes_of(places, _text(home, held["text"]), page)) if places else picture


def _text(home: Path, text: str) -> str:
    """The canonical text whose places are kept."""
    from graph.reader import open_reader
    from graph.rows import ask

    with open_reader(home) as reader:
        return str(ask(reader, "content", text=text)[0]["content"])


def keep_places(home: Path, fits: "Iterable[Fit]") -> None:
    """Have the places of documents safe on the disk, before the graph names their texts.

    Raises :class:`graph.errors.StoreError`.
    """
    from graph.errors import StoreError
    from graph.home import Home
    from graph.paper import PlaceFiles

    files = PlaceFiles(Home.at(home).paper)
    try:
        for fit in fits:
            if fit.places:
                files.keep(fit.graph.text, fit.places)
    except OSError as error:
        raise StoreError.of(error, "ghi vị trí chữ trên trang") from error


def _held(home: Path, id: str) -> Json | None:
    """The row of a text in the store."""
    from graph.reader import open_reader
    from graph.rows import ask

    with open_reader(home) as reader:
        named = {row["directive"] for row in ask(reader, "identity", mentioned=id)} if id.startswith("urn:") else set()
        rows = (dict(row) for row in ask(reader, "documents"))
        return next((r for r in rows if id in (r["text"], r["sha256"]) or r["directive"] in named), None)


def _places_of(home: Path, id: str) -> "Places | None":
    from graph.home import Home
    from graph.paper import PlaceFiles
    from ingest.places import Places

    held = _held(home, id)
    told = PlaceFiles(Home.at(home).paper).read(held["text"]) if held else None
    try:
        return Places.from_json(told) if told else None
    except ValueError:
        return None  # of another version: they are made anew when the text is read again
