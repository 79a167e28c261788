"""Is the store true to itself? Each check gives Vietnamese issues; a sound store gives none."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import networkx as nx

from graph import corrections, decisions
from graph.decisions import Standing
from graph.descriptions import mentions_of
from graph.identity import resolve
from graph.rows import ask
from graph.statement import day
from graph.statuses import suspect
from graph.texts import People, Texts
from graph.words import relation_word
from ontology.iri import stamp
from ontology.issue import Issue
from ontology.model import Grade

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = ["CHECKS", "check"]

_AGAIN: Final = "Hãy nạp lại tệp gốc của văn bản này."
_LONGEST: Final = 60


def check(reader: "Reader", *, shapes: bool = True) -> list[Issue]:
    """All faults of the store, check by check. ``shapes=False`` leaves out what reads every graph whole."""
    slow = () if shapes else (graphs_fit, register_holds)
    return [issue for test in CHECKS if test not in slow for issue in test(reader)]


def graphs_fit(reader: "Reader") -> Iterator[Issue]:
    """Every graph of a text or a decision, by itself, keeps the shapes."""
    from ontology.shapes import validate  # noqa: PLC0415 - slow to import, and only this check needs it

    for row in ask(reader, "graphs"):
        yield from (replace(issue, remedy=_AGAIN) for issue in validate(reader.graph(row["graph"])))


def edges_proven(reader: "Reader") -> Iterator[Issue]:
    """Every relation has a sentence."""
    for row in ask(reader, "edges-without-evidence"):
        what = f"Quan hệ «{relation_word(row['relation'])}» từ {row['subject']} đến {row['object']} không có chứng cứ."
        yield Issue("edge-without-evidence", what, row["graph"], _AGAIN)


def quotes_stand(reader: "Reader") -> Iterator[Issue]:
    """Every quote is what its text says at its span, and bears its own stamp."""
    contents: dict[str, str] = {}
    for row in ask(reader, "evidence"):
        if row["text"] not in contents:
            contents = {found["text"]: found["content"] for found in ask(reader, "content", text=row["text"])}
        span, quote = (row["start"], row["end"]), row["quote"]
        if contents.get(row["text"], "")[slice(*span)] != quote:
            what = f"Câu trích «{_short(quote)}» không có trong toàn văn ở vị trí {span[0]}–{span[1]}."
            yield Issue("quote-not-at-span", what, row["document"], _AGAIN, span=span, quote=quote)
        elif row["stamp"] != stamp(quote):
            what = f"Dấu băm của câu trích «{_short(quote)}» không khớp với câu ấy."
            yield Issue("stamp-wrong", what, row["document"], _AGAIN, span=span, quote=quote)


def identity_holds(reader: "Reader") -> Iterator[Issue]:
    """The identity graph is what the texts and the decisions make it."""
    stored: dict[str, set[str]] = defaultdict(set)
    for row in ask(reader, "identity"):
        stored[row["mentioned"]].add(row["directive"])
    derived = resolve(mentions_of(reader), decisions.judgements(decisions.recorded(reader)))
    for iri in sorted({*stored, *derived}):
        wanted = {derived[iri]} if iri in derived else set()
        if stored.get(iri, set()) != wanted:
            told, right = (
                ", ".join(sorted(found)) or "không là văn bản nào" for found in (stored.get(iri, ()), wanted)
            )
            what = f"Đồ thị nhận dạng ghi {iri} là {told}; suy từ các toàn văn thì phải là: {right}."
            yield Issue("identity-stale", what, iri, "Hãy chạy: chidao identity rebuild.")


def one_text_leads(reader: "Reader") -> Iterator[Issue]:
    """Of the texts of each directive exactly one leads: the one that people's words and the rules of choice make it."""
    texts, people = Texts(reader.engine), People.of(decisions.recorded(reader))
    for own in texts.untrue(people):
        files = ", ".join(sorted(one.held.file for one in texts.of(own, people)))
        what = f"Trong các toàn văn của {own} ({files}) không có đúng một toàn văn dùng để tính."
        yield Issue("text-leading", what, own, "Hãy chạy: chidao check --rebuild.")


def register_holds(reader: "Reader") -> Iterator[Issue]:
    """The register is what the graphs make it, and of the same revision."""
    remedy = "Hãy chạy: chidao check --rebuild."
    if not reader.revision:
        return
    if not reader.has_register:
        yield Issue("register-missing", "Sổ tra cứu chưa có, hoặc thuộc một phiên bản khác của kho.", "", remedy)
        return
    from graph.register.compare import differences  # noqa: PLC0415 - only this check needs them
    from graph.register.mend import in_memory  # noqa: PLC0415

    for what in differences(reader.register, in_memory(reader)):
        yield Issue("register-stale", f"Sổ tra cứu khác với đồ thị: {what}.", "", remedy)


def decisions_stand(reader: "Reader") -> Iterator[Issue]:
    """No decision speaks of a sentence that its text no longer has there."""
    for ruling in decisions.effective(reader).values():
        if ruling.standing is Standing.SUSPECT:
            decision = ruling.decision
            what = f"Quyết định của {decision.by} ngày {day(decision.at)} nói về một câu mà văn bản nay không còn."
            yield Issue("decision-suspect", what, ruling.assertion, "Hãy xem lại câu văn rồi quyết định lại.")
    for decision in suspect(reader):
        what = f"Câu văn của nhiệm vụ đã đổi sau khi {decision.by} ghi tình trạng của nó ngày {day(decision.at)}."
        yield Issue("decision-suspect", what, decision.about[0], "Hãy xem lại câu văn rồi ghi lại tình trạng.")


def corrections_hold(reader: "Reader") -> Iterator[Issue]:
    """Every text says what its reading and people's corrections make it, and none of these is suspect."""
    for text in corrections.untrue(reader):
        what = "Đồ thị của văn bản không phải là điều đã đọc cùng với những lần người sửa."
        yield Issue("correction-stale", what, text, _AGAIN)
    for ruling in corrections.standing(reader):
        if ruling.standing is Standing.SUSPECT:
            decision = ruling.decision
            what = f"Câu chữ đã đổi sau khi {decision.by} sửa ngày {day(decision.at)}; lần sửa ấy không còn hiệu lực."
            yield Issue("decision-suspect", what, ruling.assertion, "Hãy xem lại câu văn rồi sửa lại hoặc rút lần sửa.")


def succession_ends(reader: "Reader") -> Iterator[Issue]:
    """No directive replaces or repeals itself by way of others."""
    rulings = decisions.effective(reader)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for row in ask(reader, "succession"):
        ruling = rulings.get(row["assertion"])
        if ruling is None or ruling.grade is not Grade.REJECTED:
            graph.add_edge(row["lower"], row["higher"])
    for ring in nx.strongly_connected_components(graph):
        first = min(ring)
        if len(ring) > 1 or graph.has_edge(first, first):
            what = f"Các văn bản thay thế hoặc bãi bỏ nhau thành vòng: {', '.join(sorted(ring))}."
            yield Issue("succession-ring", what, first, "Hãy xem lại các câu thay thế, bãi bỏ và bác câu đọc sai.")


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


#: All checks, the cheap ones first.
CHECKS: Final[tuple[Callable[["Reader"], Iterator[Issue]], ...]] = (
    edges_proven,
    identity_holds,
    one_text_leads,
    decisions_stand,
    corrections_hold,
    succession_ends,
    register_holds,
    quotes_stand,
    graphs_fit,
)
