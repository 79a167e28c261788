"""What the store knows of each directive, all its mentions taken together: the ground for questions of identity."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from graph.descriptions import mentions_of
from graph.mention import Mention, Node, is_open
from graph.rows import Rows, ask
from graph.shelf import shelved

__all__ = ["Known", "is_blank", "known_directives", "own_directives"]

_BLANK: Final = "urn:chidao:directive:sha:"
_HELD: Final = "urn:chidao:term:byText"


@dataclass(frozen=True, slots=True)
class Known:
    """One directive: its canonical ``iri``, and what all its mentions together tell (``node``).

    ``members`` are the IRIs by which texts call it; ``keys`` and ``codes`` the numbers it bears; ``issuers`` and
    ``titles`` as printed; ``own`` its texts in the store; ``citing`` the texts of others that cite it.
    """

    iri: str
    node: Node
    members: frozenset[str]
    keys: frozenset[str]
    codes: tuple[str, ...]
    issuers: frozenset[str]
    titles: tuple[str, ...]
    own: frozenset[str]
    citing: frozenset[str]

    @property
    def code(self) -> str:
        """The number and symbol it is shown by, '' where it has none."""
        return self.codes[0] if self.codes else ""

    @property
    def held(self) -> bool:
        """Whether its text is in the store."""
        return self.node.held


def is_blank(iri: str) -> bool:
    """Whether this is the IRI of a file whose own number or date is blank."""
    return iri.startswith(_BLANK)


def known_directives(source: Rows) -> tuple[Known, ...]:
    """Every directive of the store, by its canonical IRI; raises what ``source`` raises."""
    canonical: dict[str, str] = {row["mentioned"]: row["directive"] for row in ask(source, "identity")}
    own: dict[str, str] = {row["text"]: row["directive"] for row in ask(source, "documents")}
    titles = _titles(source)
    told: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions_of(source):
        told[canonical.get(mention.iri, mention.iri)].append(mention)
    texts: dict[str, set[str]] = defaultdict(set)
    for row in ask(source, "mentions"):
        called: str = row["directive"]
        texts[canonical.get(called, called)].add(row["text"])
    return tuple(_known(iri, told[iri], texts[iri], own, titles) for iri in sorted(told))


def _known(
    iri: str, mentions: list[Mention], texts: set[str], own: Mapping[str, str], titles: Mapping[str, set[str]]
) -> Known:
    members = frozenset(mention.iri for mention in mentions)
    # what a text names without its whole number adds a way of calling it, and no facts
    mentions = [mention for mention in mentions if not is_open(mention.iri)] or mentions
    mine = frozenset(text for text in texts if own.get(text) == iri)
    ways = {mention.code for mention in mentions if mention.iri == iri}
    subjects = {title for member in members for title in titles.get(member, ())}
    return Known(
        iri=iri,
        node=Node.of(iri, mentions),
        members=members,
        keys=frozenset(mention.key for mention in mentions),
        # the spelling of the canonical IRI first
        codes=tuple(sorted({m.code for m in mentions if m.code}, key=lambda code: (code not in ways, code))),
        issuers=frozenset(mention.issuer for mention in mentions if mention.issuer),
        titles=tuple(sorted(subjects)),
        own=mine,
        citing=frozenset(texts - mine),
    )


def _titles(source: Rows) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in ask(source, "subjects"):
        found[row["directive"]].add(row["title"])
    return found


def own_directives(source: Rows, file: str) -> set[str]:
    """The IRIs under which the texts of files of this name speak of themselves."""
    name = normalize("NFC", file)
    texts = {row["text"] for row in ask(source, "documents") if normalize("NFC", row["document"]) == name}
    told = (row for text in sorted(texts) for row in ask(source, "mentions", text=text))
    copies = {one.held.own for one in shelved(source) if normalize("NFC", one.held.file) == name}
    return {row["directive"] for row in told if row["known"] == _HELD} | copies
