"""Amounts that sentences tell, and whether a result keeps the amount that its promise names."""

import re
import tomllib
from decimal import Decimal

import pytest

import data
from ontology.amounts import Kept, amounts, kept, numeral, only_more, shares

WORDS = tomllib.loads(data.path("words", "amounts.toml").read_text(encoding="utf-8"))


def told(words):
    return [(str(amount.value), amount.noun) for amount in amounts(words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lũy kế 36/41 hộ", [(36, 41)]),
        ("Nạo vét được 1,6/2,4 km", [(Decimal("1.6"), Decimal("2.4"))]),
        ("làm sạch 1.182/1.240 hồ sơ", [(1182, 1240)]),
        ("13 trên 14 hộ", [(13, 14)]),
        ("9 hộ trong tổng số 14 hộ", [(9, 14)]),
        ("đến 24/24 chi bộ", [(24, 24)]),
        ("hoàn thành trước 5/9", []),
        ("khai giảng (5/9)", []),
        ("các ngày 3/9, 5/9 và 7/9", []),
        ("từ ngày 5/9 đến 8/9/2026", []),
        ("trực 24/7", []),
        ("trú tại hẻm 5/12 đường Lê Lai", []),
        ("trong tháng 9/2026", []),
        ("Kế hoạch số 45/60", []),
        ("với 45/48 đại biểu dự", []),
    ],
)
def test_shares_of_a_whole_and_what_is_none(words, found):
    assert [(share.value, share.whole) for share in shares(words)] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("vận động thêm 09 hộ dân", [("9", "hộ")]),
        ("kết nạp ít nhất 05 đảng viên mới", [("5", "đảng viên")]),
        ("nạo vét 2,4 km", [("2.4", "km")]),
        ("thu 3,2 tỷ đồng", [("3200000000.0", "đồng")]),
        ("thu 3.200 triệu", [("3200000000", "đồng")]),
        ("trong 15 ngày, tiêm cho trẻ từ 10 tuổi", []),
        ("kiểm tra 03 chi bộ (Chi bộ khu phố 2, Chi bộ khu phố 5)", [("3", "chi bộ")]),
        ("không quá 03 vụ, giảm 5%", []),
        ("xong trước ngày 25/9", []),
    ],
)
def test_what_is_counted_and_what_is_not(words, found):
    assert told(words) == found


@pytest.mark.parametrize("name", ["single", "times", "no_thing"])
def test_the_words_of_counting_do_what_their_examples_say(name):
    keys = set(WORDS[name]["words"])

    def held(words):
        return [noun in keys for _, noun in told(words)]

    for example in WORDS[name]["examples"]:
        assert all(held(example)) if name == "single" else told(example) == []
    for counter in WORDS[name]["counter"]:
        assert not all(held(counter)) if name == "single" else told(counter)


@pytest.mark.parametrize("name", ["named", "bound"])
def test_names_and_bounds_count_nothing(name):
    assert all(told(example) == [] for example in WORDS[name]["examples"])
    assert all(told(counter) for counter in WORDS[name]["counter"])


@pytest.mark.parametrize("name", ["summed", "audience", "more"])
def test_the_other_words_match_both_ways(name):
    pattern = re.compile(WORDS[name]["pattern"], re.I)
    for words in WORDS[name]["examples"]:
        assert pattern.search(words), words
    for words in WORDS[name]["counter"]:
        assert not pattern.search(words), words


@pytest.mark.parametrize(
    ("promise", "result", "found"),
    [
        ("vận động 14 hộ còn lại bàn giao", "Vận động thêm 09 hộ bàn giao, lũy kế 36/41 hộ", Kept.SHORT),
        ("vận động 14 hộ còn lại bàn giao", "Vận động thêm 14 hộ, lũy kế 41/41 hộ", Kept.REACHED),
        ("vận động 14 hộ còn lại bàn giao", "Lũy kế 36/41 hộ đã bàn giao", None),
        ("nạo vét 2,4 km", "Nạo vét được 1.600 m cống", Kept.SHORT),
        ("nạo vét 2,4 km", "Đổ bê tông đường rộng 3 m", None),
        ("thu 3,2 tỷ đồng", "Thu được 3.300 triệu đồng", Kept.REACHED),
        ("số hóa 100% hồ sơ", "Số hóa 86% hồ sơ", Kept.SHORT),
        ("02 lớp cho 120 người", "Mở 02 lớp cho 98 người", Kept.REACHED),
        ("kiểm tra 03 chi bộ và 05 chi bộ trường học", "Kiểm tra 03 chi bộ", None),
        ("kết nạp 05 đảng viên", "Lập 02 tổ đảng", None),
    ],
)
def test_the_amount_told_is_held_against_the_amount_promised(promise, result, found):
    assert kept(promise, result) is found


def test_more_is_not_all():
    assert only_more("Vận động thêm 09 hộ")
    assert not only_more("Vận động thêm 09 hộ cuối cùng, hoàn thành bàn giao")


def test_a_number_is_printed_as_vietnamese_does():
    assert numeral(Decimal("2.4")) == "2,4"
