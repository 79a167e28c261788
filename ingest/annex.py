"""Step 4b, annex: a file that is an annex in a file of its own, and the directive that it says it goes with.

Such a file has no head, but a remark: '(Kèm theo Quyết định số 15/QĐ-UBND ngày 05/5/2026 của …)'. Offices send annexes
out before the directive is numbered, so that the number is often blank and the day that of a draft (Nghị định
30/2020/NĐ-CP, Phụ lục I: an annex names the directive it goes with by number, symbol and day).
"""

import re
from dataclasses import dataclass

from ingest import names
from ingest.actors import actor_of, level_of
from ingest.codes import codes_in
from ingest.dates import dates_in
from ingest.header import Header
from ingest.layout import Layout, Paragraph
from ingest.names import OrganMatch
from ingest.sender import Sender, proper_name
from ontology.model import Annex, Code, Evidence

__all__ = ["AnnexFile", "annex_of"]

_LABEL = re.compile(r"phụ lục(?:\s+(?:số\s+)?(?P<number>[IVXLC]+|\d{1,2}[A-Z]?|[A-Z]))?\b[.:]?\s*", re.I)
_REMARK = re.compile(r"\(?\s*(?:được\s+)?(?:ban hành\s+)?kèm theo\s+", re.I)
_BLANK = re.compile(
    r"\bsố\s*:?[\s.…_]*[-–/]\s?"
    r"(?P<symbol>[A-ZĐ][A-Za-zĐ]{0,4}\s?[/-]\s?[A-ZĐ][A-ZĐa-z0-9-]*|[A-ZĐ]{2,6}-[A-ZĐ]{1,6})"
)
_BEFORE_TYPE = re.compile(r"(?:^|\s)(?:tại|theo|của)?\s*$")
_OF = re.compile(r"\bcủa\s+(?:đồng chí\s+)?", re.I)
#: The remark stands under the annex's title, at the very top, and is short.
_TOP = 12
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class AnnexFile:
    """An annex that is a file: what it says of its directive, its own title, and the frame its names live in."""

    annex: Annex
    title: str
    title_proof: Evidence | None
    sender: Sender


def annex_of(text: str, layout: Layout, header: Header) -> AnnexFile | None:
    """What a file says of the directive it is annexed to; None for a directive of its own."""
    if header.code.text or layout.addressees:
        return None
    top = _top(layout)
    for i, p in enumerate(top):
        if p.text.startswith("|"):
            return None
        remark = _REMARK.match(p.text)
        if remark is not None:
            return _read(text, (p.start, p.start + remark.end(), _stop(text, p)), top[:i])
    return None


def _top(layout: Layout) -> list[Paragraph]:
    parts = (*layout.head, *layout.preamble, *layout.body, *layout.recipients, *layout.signature, *layout.annex)
    return sorted(parts, key=lambda p: p.start)[:_TOP]


def _stop(text: str, p: Paragraph) -> int:
    """The remark ends with its bracket or its paragraph."""
    end = min(p.end, p.start + _LONGEST)
    close = text.find(")", p.start, end) if p.text.startswith("(") else -1
    return close + 1 if close >= 0 else end


def _read(text: str, remark: tuple[int, int, int], above: list[Paragraph]) -> AnnexFile | None:
    first, start, stop = remark
    found = next(codes_in(text, start, stop), None)
    blank = _BLANK.search(text, start, stop)
    if found is None and blank is None:
        return None
    if blank is not None and (found is None or blank.start() < found.start):
        at, end, code = blank.start(), blank.end(), Code("", re.sub(r"\s", "", blank["symbol"]), "")
    else:
        assert found is not None
        at, end, code = found.start, found.end, found.code
    word = names.type_before(text, at)
    word = word if word is not None and word.start >= start else None
    day = next(dates_in(text, end, min(stop, end + 40)), None)
    match = _issuer(text, end, stop)
    sender = _frame(match) if match else Sender()
    label, title, proof = _title(above)
    annex = Annex(
        label,
        word.entry.id if word else next(iter(names.types_of_symbol(code.symbol)), "CV"),
        code,
        day.value if day else None,
        actor_of(match, sender) if match else None,
        _BEFORE_TYPE.sub("", text[start : word.start if word else at]).strip(" ,"),
        Evidence(first, stop, text[first:stop], "annex.remark" if code.text else "annex.blank-number"),
    )
    return AnnexFile(annex, title, proof, sender)


def _issuer(text: str, start: int, stop: int) -> OrganMatch | None:
    """The body named behind number and day."""
    for cue in _OF.finditer(text, start, stop):
        match = names.organ_at(text, cue.end())
        if match is not None and match.kind == "unit":
            return match
    return None


def _frame(match: OrganMatch) -> Sender:
    """The place that the issuer's name tells; nothing is taken from the places that the annex speaks of."""
    level = level_of(match)
    actor = actor_of(match, Sender(level))
    inner = match
    while inner.owner is not None:
        inner = inner.owner
    city = inner.locality == "thành phố" or inner.head == "Thành ủy"
    locality = inner.locality if level in {"xã", "chi bộ"} else ""
    return Sender(actor.level or level, locality, actor.place if locality else "", proper_name(actor.province), city)


def _title(above: list[Paragraph]) -> tuple[str, str, Evidence | None]:
    """Label and title of the annex: the lines above the remark."""
    label = ""
    lines: list[tuple[Paragraph, str]] = []
    for p in above:
        match = _LABEL.match(p.text)
        if match is not None and not label:
            lines.clear()  # what stands above the label is no title
            label = f"Phụ lục {match['number'].upper()}" if match["number"] else "Phụ lục"
            if p.text[match.end() :].strip(" .:"):
                lines.append((p, p.text[match.end() :].strip(" .:")))
        elif p.text.strip("-*_ "):
            lines.append((p, p.text.strip()))
    if not lines:
        return label, "", None
    first = lines[0][0]
    return label, " ".join(words for _, words in lines), Evidence(first.start, first.end, first.text, "annex.title")
