"""Step 6a, document: head, signature and bounds put together into what the text says of itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ingest.actors import actors_in
from ingest.annex import AnnexFile
from ingest.dates import end_of_month
from ingest.header import Header
from ingest.layout import Layout, Paragraph
from ingest.months import month_in
from ingest.sender import Sender
from ingest.signature import Signature
from ontology.model import Actor, Citation, DeadlineKind, Document, Evidence, Relation, Task

__all__ = ["document_of", "own_year", "with_annex"]

_FILE_COPY = re.compile(r"[-–+•\s]*(?:lưu\b|như (?:trên|kính gửi|điều)|nơi nhận)", re.I)
_AS_ABOVE = re.compile(r"[-–+•\s]*(?P<words>như (?:trên|kính gửi))\b", re.I)
#: 'Như mục 1, 2, 3', 'Như Điều 3', 'Như phần II': those who have a part in what stands there.
_AS_ITEM = re.compile(
    r"[-–+•\s]*(?P<words>như (?:các )?(?P<kind>mục|điều|phần|khoản|điểm)\s+"
    r"(?P<items>[\divxl.]+(?:\s*(?:,|và|-|–)\s*[\divxl.]+)*))",
    re.I,
)
_ITEM = re.compile(r"(?P<first>[\divxl.]+)(?:\s*[-–]\s*(?P<last>\d+))?", re.I)
_LONGEST = 50  # so many items at most are meant by '2-4'
_SALUTATION = re.compile(r"kính (?:gửi|trình|chuyển)\s*:?\s*[-–]?\s*", re.I)


def own_year(header: Header, citations: Sequence[Citation]) -> int:
    """The document's own year: printed, told by its month, or that of the latest directive it carries out; else 0."""
    if header.year:
        return header.year
    month = month_in("set", header.subject, None, 0)
    if month:
        return int(month[:4])
    carried = _latest_carried(citations)
    return carried.year if carried else 0


def document_of(
    text: str,
    layout: Layout,
    header: Header,
    signature: Signature,
    sent: tuple[Actor | None, Sender],
    citations: Sequence[Citation],
    tasks: Sequence[Task],
    month: str,
) -> Document:
    """The document's own facts, with the ``month`` whose tasks it sets; where its day is blank, the bounds that follow
    from what it cites and demands."""
    issuer, sender = sent
    day = date(*header.day) if header.day else None
    start, end = (None, None) if day else _bounds(header, citations, tasks)
    addressees = _named(text, layout.addressees, sender, "address.to")
    return Document(
        header.type,
        header.code,
        day,
        issuer,
        header.subject,
        start,
        end,
        month,
        header.place,
        sender.province,
        sender.level,
        signature.signer,
        signature.position,
        _lines(layout.addressees),
        addressees,
        (
            *_as_above(layout.recipients, addressees),
            *_as_items(layout.recipients, tasks),
            *_named(text, [p for p in layout.recipients if not _FILE_COPY.match(p.text)], sender, "address.copy"),
        ),
        {
            **{k: v for k, v in header.evidence.items() if k != "issuer"},
            **(signature.evidence or {}),
            **_issuer_evidence(text, issuer, header),
        },
    )


def _as_above(
    recipients: Sequence[Paragraph], addressees: Sequence[tuple[Actor, Evidence]]
) -> tuple[tuple[Actor, Evidence], ...]:
    """'Như trên', 'Như kính gửi' among the recipients: all to whom the document goes."""
    for p in recipients:
        if match := _AS_ABOVE.match(p.text):
            start = p.start + match.start("words")
            proof = Evidence(start, start + len(match["words"]), match["words"], "address.as-above")
            return tuple((actor, proof) for actor in dict.fromkeys(actor for actor, _ in addressees))
    return ()


def _as_items(recipients: Sequence[Paragraph], tasks: Sequence[Task]) -> tuple[tuple[Actor, Evidence], ...]:
    """'Như mục 1, 2, 3', 'Như Điều 3' among the recipients: all who have a part in the tasks that stand there."""
    found: dict[Actor, Evidence] = {}
    for p in recipients:
        if match := _AS_ITEM.match(p.text):
            start, words = p.start + match.start("words"), match["words"].rstrip(" ,;.")
            proof = Evidence(start, start + len(words), words, "address.as-item")
            paths = tuple(path for one in _ITEM.finditer(match["items"]) for path in _paths(one, match["kind"].lower()))
            for task in tasks:
                if any(task.path == path or task.path.startswith(f"{path}.") for path in paths):
                    found |= {assignment.actor: proof for assignment in task.assignments}
    return tuple(found.items())


def _paths(item: re.Match[str], kind: str) -> Iterator[str]:
    """The printed paths that an item names: '2' → 2; '2-4' → 2, 3, 4; 'II.1' → II.1; of an article 'Điều 2'."""
    first, last = item["first"].strip(".").upper(), item["last"]
    article = "Điều " if kind == "điều" else ""
    if last and first.isdecimal():
        yield from (f"{article}{number}" for number in range(int(first), min(int(last), int(first) + _LONGEST) + 1))
    elif first:
        yield f"{article}{first}"


def with_annex(document: Document, told: AnnexFile) -> Document:
    """The document as an annex: the directive it goes with, and its own title where the head has no subject."""
    if document.subject or told.title_proof is None:
        return replace(document, annex=told.annex)
    evidence = {**document.evidence, "subject": told.title_proof}
    return replace(document, annex=told.annex, subject=told.title, evidence=evidence)


def _issuer_evidence(text: str, issuer: Actor | None, header: Header) -> dict[str, Evidence]:
    """Where the issuer is named: its name as one piece, else the line of the head that names it."""
    place = text.find(issuer.surface) if issuer else -1
    if issuer is None:
        return {}
    if place >= 0:
        return {"issuer": Evidence(place, place + len(issuer.surface), issuer.surface, "issuer.name")}
    return {"issuer": header.evidence["issuer"]} if "issuer" in header.evidence else {}


def _latest_carried(citations: Sequence[Citation]) -> date | None:
    days = [c.date for c in citations if c.relation is Relation.IMPLEMENTS and c.date]
    return max(days, default=None)


def _bounds(header: Header, citations: Sequence[Citation], tasks: Sequence[Task]) -> tuple[date | None, date | None]:
    """Bounds of a blank day: the printed month, what is carried out, what is due first."""
    start = _latest_carried(citations)
    if header.month and header.year:
        first, last = date(header.year, header.month, 1), end_of_month(header.year, header.month)
        named = [c.date for c in citations if c.date and first <= c.date <= last]
        return max(named, default=first), last
    dues = [d.to for t in tasks for d in t.deadlines if d.kind is DeadlineKind.DATE and d.to]
    dues = [day for day in dues if start is None or day >= start]
    return start, min(dues, default=None)


def _lines(addressees: Sequence[Paragraph]) -> tuple[str, ...]:
    lines = (_SALUTATION.sub("", p.text, count=1).lstrip("-–+ ").rstrip(" ,;.") for p in addressees)
    return tuple(line for line in lines if line)


def _named(text: str, paragraphs: Sequence[Paragraph], sender: Sender, rule: str) -> tuple[tuple[Actor, Evidence], ...]:
    return tuple(
        (actor, Evidence(start, end, text[start:end], rule))
        for p in paragraphs
        for actor, start, end in actors_in(text, p.start, p.end, sender)
    )
