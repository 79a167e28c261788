"""Each task of a reading against a formula of clarity: what is met, what is loose, what is missing, what to write.

The rules look at what the reading found (owners and how they are known, deadlines, reporting lines, products, figures)
and at the task's own words (``data/words/clarity.toml``). They judge the wording only, never the work.
"""

import functools
import re
import tomllib
from dataclasses import dataclass

import data
from ingest.dates import unreal_in
from ingest.formulas import formulas_in
from ontology.clarity import STANDARD, Aspect, Clarity, Finding, State, TaskClarity
from ontology.model import ActorKind, Assignment, DeadlineKind, Evidence, Grade, Reading, Role, Task

__all__ = ["clarity_of"]

_RULE = "clarity.words"
_LONGEST_NAME = 120  # a longer proof is a clause, not a name
_NAMED = frozenset({Grade.STATED, Grade.HEADING, Grade.CONFIRMED})


def clarity_of(reading: Reading, formula: tuple[Aspect, ...] = ()) -> Clarity:
    """The clarity of every task of ``reading``.

    The formula applied is the one given, else the longest that the text itself states, else "6 rõ".
    """
    stated = max(formulas_in(reading.text), key=lambda found: len(found.terms), default=None)
    applied = formula or (stated.aspects if stated else STANDARD)
    spoken = [found.evidence for found in formulas_in(reading.text)]
    cases = [_Case(reading, task, _deaf(task, spoken)) for task in reading.tasks]
    return Clarity(applied, stated, tuple(_judge(case, applied) for case in cases))


@dataclass(frozen=True, slots=True)
class _Case:
    """One task, and where its sentence speaks of names and formulas, whose words say nothing of the work itself."""

    reading: Reading
    task: Task
    deaf: tuple[Evidence, ...]

    @property
    def owners(self) -> list[Assignment]:
        return [a for a in self.task.assignments if a.role is Role.ASSIGNED]

    def sign(self, kind: str) -> Evidence | None:
        """The first words of ``kind`` in the task's sentence, as evidence."""
        start, end = self.task.evidence.start, self.task.evidence.end
        for match in _signs()[kind].finditer(self.reading.text, start, end):
            if not any(words.start <= match.start() < words.end for words in self.deaf):
                return Evidence(match.start(), match.end(), match.group(), _RULE)
        return None


def _deaf(task: Task, formulas: list[Evidence]) -> tuple[Evidence, ...]:
    names = [a.evidence for a in task.assignments if len(a.evidence.quote) < _LONGEST_NAME]
    return (*names, *(f for f in formulas if task.evidence.start <= f.start < task.evidence.end))


def _judge(case: _Case, formula: tuple[Aspect, ...]) -> TaskClarity:
    task = case.task
    return TaskClarity(
        task.path, task.ordinal, task.text, task.evidence, tuple(_CHECKS[aspect](case) for aspect in formula)
    )


def _person(case: _Case) -> Finding:
    """One organisation or post named by the sentence or its heading; a whole group, or a lead-in, is loose."""
    owners = case.owners
    named = [a for a in owners if a.grade in _NAMED and a.actor.kind is not ActorKind.GROUP]
    if named:
        return Finding(Aspect.PERSON, State.MET, evidence=named[0].evidence)
    if owners:
        who = owners[0].actor.surface
        many = f" và {len(owners) - 1} nơi khác" if len(owners) > 1 else ""
        return Finding(
            Aspect.PERSON,
            State.VAGUE,
            f"chỉ giao chung cho “{who}”{many}, không nêu đơn vị của riêng việc này",
            "nêu đích danh: “Giao [tên đơn vị] …”",
            owners[0].evidence,
        )
    return Finding(Aspect.PERSON, State.MISSING, "không nêu ai thực hiện", "thêm: “Giao [tên đơn vị] …”")


def _duty(case: _Case) -> Finding:
    """Exactly one answers for it: the only owner, or the only lead among several."""
    owners = case.owners
    leads = [a for a in owners if a.lead]
    if len(leads) == 1 or (not leads and len(owners) == 1 and owners[0].actor.kind is not ActorKind.GROUP):
        return Finding(Aspect.DUTY, State.MET, evidence=(leads or owners)[0].evidence)
    if len(leads) > 1:
        both = ", ".join(f"“{a.actor.surface}”" for a in leads)
        why = f"{len(leads)} đơn vị cùng chủ trì: {both}"
        wording = "chỉ để một đơn vị chủ trì, các đơn vị khác phối hợp"
        return Finding(Aspect.DUTY, State.VAGUE, why, wording, leads[1].evidence)
    if owners:
        many = f"{len(owners)} nơi cùng được giao, không nơi nào chủ trì"
        why = many if len(owners) > 1 else "giao cho một nhóm đơn vị"
        wording = "thêm: “[tên đơn vị] chủ trì, phối hợp với [tên đơn vị] …”"
        return Finding(Aspect.DUTY, State.VAGUE, why, wording, owners[0].evidence)
    return Finding(Aspect.DUTY, State.MISSING, "không ai chịu trách nhiệm chính", "thêm: “[tên đơn vị] chủ trì …”")


def _work(case: _Case) -> Finding:
    """An act that can be checked; words of effort alone are loose."""
    act = case.sign("made") or case.sign("acts")
    loose = case.sign("vague")
    if act is not None or case.task.product or loose is None:
        return Finding(Aspect.WORK, State.MET, evidence=act or case.task.evidence)
    return Finding(
        Aspect.WORK,
        State.VAGUE,
        f"“{loose.quote}” là lời kêu gọi, chưa thành việc kiểm tra được",
        "đổi thành việc cụ thể: “xây dựng…, tổ chức…, rà soát…, hoàn thành…”",
        loose,
    )


def _time(case: _Case) -> Finding:
    """A day, a period, a rule of recurrence or an event; 'thường xuyên', 'kịp thời' are loose."""
    for deadline in case.task.deadlines:
        if deadline.kind is not DeadlineKind.RECURRENCE or deadline.recurrence.startswith("FREQ="):
            return Finding(Aspect.TIME, State.MET, evidence=deadline.evidence)
    loose = case.task.deadlines[0].evidence if case.task.deadlines else case.sign("loose time")
    unreal = next(unreal_in(case.reading.text, case.task.evidence.start, case.task.evidence.end), None)
    if unreal is not None:
        printed = Evidence(*unreal, case.reading.text[slice(*unreal)], _RULE)
        told = f"“{printed.quote}” là ngày không có trong lịch"
        return Finding(Aspect.TIME, State.VAGUE, told, "ghi lại ngày đúng: “hoàn thành trước ngày …/…/…”", printed)
    wording = "thêm: “hoàn thành trước ngày …/…/…”, hoặc “định kỳ trước ngày … hằng tháng”"
    if loose is not None:
        return Finding(Aspect.TIME, State.VAGUE, f"“{loose.quote}” không phải là một thời hạn", wording, loose)
    return Finding(Aspect.TIME, State.MISSING, "không có thời hạn", wording)


def _authority(case: _Case) -> Finding:
    """Who decides or receives it: a reporting line, a submission, a decision of its own."""
    if case.task.reports:
        return Finding(Aspect.AUTHORITY, State.MET, evidence=case.task.reports[0].evidence)
    decides = case.sign("approves")
    if decides is not None and "theo thẩm quyền" not in decides.quote.lower():
        return Finding(Aspect.AUTHORITY, State.MET, evidence=decides)
    wording = "thêm: “trình [cấp có thẩm quyền] phê duyệt”, hoặc “báo cáo [cơ quan] quyết định”"
    if decides is not None:
        why = "“theo thẩm quyền” không nói thẩm quyền của ai"
        return Finding(Aspect.AUTHORITY, State.VAGUE, why, wording, decides)
    return Finding(Aspect.AUTHORITY, State.MISSING, "không nêu ai quyết định hay nhận kết quả", wording)


def _result(case: _Case) -> Finding:
    """A product, a figure, or a thing left behind by an act; an act without a thing is loose."""
    if case.task.product:
        return Finding(Aspect.RESULT, State.MET, evidence=case.task.evidence)
    for figure in case.reading.targets:
        if case.task.evidence.start <= figure.evidence.start < case.task.evidence.end:
            return Finding(Aspect.RESULT, State.MET, evidence=figure.evidence)
    made = case.sign("made")
    if made is not None:
        return Finding(Aspect.RESULT, State.MET, evidence=made)
    wording = "thêm sản phẩm hoặc chỉ tiêu: “[kế hoạch, báo cáo, danh sách…]”, “đạt ít nhất …%”"
    act = case.sign("acts")
    if act is not None:
        why = f"có việc (“{act.quote}”) nhưng không nêu sản phẩm hay mức phải đạt"
        return Finding(Aspect.RESULT, State.VAGUE, why, wording, act)
    return Finding(Aspect.RESULT, State.MISSING, "không nêu sản phẩm hay mức phải đạt", wording)


def _resource(case: _Case) -> Finding:
    means = case.sign("means")
    if means is not None:
        return Finding(Aspect.RESOURCE, State.MET, evidence=means)
    return Finding(
        Aspect.RESOURCE,
        State.MISSING,
        "không nêu nguồn lực thực hiện",
        "thêm: “kinh phí từ [nguồn]”, hoặc “[đơn vị] bố trí [người, vốn]”",
    )


_CHECKS = {
    Aspect.PERSON: _person,
    Aspect.WORK: _work,
    Aspect.TIME: _time,
    Aspect.DUTY: _duty,
    Aspect.AUTHORITY: _authority,
    Aspect.RESULT: _result,
    Aspect.RESOURCE: _resource,
}


@functools.cache
def _signs() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads(data.path("words", "clarity.toml").read_text(encoding="utf-8"))
    words = {sign["kind"]: "|".join(sign["words"]) for sign in table["sign"]}
    near = r"(?:\s+[^\W\d_]+){0,5}?\s+"
    words["made"] = f"(?:{words['makes']}){near}(?:{words['things']})"
    return {kind: re.compile(rf"\b(?:{found})\b", re.I) for kind, found in words.items()}
