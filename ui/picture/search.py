"""What is looked for in a chain: its directives and gaps as a list, or all that words find, without accents."""

import functools
import re
from dataclasses import dataclass

from ontology.fold import fold
from ui.picture.cards import name_of
from ui.picture.gaps import gap_id, gaps
from ui.picture.links import Links, Same, links_of
from ui.picture.marks import marks, short
from ui.picture.states import ORDER, overdue, state, task_state
from ui.picture.trace import Trace

__all__ = ["Entry", "listed"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the card it picks, how it stands ('' for what has no state), its name and whose it is."""

    card: str
    kind: str
    state: str
    name: str
    whose: str
    late: int = 0


def listed(trace: Trace, words: str = "") -> list[Entry]:
    """The directives and gaps of a chain, by level, what calls for attention first; with ``words`` all that has them.

    Each word must begin a word of the name, issuer, title or wording; accents do not matter. What has the words one
    after the other comes first.
    """
    wanted = _words(words)
    found = _entries(Same(trace))
    if not wanted:
        return [entry for entry, _ in found if entry.kind in ("directive", "gap")]
    hits = [(entry, key) for entry, key in found if all(f" {word}" in key for word in wanted.split())]
    return [entry for entry, _ in sorted(hits, key=lambda hit: f" {wanted}" not in hit[1])]


def _words(text: str) -> str:
    """The words of a text without accents, parted by single spaces: '27-KL/TW' is three."""
    return " ".join(_WORD.findall(fold(text)))


@functools.lru_cache(maxsize=8)
def _entries(same: Same) -> list[tuple[Entry, str]]:
    links = links_of(same.trace)
    rows: list[tuple[tuple[int, int, int], Entry, str]] = []
    root = links.trace.root
    below = links.below(root) if root in links.trace.nodes else frozenset()
    for node in links.trace.nodes.values():
        entry = _entry(links, node.id, node.id in below)
        key = " " + _words(
            " ".join((entry.name, node.unit, node.title, node.label, node.type, node.place, node.document))
        )
        rows.append((_rank(node.level if node.kind == "directive" else node.kind, entry), entry, key))
    for directive in below:
        for gap in gaps(links, directive):
            entry = Entry(gap_id(gap), "gap", "gap", gap.name, "")
            rows.append((_rank(gap.level, entry), entry, " " + _words(gap.name)))
    return [(entry, key) for _, entry, key in sorted(rows, key=lambda row: (row[0], row[1].name, row[1].card))]


def _entry(links: Links, name: str, below: bool) -> Entry:
    node = links.node(name)
    if node.kind == "directive":
        late = overdue(links, name)
        whose = node.unit if node.level == "trung ương" else node.place or node.unit
        stands = "overdue" if late and below else state(links, name)
        return Entry(short(name), "directive", stands, node.code or name_of(node), whose, late)
    if node.kind == "task":
        return Entry(short(name), "task", task_state(links, name), node.label, name_of(node))
    return Entry(short(name), node.kind, "", node.label, "")


def _rank(level: str, entry: Entry) -> tuple[int, int, int]:
    levels = [band.key for band in marks().bands]
    at = levels.index(level) if level in levels else len(levels)
    return at, ORDER.index(entry.state) if entry.state in ORDER else len(ORDER), -entry.late
