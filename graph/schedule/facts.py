"""What the register tells of days: who carries out whom, what is due in each document, what is reported to whom."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph.coverage.branch import Paper, papers
from graph.register.register import Register

__all__ = ["Due", "InText", "Pair", "dues", "pairs", "told_in_text"]


_CLAUSES: Final = re.compile(r"[;.](?=\s)")
#: Before it stand those who owe it, and no other work that is due; behind 'kết quả' nothing is named but the carrying
#: out, or the directive itself, before the receiver or the day.
_REPORT: Final = re.compile(
    r"\s*(?:(?:trước|chậm nhất)[^,]{3,40},\s*)?(?:(?!\b(?:xong|hoàn thành|trước ngày|chậm nhất|thời hạn)\b).){0,120}?"
    r"\bbáo cáo (?:tình hình(?:,| và) )?(?:kết quả|tiến độ)(?:,? (?:và )?(?:tổ chức|triển khai|thực hiện|việc))*"
    r"(?: (?:(?:các )?nội dung|(?:các )?nhiệm vụ|nghị quyết|kế hoạch|chỉ thị|kết luận|công văn|hướng dẫn"
    r"|chương trình|thông báo|văn bản)(?: (?:này|trên|nêu trên|hành động|được giao|số [^,;.]{3,40}))*)?"
    r"\s*(?:,? (?:gửi )?(?:về|cho|lên|đến|tới)\b|,? (?:trước|chậm nhất|hạn)\b|\(|,|[;.]|$"
    r"| (?:ban|thường trực|đảng ủy|tỉnh ủy|thành ủy|ủy ban|ubnd|văn phòng)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Due:
    """A day that a sentence of a document sets: the sentence, the words of the day, where they stand.

    ``to``: level of the one reported to, '' where nothing is reported; ``lone``: only single units are charged.
    """

    task: str
    text: str
    path: str
    directive: str
    code: str
    file: str
    day: date
    printed: str
    to: str = ""
    lone: bool = False

    @property
    def reports(self) -> bool:
        """Whether it is the report on the whole: 'báo cáo kết quả thực hiện về …', of no single piece of work."""
        clause = next((part for part in _CLAUSES.split(self.text) if self.printed in part), self.text)
        return bool(self.to) and _REPORT.match(clause) is not None


@dataclass(frozen=True, slots=True)
class Pair:
    """``lower`` carries ``higher`` on; ``passes``: it only forwards it."""

    lower: Paper
    higher: Paper
    passes: bool = False


@dataclass(frozen=True, slots=True)
class InText:
    """What one text (IRI ``text``) says against itself or the calendar: ``why`` in Vietnamese, the words of the day."""

    code: str
    file: str
    kind: str
    why: str
    quote: str
    place: str
    province: str
    text: str = ""


_LINKS: Final = (
    "SELECT DISTINCT s.directive, l.relation, t.directive FROM links l "
    "JOIN identity s ON s.mentioned = l.source JOIN identity t ON t.mentioned = l.target "
    "WHERE l.relation IN ('implements', 'forwards') AND s.directive <> t.directive AND NOT EXISTS "
    "(SELECT 1 FROM rulings r WHERE r.assertion = l.assertion AND r.grade = 'rejected' AND r.stamp = l.stamp) "
    "ORDER BY 1, 3, 2"
)
_DUES: Final = (
    "SELECT t.iri, t.wording, COALESCE(t.path, ''), i.directive, COALESCE(x.code, ''), x.file, d.due, "
    "COALESCE(d.printed, ''), (SELECT COALESCE(MIN(g.level), '') FROM reports r JOIN units g ON g.id = r.unit "
    "WHERE r.task = t.id AND r.due = d.due), EXISTS (SELECT 1 FROM assignments a WHERE a.task = t.id "
    "AND a.role = 'assignedTo') AND NOT EXISTS (SELECT 1 FROM assignments a JOIN units u ON u.id = a.unit "
    "WHERE a.task = t.id AND a.role = 'assignedTo' AND u.kind <> 'unit') "
    "FROM json_each(?) w JOIN identity i ON i.directive = w.value JOIN texts x ON x.directive = i.mentioned "
    "JOIN tasks t ON t.text = x.id JOIN deadlines d ON d.task = t.id WHERE d.kind = 'date' AND d.due IS NOT NULL "
    "ORDER BY i.directive, t.start, d.due"
)
_TOLD: Final = (
    "SELECT DISTINCT COALESCE(x.code, ''), x.file, n.code, n.message, COALESCE(n.quote, ''), "
    "COALESCE(x.place, ''), COALESCE(x.province, ''), x.iri "
    "FROM texts x JOIN identity i ON i.mentioned = x.directive JOIN warnings n ON n.text = x.id WHERE n.code IN "
    "('input-after-report', 'deadline-before-document', 'deadline-weekend', 'deadline-holiday') "
    "AND (:all OR i.directive IN (SELECT value FROM json_each(:within))) ORDER BY x.date, 2, 3, 4"
)


def pairs(register: Register, within: Iterable[str] | None = None) -> list[Pair]:
    """Who carries on what: of all, or where the higher one is among ``within`` (canonical IRIs).

    A letter that only forwards is transparent: what carries it out carries out what it forwards. A report, a monthly
    resolution carries nothing on.
    """
    links = [(lower, relation == "forwards", higher) for lower, relation, higher in register.rows(_LINKS)]
    forwarded: dict[str, list[str]] = defaultdict(list)
    for lower, passes, higher in links:
        if passes:
            forwarded[lower].append(higher)
    links += [(lower, False, over) for lower, passes, higher in links if not passes for over in forwarded[higher]]
    chosen = set(within) if within is not None else None
    links = [link for link in dict.fromkeys(links) if chosen is None or link[2] in chosen]
    known = papers(register, {iri for lower, _, higher in links for iri in (lower, higher)})
    return [
        Pair(known[lower], known[higher], passes)
        for lower, passes, higher in links
        if lower in known and higher in known and not known[lower].telling
    ]


def dues(register: Register, directives: Iterable[str]) -> dict[str, list[Due]]:
    """The single days that documents set, by directive, in the order of their texts."""
    found: dict[str, list[Due]] = defaultdict(list)
    for row in register.rows(_DUES, (json.dumps(sorted(set(directives))),)):
        found[row[3]].append(_due(row))
    return found


def told_in_text(register: Register, within: Iterable[str] | None = None) -> list[InText]:
    """What the reading of each text, or of these directives, told of its own days, in the order of the documents."""
    values = {"all": within is None, "within": json.dumps(sorted(within or ()))}
    return [InText(*row) for row in register.rows(_TOLD, values)]


def _due(row: tuple[Any, ...]) -> Due:
    task, text, path, directive, code, file, day, printed, to, lone = row
    return Due(task, text or "", path, directive, code, file, date.fromisoformat(day), printed, to or "", bool(lone))
