"""Which ways of calling a directive a person means: what must be told apart before it is identified, or after."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from ontology.fold import fold
from ui.actions.lookup import find
from ui.actions.values import Ambiguous, Unknown

if TYPE_CHECKING:
    from graph.rows import Rows

__all__ = ["CHOICES", "called", "canonical", "fullest", "nothing"]

#: How two directives of one number are told apart on a command line.
CHOICES: Final = ("SỐ_KÝ_HIỆU@NĂM-THÁNG-NGÀY", "tên tệp", "IRI")
_DATED: Final = re.compile(r"(?P<name>.+)@(?P<date>\d{4}-\d{2}-\d{2})")


def called(source: "Rows", word: str) -> set[str]:
    """The IRIs by which texts call what ``word`` names, whatever they are identified as; none where nothing fits."""
    from graph.known import own_directives
    from graph.rows import ask

    asked = word.strip()
    if asked.startswith("urn:"):
        return {row["mentioned"] for row in ask(source, "identity", mentioned=asked)}
    if files := own_directives(source, asked):
        return files
    dated = _DATED.fullmatch(asked)
    name, date = (dated["name"], dated["date"]) if dated else (asked, "")
    rows = [*(row for row in ask(source, "mentions") if row["code"]), *_aside(source)]
    for key in (_strict, _loose):
        if key(name) and (fitting := [row for row in rows if key(row["code"]) == key(name)]):
            return {row["directive"] for row in fitting if not date or str(row["date"] or "") == date}
    return set()


def _aside(source: "Rows") -> list[dict[str, Any]]:
    """What texts that stand aside call their own directives: joined with another one, it must be found to be parted."""
    from graph.shelf import own_mentions

    return [{"directive": one.iri, "code": one.code, "date": one.date} for one in own_mentions(source) if one.code]


def _strict(code: str) -> str:
    """A code as its directive's IRI keys it: separators, case and a leading zero tell nothing apart."""
    from graph.mention import code_key

    try:
        return code_key("", code)
    except ValueError:
        return ""


def _loose(code: str) -> str:
    """A code as it is typed in haste: without accents."""
    return "".join(char for char in fold(code) if char.isalnum()).lstrip("0")


def fullest(source: "Rows", iris: set[str]) -> str:
    """The canonical IRI where it is among them, else the one that tells most."""
    from graph.descriptions import mentions_of
    from graph.mention import merge

    nodes = merge(mention for mention in mentions_of(source) if mention.iri in iris)
    best = canonical(source, iris) & iris
    return min(nodes, key=lambda node: (node.iri not in best, [-node.rank[0], *node.order])).iri


def canonical(source: "Rows", iris: Iterable[str]) -> set[str]:
    """The directives that these are identified as."""
    from graph.rows import ask

    return {row["directive"] for row in ask(source, "identified", mentioned=sorted(iris))}


def nothing(source: "Rows", word: str) -> Unknown:
    """That nothing is called so, with near names."""
    dated = _DATED.fullmatch(word.strip())
    found = find(source, dated["name"] if dated else word)
    if isinstance(found, Unknown):
        return Unknown(word, found.suggestions, found.why)
    known = found.candidates if isinstance(found, Ambiguous) else (found,)
    return Unknown(word, tuple(f"{c.code or c.document}@{c.date}" if c.date else c.id for c in known[:5]))
