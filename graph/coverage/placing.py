"""Documents of a branch that name their commune and no province: put where that is sure, left where it is not.

A head of the State line prints 'ỦY BAN NHÂN DÂN / XÃ …' and nothing above it. What the document carries out tells the
province, or a person does (:mod:`graph.places`). The texts and their graphs never change by it.
"""

from typing import TYPE_CHECKING

from graph.coverage.branch import Branch, Issuer, Paper
from graph.places import Candidate, place_mentions

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = ["place_branch"]


def place_branch(reader: "Reader", met: Branch) -> None:
    """Give the issuers of ``met`` that sit at an open place the place that remains for it; raises what it raises."""
    open_ones = {iri: paper for iri, paper in met.papers.items() if _is_open(paper.issuer) and iri != met.root}
    if not open_ones:
        return
    marks = ",".join("?" * len(open_ones))
    texts = [
        text
        for (text,) in reader.register.rows(
            f"SELECT x.iri FROM texts x JOIN identity i ON i.mentioned = x.directive WHERE i.directive IN ({marks})",
            tuple(sorted(open_ones)),
        )
    ]
    chosen = {one.seat: one.chosen for one in place_mentions(reader, texts) if one.chosen is not None}
    for iri, paper in open_ones.items():
        if (place := chosen.get(paper.issuer.seat)) is not None:
            met.papers[iri] = _placed(paper, place)


def _is_open(issuer: Issuer) -> bool:
    return issuer.level == "xã" and bool(issuer.seat) and not issuer.province


def _placed(paper: Paper, place: Candidate) -> Paper:
    issuer = paper.issuer._replace(seat=place.seat, code=place.code, province=place.province)
    return paper._replace(issuer=issuer)
