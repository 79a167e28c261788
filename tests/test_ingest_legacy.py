"""Encodings from before Unicode: bytes as they really were come back as the text, and Unicode is left alone."""

import tomllib
import unicodedata

import encodings_before_unicode as before
import pytest

import data
from ingest import legacy, letters
from ingest.readers import read_bytes
from ingest.source import Limits, Source

TABLE = tomllib.loads(data.path("words", "encodings.toml").read_text(encoding="utf-8"))
DECODERS = {"tcvn3": letters.from_tcvn3, "vni": letters.from_vni, "viqr": letters.from_viqr}
WRITERS = {
    "tcvn3": before.tcvn3,
    "vni": before.vni,
    "viqr": before.viqr,
    "cp1258": before.cp1258,
    "utf-8": lambda text: before.misread(text).encode(),
}
SAMPLES = [
    path
    for path in sorted(data.path("corpus").glob("*/*.txt"))
    if not set(path.read_text(encoding="utf-8")) & set("¹²³→")
]


def read(raw: bytes) -> Source:
    (source,) = read_bytes("văn bản.txt", raw, Limits())
    assert isinstance(source, Source), source
    return source


@pytest.mark.parametrize("example", TABLE["example"], ids=lambda e: e["encoding"])
def test_examples_both_ways(example):
    assert DECODERS[example["encoding"]](example["old"]) == example["new"]
    assert before.TEXTS[example["encoding"]](example["new"]) == example["old"]


def test_the_tcvn3_table_is_that_of_the_standard_library_of_c():
    """Checked against glibc (iconv -f TCVN): 74 letters, ư on the soft hyphen."""
    old, new = TABLE["tcvn3"]["old"], TABLE["tcvn3"]["new"]
    assert len(old) == len(new) == len(set(old)) == len(set(new)) == 74
    assert dict(zip(old, new, strict=True))["\u00ad"] == "ư"


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", before.ascii_punctuation(text)).split()


@pytest.mark.parametrize("encoding", WRITERS)
def test_every_sample_comes_back(encoding):
    """Word by word; TCVN3 has no capitals with a tone, VIQR no sure full stop behind a vowel."""
    total = wrong = 0
    for path in SAMPLES:
        text = before.ascii_punctuation(path.read_text(encoding="utf-8"))
        source = read(WRITERS[encoding](text))
        assert source.encoding == encoding, path.name
        assert [note.code for note in source.notes] == ["legacy-encoding"]
        pairs = list(zip(words(text), words(source.text), strict=True))
        if encoding == "tcvn3":  # a capital that no other letter of its word betrays
            pairs = [(a.lower(), b.lower()) if a[:1] in "ỦÍÁẤỨÀÝ" else (a, b) for a, b in pairs]
        total += len(pairs)
        wrong += sum(a != b for a, b in pairs)
    assert total > 10_000
    assert wrong <= total * (0.001 if encoding in {"viqr", "tcvn3"} else 0)


def test_unicode_is_left_alone():
    for path in SAMPLES:
        text = path.read_text(encoding="utf-8")
        assert legacy.mend(text) == (text, "")
        assert legacy.mend(unicodedata.normalize("NFD", text)) == (unicodedata.normalize("NFD", text), "")


def test_lines_of_two_encodings():
    lines = ["Đảng ủy phường Sông Trầu", "Ủy ban nhân dân phường báo cáo kết quả", "Công an xã", "các chi bộ"]
    mixed = "\n".join(before.tcvn3_text(line) if i in {1, 3} else line for i, line in enumerate(lines))
    text, encoding = legacy.mend(mixed)
    assert encoding == "tcvn3"
    assert text.split("\n") == lines


def test_words_of_two_encodings_in_a_line():
    line = f"Đảng ủy yêu cầu {before.tcvn3_text('các chi bộ, cơ quan thực hiện nghiêm túc')} trước ngày 15/5"
    assert legacy.mend(line)[0] == "Đảng ủy yêu cầu các chi bộ, cơ quan thực hiện nghiêm túc trước ngày 15/5"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("§¶NG CéNG S¶N VIÖT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("KÕ HO¹CH", "KẾ HOẠCH"),
        ("Sè 12-CV/§U", "Số 12-CV/ĐU"),
        ("Sè: 05-KH/§U      Hµ Néi", "Số: 05-KH/ĐU      Hà Nội"),
        ("Trung −¬ng", "Trung ương"),
    ],
)
def test_tcvn3_capitals(old, new):
    assert legacy.recase(letters.from_tcvn3(old)) == new


def test_a_capital_font_shows_small_letters_as_capitals():
    assert letters.from_tcvn3("nghÞ quyÕt", capitals=True) == "NGHỊ QUYẾT"


@pytest.mark.parametrize(
    "raw", ["Straße nach München, größer, schön".encode("cp1252"), bytes(range(128, 256)) * 4, b"caf\xe9 d\xe9j\xe0"]
)
def test_what_is_no_vietnamese_is_refused(raw):
    (issue,) = read_bytes("a.txt", raw, Limits())
    assert issue.code in {"encoding", "binary"}


def test_english_is_no_viqr():
    english = "Is it so? The project (a plan) is here. We go. O'Neill's idea: a^2 + b^2. See a.b.c and e.g. this.\n" * 5
    assert legacy.mend(english) == (english, "")
