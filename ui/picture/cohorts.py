"""Many siblings put together by how they stand: what calls for attention first, each cohort one card until opened."""

from collections.abc import Mapping, Sequence

from ui.picture.gaps import Gap, gap_id
from ui.picture.links import Links
from ui.picture.states import ORDER, overdue, state

__all__ = ["MANY", "cohorts", "direct", "sorted_members"]

#: So many siblings stand one below the other; more of them stand in cohorts.
MANY = 12


def direct(links: Links, directive: str) -> list[str]:
    """The directives that carry this one out, without those that do so through another one that carries it out."""
    members = links.lower(directive)
    if len(members) <= MANY + 1:
        return members
    below = links.below(directive) - {directive}
    return [member for member in members if not any(upper in below for upper in links.upper(member))]


def cohorts(links: Links, members: Sequence[str], gaps: Sequence[Gap]) -> Mapping[str, list[str]]:
    """State → the directives (ids) or gaps (names of cards) in it, in the order in which they call for attention."""
    found: dict[str, list[str]] = {name: [] for name in ORDER}
    found["gap"] = [gap_id(gap) for gap in gaps]
    for member in sorted_members(links, members):
        found["overdue" if overdue(links, member) else state(links, member) or "cited"].append(member)
    return {name: rows for name, rows in found.items() if rows}


def sorted_members(links: Links, members: Sequence[str]) -> list[str]:
    """Directives with the most overdue tasks first, else as they were."""
    return sorted(members, key=lambda member: -overdue(links, member))
