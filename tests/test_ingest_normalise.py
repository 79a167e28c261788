"""Canonical text: nothing is lost on the way, and every character knows where it came from."""

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from texts import squeezed

import data
from ingest.mapped import Mapped
from ingest.normalise import normalise

CORPUS = sorted(path for path in data.path("corpus").rglob("*") if path.suffix in {".txt", ".md"})
IGNORED = re.compile("[\ufeff\u200b-\u200f\u2060\u00ad\x00-\x08\x0e-\x1f\x7f]")
LOOK_ALIKES = {"\u00d0": "Đ", "\u0189": "Đ", "\u2010": "-", "\u2011": "-"}
# Every string, and strings dense with what documents are made of.
ANY = st.text(max_size=200)
PIECES = st.sampled_from(
    [
        *" \n\t-–—.;:,/()|*_#\\\r\f\u00a0\u00ad\u200b\ufeff\u0301\u0323\u0302ÐĐđưỬa9",
        "\n\n", "Điều 1. ", "1. ", "a) ", "- ", "I. ", "08-\n", "NQ/ĐU", "**", "| a | b |", "|---|", "¹", "¹ Xem",
        "[1] Xem",
        "phường", "của", "ngày 04", "\n2\n", "\nCÔNG BÁO/Số 5", "Nơi nhận:", "T/M BAN", "Ngh\u1ecb quyê\u0301t",
        "-----",
    ]
)  # fmt: skip
DENSE = st.lists(PIECES, max_size=60).map("".join)
SENTENCE = st.lists(
    st.sampled_from(["rà", "soát", "hồ", "sơ", "của", "từng", "hộ", "dân", "phường", "và", "báo", "cáo"]),
    min_size=3,
    max_size=30,
)
PARAGRAPH = SENTENCE.map(lambda words: " ".join(words).capitalize() + ".")


def cluster(source, i):
    """The source characters that make one letter with that at ``i``: it, its accents, what is ignored between."""
    end = i + 1
    while end < len(source) and (
        unicodedata.combining(source[end]) or IGNORED.match(source[end]) or source[end] in "*_\\"
    ):
        end += 1
    return source[i:end]


@settings(max_examples=300)
@given(st.one_of(ANY, DENSE))
@example("")
@example("\ufeff")
@example("e\u0301")
@example("\ud800")
@example("08-\nNQ/ĐU")
def test_every_character_stands_for_one_of_the_source(source):
    text = normalise(source)
    assert len(text.value) == len(text.at)
    assert all(0 <= i < len(source) for i in text.at)


@settings(max_examples=300)
@given(st.one_of(ANY, DENSE))
def test_no_character_is_invented(source):
    text = normalise(source)
    for char, i in zip(text.value, text.at, strict=True):
        if char.isspace():
            continue
        made = unicodedata.normalize("NFC", re.sub(r"[*_\\]", "", IGNORED.sub("", cluster(source, i))))
        assert char in {source[i], LOOK_ALIKES.get(source[i])} or char in made, (char, source[i])


@settings(max_examples=200)
@given(st.one_of(ANY, DENSE))
def test_canonical_text_is_composed(source):
    assert unicodedata.is_normalized("NFC", normalise(source).value)


@settings(max_examples=200)
@given(st.one_of(ANY, DENSE), st.integers(0, 250), st.integers(0, 250))
def test_a_span_lies_in_the_source(source, start, length):
    text = normalise(source)
    first, last = text.source_span(min(start, len(text.value)), min(start + length, len(text.value)))
    assert 0 <= first <= last <= len(source)


@settings(max_examples=100)
@given(st.lists(PARAGRAPH, min_size=1, max_size=8))
def test_paragraphs_of_their_own_stay_apart_and_stay_the_same(paragraphs):
    canonical = normalise("\n\n".join(paragraphs)).value
    assert canonical == "\n".join(paragraphs)
    assert normalise("\n\n".join(canonical.split("\n"))).value == canonical


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_documents_are_normalised_once(path):
    canonical = normalise(path.read_text(encoding="utf-8")).value
    assert normalise(canonical).value == canonical


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_documents_lose_no_word_and_every_line_finds_its_words_again(path):
    source = path.read_text(encoding="utf-8")
    text = normalise(source)
    lost = set(re.findall(r"\w{3,}", source)) - set(re.findall(r"\w{3,}", text.value))
    assert not {word for word in lost if squeezed(word) not in squeezed(text.value)}
    for line in re.finditer(r"[^\n]+", text.value):
        first, last = text.source_span(*line.span())
        rest = iter(squeezed(source[first:last]))
        assert all(char in rest for char in squeezed(line.group())), line.group()


@pytest.mark.parametrize(
    ("source", "canonical"),
    [
        (unicodedata.normalize("NFD", "Đồng chí Nguyễn Thị Hường"), "Đồng chí Nguyễn Thị Hường"),
        ("Ðảng bộ và Ɖoàn", "Đảng bộ và Đoàn"),
        ("Số\u00a012-CV/ĐU", "Số 12-CV/ĐU"),
        ("Nghị\u2007quyết\u202fnày", "Nghị quyết này"),
        ("Trung\u00ad ương\u200b", "Trung ương"),
        ("\ufeffKẾ HOẠCH", "KẾ HOẠCH"),
        ("11\u2011NQ/TW", "11-NQ/TW"),
        ("Dòng   nhiều\t\tdấu cách  ", "Dòng nhiều dấu cách"),
        ("**KẾ HOẠCH**", "KẾ HOẠCH"),
        ("*Sông Trầu, ngày 04 tháng 5*", "Sông Trầu, ngày 04 tháng 5"),
        ("***Nơi nhận:***", "Nơi nhận:"),
        ("trước ngày **15/10/2026**.", "trước ngày 15/10/2026."),
        ("_chữ nghiêng_ và tên_tệp_giữ_nguyên", "chữ nghiêng và tên_tệp_giữ_nguyên"),
        ("## II. NHIỆM VỤ", "II. NHIỆM VỤ"),
        ("> Trích lời dặn", "Trích lời dặn"),
        (r"1\. Việc thứ nhất", "1. Việc thứ nhất"),
        (r"\- Gạch đầu dòng", "- Gạch đầu dòng"),
        ("Dòng ngắt cứng\\", "Dòng ngắt cứng"),
        ("| a | b |\n|---|:---:|\n| 1 | 2 |", "| a | b |\n| 1 | 2 |"),
        ("KẾ HOẠCH\n-----\nĐoạn đầu.", "KẾ HOẠCH\nĐoạn đầu."),
        ("Một.\r\n\r\nHai.\r\rBa.", "Một.\nHai.\nBa."),
        ("Một.\x0cHai.\u2028Ba.\u2029Bốn.", "Một.\nHai.\nBa.\nBốn."),
        ("\n\n\n", ""),
        ("", ""),
    ],
)
def test_marks_and_look_alikes(source, canonical):
    assert normalise(source).value == canonical


@pytest.mark.parametrize("number", ["2", "- 2 -", "– 12 –", "Trang 3", "3/14", "trang 3/14", "  7  "])
def test_page_numbers_are_furniture(number):
    assert normalise(f"Đoạn thứ nhất.\n\n{number}\n\nĐoạn thứ hai.").value == "Đoạn thứ nhất.\nĐoạn thứ hai."


@pytest.mark.parametrize("line", ["2 hộ nghèo", "2026.", "15/5/2026", "1234"])
def test_other_lines_with_numbers_stay(line):
    assert line in normalise(f"Đoạn thứ nhất.\n\n{line}\n\nĐoạn thứ hai.").value.split("\n")


@pytest.mark.parametrize("head", ["CÔNG BÁO/Số 45 + 46/Ngày 12-01-2026", "Công báo / Số 7 ngày 01-02-2026"])
def test_the_running_head_of_the_gazette_is_furniture(head):
    assert normalise(f"Điều 1. Một.\n\n{head}\n\nĐiều 2. Hai.").value == "Điều 1. Một.\nĐiều 2. Hai."


def test_a_source_span_leads_back_to_the_printed_words():
    source = "Căn cứ **Nghị quyết** số 08-\nNQ/\u0110U ngày\u00a04/5/2026."
    text = normalise(source)
    start = text.value.index("08-NQ/ĐU")
    first, last = text.source_span(start, start + len("08-NQ/ĐU"))
    assert source[first:last] == "08-\nNQ/ĐU"
    assert text.source_span(3, 3) == (3, 3)
    assert normalise("").source_span(0, 0) == (0, 0)


def test_mapped_text_keeps_its_places():
    text = Mapped.of("a--b--c").sub(re.compile("-+"), "–")
    assert (text.value, list(text.at)) == ("a–b–c", [0, 1, 3, 4, 6])
    assert [part.value for part in Mapped.of("một\nhai\n").lines()] == ["một", "hai", ""]
    joined = Mapped.join([Mapped.of("xy").slice(1, 2), Mapped.of("z")], glue=" ")
    assert (joined.value, list(joined.at)) == ("y z", [1, 1, 0])
    assert Mapped.of("  giữa ").strip().value == "giữa"
    assert list(Mapped.of("  giữa ").strip().at) == [2, 3, 4, 5]
    assert Mapped.of("   ").strip().value == ""
    assert Mapped.of("Ð!").translate({ord("Ð"): "Đ"}).value == "Đ!"
