"""What the store makes of mentions without a whole number: what it took them for, and why; what it could not tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.elimination import candidates_of, hint_of, hints_of, overlap, profiles
from graph.identity import Judgement, People
from graph.likeness import day
from graph.mention import Mention, Node, is_open, is_placed, merge
from graph.rows import Record, Rows, ask
from graph.titles import ALIKE
from graph.words import type_word

__all__ = ["Opened", "opened"]


@dataclass(frozen=True, slots=True)
class Opened:
    """One open mention. ``directive`` is what it was taken for, '' where that is not known; ``candidates`` what it may
    be; ``reasons`` Vietnamese; ``evidence`` rows are the sentences that say it."""

    mention: str
    directive: str
    candidates: tuple[str, ...]
    reasons: tuple[str, ...]
    evidence: tuple[Record, ...]


def opened(
    source: Rows, told: Sequence[Mention], canonical: Mapping[str, str], judgements: Sequence[Judgement]
) -> Iterator[Opened]:
    """Every open mention that no person decided about, by IRI; raises what ``source`` raises."""
    people = People.of(judgements)
    nodes = merge(told)
    asking = [node for node in nodes if is_open(node.iri) and node.iri not in people.named]
    wanted = {hint_of(node) for node in asking}
    shelf: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for hint in hints_of(node) & wanted:
            shelf[hint].append(node)
    known = {hint: profiles(shelf[hint], canonical.get) for hint in sorted(wanted)}
    for node in asking:
        near = known[hint_of(node)]
        yield _opened(source, node, canonical.get(node.iri, node.iri), near, _barred(node.iri, people, canonical))


def _barred(iri: str, people: People, canonical: Mapping[str, str]) -> set[str]:
    others = ({one, other} - {iri} for one, other in people.apart if iri in (one, other))
    return {canonical.get(other, other) for pair in others for other in pair}


def _opened(source: Rows, node: Node, is_: str, near: Mapping[str, Node], barred: set[str]) -> Opened:
    evidence = tuple(ask(source, "citing-sentences", mentioned=[node.iri]))
    if is_ != node.iri and is_ in near:
        reasons = (*_fit(node, near[is_]), "không còn văn bản nào khác trong kho hợp với lời gọi")
        return Opened(node.iri, is_, (is_,), reasons, evidence)
    left = tuple(candidates_of(node, near, barred))
    return Opened(node.iri, "", left, tuple(_untold(node, left, near)), evidence)


def _fit(node: Node, other: Node) -> Iterator[str]:
    """Why a mention may be this directive."""
    types = sorted(type_word(term) for term in node.types & other.types)
    yield f"cùng loại {types[0]}" if types else "tên gọi theo văn bản phê duyệt, ban hành nó"
    if node.number:
        yield f"cùng số {node.number}"
    elif node.symbol:
        yield f"cùng ký hiệu {node.symbol}; số để trống"
    if node.seated and is_placed(node.seat):
        yield "cùng nơi ban hành"
    elif not node.seated:
        yield "do trung ương ban hành" if other.seat == "trung-uong" else "cùng địa phương với văn bản viện dẫn"
    if node.date and other.date:
        same = node.date == other.date
        near = f"ngày in {day(node.date)} gần ngày {day(other.date)} (ngày của bản chưa có số)"
        yield f"cùng ngày {day(node.date)}" if same else near
    if (share := overlap(node, other)) >= ALIKE:
        yield f"trích yếu trùng {share:.0%} số từ"


def _untold(node: Node, left: Sequence[str], near: Mapping[str, Node]) -> Iterable[str]:
    blank = "số để trống" if not node.number else "lời gọi tắt chỉ có số, không có ký hiệu"
    if len(left) > 1:
        return blank, f"có {len(left)} văn bản hợp với lời gọi"
    if left:
        return blank, "chỉ còn một văn bản có thể hợp, nhưng không có ngày hay trích yếu để tin"
    if near:
        return (
            blank,
            f"không văn bản nào trong {len(near)} văn bản cùng số hay ký hiệu hợp về loại, nơi ban hành và ngày",
        )
    return blank, "kho chưa có văn bản nào mang số hay ký hiệu ấy"
