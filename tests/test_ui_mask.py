"""Telephone and identity numbers are masked where people are shown a text, and nothing else is."""

import re
import time

import pytest
from alone import visit
from conftest import WARD
from hypothesis import given
from hypothesis import strategies as st
from test_ui_pages import _payload

from ui import actions
from ui.mask import mask, masked

NUMBERS = [
    ("gọi 0912345678 để hẹn", "gọi •••••••678 để hẹn"),
    ("ĐT: 0912 345 678.", "ĐT: •••• ••• 678."),
    ("0912.345.678", "••••.•••.678"),
    ("(091-345-6789)", "(•••-•••-•789)"),
    ("098 3456 789", "••• •••• 789"),
    ("0987 65 43 21", "•••• •• •3 21"),
    ("0987 654321", "•••• •••321"),
    ("098 7654321", "••• ••••321"),
    ("09.12.34.56.78", "••.••.••.•6.78"),
    ("0912345678/0987654321", "•••••••678/•••••••321"),
    ("0912345678, 0987654321", "•••••••678, •••••••321"),
    ("0912345678-0987654321", "•••••••678-•••••••321"),
    ("+84 912 345 678", "+•• ••• ••• 678"),
    ("(+84) 912345678", "(+••) ••••••678"),
    ("+84.912.345.678", "+••.•••.•••.678"),
    ("(0237) 3852 123", "(••••) •••• 123"),
    ("0237.3852.123", "••••.••••.123"),
    ("024 3825 1234", "••• •••• •234"),
    ("028.38251234", "•••.•••••234"),
    ("điện thoại: 3.852.123", "điện thoại: •.•••.123"),
    ("Điện thoại số 04.38251234", "Điện thoại số ••.•••••234"),
    ("SĐT 0912345678", "SĐT •••••••678"),
    ("Hotline: 0868.123.456 (Văn phòng)", "Hotline: ••••.•••.456 (Văn phòng)"),
    ("đồng chí A\u00a00912\u00a0345\u00a0678", "đồng chí A\u00a0••••\u00a0•••\u00a0678"),
    ("CCCD số 001085012345 cấp ngày 01/5/2021", "CCCD số •••••••••345 cấp ngày 01/5/2021"),
    ("038203004567", "•••••••••567"),
    ("001 085 012 345", "••• ••• ••• 345"),
    ("CCCD: 001.085.012.345", "CCCD: •••.•••.•••.345"),
    ("CMND: 171234567", "CMND: ••••••567"),
    ("CMND số: 171 234 567", "CMND số: ••• ••• 567"),
    ("CMND/CCCD số 171234567", "CMND/CCCD số ••••••567"),
    ("Số định danh cá nhân: 038203004567", "Số định danh cá nhân: •••••••••567"),
    ("căn cước công dân số 038203004567", "căn cước công dân số •••••••••567"),
    ("hộ chiếu số C1234567", "hộ chiếu số C••••567"),
    ("thẻ đảng viên số 52.012345", "thẻ đảng viên số ••.•••345"),
    ("mã số BHXH: 3812345678", "mã số BHXH: •••••••678"),
    ("Tài khoản 0071000123456", "Tài khoản ••••••••••456"),
    ("số tài khoản: 0071 0001 23456 tại ngân hàng", "số tài khoản: •••• •••• ••456 tại ngân hàng"),
    ("Số tài khoản ngân hàng số 19031234567890.", "Số tài khoản ngân hàng số •••••••••••890."),
    ("STK: 19031234567890 (Chi nhánh 2)", "STK: •••••••••••890 (Chi nhánh 2)"),
    ("STK Vietcombank 0071000123456", "STK Vietcombank ••••••••••456"),
    ("tài khoản (ngân hàng): 12345678", "tài khoản (ngân hàng): •••••678"),
    ("Thư điện tử: bay.nguyen@example.vn.", "Thư điện tử: b•••••••••@example.vn."),
    ("gửi về nva@pho.example.gov.vn, 0912345678", "gửi về n••@pho.example.gov.vn, •••••••678"),
    ("(a_b-c+1@example.com)", "(a••••••@example.com)"),
]
OTHERS = [
    "Số 08-NQ/ĐU ngày 17/01/2026",
    "Công văn số 0912345678/CV-UBND",
    "Quyết định số 2026/QĐ-TTg",
    "Quyết định số 01234/2026/QĐ-UBND-0123",
    "ngày 03-05-2026 12 giờ",
    "từ 03.05.2026 đến 08.12.2026",
    "05.12.2026.15",
    "03/5/2026, 09/12/2026",
    "năm 2024 2025 2026 2027",
    "1.234.567.890 đồng",
    "123456789 đồng",
    "912345678000 đồng",
    "chi 0,912345678 tỷ",
    "tỷ lệ 0.912345678",
    "12.012.345.678 đồng",
    "tiền điện thoại 1.250.000 đồng",
    "tiền điện thoại: 1.250.000 đồng",
    "cấp căn cước: 1.250.000 người",
    "cấp căn cước công dân cho 120.000 người",
    "căn cước số lượng 1200",
    "diện tích 0912345678m2",
    "https://lamgiang.vn/tin/0912345678.html",
    "www.lamgiang.vn/001085012345",
    "urn:chidao:text:0912345678",
    "mã hồ sơ 000.00.00.H56-260512-0001",
    "mã 26.01.2026-0001",
    "tổng đài 19001234, 1800 1234",
    "đường dây nóng: 19001234",
    "gọi 113, 114, 115",
    "20260512103000",
    "tọa độ 20.123456789, 106.987654321",
    "mã số doanh nghiệp 2800123456",
    "tài khoản 3511.0.1234567 tại Kho bạc",
    "05 10 15 20 25 30",
    "tài khoản kế toán 1121",
    "mở tài khoản cho 12345678 người",
    "nộp vào tài khoản: 1250000000 đồng",
    "tài khoản chi 1.250.000.000 đồng",
    "tài khoản theo Công văn số 12345678/CV-NHNN",
    "giải ngân tài khoản tháng 12/2026 đạt 12.345.678.901 đồng",
    "https://lamgiang.vn/@tin/nguyen.van@a.vn",
    "đơn giá @ 1200",
    "a@b",
    "1234567890123456",
    "QĐ-0912345678",
    "a0912345678",
    "0912345678a",
    "phường 12, tổ 09",
    "Nghị định số 30/2020/NĐ-CP",
]


@pytest.mark.parametrize(("text", "shown"), NUMBERS)
def test_numbers_of_persons_are_masked(text, shown):
    assert mask(text) == shown
    assert len(shown) == len(text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_numbers_are_left(text):
    assert mask(text) == text


@given(st.text(alphabet="0123456789 .-/+()ĐTCMNDsố:a\n", max_size=60))
def test_nothing_but_digits_is_changed_and_length_is_kept(text):
    shown = mask(text)
    assert len(shown) == len(text)
    assert all(one == other or (one.isdigit() and other == "•") for one, other in zip(text, shown, strict=True))


def test_values_of_any_shape():
    value = {"quote": "gọi 0912345678", "span": [3, 5], "facts": [{"label": None, "names": ("0912345678",)}]}
    assert masked(value) == {
        "quote": "gọi •••••••678",
        "span": [3, 5],
        "facts": [{"label": None, "names": ("•••••••678",)}],
    }


@pytest.mark.parametrize(
    "bait",
    [
        "0",
        "09",
        "0 ",
        "1.",
        "09123456",
        "+84",
        "(02",
        "CCCD ",
        "CCCD số",
        "ĐT: 1",
        "urn:",
        "số ",
        "a@",
        "a.",
        "a@b.",
        "@",
        "tài khoản ",
        "STK a ",
        "tài khoản 1",
    ],
)
def test_no_text_is_too_long(bait):
    started = time.process_time()
    mask(bait * (200_000 // len(bait)))
    assert time.process_time() - started < 3


def test_a_masked_text_holds_no_number_of_ten_digits():
    assert not re.search(r"\d{4}", mask("0912345678 001085012345 +84912345678"))


@pytest.fixture(scope="module")
def home_with_a_number(tmp_path_factory):
    folder = tmp_path_factory.mktemp("masked")
    text = WARD.format(
        body="ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", code="12-CV/ĐU", about="V/v thực hiện Kết luận số 27-KL/TW", place="Sông Trầu",
        day=4, month=5, higher="Kết luận số 27-KL/TW ngày 24/4/2026 của Ban Bí thư",
    ).replace("phường rà soát", "phường (đầu mối: đồng chí A, điện thoại 0912345678) rà soát")  # fmt: skip
    (folder / "12.txt").write_text(text, encoding="utf-8")
    assert not actions.ingest(folder / "home", [folder / "12.txt"]).refused
    return folder / "home"


def test_the_command_line_masks_what_people_read_and_keeps_what_is_stored(home_with_a_number, chidao):
    shown = chidao("tasks", "--directive", "12-CV/ĐU", home=home_with_a_number)
    assert "•••••••678" in shown.out
    assert "0912345678" not in shown.out
    kept = chidao("tasks", "--directive", "12-CV/ĐU", "--format", "json", home=home_with_a_number)
    assert "0912345678" in kept.out
    assert chidao("check", home=home_with_a_number).code == 0


def test_the_page_of_a_document_masks_it_and_keeps_its_marks_in_place(home_with_a_number, monkeypatch):
    row = next(row for row in actions.directives(home_with_a_number) if row["code"] == "12-CV/ĐU")
    at = visit("document", home_with_a_number, monkeypatch, vb="12-CV/ĐU")
    shown = "".join(text for text, *_ in _payload(at)["segments"])
    assert "•••••••678" in shown
    assert not re.search("0912345678", str(at.main))
    assert len(shown) == len(actions.document(home_with_a_number, row["id"])["text"])
