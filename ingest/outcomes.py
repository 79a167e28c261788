"""What a directive says has been done: each sentence of its parts of results, how far the work has come, its proof.

The promise of a month (its tasks) is held against these sentences of the month that follows.
"""

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import data
from ingest.codes import codes_in
from ingest.outline import Block
from ontology.model import Evidence, Figure, Outcome, Progress

__all__ = ["outcomes_of", "progress_of"]

_RULE = "outcome.sentence"
_END = re.compile(r"[.;](?=\s+(?P<next>\S))")
_REPORTING = frozenset({"BC", "TB", "KL"})  # types that tell results though they set no month's tasks
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"\b\d{1,2}/\d{1,2}(?:/\d{4})?\b|\bngày\s+\d")
_MONTH = re.compile(r"\btháng\s+(?P<month>\d{1,2})(?:\s*(?:/|-|năm)\s*(?P<year>\d{4}))?", re.I)
_FEWEST_WORDS = 3
_RATIO = re.compile(
    r"(?<!ngày )(?<!tháng )(?<!số )(?<![\d/.,-])(?P<value>\d+(?:\.\d{3})*)/(?P<whole>\d+(?:\.\d{3})*)(?![\d/.,-]*\d|/)"
)
_CLAUSE = re.compile(r",(?=\s+(?P<clause>[^\W\d_](?:[^,;.]|\.(?=\d))*))")


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
        for start, end in _sentences(text, block):
            seen[block.path] += 1
            words = text[start:end]
            figures = [f for f in results if start <= f.evidence.start < end]
            out.append(
                Outcome(
                    block.path,
                    seen[block.path],
                    words.strip(" .;,"),
                    progress_of(words, shortcoming=short),
                    Evidence(start, end, words, _RULE),
                    proved=bool(figures or _DAY.search(words) or next(iter(codes_in(words)), None)),
                    month=month,
                )
            )
    return tuple(out)


def progress_of(sentence: str, *, shortcoming: bool = False) -> Progress:
    """How far ``sentence`` says the work has come; its figures (29/48) outweigh its words.

    ``shortcoming`` tells that it stands below a heading of what went wrong.
    """
    ratios = [(_whole(m["value"]), _whole(m["whole"])) for m in _RATIO.finditer(sentence)]
    if ratios and all(value <= whole for value, whole in ratios):
        return Progress.DONE if all(value == whole for value, whole in ratios) else Progress.PARTIAL
    for progress, pattern in _patterns():
        if pattern.search(sentence):
            return Progress.UNDONE if shortcoming and progress is not Progress.DONE else progress
    return Progress.UNDONE if shortcoming else Progress.DONE


@functools.cache
def _table() -> dict[str, object]:
    return tomllib.loads(data.path("words", "outcomes.toml").read_text(encoding="utf-8"))


@functools.cache
def _patterns() -> tuple[tuple[Progress, re.Pattern[str]], ...]:
    entries = _table()["progress"]
    assert isinstance(entries, list)
    return tuple((Progress(e["id"]), re.compile(rf"\b(?:{'|'.join(e['words'])})(?!\w)", re.I)) for e in entries)


@functools.cache
def _shortcomings() -> re.Pattern[str]:
    entry = _table()["shortcomings"]
    assert isinstance(entry, dict)
    return re.compile(entry["pattern"], re.I)


@functools.cache
def _clauses() -> re.Pattern[str]:
    entry = _table()["completes"]
    assert isinstance(entry, dict)
    return re.compile(entry["pattern"], re.I)


@functools.cache
def _acts() -> re.Pattern[str]:
    entry = _table()["acts"]
    assert isinstance(entry, dict)
    return re.compile(rf"(?:{'|'.join(entry['words'])})(?!\w)", re.I)


def _whole(number: str) -> int:
    return int(number.replace(".", ""))


def _falls_short(heading: str) -> bool:
    return _shortcomings().match(heading.strip()) is not None


def _lead_in(block: Block, before: str) -> str:
    """The unnumbered line ('Bên cạnh đó còn một số tồn tại:') below which a dash stands; '' from the next number on."""
    if block.heading and block.paragraph.mark is None:
        return block.paragraph.words
    dash = block.paragraph.mark is not None and block.paragraph.mark.kind == "bullet"
    return before if dash else ""


def _leads_short(words: str) -> bool:
    entry = _table()["shortcomings"]
    assert isinstance(entry, dict)
    return bool(words) and re.search(entry["lead"], words, re.I) is not None


def _reports(block: Block, kind: str, own_month: str) -> bool:
    if block.heading or block.closing or not (own_month or kind in _REPORTING):
        return False
    return block.part == "results" or (kind == "BC" and block.part not in {"tasks", "targets", "aims"})


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The spans of a paragraph's sentences, without its label and without what is too short to tell anything.

    A clause with a ratio of its own ('…, trả lời 40/52 kiến nghị') is told apart: it may be another matter.
    """
    start, end = block.paragraph.words_start, block.paragraph.end
    ends = (m.end() for m in _END.finditer(text, start, end) if m["next"].isupper() or m.group() == ";")
    cuts = sorted({start, end, *ends})
    for match in _CLAUSE.finditer(text, start, end):
        before = text[max(cut for cut in cuts if cut <= match.start()) : match.start()]
        if (
            _RATIO.search(match["clause"])
            and not _completes(match["clause"])
            and len(_WORD.findall(before)) > _FEWEST_WORDS
        ):
            cuts = sorted({*cuts, match.end()})
    for here, there in pairwise(cuts):
        words = text[here:there]
        if len(_WORD.findall(words)) >= _FEWEST_WORDS:
            yield here + len(words) - len(words.lstrip()), here + len(words.rstrip())


def _completes(clause: str) -> bool:
    """Whether a clause only gives the figure of the words before it: 'đạt 12/12 hộ', '[mờ,] hỏng được 32/40 thẻ'."""
    found = _clauses().match(clause)
    return found is not None and _acts().match(clause) is None


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
