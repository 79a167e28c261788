"""The way of a document: file → Source → Text → Layout → mentions → tasks → Reading. Every step is a pure function."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.annex import annex_of
from ingest.citations import citations_of
from ingest.dates import make_date
from ingest.deadlines import When
from ingest.document import document_of, own_year, with_annex
from ingest.figures import results_of, targets_of
from ingest.gate import look
from ingest.header import Header, read_header
from ingest.issuer import issuer_of
from ingest.laws import laws_in
from ingest.layout import Layout, lay_out
from ingest.mentions import mentions_in
from ingest.months import own_month, told_month
from ingest.near import near_names
from ingest.normalise import canonical, normalise
from ingest.outcomes import outcomes_of
from ingest.outline import Block, outline
from ingest.places import pages_of
from ingest.regulations import regulations_in
from ingest.script import Script
from ingest.short import short_forms
from ingest.signature import Signature, read_signature
from ingest.source import Source, read_source
from ingest.tables import Doubts, flattened, table_tasks
from ingest.tasks import tasks_of
from ingest.warnings import warnings_of
from ontology.issue import Issue, Severity
from ontology.model import Document, Provision, Reading, Task

__all__ = ["read_file", "read_text"]


def read_file(path: Path) -> Reading | Issue:
    """Read one file; a file that cannot be read, or is no directive, is an Issue."""
    source = read_source(path)
    return source if isinstance(source, Issue) else read_text(source)


def read_text(source: Source, *, cleared: bool = False) -> Reading | Issue:
    """Read a source's text. Pure: the same bytes give the same reading. ``cleared`` as of :func:`ingest.gate.look`."""
    refused = look(source, cleared=cleared)
    if refused is not None:
        return refused
    mapped = normalise(source.text) if source.pages else None  # the way back is wanted for paper only
    plain = mapped or canonical(source.text)
    text = Script(plain.value)
    layout = lay_out(text)
    header, signature = read_header(layout), read_signature(layout)
    if not _is_directive(layout, header, signature):
        return Issue(
            "not-a-directive",
            "không nhận ra văn bản chỉ đạo (không có tên loại, số ký hiệu, nơi gửi hay phần ký)",
            source.file,
            "kiểm tra lại tệp; chỉ nạp công văn, kế hoạch, nghị quyết, kết luận, báo cáo… có thể thức",
            Severity.REFUSAL,
        )
    reading = _reading(source, text, plain.doubts, layout, header, signature)
    return replace(reading, pages=pages_of(source, mapped)) if mapped else reading


def _is_directive(layout: Layout, header: Header, signature: Signature) -> bool:
    annex = any(
        p.text.upper().startswith("PHỤ LỤC")
        for p in (*layout.head, *layout.body[:2], *layout.annex[:2], *layout.preamble[:2])
    )
    return bool(
        header.type or header.code.symbol or layout.addressees or annex or (signature.position and signature.signer)
    )


def _reading(
    source: Source, text: Script, doubts: Doubts, layout: Layout, header: Header, signature: Signature
) -> Reading:
    issuer, sender = issuer_of(text, layout, header, signature)
    annexed = annex_of(text, layout, header)
    if annexed is not None and issuer is None:
        issuer, sender = annexed.annex.issuer, annexed.sender
    opening = layout.preamble or tuple(p for p in layout.body[:1] if p.mark is None and layout.addressees)
    lead_end = max((p.end for p in (*layout.head, *layout.addressees, *opening)), default=0)
    day = make_date(*header.day) if header.day else None
    number = header.evidence.get("number")
    citations, edges = citations_of(
        text,
        mentions_in(text, lead_end, sender),
        header.code,
        day,
        (number.start, number.end) if number else (0, 0),
    )
    blocks = outline(layout)
    preamble = (layout.preamble[0].start, layout.preamble[-1].end) if layout.preamble else None
    year = own_year(header, citations)
    month = own_month(header.subject, header.type, day, year, blocks)
    asked = tasks_of(text, blocks, preamble, sender, issuer, header.type, When(year, month, day))
    tasks = _numbered([*asked, *table_tasks(text, blocks, sender, year, doubts)])
    document = document_of(text, layout, header, signature, (issuer, sender), citations, tasks, month)
    if annexed is not None:
        document = with_annex(document, annexed)
    results = results_of(text, blocks, header.type)
    warned = (*warnings_of(text, document, issuer, sender, blocks, citations, tasks), *flattened(text, doubts))
    shorts = short_forms(text, lead_end, sender, citations, (header.type, header.code))
    return Reading(
        source.file,
        source.sha256,
        str(text),
        document,
        _provisions(blocks),
        citations,
        edges,
        tasks,
        targets_of(text, blocks),
        results,
        outcomes_of(text, blocks, results, header.type, month, year, told_month(header.subject, day, year)),
        (*source.notes, *warned, *_near(text, layout, document)),
        (*laws_in(text, lead_end), *regulations_in(text, lead_end, sender), *shorts),
    )


def _near(text: str, layout: Layout, document: Document) -> Iterable[Issue]:
    """Names nearly printed among those to whom the document goes, where none was read."""
    read = (evidence for _, evidence in (*document.addressees, *document.recipients))
    return near_names(text, (*layout.addressees, *layout.recipients), read)


def _numbered(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Tasks in the order of the text, those of one path counted from 1."""
    seen: Counter[str] = Counter()
    out = []
    for task in sorted(tasks, key=lambda task: task.evidence.start):
        seen[task.path] += 1
        out.append(task if seen[task.path] == task.ordinal else replace(task, ordinal=seen[task.path]))
    return tuple(out)


def _provisions(blocks: tuple[Block, ...]) -> tuple[Provision, ...]:
    return tuple(
        Provision(b.path, b.paragraph.words.strip(" .:;") if b.heading else "", b.paragraph.start, b.paragraph.end)
        for b in blocks
        if b.paragraph.mark is not None and b.paragraph.mark.kind != "bullet"
    )
