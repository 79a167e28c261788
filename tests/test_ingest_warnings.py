"""Each warning fires where it must and stays silent where it must."""

import pytest
from texts import LETTER, PLAN, letter, plan, read

GOOD = PLAN.format(
    subject="mở rộng tổ hòa giải",
    preamble=(
        "Thực hiện Kế hoạch số 10-KH/TU ngày 02/4/2026 của Tỉnh ủy, Ban Thường vụ Đảng ủy phường xây dựng Kế "
        "hoạch như sau:"
    ),
    body=(
        "I. MỤC ĐÍCH\n\n1. Dân yên.\n\nII. NHIỆM VỤ\n\n1. Công an phường lập tổ trước ngày 30/6/2026 theo mục "
        "1, phần I.\n\n2. Kế hoạch này gửi các chi bộ."
    ),
)


def codes(reading):
    for warning in reading.warnings:
        assert warning.what
        assert (warning.span is None) == (warning.quote == "")
        if warning.span is not None:
            assert reading.text[slice(*warning.span)] == warning.quote
    return [warning.code for warning in reading.warnings]


def test_a_clean_document_has_no_warning():
    assert codes(read(GOOD)) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Số 15-KH/ĐU", "Số      -KH/ĐU", "number-missing"),
        ("Số 15-KH/ĐU", "", "number-missing"),
        ("ngày 04 tháng 5 năm 2026", "ngày      tháng     năm 2026", "date-missing"),
        ("ngày 04 tháng 5 năm 2026", "ngày 31 tháng 4 năm 2026", "date-missing"),
        ("2. Kế hoạch này", "1. Kế hoạch này", "item-number-twice"),
        ("mục 1, phần I.", "mục 1, phần VI.", "part-missing"),
        ("Kế hoạch này gửi", "Hướng dẫn này gửi", "self-name"),
        ("30/6/2026", "29/4/2026", "deadline-before-document"),
        ("30/6/2026", "02/9/2026", "deadline-holiday"),
        ("30/6/2026", "31/6/2026", "date-unreal"),
        ("30/6/2026", "31 tháng 9 năm 2026", "date-unreal"),
        ("10-KH/TU", "10-KH/BTCTUU", "symbol-odd"),
        ("30/6/2026", "28/6/2026", "deadline-weekend"),
        ("30/6/2026", "27/6/2026", "deadline-weekend"),
    ],
)
def test_one_fault_one_warning(old, new, code):
    assert old in GOOD
    assert codes(read(GOOD.replace(old, new))) == [code]


def test_a_document_without_head_has_neither_number_nor_day_nor_issuer():
    text = "KẾ HOẠCH\nvề việc chung của thôn\n\n" + GOOD.split("-----")[1].split("Nơi nhận")[0].replace(
        "Ban Thường vụ Đảng ủy phường xây", "nay xây"
    )
    assert {"number-missing", "date-missing", "issuer-missing"} <= set(codes(read(text)))


@pytest.mark.parametrize("level", ["ward", "province"])
def test_an_issuer_whose_place_is_told_nowhere(level):
    text = GOOD.replace("ĐẢNG BỘ TỈNH LAM GIANG    ", "").replace("Sông Trầu, ngày", "ngày")
    if level == "ward":
        text = text.replace("ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", "ĐẢNG ỦY PHƯỜNG")
    else:
        text = (
            text.replace("ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", "THÀNH ỦY")
            .replace("KH/ĐU", "KH/TU")
            .replace("Đảng ủy phường", "Thành ủy")
        )
        text = text.replace("Thường trực Tỉnh ủy (để b/c)", "Như trên").replace("của Tỉnh ủy", "của Trung ương")
    assert "issuer-place-unknown" in codes(read(text))


@pytest.mark.parametrize(
    "words",
    [
        "theo phần VI Nghị quyết số 21-NQ/TW",
        "theo phần VI của Kế hoạch số 10-KH/TU",
        "một phần việc của dân",
        "phần II",
    ],
)
def test_parts_that_are_there_or_elsewhere(words):
    assert codes(read(GOOD.replace("theo mục 1, phần I", words))) == []


@pytest.mark.parametrize(
    "kind",
    ["Nghị quyết", "Chỉ thị", "Kết luận", "Quyết định", "Quy định", "Nghị định", "Kế hoạch", "Hướng dẫn", "Luật"],
)
def test_a_part_of_another_directive_of_any_type_is_not_missed(kind):
    assert "part-missing" not in codes(read(GOOD.replace("theo mục 1, phần I", f"theo phần VI {kind} số 3")))
    assert "part-missing" not in codes(read(GOOD.replace("theo mục 1, phần I", f"theo phần VI của {kind} 3")))


def test_a_document_without_parts_lacks_none():
    reading = letter("1. Công an phường xem phần VI để biết.\n\n2. Rà soát hộ nghèo.")
    assert "part-missing" not in codes(reading)


def test_items_of_one_number_in_two_parts_are_no_doubles():
    assert (
        codes(plan("I. NHIỆM VỤ CHUNG\n\n1. Rà soát hộ nghèo.\n\nII. NHIỆM VỤ RIÊNG\n\n1. Rà soát hộ cận nghèo.")) == []
    )
    assert codes(plan("I. NHIỆM VỤ\n\n- Rà soát hộ nghèo.\n\n- Rà soát hộ cận nghèo.")) == []


def test_doubles_are_told_once():
    reading = letter(
        "1. Rà soát hộ nghèo.\n\n2. Rà soát hộ cận nghèo.\n\n2. Rà soát nhà dột.\n\n2. Rà soát hộ neo đơn."
    )
    assert codes(reading) == ["item-number-twice"]
    assert "3" in reading.warnings[0].what
    assert "2" in reading.warnings[0].what


def test_a_letter_may_say_this_plan_of_the_plan_it_sends():
    reading = letter("1. Các chi bộ thực hiện Kế hoạch số 10-KH/TU của Tỉnh ủy; Kế hoạch này đã đăng trên trang tin.")
    assert codes(reading) == []


def test_a_plan_copied_from_a_guidance():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Các chi bộ căn cứ Hướng dẫn này lập danh sách.\n\n2. Các chi bộ thực hiện Hướng dẫn này."
    )
    assert codes(reading) == ["self-name"]


@pytest.mark.parametrize(
    "code",
    [
        "10-KH/TU",
        "27-KL/TW",
        "30/2020/NĐ-CP",
        "117/2025/QH15",
        "12-HD/BTGDVTU",
        "7288/UBND-KGVX",
        "33/KH-MTTQ-BTT",
        "6/QĐ-BNN-QLCL",
        "5121/BNNMT-QLĐĐ",
    ],
)
def test_known_symbols_are_not_odd(code):
    assert codes(read(GOOD.replace("10-KH/TU", code))) == []


def test_an_odd_symbol_is_shown_and_never_mended():
    reading = read(GOOD.replace("10-KH/TU", "10-KH/BTCTUU"))
    (warning,) = reading.warnings
    assert "BTCTUU" in warning.what
    assert [c.code.text for c in reading.citations] == ["10-KH/BTCTUU"]


def test_a_deadline_on_the_day_itself_is_early_enough():
    assert codes(read(GOOD.replace("30/6/2026", "04/5/2026"))) == []


def test_without_a_day_of_its_own_no_deadline_is_early():
    reading = read(
        LETTER.format(
            subject="x",
            preamble="Đảng ủy phường Sông Trầu đề nghị các chi bộ thực hiện ngay các việc sau đây:",
            body="1. Làm xong trước ngày 02/01/2020.",
        ).replace("ngày 04 tháng 5 năm 2026", "ngày   tháng   năm 2026")
    )
    assert codes(reading) == ["date-missing"]


@pytest.mark.parametrize(
    ("printed", "meant"), [("27-KLITW", "27-KL/TW"), ("08 - NQlĐU", "08-NQ/ĐU"), ("15-CTr|TU", "15-CTr/TU")]
)
def test_a_stroke_misread_is_proposed_and_never_cited(printed, meant):
    reading = letter(f"1. Các chi bộ thực hiện Kết luận số {printed} trong tháng 5.")
    (told,) = [w for w in reading.warnings if w.code == "symbol-odd"]
    assert meant in told.what
    assert told.quote == printed
    assert reading.citations == ()
    assert not [w for w in letter("1. Lớp 12-ATW, đội 5-TTU.").warnings if w.code == "symbol-odd"]
