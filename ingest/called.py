"""Step 7a, naming: what a reading calls the directives it speaks of; words in, IRIs out."""

from ingest import names
from ontology import iri
from ontology.model import Actor, Annex, Citation, Code, Document, Named, NamedKind, Reading

__all__ = ["annexed_iri", "citation_iri", "directive_of", "level_of_symbol", "named_iri", "title_of"]


def directive_of(reading: Reading) -> str:
    """The IRI of the directive that the file is: by its code, day and seat, or by its bytes where one is blank."""
    document = reading.document
    if not document.code.number or document.date is None:
        return iri.blank_directive_iri(reading.sha256)
    seat = _seat(document.code, document.issuer, document, reading.sha256)
    return iri.directive_iri(document.code.text, document.date, seat)


def title_of(document: Document) -> str:
    """What the document is about; of an annex behind its label."""
    label = document.annex.label if document.annex else ""
    return ": ".join(part for part in (label, document.subject) if part)


def _seat(code: Code, issuer: Actor | None, document: Document, sha256: str) -> str:
    """Where the issuer of a code sits: as named; else as the symbol tells, from the document's own place."""
    if issuer is not None:
        return iri.seat(issuer.place, issuer.province, issuer.level, sha256)
    level = level_of_symbol(code)
    own = document.issuer
    place = own.place if own and level in {"xã", "chi bộ"} and own.level in {"xã", "chi bộ"} else ""
    return iri.seat(place, document.province, level, sha256)


def citation_iri(reading: Reading, citation: Citation) -> str:
    """The IRI of a directive that the reading cites by its whole number."""
    seat = _seat(citation.code, citation.issuer, reading.document, reading.sha256)
    return iri.directive_iri(citation.code.text, citation.date, seat)


def annexed_iri(reading: Reading, annex: Annex) -> str:
    """The IRI of the directive that the file is an annex of; one of the file's own where the number is blank."""
    seat = _seat(annex.code, annex.issuer, reading.document, reading.sha256)
    if annex.code.text:
        return iri.directive_iri(annex.code.text, annex.date, seat)
    return iri.open_directive_iri(reading.sha256, annex.code.symbol, seat)


def named_iri(reading: Reading, named: Named) -> str:
    """The IRI of a directive named without its whole number: by the number that is known of it, by name, or open."""
    if named.kind is NamedKind.NAME:
        if named.code.text:
            return iri.directive_iri(named.code.text, named.date, "trung-uong")
        by = named.issuer
        seat = iri.seat(by.place, by.province, by.level, reading.sha256) if by else "trung-uong"
        return iri.named_directive_iri(named.name, named.date, named.year, seat)
    own = reading.document.issuer
    seat = iri.seat(own.place, own.province, own.level, reading.sha256) if own else f"x.{reading.sha256[:32]}"
    return iri.open_directive_iri(reading.sha256, f"{named.number} {named.type}", seat)


def level_of_symbol(code: Code) -> str:
    """The level of the body that a symbol names, '' where it names none."""
    body = names.body_of(code.symbol)
    return body.level if body else ""
