"""The questions that wait for a person, as items of one form: what is asked, the sentence, candidates, reasons.

:func:`ui.actions.review` puts them in order.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from ui.actions.lookup import candidates_of
from ui.actions.values import Candidate, Json
from ui.words import day, shorten

if TYPE_CHECKING:
    from graph.clauses.clauses import Aligned, Clause
    from graph.decisions import Decision
    from graph.lacking import Lacking
    from graph.reader import Reader
    from graph.rows import Record
    from graph.unsure import Unsure

__all__ = ["KINDS", "alignments_asked", "assertions", "identity", "lacking", "suspects"]

#: The kinds of questions, the most consequential first, each with why it stands where it does.
KINDS: Final = {
    "suspect": "Quyết định của một người không còn hiệu lực vì câu văn đã khác sau khi đọc lại.",
    "blank": "Chưa đọc được số hay ngày của văn bản: chuỗi, tháng và thời hạn đều dựa vào đó.",
    "unowned": "Chưa thấy giao cho ai, trong một văn bản có giao việc cho đơn vị.",
    "deadline": "Thời hạn đọc chưa chắc, hoặc câu có nói thời hạn mà máy chưa đọc được.",
    "relation": "Quan hệ suy đoán giữa hai văn bản quyết định chuỗi đi đâu.",
    "issuer": "Cơ quan ban hành suy đoán quyết định văn bản đứng ở cấp nào.",
    "naming": "Văn bản gọi tên chính mình khác với điều kho biết.",
    "duplicate": "Hai văn bản có thể là một: chuỗi và số liệu đang bị chia đôi.",
    "copies": "Các tệp của một văn bản nói khác nhau: nhiệm vụ, thời hạn đang tính theo một tệp.",
    "unresolved": "Lời gọi có nhiều văn bản hợp: chuỗi đang đứt ở đây.",
    "open": "Lời gọi không đủ số ký hiệu: chuỗi có thể đang đứt ở đây.",
    "inferred": "Lời gọi được hiểu là văn bản duy nhất còn hợp, chưa ai xác nhận.",
    "place": "Địa danh không ghi tỉnh, thành phố: các đơn vị của văn bản có thể nhập nhầm nơi.",
    "owner": "Giao việc suy đoán.",
    "report": "Nơi nhận báo cáo suy đoán.",
    "addressee": "Nơi nhận suy đoán.",
    "collision": "Nhiều văn bản cùng số ký hiệu; kho coi là các văn bản khác nhau.",
    "alignment": "Nhiệm vụ cấp dưới suy đoán là cụ thể hóa một nhiệm vụ cấp trên.",
}
#: So many differences of two files are told.
_SOME: Final = 12
#: Questions of more directives than these cannot be settled in one word.
_PAIR: Final = 2
#: So many characters of a document show its head: number, day, issuer, subject.
_HEAD: Final = 420


def _item(kind: str, about: Sequence[str], question: str, **values: Any) -> Json:  # noqa: ANN401 - plain values
    return {
        "id": hashlib.sha256(" ".join((kind, *about)).encode()).hexdigest()[:12],
        "kind": kind,
        "question": question,
        "why_first": KINDS[kind],
        "about": list(about),
        "hangs": 0,
        "rank": 0.0,
        "candidates": [],
        "reasons": [],
        **dict.fromkeys(("quote", "span", "text", "document", "directive", "correct", "decision", "other")),
        **values,
    }


def suspects(reader: "Reader") -> Iterator[Json]:
    """Words of persons about sentences that are others now."""
    from graph.corrections import standing
    from graph.decisions import Standing, effective

    yield from _corrections(reader, [one.decision for one in standing(reader) if one.standing is Standing.SUSPECT])
    made = {iri: one for iri, one in effective(reader).items() if one.standing is Standing.SUSPECT}
    facts = _facts(reader, list(made))
    for iri, ruling in made.items():
        if iri in facts:
            question, proof = facts[iri]
            said = "đúng" if ruling.decision.verdict == "confirmed" else "sai"
            reason = f"{ruling.decision.by} đã ghi là {said} ngày {day(ruling.decision.at.date().isoformat())}: "
            yield _item("suspect", [iri], question, reasons=[f"{reason}“{ruling.decision.why}”"], **proof)


def _corrections(reader: "Reader", made: "Sequence[Decision]") -> Iterator[Json]:
    """Corrections whose sentence has changed: to be made again, or taken back."""
    from ui.actions.correct import field_word
    from ui.actions.things import called

    names = called(reader, {one.about[0] for one in made})
    for one in made:
        told = names[one.about[0]]
        assert one.correction is not None
        said = f"{one.by} đã sửa {field_word(one.correction.field)} thành: {one.correction.words()} (“{one.why}”)"
        proof = {key: told.get(key) for key in ("quote", "span", "text", "document")}
        yield _item(
            "suspect", [one.about[0]], told["name"], reasons=[said], correct=one.about[0], decision=one.iri, **proof
        )


_BLANK: Final = {"date": "ngày ban hành", "code": "số, ký hiệu", "both": "số, ký hiệu và ngày ban hành"}
_TASK: Final = {
    "owner": "Việc này giao cho ai?",
    "guessed": "Thời hạn “{said}” có đúng như máy hiểu không?",
    "unread": "Việc này có thời hạn nào?",
}


def lacking(reader: "Reader", found: "Sequence[Lacking]") -> Iterator[Json]:
    """What documents lack: items that a person answers by correcting them (``correct`` is the IRI to correct)."""
    from graph.walk import ask_each
    from ui.actions.labels import label_of
    from ui.actions.tables import details

    whole = [one.iri for one in found if ":task:" not in one.iri]
    texts = {row["text"]: row for row in ask_each(reader, "text", "text", whole)}
    rows = list(ask_each(reader, "task", "task", [one.iri for one in found if ":task:" in one.iri]))
    tasks = {task["id"]: task for task in details(reader, rows)}
    for one in found:
        if (row := texts.get(one.iri)) is not None:
            name = row["code"] or row["document"]
            yield _item(
                "blank", [one.iri], f"{name}: {_BLANK[one.what]} là gì?", hangs=one.hangs, correct=one.iri,
                text=one.iri, document=row["document"], directive=row["directive"],
                span=[0, min(_HEAD, _length(reader, one.iri))],
            )  # fmt: skip
        elif (task := tasks.get(one.iri)) is not None:
            question = _TASK[one.what].format(said=one.said)
            told = {key: task[key] for key in ("quote", "span", "text", "document", "directive")}
            days = [day(row["to"]) for row in task["deadlines"] if row["to"]]
            reasons = (
                [f"máy hiểu là {', '.join(days)}; câu không ghi trọn ngày, tháng, năm"]
                if one.what == "guessed" and days
                else []
            )
            kind = "unowned" if one.what == "owner" else "deadline"
            yield _item(
                kind, [one.iri], f"{label_of(task)}: {question}", hangs=1, correct=one.iri, reasons=reasons, **told
            )


def _length(reader: "Reader", text: str) -> int:
    """How much of a text is its head: as far as the page shows it."""
    from graph.rows import ask

    rows = ask(reader, "content", text=text)
    return len(rows[0]["content"]) if rows else 1


def assertions(reader: "Reader", found: "Sequence[Unsure]") -> Iterator[Json]:
    """What is only inferred of documents, owners and receivers."""
    facts = _facts(reader, [one.assertion for one in found])
    for one in found:
        if one.assertion in facts:
            question, proof = facts[one.assertion]
            yield _item(one.kind, [one.assertion], question, hangs=one.hangs, **proof)


def _facts(reader: "Reader", assertions: Sequence[str]) -> dict[str, tuple[str, Json]]:
    """Each assertion as a question, with its sentence."""
    from graph.rows import ask
    from graph.walk import ask_each
    from graph.words import relation_word

    rows = {row["assertion"]: row for row in ask_each(reader, "evidence-of-edge", "assertion", assertions)}
    ends = sorted({row[end] for row in rows.values() for end in ("subject", "object")})
    same = {row["mentioned"]: row["directive"] for row in ask(reader, "identified", mentioned=ends)} if ends else {}
    heads = {c.id: _called(c) for c in candidates_of(reader, sorted(set(same.values())))}
    tasks = {row["task"]: shorten(row["wording"], 160) for row in ask_each(reader, "task", "task", _tasks(ends))}

    def name(iri: str, row: Any) -> str:  # noqa: ANN401 - a row of plain values
        return heads.get(same.get(iri, "")) or tasks.get(iri) or row["surface"] or iri.rpartition(":")[2]

    return {
        iri: (
            f"{name(row['subject'], row)} → {relation_word(row['relation'])} → {name(row['object'], row)}",
            {
                "quote": row["quote"],
                "span": [row["start"], row["end"]],
                "text": row["text"],
                "document": row["document"],
                "directive": same.get(row["subject"]),
                "correct": _to_correct(row),
            },
        )
        for iri, row in rows.items()
    }


def _to_correct(row: "Record") -> str | None:
    """What would be corrected in the place of an assertion: its task, or the text that it says the issuer of."""
    if ":task:" in row["subject"]:
        return str(row["subject"])
    return str(row["text"]) if row["relation"].endswith(":issues") else None


def _tasks(iris: Iterable[str]) -> list[str]:
    return [iri for iri in iris if ":task:" in iri]


def identity(who: Json) -> Iterator[Json]:
    """Who is who: the findings of ``chidao identity`` as questions."""
    told = {tuple(sorted(decision["about"])) for decision in who["decisions"]}
    for one in who["collisions"]:
        several = one["directives"]
        if len(several) == _PAIR and tuple(sorted(d["id"] for d in several)) not in told:
            yield _item(
                "collision",
                sorted(d["id"] for d in several),
                f"{one['code']}: hai văn bản khác nhau hay là một?",
                candidates=[_choice(d, ()) for d in several],
                hangs=sum(d["citing"] for d in several),
            )
    for one in who["duplicates"]:
        both = (one["one"], one["other"])
        yield _item(
            "duplicate",
            sorted(d["id"] for d in both),
            f"{_told(both[0])} và {_told(both[1])} có phải là một văn bản?",
            candidates=[_choice(d, ()) for d in both],
            reasons=one["reasons"],
            hangs=sum(d["citing"] for d in both),
        )
    for one in who["copies"]:
        yield _copies(one)
    for one in who["unresolved"]:
        question = f"“{_told(one['mention'])}” là văn bản nào?"
        choices = [_choice(d, ()) for d in one["candidates"]]
        yield _mention("unresolved", one, question, choices, one["mention"]["citing"])
    for kind in ("open", "inferred"):
        for one in who[kind]:
            question = f"“{shorten(one['mention']['words'], 140)}” là văn bản nào?"
            yield _mention(kind, one, question, [_choice(d, ()) for d in one["candidates"]], len(one["evidence"]))
    for one in who["self_naming"]:
        question = f"{_told(one['document'])} tự gọi mình bằng tên khác; có phải là {_told(one['candidate'])}?"
        named = {**one, "mention": one["document"]}
        yield _mention("naming", named, question, [_choice(one["candidate"], ())], one["document"]["citing"])
    for one in who["units"]["places"]:
        if one["grade"] != "đã xác nhận":
            yield _place(one)


def _mention(kind: str, one: Json, question: str, choices: list[Json], hangs: int) -> Json:
    proof = one["evidence"][0] if one["evidence"] else {}
    told = {key: proof.get(key) for key in ("quote", "span", "text", "document")}
    return _item(
        kind, [one["mention"]["id"]], question, candidates=choices, reasons=one["reasons"], hangs=hangs, **told
    )


def _copies(one: Json) -> Json:
    """Two files of one directive that contradict each other; the first is the one that is counted."""
    both = (one["counted"], one["copy"])
    words = {"gained": "thêm", "lost": "không có", "changed": "khác"}
    told = [f"{words[c['doing']]} {c['kind']} {shorten(c['about'], 80)}: " + _said(c) for c in one["differs"]]
    return _item(
        "copies",
        [file["text"] for file in both],
        f"{_told(one['directive'])}: tính theo tệp {both[0]['document']} hay tệp {both[1]['document']}?",
        candidates=[{"id": file["text"], "name": file["document"], "reasons": []} for file in both],
        reasons=[f"đang tính theo {both[0]['document']}, vì {one['why']}", *told[:_SOME]],
        hangs=len(told),
        text=both[0]["text"],
        document=both[0]["document"],
        directive=one["directive"]["id"],
    )


def _said(change: Json) -> str:
    before, after = (f"“{shorten(change[key], 160)}”" for key in ("before", "after"))
    return f"{before} → {after}" if change["doing"] == "changed" else after if change["doing"] == "gained" else before


def _place(one: Json) -> Json:
    return _item(
        "place",
        [one["id"]],
        f"“{one['name']}” trong tệp {one['document']} ở tỉnh, thành phố nào?",
        candidates=[
            {"id": c["id"], "name": f"{c['name']}, {c['province']}", "reasons": c["reasons"]} for c in one["candidates"]
        ],
        reasons=one["reasons"],
        hangs=len(one["units"]),
        text=one["text"],
        document=one["document"],
        chosen=one["chosen"]["id"] if one["chosen"] else None,
    )


def alignments_asked(reader: "Reader", pairs: "Sequence[tuple[Clause, Aligned]]") -> Iterator[Json]:
    """Tasks that may make a task of those above specific."""
    from graph.walk import ask_each

    rows = {row["task"]: row for row in ask_each(reader, "task", "task", [aligned.task.id for _, aligned in pairs])}
    clauses = sorted({clause.task.id for clause, _ in pairs})
    others = {row["task"]: row for row in ask_each(reader, "task", "task", clauses)}
    ids = sorted({iri for clause, aligned in pairs for iri in (clause.task.directive, aligned.task.directive)})
    heads = {c.id: _called(c) for c in candidates_of(reader, ids)}
    for clause, aligned in pairs:
        row = rows.get(aligned.task.id)
        if row is None:
            continue
        above = f"{heads.get(clause.task.directive, '')}, mục {clause.task.path}"
        yield _item(
            "alignment",
            [aligned.task.id, clause.task.id],
            f"Nhiệm vụ này của {heads.get(aligned.task.directive, '')} có phải để thực hiện {above}?",
            rank=aligned.score,
            candidates=[{"id": clause.task.id, "name": f"{above}: {clause.task.text}", "reasons": []}],
            other=_other(others.get(clause.task.id), above),
            reasons=[f"độ giống {round(100 * aligned.score)}/100", *aligned.reasons],
            quote=row["quote"],
            span=[row["start"], row["end"]],
            text=row["text"],
            document=row["document"],
            directive=row["directive"],
        )


def _other(row: "Record | None", above: str) -> Json | None:
    """The sentence of the clause, to be seen beside that of the task."""
    if row is None:
        return None
    span = [row["start"], row["end"]]
    return {"quote": row["quote"], "span": span, "text": row["text"], "document": row["document"], "name": above}


def _choice(head: Json, reasons: Sequence[str]) -> Json:
    name = " · ".join(filter(None, (_told(head), head["issuer"], head["title"])))
    return {"id": head["id"], "name": name, "reasons": list(reasons)}


def _told(head: Json) -> str:
    when = f" ngày {day(head['date'])}" if head["date"] else ""
    return f"{head['code'] or head['title'] or head['document'] or head['id'].rpartition(':')[2]}{when}"


def _called(one: Candidate) -> str:
    when = f" ngày {day(one.date)}" if one.date else ""
    return f"{one.code or one.title or one.document or one.id.rpartition(':')[2]}{when}"
