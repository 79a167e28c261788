"""What a directive says has been done: each sentence of its parts of results, how far the work has come, its proof.

The promise of a month (its tasks) is held against these sentences of the month that follows.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.codes import codes_in
from ingest.outline import Block
from ingest.progress import begins_act, is_ratio_of_work, progress_of, table
from ontology.model import Evidence, Figure, Outcome

__all__ = ["outcomes_of"]

_RULE = "outcome.sentence"
_END = re.compile(r"[.;](?=\s+(?P<next>\S))")
_REPORTING = frozenset({"BC", "TB", "KL"})  # types that tell results though they set no month's tasks
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"\b\d{1,2}/\d{1,2}(?:/\d{4})?\b|\bngày\s+\d")
_MONTH = re.compile(r"\btháng\s+(?P<month>\d{1,2})(?:\s*(?:/|-|năm)\s*(?P<year>\d{4}))?", re.I)
_FEWEST_WORDS = 3
_CLAUSE = re.compile(r",(?=\s+(?P<clause>[^\W\d_](?:[^,;.]|[.,](?=\d))*))")


def outcomes_of(
    text: str,
    blocks: Sequence[Block],
    results: Sequence[Figure],
    kind: str,
    own_month: str,
    year: int,
    titled: str = "",
) -> tuple[Outcome, ...]:
    """Every sentence of the parts that report results, in the order of the text.

    ``results`` are the figures achieved (they tell how far), ``kind`` the document's type (a report, BC, tells results
    wherever it sets no tasks), ``own_month`` the month whose tasks it sets ('2026-02' or ''), ``year`` its own year,
    ``titled`` the month whose results its title tells.
    Other directives describe a situation there, not work done, and have no outcomes.
    """
    seen: Counter[str] = Counter()
    out = []
    lead = ""
    for block in blocks:
        lead = _lead_in(block, lead)
        if not _reports(block, kind, own_month):
            continue
        above = (block.paragraph.words, *(h.words for h in block.headings))
        short = any(_falls_short(words) for words in above) or _leads_short(lead)
        month = _month_of(block, own_month, year) or (titled if kind == "BC" else "")
        for start, end, (first, last) in _sentences(text, block):
            seen[block.path] += 1
            words = text[start:end]
            figures = [f for f in results if start <= f.evidence.start < end]
            out.append(
                Outcome(
                    block.path,
                    seen[block.path],
                    words.strip(" .;,"),
                    progress_of(words, shortcoming=short),
                    Evidence(first, last, text[first:last], _RULE),
                    proved=bool(figures or _DAY.search(words) or next(iter(codes_in(words)), None)),
                    month=month,
                )
            )
    return tuple(out)


@functools.cache
def _shortcomings() -> re.Pattern[str]:
    return re.compile(table()["shortcomings"]["pattern"], re.I)


@functools.cache
def _clauses() -> re.Pattern[str]:
    return re.compile(table()["completes"]["pattern"], re.I)


@functools.cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(table()["goes_on"]["pattern"], re.I)


def _falls_short(heading: str) -> bool:
    return _shortcomings().match(heading.strip()) is not None


def _lead_in(block: Block, before: str) -> str:
    """The unnumbered line ('Bên cạnh đó còn một số tồn tại:') below which a dash stands; '' from the next number on."""
    if block.heading and block.paragraph.mark is None:
        return block.paragraph.words
    dash = block.paragraph.mark is not None and block.paragraph.mark.kind == "bullet"
    return before if dash else ""


def _leads_short(words: str) -> bool:
    return bool(words) and re.search(table()["shortcomings"]["lead"], words, re.I) is not None


def _reports(block: Block, kind: str, own_month: str) -> bool:
    if block.heading or block.closing or not (own_month or kind in _REPORTING):
        return False
    return block.part == "results" or (kind == "BC" and block.part not in {"tasks", "targets", "aims"})


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """The spans of a paragraph's sentences, each with the span to be quoted, without the label and what tells nothing.

    A clause with a ratio of its own ('…, trả lời 40/52 kiến nghị') is told apart, as it may be another matter; the
    whole sentence is its proof.
    """
    start, end = block.paragraph.words_start, block.paragraph.end
    ends = (m.end() for m in _END.finditer(text, start, end) if _ends(text, m, end))
    sentences = sorted({start, end, *ends})
    for first, last in pairwise(sentences):
        whole = _stripped(text, first, last)
        for here, there in pairwise(sorted({first, last, *_turns(text, first, last)})):
            if len(_WORD.findall(text[here:there])) >= _FEWEST_WORDS:
                yield *_stripped(text, here, there), whole


def _ends(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a sentence ends there; not before what only goes on with it ('; lũy kế 36/41 hộ')."""
    if match.group() == ";":
        return _goes_on().match(text, match.start("next"), end) is None
    return match["next"].isupper()


def _turns(text: str, start: int, end: int) -> Iterator[int]:
    """Where within a sentence a clause begins that tells of another matter, with a ratio of its own."""
    begun = start
    for match in _CLAUSE.finditer(text, start, end):
        clause = match["clause"]
        if (
            is_ratio_of_work(clause)
            and not _completes(clause)
            and len(_WORD.findall(text[begun : match.start()])) > _FEWEST_WORDS
        ):
            begun = match.end()
            yield begun


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _completes(clause: str) -> bool:
    """Whether a clause only gives the figure of the words before it: 'đạt 12/12 hộ', '[mờ,] hỏng được 32/40 thẻ'."""
    return _clauses().match(clause) is not None and not begins_act(clause)


def _month_of(block: Block, own_month: str, year: int) -> str:
    """The month whose results these are: the one a heading names, else the one before that whose tasks are set."""
    for heading in reversed(block.headings):
        match = _MONTH.search(heading.words)
        if match and 1 <= int(match["month"]) <= 12 and (match["year"] or own_month or year):
            month = int(match["month"])
            return f"{int(match['year'] or 0) or _year(month, own_month, year)}-{month:02d}"
    if not own_month:
        return ""
    before = int(own_month[:4]) * 12 + int(own_month[5:]) - 2
    return f"{before // 12}-{before % 12 + 1:02d}"


def _year(month: int, own_month: str, year: int) -> int:
    """The year of a month named without one: December's results are told in January's resolution."""
    if not own_month:
        return year
    return int(own_month[:4]) - (month > int(own_month[5:]))
