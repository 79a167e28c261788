"""Numbers and symbols: every printed variant is read, nothing that only looks like one is."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.codes import codes_in, normal_code

TABLE = tomllib.loads((Path(__file__).parent / "fixtures" / "codes.toml").read_text(encoding="utf-8"))
VARIANTS = TABLE["variants"] + TABLE["sentences"] + TABLE["repaired"]
PARTS = st.lists(
    st.sampled_from(
        [
            "27",
            "-",
            "/",
            "KL",
            "TW",
            "2026",
            "QĐ",
            "UBND",
            " ",
            "QH15",
            ".",
            "1.2",
            "\n",
            "–",
            "TTr",
            "số ",
            "NĐ-CP",
            "nb",
            "a",
        ]
    ),
    max_size=25,
)


def read(text):
    return [(f.code.number, f.code.symbol, f.code.text) for f in codes_in(text)]


def test_the_table_is_large_enough():
    assert len(TABLE["variants"]) >= 150
    assert len(TABLE["lookalikes"]) >= 60


@pytest.mark.parametrize(("printed", "number", "symbol", "normal"), VARIANTS, ids=[row[0] for row in VARIANTS])
def test_printed_variants(printed, number, symbol, normal):
    assert read(printed) == [(number, symbol, normal)]


@pytest.mark.parametrize(
    "frame",
    [
        "Nghị quyết số {} ngày 04/5/2026",
        "({})",
        "“{}”",
        "theo {}.",
        "{};",
        "{}, {}",
        "{}: điểm a",
        "số {}\nĐiều 1",
        "tại {}/.",
    ],
)
def test_whatever_stands_around_it(frame):
    wrong = [row for row in TABLE["variants"] if set(read(frame.format(row[0], row[0]))) != {tuple(row[1:])}]
    assert not wrong


@pytest.mark.parametrize("text", TABLE["lookalikes"])
def test_look_alikes(text):
    assert read(text) == []


def test_a_normal_form_is_read_as_itself():
    wrong = [row for row in TABLE["variants"] if read(row[3]) != [tuple(row[1:])]]
    assert not wrong


def test_a_number_is_not_read_inside_a_longer_one():
    assert read("127-KL/TW") == [("127", "KL/TW", "127-KL/TW")]
    assert read("Kết luận 27-KL/TW và Kết luận 127-KL/TW")[0] == ("27", "KL/TW", "27-KL/TW")
    assert read("B27-KL/TW") == []
    assert read("2026/27-KL/TW") == []


def test_the_spans_hold_just_the_symbol():
    text = "Thực hiện Nghị quyết số 08-NQ/ĐU. Và Công văn số 7288/UBND-KGVX, ngày 5/5/2026."
    assert [text[f.start : f.end] for f in codes_in(text)] == ["08-NQ/ĐU", "7288/UBND-KGVX"]


def test_only_the_part_asked_for():
    text = "08-NQ/ĐU và 09-NQ/ĐU"
    assert [f.code.number for f in codes_in(text, 5)] == ["09"]
    assert [f.code.number for f in codes_in(text, 0, 10)] == ["08"]


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("27-KL/TW", "KL"),
        ("45/KH-UBND", "KH"),
        ("72-NQ-TW", "NQ"),
        ("65-Ctr/TU", "Ctr"),
        ("7288/UBND-KGVX", ""),
        ("117/2025/QH15", ""),
    ],
)
def test_the_type_that_the_symbol_tells(printed, kind):
    assert [f.type for f in codes_in(printed)] == [kind]


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("27 - kl/tw", "27-KL/TW"),
        ("27-KL/TW", "27-KL/TW"),
        (" 08-nq/đu ", "08-NQ/ĐU"),
        ("24-ctr/đu", "24-CTr/ĐU"),
        ("45/kh-ubnd", "45/KH-UBND"),
        ("30/2020/nđ-cp", "30/2020/NĐ-CP"),
        ("117/2025/qh15", "117/2025/QH15"),
        ("7288 / ubnd - kgvx", "7288/UBND-KGVX"),
        ("dân vận khéo", "dân vận khéo"),
        ("  tiếp dân ", "tiếp dân"),
        ("", ""),
    ],
)
def test_codes_as_people_type_them(typed, normal):
    assert normal_code(typed) == normal


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=60), PARTS.map("".join)))
def test_any_text_is_searched_without_fault(text):
    last = 0
    for f in codes_in(text):
        assert last <= f.start < f.end <= len(text)
        assert f.code.number
        assert f.code.symbol
        assert f.code.text.startswith(f.code.number)
        assert f.code.text.endswith(f.code.symbol)
        last = f.end
    assert normal_code(text) is not None


@given(
    st.integers(1, 99999),
    st.sampled_from(["NQ", "KH", "CV", "CTr", "TTr", "QĐ"]),
    st.sampled_from(["TW", "TU", "ĐU", "VPTU", "UBKTĐU"]),
)
def test_every_party_number(number, kind, body):
    assert read(f"văn bản số {number:02d}-{kind}/{body}, ngày") == [
        (f"{number:02d}", f"{kind}/{body}", f"{number:02d}-{kind}/{body}")
    ]


@given(
    st.integers(1, 99999),
    st.sampled_from(["NQ", "KH", "QĐ", "TTr", "CT"]),
    st.sampled_from(["UBND", "HĐND", "SNV", "TTg", "VPCP"]),
)
def test_every_state_number(number, kind, body):
    assert read(f"văn bản số {number}/{kind}-{body}.") == [(str(number), f"{kind}-{body}", f"{number}/{kind}-{body}")]
