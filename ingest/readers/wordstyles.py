"""What the styles of a Word document say of its words: font, capitals, hidden, list."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.readers.xml import Element, attribute, child, local

__all__ = ["Look", "Styles", "is_on"]

_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is shown: the name of its font, whether as capitals, whether not at all."""

    font: str = ""
    capitals: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document. ``root`` is the styles part; None where there is none."""

    root: Element | None
    _by_id: dict[str, Element] = field(default_factory=dict)
    _looks: dict[tuple[str, str], Look] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for style in self.root if self.root is not None else ():
            if local(style) == "style":
                self._by_id[attribute(style, "styleId")] = style
                if local(style) == "style" and attribute(style, "default") == "1":
                    self._by_id.setdefault(f"default {attribute(style, 'type')}", style)

    def look(self, paragraph: Element | None, run: Element | None) -> Look:
        """The look of a run; ``paragraph`` and ``run`` are the properties (pPr, rPr) of both."""
        named = attribute(child(run, "rStyle"), "val")
        under = self._styled(attribute(child(paragraph, "pStyle"), "val"), named)
        return _over(under, run)

    def numbering(self, paragraph: Element | None) -> Element | None:
        """The list that a paragraph belongs to by its style (numPr), or None."""
        for style in self._chain(attribute(child(paragraph, "pStyle"), "val") or "default paragraph"):
            found = child(style, "pPr", "numPr")
            if found is not None:
                return found
        return None

    def _styled(self, paragraph: str, run: str) -> Look:
        key = (paragraph, run)
        if key not in self._looks:
            look = _over(Look(), child(self.root, "docDefaults", "rPrDefault", "rPr"))
            chains = (paragraph or "default paragraph", run)
            for style in (style for start in chains for style in reversed(list(self._chain(start)))):
                look = _over(look, child(style, "rPr"))
            self._looks[key] = look
        return self._looks[key]

    def _chain(self, start: str) -> Iterator[Element]:
        """A style and those it is based on; a chain that bites its tail ends."""
        name = start
        for _ in range(_LONGEST_CHAIN):
            style = self._by_id.get(name)
            if style is None:
                return
            yield style
            name = attribute(child(style, "basedOn"), "val")


def is_on(element: Element | None) -> bool | None:
    """A switch of Word: on where it stands without a value; None where it does not stand."""
    return None if element is None else attribute(element, "val").lower() not in {"0", "false", "off", "none"}


def _over(look: Look, properties: Element | None) -> Look:
    if properties is None:
        return look
    fonts = child(properties, "rFonts")
    font = attribute(fonts, "hAnsi") or attribute(fonts, "ascii")
    capitals, hidden = is_on(child(properties, "caps")), is_on(child(properties, "vanish"))
    return Look(
        font or look.font,
        look.capitals if capitals is None else capitals,
        look.hidden if hidden is None else hidden,
    )
