"""Identity of directives as Vietnamese text: lines for the terminal. Pure: no store, no click."""

import shlex
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ui.actions.values import Candidate
from ui.present import candidate_line, difference_lines
from ui.present_units import unit_lines
from ui.words import day, shorten

__all__ = ["identity_lines", "judged_lines", "undone_lines"]

Row = Mapping[str, Any]
_VERDICTS = {"same": "là một văn bản", "different": "là hai văn bản", "leading": "là toàn văn dùng để tính"}
_OF_PLACES = {"same": "là nơi ấy", "different": "không phải nơi ấy"}
_SOME = 3
_MANY = 6
_HINT = (
    "Ghi quyết định bằng: chidao identity same|different VĂN_BẢN_1 VĂN_BẢN_2, "
    "hoặc chidao identity is LỜI_GỌI VĂN_BẢN, thêm --by NGƯỜI --why LÝ_DO"
)


def identity_lines(told: Row) -> Iterator[str]:
    """What is open and why, each group under its heading, then the decisions in force."""
    yield from _group("Số và ký hiệu thuộc về nhiều văn bản", map(_collision, told["collisions"]))
    yield from _group("Có lẽ là một văn bản", map(_duplicate, told["duplicates"]))
    yield from _group("Viện dẫn chưa rõ là văn bản nào", map(_unresolved, told["unresolved"]))
    yield from _group("Lời gọi không đủ số, suy đoán là", map(_opened, told["inferred"]))
    yield from _group("Lời gọi không đủ số, chưa rõ là văn bản nào", map(_opened, told["open"]))
    yield from _group("Tệp trống số hoặc ngày, có thể là văn bản được viện dẫn", map(_naming, told["self_naming"]))
    yield from _group("Các tệp của một văn bản nói khác nhau", map(_copy, told["copies"]))
    yield from unit_lines(told["units"])
    yield from _group("Quyết định đang có hiệu lực", map(_decided, told["decisions"]))
    if any(told[key] for key in ("duplicates", "unresolved", "self_naming", "inferred", "open")):
        yield _HINT


def judged_lines(told: Row) -> Iterator[str]:
    """A decision just recorded and what the two directives are now."""
    yield f"Đã ghi quyết định {told['decision']}: {_VERDICTS[told['verdict']]}."
    yield from _now(told["directives"])


def undone_lines(told: Row) -> Iterator[str]:
    """What was taken back and what the two directives are now."""
    for decision in told["withdrawn"]:
        yield f"Đã rút lại quyết định {decision['decision']} ({_verdict(decision)}; {decision['by']})."
    yield from _now(told["directives"])


def rebuilt_lines(told: Row) -> Iterator[str]:
    """That identity was worked out anew, and the revision that holds it."""
    empty = told["revision"] == "0"
    yield "Kho chưa có văn bản nào." if empty else f"Đã tính lại nhận dạng văn bản (phiên bản {told['revision']})."


def _verdict(decision: Row) -> str:
    places = all(iri.startswith("urn:chidao:place:") for iri in decision["about"])
    return (_OF_PLACES if places else _VERDICTS)[decision["verdict"]]


def _now(directives: Mapping[str, str]) -> Iterator[str]:
    if len(directives) > 1:
        one = len(set(directives.values())) == 1
        yield f"Nay {'là một văn bản' if one else 'là hai văn bản'}:"
    yield from (f"  {iri}" for iri in sorted(set(directives.values())))


def _group(heading: str, entries: Iterable[Iterator[str]]) -> Iterator[str]:
    held = [list(entry) for entry in entries]
    yield f"{heading}: {len(held) or 'không có'}"
    yield from (f"  {line}" for entry in held for line in entry)


def _collision(row: Row) -> Iterator[str]:
    yield f"{row['code']}: {len(row['directives'])} văn bản"
    for directive in row["directives"]:
        yield from _directive("  - ", directive)


def _duplicate(row: Row) -> Iterator[str]:
    yield f"Vì: {'; '.join(row['reasons'])}"
    for directive in (row["one"], row["other"]):
        yield from _directive("  - ", directive)


def _unresolved(row: Row) -> Iterator[str]:
    yield from _directive("", row["mention"])
    yield f"  Vì: {'; '.join(row['reasons'])}"
    yield from _sentences(row["evidence"])
    for directive in row["candidates"][:_MANY]:
        yield from _directive("  có thể là: ", directive)
    if len(row["candidates"]) > _MANY:
        yield f"  … và {len(row['candidates']) - _MANY} văn bản khác (--format json cho xem tất cả)"


def _opened(row: Row) -> Iterator[str]:
    mention = row["mention"]
    yield f"“{shorten(mention['words'], 100)}” ({mention['document']})"
    yield f"  {mention['id']}"
    if row["directive"]:
        yield f"  suy đoán là: {candidate_line(_candidate(row['directive']))}"
    else:
        for directive in row["candidates"][:_MANY]:
            yield f"  có thể là: {candidate_line(_candidate(directive))}"
            yield f"    {directive['id']}"
    yield f"  Vì: {'; '.join(row['reasons'])}"


def _candidate(told: Row) -> Candidate:
    return Candidate(**{key: "" if value is None else value for key, value in told.items()})


def _naming(row: Row) -> Iterator[str]:
    yield from _directive("", row["document"])
    yield from _directive("  có thể là: ", row["candidate"])
    yield f"  Vì: {'; '.join(row['reasons'])}"
    yield from _sentences(row["evidence"])


def _copy(row: Row) -> Iterator[str]:
    told = {key: "" if value is None else value for key, value in row["directive"].items()}
    yield candidate_line(Candidate(**told))
    counted, copy = (f"{row[name]['document']} [{row[name]['sha256'][:8]}]" for name in ("counted", "copy"))
    yield f"  đang tính theo {counted}, vì {row['why']}; {copy} nói khác:"
    yield from difference_lines(row["differs"])
    code = row["directive"]["code"] or row["directive"]["id"]
    asked = shlex.join(["chidao", "identity", "use", code, "--file", row["copy"]["sha256"][:8]])
    yield f"  → để tính theo {row['copy']['document']}: {asked} --by NGƯỜI --why LÝ_DO"


def _decided(row: Row) -> Iterator[str]:
    yield f"{_verdict(row)} — {row['by']}, {day(row['at'][:10])}: {row['why']}"
    yield from (f"  {iri}" for iri in (row["decision"], *row["about"]))


def _directive(lead: str, directive: Row) -> Iterator[str]:
    """A directive, its file, how many cite it; and its IRI, by which it can be named."""
    told = {key: "" if value is None else value for key, value in directive.items() if key != "citing"}
    file = f"; tệp {told['document']}" if told["document"] else ""
    yield f"{lead}{candidate_line(Candidate(**told))} ({directive['citing']} văn bản viện dẫn{file})"
    yield f"{' ' * len(lead)}{told['id']}"


def _sentences(rows: Iterable[Row]) -> Iterator[str]:
    held = list(rows)
    for row in held[:_SOME]:
        yield f"  “{shorten(row['quote'], 100)}” ({row['document']}:{row['span'][0]}-{row['span'][1]})"
    if len(held) > _SOME:
        yield f"  … và {len(held) - _SOME} câu khác"
