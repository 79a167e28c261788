"""The Vietnamese sentences that end an answer: what it covers, on what it rests, and where the chain stops."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ontology.model import Grade

if TYPE_CHECKING:
    from graph.chain import Chain
    from graph.register.find import Held

__all__ = ["day", "statement"]

#: The levels of government, the highest first; '' is a level that no text tells.
_LEVELS: Final = ("trung ương", "tỉnh", "xã", "chi bộ", "")
_ANNEX: Final = "kèm theo"
#: How many directives are named before the rest is counted.
_NAMED: Final = 5
#: How many characters of a title stand for a directive without a number.
_LONGEST: Final = 50


def statement(chain: "Chain", held: "Held") -> str:
    """What a chain says of itself: where it ends first, then what it is made of and rests on (``held``)."""
    told = [(source, data) for source, _, data in chain.edges(data=True) if data["grade"] != Grade.REJECTED]
    annexes = {source for source, data in told if data["relation"] == _ANNEX}
    directives = [data for node, data in chain.nodes(data=True) if data["kind"] == "directive" and node not in annexes]
    tasks = sum(data["kind"] == "task" for _, data in chain.nodes(data=True))
    cited = sum(data["known"] == "byCitation" for data in directives)
    newest = f", mới nhất ngày {day(date.fromisoformat(held.newest))}" if held.newest else ""
    parts = [
        f"Chuỗi gồm {len(directives)} văn bản{_with(annexes)}, {tasks} nhiệm vụ; "
        f"dựa trên {held.texts} văn bản trong kho{newest}; {cited} văn bản chỉ biết qua viện dẫn."
    ]
    if chain.graph["cut"]:
        parts.insert(0, f"Chưa mở tiếp dưới hoặc trên: {_named(chain, chain.graph['cut'])}.")
    if chain.graph["stops"]:
        parts.insert(0, f"Chuỗi dừng ở: {_named(chain, chain.graph['stops'])}.")
    rejected = sum(data["grade"] == Grade.REJECTED for _, _, data in chain.edges(data=True))
    if rejected:
        parts.append(f"{rejected} quan hệ đã bị bác, không tính vào chuỗi.")
    return " ".join(parts)


def _with(annexes: Collection[str]) -> str:
    return f" và {len(annexes)} phụ lục ở tệp riêng" if annexes else ""


def day(when: date) -> str:
    """A day as Vietnamese offices write it in running text: 4/5/2026."""
    return f"{when.day}/{when.month}/{when.year}"


def _named(chain: "Chain", directives: Iterable[str]) -> str:
    """Directives by level, the first few of each by their codes."""
    by_level: dict[str, list[str]] = defaultdict(list)
    for iri in directives:
        node: dict[str, Any] = chain.nodes[iri]
        # 'phường Ngọc Sơn' and 3,320 others may each have an 08-KH/ĐU
        local = node["place"] and node["level"] != _LEVELS[0]
        place = f" ({node['place']})" if local else ""
        by_level[node["level"]].append(f"{_short(node)}{place}")
    levels = sorted(by_level, key=lambda level: _LEVELS.index(level) if level in _LEVELS else len(_LEVELS))
    return "; ".join(f"{f'cấp {level}' if level else 'chưa rõ cấp'}: {_some(by_level[level])}" for level in levels)


def _short(node: dict[str, Any]) -> str:
    """A directive's code; of one without a number the first words of its title."""
    label = str(node["label"])
    return label if node["code"] else f"«{label if len(label) <= _LONGEST else f'{label[: _LONGEST - 1].rstrip()}…'}»"


def _some(labels: list[str]) -> str:
    labels = sorted(labels)
    rest = len(labels) - _NAMED
    return ", ".join(labels[:_NAMED]) + (f" và {rest} văn bản khác" if rest > 0 else "")
