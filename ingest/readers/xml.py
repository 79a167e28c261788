"""XML from files that nobody vouches for: no entity is resolved, nothing is fetched, no tree is let grow huge."""

from typing import Final, TypeAlias

from lxml import etree

__all__ = ["Element", "attribute", "child", "local", "parse"]

Element: TypeAlias = etree._Element
_OPTIONS: Final = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parse(data: bytes) -> Element | None:
    """The root of an XML document; None where the bytes are no well-formed XML or bring a document type along."""
    try:
        root = etree.fromstring(data, etree.XMLParser(**_OPTIONS))
    except (etree.XMLSyntaxError, ValueError):
        return None
    info = root.getroottree().docinfo
    return None if info.doctype or info.internalDTD is not None else root


def local(element: Element) -> str:
    """The name of an element without its namespace; '' for what is no element."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """The value of an attribute, whatever its namespace; '' where there is none, or no element."""
    if element is None:
        return ""
    return next((value for key, value in element.items() if key.rsplit("}", 1)[-1] == name), "")


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and its first child of the next name; None where one is missing."""
    for name in path:
        if element is None:
            return None
        element = next((item for item in element if local(item) == name), None)
    return element
