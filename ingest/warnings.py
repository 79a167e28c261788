"""What a reader should know of a document: blanks, doubles, references that lead nowhere, names that do not fit."""

import difflib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest import names, words
from ingest.codes import codes_in
from ingest.cues import Cue
from ingest.dates import late_days, unreal_in
from ingest.outline import Block
from ingest.schedules import late_inputs
from ingest.sender import Sender
from ontology.days import closed
from ontology.issue import Issue
from ontology.model import Actor, Annex, Citation, DeadlineKind, Document, Task

__all__ = ["warnings_of"]

_PART = Cue(r"\b[Pp]hần\s+(?P<label>[IVXLC]+)\b", 0)
_OTHER = re.compile(
    r"\s*(?:,\s*)?(?:của\s+)?(?:Nghị quyết|Chỉ thị|Kết luận|Quyết định|Quy định|Nghị định|Kế hoạch|Hướng dẫn"
    r"|Luật)\s+(?:số\s+)?\d"
)
_SELF = Cue(
    r"\b(?P<name>Nghị quyết|Chỉ thị|Kết luận|Quy định|Quyết định|Kế hoạch|Hướng dẫn|Thông báo|Chương trình"
    r"|Công văn|Báo cáo)\s+này\b",
    0,
)

# a slash that a scanner took for a letter or another stroke
_STROKES = ("I", "l", "1", "|", "\\")
_BROKEN = re.compile(
    r"(?<![\w.,/–-])(?P<number>\d{1,4})\s?[-–]\s?(?P<type>[A-ZĐ][A-ZĐa-z]{1,3}?)[Il1|\\](?P<body>TW|TU|ĐU)(?!\w)"
)


def warnings_of(
    text: str,
    document: Document,
    issuer: Actor | None,
    sender: Sender,
    blocks: Sequence[Block],
    citations: Sequence[Citation],
    tasks: Sequence[Task],
) -> tuple[Issue, ...]:
    """The warnings of one reading, in a fixed order; each with the words it is about, where there are any."""
    return (
        *_blanks(document, issuer, sender),
        *_doubles(blocks),
        *_lost_parts(text, blocks),
        *_self_names(text, document.type),
        *_odd_symbols(citations),
        *_broken_codes(text),
        *_unreal_days(text, tasks),
        *_early_deadlines(document, tasks),
        *_closed_deadlines(tasks),
        *late_inputs(tasks),
    )


def _blanks(document: Document, issuer: Actor | None, sender: Sender) -> Iterator[Issue]:
    if document.annex is not None:
        yield from _annex_blanks(document.annex)
        return
    if not document.code.number:
        yield Issue(
            "number-missing",
            "không có số của văn bản",
            remedy="kiểm tra bản chính; số để trống không có nghĩa là dự thảo",
        )
    if document.date is None:
        yield Issue(
            "date-missing",
            "không có ngày ban hành",
            remedy="chỉ biết khoảng thời gian suy ra từ văn bản viện dẫn và thời hạn",
        )
    if issuer is None:
        yield Issue("issuer-missing", "không xác định được cơ quan ban hành")
    elif sender.level == "tỉnh" and not sender.province:
        yield Issue("issuer-place-unknown", f"văn bản không nêu tên tỉnh, thành phố của “{issuer.name}”")
    elif sender.level in {"xã", "chi bộ"} and not sender.place:
        yield Issue("issuer-place-unknown", f"văn bản không nêu tên xã, phường của “{issuer.name}”")


def _annex_blanks(annex: Annex) -> Iterator[Issue]:
    """An annex has no number, day or issuer of its own; those of its directive may be blank."""
    if not annex.code.text:
        yield Issue(
            "annex-number-blank",
            f"phụ lục kèm theo {_type_name(annex.type)} để trống số ({annex.code.symbol})",
            remedy="hệ thống chỉ suy đoán đó là văn bản nào; xem và xác nhận bằng: chidao identity",
            span=(annex.evidence.start, annex.evidence.end),
            quote=annex.evidence.quote,
        )


def _doubles(blocks: Sequence[Block]) -> Iterator[Issue]:
    """Two items that print one number at one place of the outline."""
    marked = [b for b in blocks if b.paragraph.mark is not None and b.paragraph.mark.kind not in {"bullet"}]
    counts = Counter(b.path for b in marked)
    told: set[str] = set()
    for b in marked:
        if counts[b.path] > 1 and b.path not in told and not b.path.startswith("Điều"):
            told.add(b.path)
            yield Issue(
                "item-number-twice",
                f"có {counts[b.path]} mục cùng đánh số {b.path}",
                span=(b.paragraph.start, b.paragraph.end),
                quote=b.paragraph.text,
            )


def _lost_parts(text: str, blocks: Sequence[Block]) -> Iterator[Issue]:
    """'mục 1, phần VI' where the outline has no part VI."""
    labels = {b.path.split(".")[0] for b in blocks}
    if not any(re.fullmatch(r"[IVXLC]+", label) for label in labels):
        return
    for match in _PART.finditer(text):
        if match["label"] in labels or _OTHER.match(text, match.end()):
            continue
        yield Issue(
            "part-missing",
            f"viện dẫn phần {match['label']} nhưng văn bản không có phần {match['label']}",
            span=match.span(),
            quote=match.group(),
        )


def _self_names(text: str, kind: str) -> Iterator[Issue]:
    """A Kế hoạch that calls itself 'Hướng dẫn này' was copied from another type."""
    told: set[str] = set()
    for match in _SELF.finditer(text):
        named = names.type_of(match["name"])
        if named is None or not kind or named == kind or named in told or {named, kind} <= {"QĐ", "QyĐ"}:
            continue
        told.add(named)
        if _speaks_of_other(text, match, kind):
            continue
        yield Issue(
            "self-name",
            f"văn bản tự gọi là “{match.group()}” trong khi loại văn bản là {_type_name(kind)}",
            span=match.span(),
            quote=match.group(),
        )


def _speaks_of_other(text: str, match: re.Match[str], kind: str) -> bool:
    """A letter or decision may say 'Kế hoạch này' of the plan it speaks of or promulgates."""
    return kind in {"CV", "QĐ", "TB", "TTr"} and match["name"].lower() in text[: match.start()].lower()


def _type_name(kind: str) -> str:
    return next((entry.name for entry in words.types() if entry.id == kind), kind)


def _odd_symbols(citations: Sequence[Citation]) -> Iterator[Issue]:
    """A symbol no body is known by, near one that is: perhaps misread. Proposed, never put in place of the print."""
    known = [entry.symbol for entry in words.bodies() if not entry.pattern] if citations else []
    for citation in citations:
        symbol = citation.code.symbol
        organ = symbol.split("/")[-1].split("-")[-1] if "/" in symbol else symbol.split("-")[-1]
        body = names.body_of(symbol)
        if len(symbol.split("/")[-1].split("-")) > 2 and body is not None:
            continue  # 'QĐ-BNN-QLCL': the body, and a part of it behind
        if body is not None and body.symbol in symbol.split("-")[:-1]:
            continue  # 'BNNMT-QLĐĐ': a letter of the body, and its part that wrote it
        if body is not None and (symbol.endswith(body.symbol) or not body.pattern or any(c.isdigit() for c in organ)):
            continue
        near = [body.symbol] if body is not None else difflib.get_close_matches(organ, known, n=1, cutoff=0.8)
        if near and near[0] != organ:
            yield Issue(
                "symbol-odd",
                f"ký hiệu “{citation.code.text}” lạ: “{organ}” có thể là “{near[0]}”",
                remedy="đối chiếu bản chính; hệ thống giữ nguyên như đã in",
                span=(citation.evidence.start, citation.evidence.end),
                quote=citation.evidence.quote,
            )


def _broken_codes(text: str) -> Iterator[Issue]:
    """'27-KLITW': the stroke of a symbol misread as a letter. Proposed, never read as that number."""
    if not _may_be_broken(text):
        return
    for match in _BROKEN.finditer(text):
        whole = f"{match['number']}-{match['type']}/{match['body']}"
        if next(codes_in(whole), None) is not None:
            yield Issue(
                "symbol-odd",
                f"“{match.group()}” có thể là số, ký hiệu “{whole}”",
                remedy="đối chiếu bản chính; hệ thống không tự coi đó là một viện dẫn",
                span=match.span(),
                quote=match.group(),
            )


def _may_be_broken(text: str) -> bool:
    """Whether a stroke stands before the symbol of a committee."""
    for body in ("TW", "TU", "ĐU"):
        at = text.find(body)
        while at >= 0:
            if text[at - 1 : at] in _STROKES:
                return True
            at = text.find(body, at + 1)
    return False


def _unreal_days(text: str, tasks: Sequence[Task]) -> Iterator[Issue]:
    """A task due on the 31st of a month that has thirty days has no deadline that anybody can keep."""
    late, spoken = late_days(text), [(task.evidence.start, task.evidence.end) for task in tasks]
    near = [(start, end) for start, end in spoken if bisect_left(late, start) < bisect_left(late, end)]
    spans = {span for start, end in near for span in unreal_in(text, start, end)}
    for start, end in sorted(spans):
        yield Issue(
            "date-unreal",
            f"“{text[start:end]}” là ngày không có trong lịch, nên không tính thành thời hạn",
            remedy="hỏi lại nơi ban hành ngày đúng",
            span=(start, end),
            quote=text[start:end],
        )


def _early_deadlines(document: Document, tasks: Sequence[Task]) -> Iterator[Issue]:
    """A deadline before the document's own day."""
    for task in tasks:
        for deadline in task.deadlines:
            if document.date and deadline.kind is DeadlineKind.DATE and deadline.to and deadline.to < document.date:
                yield Issue(
                    "deadline-before-document",
                    f"thời hạn {deadline.to:%d/%m/%Y} sớm hơn ngày ban hành {document.date:%d/%m/%Y}",
                    span=(deadline.evidence.start, deadline.evidence.end),
                    quote=deadline.evidence.quote,
                )


def _closed_deadlines(tasks: Sequence[Task]) -> Iterator[Issue]:
    """A due day on which offices are closed."""
    for task in tasks:
        for deadline in task.deadlines:
            if deadline.kind is not DeadlineKind.DATE or not deadline.to or not (why := closed(deadline.to)):
                continue
            yield Issue(
                "deadline-weekend" if deadline.to.weekday() >= 5 else "deadline-holiday",
                f"thời hạn {deadline.to.day}/{deadline.to.month}/{deadline.to.year} rơi vào {why}",
                span=(deadline.evidence.start, deadline.evidence.end),
                quote=deadline.evidence.quote,
            )
