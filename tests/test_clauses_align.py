"""Aligning looks at what tasks have in common once: each still gets the verdict that it gets among all the others."""

from dataclasses import replace
from datetime import date

import pytest

from graph.clauses.align import Item, align
from graph.clauses.words import fields_of_body, numbers_of, words_of

CLAUSES = (
    ("giải tỏa lấn chiếm vỉa hè trên các tuyến phố", date(2026, 6, 30)),
    ("khám sức khỏe cho 90% người cao tuổi", None),
    ("số hóa hồ sơ lưu trữ của cơ quan", date(2026, 9, 30)),
)
TASKS = (
    ("ra quân giải tỏa vỉa hè ở chợ", "công an", date(2026, 6, 15)),
    ("ra quân giải tỏa vỉa hè ở chợ", "phòng kinh tế", date(2026, 12, 31)),
    ("tổ chức khám sức khỏe người cao tuổi, đạt 90%", "trạm y tế", None),
    ("phấn đấu khám sức khỏe cho người già", "trạm y tế", None),
    ("số hóa sổ sách còn lại", "văn phòng", date(2026, 9, 15)),
    ("mua sắm phần mềm quản lý hồ sơ lưu trữ", "văn phòng", None),
    ("diễn tập phòng thủ", "ban chỉ huy quân sự", None),
)


def item(name, text, body="", due=None):
    owners = frozenset([body] if body else [])
    return Item(name, words_of(text), owners, fields_of_body(body), due, False, numbers_of(text))


@pytest.fixture(scope="module")
def clauses():
    return [item(f"c{at}", text, due=due) for at, (text, due) in enumerate(CLAUSES)]


@pytest.fixture(scope="module")
def tasks():
    return [item(f"t{at}", *told) for at, told in enumerate(TASKS)]


def test_each_task_has_the_clause_that_it_carries_out(clauses, tasks):
    told = {pair.task: pair.clause for pair in align(clauses, tasks)}
    assert told == {"t0": "c0", "t1": "c0", "t2": "c1", "t3": "c1", "t4": "c2", "t5": "c2"}


def test_copies_of_a_task_have_its_verdict_and_its_own_names(clauses, tasks):
    once = {pair.task: pair for pair in align(clauses, tasks)}
    twice = align(clauses, [*tasks, *(replace(task, id=f"{task.id}'") for task in tasks)])
    pairs = {pair.task: pair for pair in twice}
    assert set(pairs) == {*once, *(f"{task}'" for task in once)}
    assert all(replace(pairs[task], task=f"{task}'") == pairs[f"{task}'"] for task in once)


def test_what_is_like_in_words_may_differ_by_its_day(clauses, tasks):
    scores = {pair.task: pair.score for pair in align(clauses, tasks)}
    assert scores["t0"] > scores["t1"], "a day shortly before the clause's speaks for it, one long after against it"


def test_the_order_of_tasks_does_not_matter(clauses, tasks):
    there = {pair.task: (pair.clause, round(pair.score, 9)) for pair in align(clauses, tasks)}
    back = {pair.task: (pair.clause, round(pair.score, 9)) for pair in align(clauses[::-1], tasks[::-1])}
    assert there == back


def test_nothing_aligns_with_nothing(clauses, tasks):
    assert align([], tasks) == align(clauses, []) == []
