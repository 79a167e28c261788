"""Step 4e, regulations named without a number: 'Quy chế làm việc của Ban Chấp hành Đảng bộ phường …'.

Monthly resolutions rest on them and hardly ever print their number. Name and issuer are the identity; a regulation
whose issuer the words do not name ('quy chế dân chủ', 'Quy chế phối hợp') is none.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest import names
from ingest.actors import actor_of
from ingest.citations import relation_alone
from ingest.script import folded
from ingest.sender import Sender
from ontology.model import Code, Evidence, Named, NamedKind

__all__ = ["regulations_in"]

_WORD = "quy chế làm việc của "
_TERM = re.compile(r"\s*,?\s*\(?(?:khóa|khoá|nhiệm kỳ)\s+[IVXLC\d]+(?:\s*[-–]\s*\d{4})?\)?", re.I)


def regulations_in(text: str, lead_end: int, sender: Sender) -> tuple[Named, ...]:
    """The working regulations that a text names by their issuer, each once, left to right."""
    found: dict[str, Named] = {}
    for start in _places(text):
        organ = names.organ_at(text, start + len(_WORD))
        if organ is None or organ.kind != "unit":
            continue
        issuer = actor_of(organ, sender)
        term = _TERM.match(text, organ.end)
        relation, first = relation_alone(text, start, start < lead_end)
        end = term.end() if term else organ.end
        proof = Evidence(first, end, text[first:end], "citation.regulation")
        name = f"Quy chế làm việc của {issuer.name}"
        one = Named(NamedKind.NAME, "QC", "", name, Code("", "", ""), None, issuer, relation, proof, mentions=(proof,))
        found[name] = replace(found[name], mentions=(*found[name].mentions, proof)) if name in found else one
    return tuple(found.values())


def _places(text: str) -> Iterator[int]:
    low = folded(text)
    at = low.find(_WORD)
    while at >= 0:
        if text[at].isupper() and (at == 0 or not text[at - 1].isalnum()):
            yield at
        at = low.find(_WORD, at + 1)
