"""Texts on their way to widgets that read Markdown, cells of CSV files, spans in addresses, finding a directive."""

from string import Formatter

import pytest

from ontology.fold import fold
from ui.pages.find import address, label, named, search
from ui.pages.links import span_of
from ui.pages.segments import cut
from ui.pages.table import as_csv
from ui.pages.words import say, words
from ui.text import cell, esc, one_line

PAYLOADS = [
    "**đậm** _nghiêng_ `mã` ~~bỏ~~",
    "![x](http://evil.example/x.png)",
    "[chữ](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "# đề mục\n- dòng\n1. mục\n> trích",
    "www.evil.example và http://evil.example và a@evil.example",
    ":material/home: :red[đỏ] :smile: $x^2$ &lt;b&gt;",
    "a | b --> c <- d -- e",
]


@pytest.mark.parametrize("text", PAYLOADS)
def test_esc_leaves_no_mark_unescaped_and_says_the_same(text):
    escaped = esc(text)
    plain = escaped.replace("\u2060", "")
    for at, char in enumerate(plain):
        if char in "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~":
            assert plain[at - 1] == "\\", (text, at)
    assert "".join(c for i, c in enumerate(plain) if c != "\\" or plain[i - 1] == "\\") == one_line(text)


def test_what_is_recognised_after_parsing_is_broken_up():
    joined = esc("http://a www.b c@d :material/home:").replace("\\", "")
    for pattern in ("http://", "www.", "@d", ":material"):
        assert pattern not in joined


def test_one_line_drops_controls_and_turning_marks():
    assert one_line("a\r\n\tb\x00c\u202ed\u2066e") == "a b cde"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@cmd", "\tx", " =1+1", "＝1+1"])
def test_a_cell_is_never_a_formula(text):
    assert cell(text) == f"'{text}"
    assert as_csv([(text, *[""] * 6)]).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")


def test_spans_of_addresses():
    assert span_of("120-148") == (120, 148)
    for wrong in ("", "5", "5-", "-5", "9-9", "9-3", "a-b", "1-2-3", "-1-5", "1" * 30 + "-2", "²-³"):
        assert span_of(wrong) is None


def test_segments_join_to_the_text_and_know_their_facts():
    text = "Thực hiện Kết luận số 27-KL/TW, ngày 24/4/2026"
    pieces = cut(text, [(0, 20), (10, 30), (10, 20), (40, 99)], (15, 25))
    assert "".join(piece.text for piece in pieces) == text
    assert "".join(piece.text for piece in pieces if piece.inside) == text[15:25]
    at_15 = next(piece for piece in pieces if piece.inside)
    assert at_15.facts == (2, 0, 1)


def test_no_span_makes_one_segment_and_an_empty_text_none():
    assert [piece.text for piece in cut("abc", [], None)] == ["abc"]
    assert cut("", [(0, 3)], (0, 1)) == []


ROWS = [
    {"id": "urn:a", "code": "27-KL/TW", "type": "Kết luận", "issuer": "Ban Bí thư", "date": "2026-04-24"},
    {"id": "urn:b", "code": "127-KL/TW", "type": "Kết luận", "issuer": "Bộ Chính trị", "date": "2025-02-28"},
    {"id": "urn:c", "code": "08-NQ/ĐU", "type": "Nghị quyết", "issuer": "Đảng ủy xã A", "date": "2026-01-17"},
    {"id": "urn:d", "code": "08-NQ/ĐU", "type": "Nghị quyết", "issuer": "Đảng ủy xã B", "date": "2026-01-17"},
    {"id": "urn:e", "code": "", "type": "Công văn", "issuer": "", "date": ""},
]
for row in ROWS:
    row.update(title="về công tác dân vận", document="a.txt")
    row["key"] = fold(" ".join((row["code"], row["type"], row["issuer"], row["title"])))


def test_a_number_names_only_itself():
    assert [row["id"] for row in named(ROWS, "27-kl/tw")] == ["urn:a"]
    assert [row["id"] for row in named(ROWS, "08-NQ/ĐU")] == ["urn:c", "urn:d"]
    assert [row["id"] for row in named(ROWS, "urn:d")] == ["urn:d"]
    assert named(ROWS, "") == []


def test_addresses_are_numbers_where_these_are_unique():
    assert [address(ROWS, row) for row in ROWS] == ["27-KL/TW", "127-KL/TW", "urn:c", "urn:d", "urn:e"]


def test_search_needs_no_accents_and_puts_the_number_first():
    found, count = search(ROWS, "27 ket luan", 5)
    assert ([row["id"] for row in found], count) == (["urn:a", "urn:b"], 2)
    assert search(ROWS, "dang uy dan van", 1)[1] == 2
    assert search(ROWS, "không có", 5) == ([], 0)


def test_a_label_is_inert():
    evil = {**ROWS[0], "title": "![x](http://evil.example/x.png)", "type": "**x**"}
    assert "![" not in label(evil)
    assert label(evil).startswith("**\\*\\*x")


def test_every_sentence_fills():
    for name, text in words().items():
        assert text.strip(), name
    english = words("en")
    places = {name: sorted(part[1] for part in Formatter().parse(text) if part[1]) for name, text in words().items()}
    assert places == {n: sorted(part[1] for part in Formatter().parse(text) if part[1]) for n, text in english.items()}
    assert say("choose.count", first=1, last=2, n=3) == "1–2 trên 3 văn bản"
    with pytest.raises(KeyError):
        say("no.such")
