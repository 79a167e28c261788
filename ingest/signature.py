"""Step 4b, signature: who signed, in whose name, in what office."""

import re
from dataclasses import dataclass

from ingest import names
from ingest.layout import Layout
from ingest.sender import NAME
from ontology.model import Evidence

__all__ = ["Signature", "read_signature"]

_ON_ONE_LINE = re.compile(rf"^(?P<office>.{{5,80}}?)\s+(?P<name>{NAME}(?:\s[A-ZĐ]\.?)?)$")
_RANK = r"(?:đ/c|đồng chí|ông|bà|(?:thiếu|trung|thượng|đại) (?:úy|tá|tướng)|(?:PGS\.?\s?)?(?:ThS|TS)\.?)"
_PERSON = re.compile(rf"^(?:{_RANK}\s+)?(?P<name>[^\W\d_]+\.?(?:\s+[^\W\d_]+\.?){{1,4}})$", re.I)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed: ``capacity`` ('T/M'), ``for_body`` (in whose name, as printed), ``position`` and ``signer``."""

    capacity: str = ""
    for_body: str = ""
    position: str = ""
    signer: str = ""
    evidence: dict[str, Evidence] | None = None


def read_signature(layout: Layout) -> Signature:
    """Capacity, body, position and name of the first signature; empty where the text has none."""
    capacity = for_body = position = signer = ""
    evidence: dict[str, Evidence] = {}
    for p in layout.signature:
        held = names.capacity_of(p.text)
        rest = p.text[held[1] :] if held else p.text
        together = _ON_ONE_LINE.match(rest)
        found = _office_at_end(together["office"]) if together and together["office"].isupper() else ""
        if together is not None and found and not signer:
            position, signer = found, _person(together["name"])
            evidence["position"] = evidence["signer"] = p.proof(0, len(p.text), "signature.line")
            continue
        office = names.office_of(rest)
        if held is not None and not signer:
            capacity = capacity or held[0].official
            if office is None:
                for_body = for_body or rest.strip()
        if office is not None and not signer:
            position = office.official
            evidence["position"] = p.proof(0, len(p.text), "signature.position")
        elif (position or for_body) and held is None and not signer and _is_person(p.text):
            signer = _person(p.text)
            evidence["signer"] = p.proof(0, len(p.text), "signature.signer")
    return Signature(capacity, for_body, position, signer, evidence)


def _office_at_end(capitals: str) -> str:
    """The office that ends a line in capitals ('HIỆU TRƯỞNG PHÓ HIỆU TRƯỞNG' → Phó Hiệu trưởng), '' where none does."""
    parts = capitals.split()
    found = (names.office_of(" ".join(parts[i:])) for i in range(len(parts)))
    return next((office.official for office in found if office is not None), "")


def _is_person(line: str) -> bool:
    match = _PERSON.match(line.strip(" .,"))
    if line.isupper() and names.organ_at(line, 0) is not None:
        return False  # a second post below the first: 'TRƯỞNG BAN', 'CHỦ TỊCH UBND XÃ'
    return match is not None and all(word[0].isupper() for word in match["name"].split())


def _person(line: str) -> str:
    match = _PERSON.match(line.strip(" .,"))
    name = match["name"] if match else line
    return " ".join(word.capitalize() for word in name.split()) if name.isupper() and len(name) > 6 else name
