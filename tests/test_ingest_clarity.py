"""Formulas of clarity, and tasks judged by them."""

import re
import tomllib
from dataclasses import replace

import pytest
from texts import plan

import data
from ingest.clarity import clarity_of
from ingest.formulas import aspect_of, formulas_in
from ontology.clarity import STANDARD, Aspect, State

TABLE = tomllib.loads(data.path("words", "clarity.toml").read_text(encoding="utf-8"))
P, W, T, D, A, R, M = (
    Aspect.PERSON,
    Aspect.WORK,
    Aspect.TIME,
    Aspect.DUTY,
    Aspect.AUTHORITY,
    Aspect.RESULT,
    Aspect.RESOURCE,
)


def pairs(kind, field):
    return [(entry, example) for entry in TABLE[kind] for example in entry[field]]


@pytest.mark.parametrize(("entry", "example"), pairs("aspect", "examples"))
def test_a_term_names_its_aspect(entry, example):
    assert aspect_of(example) == Aspect(entry["name"])


@pytest.mark.parametrize(("entry", "example"), pairs("aspect", "counter"))
def test_a_term_names_no_other_aspect(entry, example):
    assert aspect_of(example) != Aspect(entry["name"])


@pytest.mark.parametrize(("entry", "example"), pairs("sign", "examples"))
def test_a_sign_is_in_its_examples(entry, example):
    assert re.search(rf"\b(?:{'|'.join(entry['words'])})\b", example, re.I)


@pytest.mark.parametrize(("entry", "example"), pairs("sign", "counter"))
def test_a_sign_is_in_no_counter_example(entry, example):
    assert not re.search(rf"\b(?:{'|'.join(entry['words'])})\b", example, re.I)


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("bảo đảm “6 rõ”: rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ thẩm quyền, rõ kết quả.", STANDARD),
        ("theo tinh thần “06 rõ” và báo cáo", STANDARD),
        ("6 rõ (rõ người, rõ việc, rõ tiến độ, rõ trách nhiệm, rõ thẩm quyền, rõ sản phẩm)", STANDARD),
        ("nguyên tắc: rõ nhiệm vụ, rõ nguồn lực, rõ lộ trình và thời gian hoàn thành, rõ kết quả.", (W, M, T, R)),
        ("theo 5 rõ về nhiệm vụ, nguồn lực, người chịu trách nhiệm, lộ trình, kết quả", (W, M, D, T, R)),
        ("phân công 3 rõ: rõ người, rõ việc và rõ thời hạn hoàn thành", (P, W, T)),
        ("rõ người; rõ việc; rõ tiến độ; rõ hiệu quả", (P, W, T, R)),
    ],
)
def test_a_formula_is_read_with_its_terms(text, aspects):
    (formula,) = formulas_in(text)
    assert formula.aspects == tuple(aspects)
    assert text[formula.evidence.start : formula.evidence.end] == formula.evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "tạo chuyển biến rõ về kỷ luật, kỷ cương",
        "làm rõ nguyên nhân, rõ trách nhiệm của tập thể",
        "5 rõ ràng, minh bạch",
        "xác định 6 nhiệm vụ trọng tâm, nêu rõ việc cần làm",
        "nhìn rõ sự thật, nói rõ sự thật",
        "",
    ],
)
def test_other_words_of_clearness_are_no_formula(text):
    assert formulas_in(text) == ()


def judged(sentence, formula=STANDARD):
    (task,) = clarity_of(plan(f"I. NHIỆM VỤ\n\n1. {sentence}"), formula).tasks
    return {finding.aspect: finding for finding in task.findings}, task


def test_a_task_that_says_all_six_is_clear():
    found, task = judged(
        "Giao Công an phường chủ trì, phối hợp với các tổ dân phố xây dựng phương án tuần tra, trình Ủy ban nhân dân "
        "phường phê duyệt trước ngày 30/6/2026."
    )
    assert {f.state for f in found.values()} == {State.MET}
    assert task.score == 1


@pytest.mark.parametrize(
    ("sentence", "aspect", "state"),
    [
        ("Xây dựng kế hoạch tuần tra trước ngày 30/6/2026.", P, State.MISSING),
        ("Các cơ quan, đơn vị lập danh sách hộ nghèo trước ngày 30/6/2026.", P, State.VAGUE),
        ("Công an phường lập danh sách trước ngày 30/6/2026.", P, State.MET),
        ("Công an phường lập danh sách trước ngày 30/6/2026.", D, State.MET),
        ("Các chi bộ lập danh sách trước ngày 30/6/2026.", D, State.VAGUE),
        ("Công an phường tăng cường tuần tra.", W, State.VAGUE),
        ("Công an phường lập danh sách.", W, State.MET),
        ("Công an phường kịp thời lập danh sách.", T, State.VAGUE),
        ("Công an phường lập danh sách.", T, State.MISSING),
        ("Công an phường lập danh sách trước ngày 25 hằng tháng.", T, State.MET),
        ("Công an phường xử lý vi phạm theo thẩm quyền.", A, State.VAGUE),
        ("Công an phường lập danh sách, báo cáo về Đảng ủy phường.", A, State.MET),
        ("Công an phường rà soát địa bàn.", R, State.VAGUE),
        ("Công an phường phát huy vai trò nòng cốt.", R, State.MISSING),
        ("Công an phường xây dựng ít nhất 02 mô hình tự quản.", R, State.MET),
        ("Công an phường lập danh sách.", M, State.MISSING),
        ("Công an phường lắp camera từ nguồn ngân sách phường.", M, State.MET),
    ],
)
def test_each_aspect_is_judged_by_the_words(sentence, aspect, state):
    found, _ = judged(sentence, (aspect,))
    finding = found[aspect]
    assert finding.state is state
    assert bool(finding.why) == bool(finding.suggestion) == (state is not State.MET)


def test_a_day_that_no_calendar_has_is_told_as_such():
    found, _ = judged("Giao Công an phường lập kế hoạch tuần tra, hoàn thành trước ngày 31/9/2026.")
    told = found[Aspect.TIME]
    assert told.state is State.VAGUE
    assert told.why == "“31/9/2026” là ngày không có trong lịch"


def test_every_proof_is_in_the_text():
    reading = plan("I. NHIỆM VỤ\n\n1. Các chi bộ tiếp tục rà soát, kịp thời xử lý theo thẩm quyền.")
    for task in clarity_of(reading).tasks:
        for proof in (f.evidence for f in task.findings if f.evidence):
            assert reading.text[proof.start : proof.end] == proof.quote


def test_the_words_of_a_formula_are_no_work_of_the_task():
    text = "Công an phường lập kế hoạch bảo đảm rõ việc, rõ nguồn lực, rõ kết quả."
    (task,) = clarity_of(plan(f"I. NHIỆM VỤ\n\n1. {text}")).tasks
    assert {f.aspect: f.state for f in task.findings}[M] is State.MISSING


def test_a_text_that_states_a_formula_is_judged_by_it():
    clarity = clarity_of(plan("I. NHIỆM VỤ\n\n1. Các chi bộ lập kế hoạch theo 3 rõ: rõ người, rõ việc, rõ kết quả."))
    assert clarity.formula == (P, W, R)
    assert clarity.stated is not None


def test_a_text_without_tasks_has_no_score():
    clarity = clarity_of(replace(plan("I. NHIỆM VỤ\n\n1. Các chi bộ họp."), tasks=()))
    assert (clarity.score, clarity.tasks) == (None, ())
