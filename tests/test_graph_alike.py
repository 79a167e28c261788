"""Sentences of one piece of work are alike, of two are not."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import data
from graph.alike import Alike, figures
from graph.month.closures import ALIKE

TABLE = tomllib.loads(data.path("words", "matter.toml").read_text(encoding="utf-8"))
PAIRS = [(pair["one"], pair["other"], kind == "alike") for kind in ("alike", "apart") for pair in TABLE[kind]]
WORDS = st.lists(
    st.sampled_from(
        ["chi", "bộ", "rà", "soát", "hồ", "sơ", "đảng", "viên", "120", "hộ", "dân", "đường", "chợ", "trường", "học"]
    ),
    max_size=9,
)


@pytest.fixture(scope="module")
def alike():
    return Alike([sentence for one, other, _ in PAIRS for sentence in (one, other)])


@pytest.mark.parametrize(("one", "other", "same"), PAIRS)
def test_pairs_of_the_table(alike, one, other, same):
    assert (alike.score(one, other) >= ALIKE) == same


def test_the_best_of_several_is_named_by_its_place(alike):
    one, other, _ = PAIRS[0]
    place, score = alike.best(one, [PAIRS[3][1], other], ALIKE)
    assert (place, score) == (1, alike.score(one, other))
    assert alike.best(one, [PAIRS[3][1]], ALIKE) is None
    assert alike.best(one, [], ALIKE) is None


def test_days_and_words_of_office_do_not_count():
    one, other = "Tiếp tục thực hiện nhiệm vụ trước ngày 30/6/2026.", "Hoàn thành công tác trước ngày 30/6/2026."
    assert Alike([one, other]).score(one, other) == 0


@given(WORDS, WORDS)
def test_it_is_even_handed_and_bounded(one, other):
    first, second = " ".join(one), " ".join(other)
    alike = Alike([first, second])
    assert 0 <= alike.score(first, second) == alike.score(second, first) <= 1.0000001
    assert alike.score(first, first) in (0.0, pytest.approx(1.0))


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Lắp đặt 12/20 camera trước ngày 29/6/2026", {12, 20}),
        ("Đối chiếu 1.182/1.240 đảng viên trong tháng 6/2026", {1182, 1240}),
        ("Xây dựng đề án", set()),
    ],
)
def test_figures_are_those_of_the_matter(sentence, numbers):
    assert figures(sentence) == numbers


@given(st.lists(WORDS, max_size=6), WORDS, st.sampled_from([0.12, 0.2, 0.5, 0.99]))
def test_no_sentence_that_is_like_another_is_passed_over(written, asked, least):
    sentences, one = [" ".join(words) for words in written], " ".join(asked)
    alike = Alike([*sentences, one])
    like = {place for place, other in enumerate(sentences) if alike.score(one, other) >= least}
    assert like <= set(alike.near(sentences).may_reach(one, least))
