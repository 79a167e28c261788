"""Cues find what their patterns alone would find: nothing is missed where a pattern is not tried at all."""

import gc
import random
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import data
from ingest import codes, dates
from ingest.cues import Cue
from ingest.gate import texts
from ingest.gate.words import plain
from ingest.names import doctypes
from ingest.names.tokens import tokens_of
from ingest.normalise import canonical, normalise
from ingest.pipeline import read_text
from ingest.script import Script, folded
from ingest.source import Source

DOCUMENTS = sorted(path for path in data.path("corpus").rglob("*") if path.suffix in {".txt", ".md"})
ODD = "KſıİÐđĐ\u0301\u00a0–—/|.;:,()%\n 1aÂẬẮưỰ"


def found(matches):
    return [(m.span(), m.groupdict()) for m in matches]


def mutated(text, rng):
    """The text with some characters changed, doubled, dropped, shouted or put elsewhere."""
    letters = list(text)
    for _ in range(max(1, len(letters) // 60)):
        i = rng.randrange(len(letters)) if letters else 0
        letters[i : i + 1] = rng.choice(["", letters[i] * 2, rng.choice(ODD), letters[i].upper(), letters[i].lower()])
        letters = letters or [" "]
    cut = rng.randrange(len(letters))
    return "".join(letters[cut:] + letters[:cut])


def cues():
    """Every cue that the reader comes to have by reading some documents, by its pattern."""
    for path in DOCUMENTS:
        read_text(Source(path.name, "0" * 64, path.read_text(encoding="utf-8"), "utf-8"))
    return {c.pattern.pattern: c for c in gc.get_objects() if isinstance(c, Cue)}


CUES = dict(sorted(cues().items()))


def test_there_are_cues_and_most_say_what_they_need():
    assert len(CUES) > 25
    assert sum(bool(c.openings or c.needles) for c in CUES.values()) > 0.6 * len(CUES)


@pytest.mark.parametrize("source", CUES)
def test_a_cue_finds_what_its_pattern_finds(source):
    rng, tried, hits = random.Random(source), CUES[source], 0
    for path in rng.sample(DOCUMENTS, 6):
        whole = canonical(path.read_text(encoding="utf-8")).value
        for text in (whole, mutated(whole, rng), mutated(whole, rng).upper()):
            script = Script(text)
            start = rng.randrange(len(text))
            for a, b in ((0, len(text)), (start, min(len(text), start + 300))):
                expected = found(tried.pattern.finditer(text, a, b))
                assert found(tried.finditer(script, a, b)) == expected
                assert found(tried.finditer(text, a, b)) == expected
                first = tried.search(script, a, b)
                assert found([first] if first else []) == expected[:1]
                hits += len(expected)
            for place in rng.sample(range(len(text)), 40):
                one, other = tried.match(script, place), tried.pattern.match(text, place)
                assert (one and one.span()) == (other and other.span())


@pytest.mark.parametrize(
    ("pattern", "openings", "needles"),
    [
        (r"\bgiao(?: cho)?\s+", ("giao",), ()),
        (r"\b(?:về|lên)\s+(?=\S)", ("lên", "về"), ()),
        (r"[^.;]{0,40}\b(?:giao|đề nghị)\s", (), (("giao", "đề nghị"),)),
        (r"\d+\s?%", (), (("%",),)),
        (r"(?:ngày|\d)+ tháng", (), ((" tháng",),)),
        (r"[Pp]hần (?P<label>[IVX]+)", ("phần i", "phần v", "phần x"), ()),
        (r"(?:giao|)việc", ("giaoviệc", "việc"), ()),
        (r"0?1 lần/tháng", ("01 lần/thán", "1 lần/thán"), ()),
        (r"a*b", (), (("b",),)),
        (r"(?=ab)\w+", ("ab",), ()),
        (r",? (?=(?:Ban|Sở) )", (" ban ", " sở ", ", ban ", ", sở "), ()),
        (r"(?!ab)\w+", (), ()),
        (r"x{0,3}", (), ()),
    ],
)
def test_what_a_pattern_needs(pattern, openings, needles):
    tried = Cue(pattern)
    assert (tuple(sorted(tried.openings)), tried.needles) == (tuple(sorted(openings)), needles)


PATTERN = st.recursive(
    st.sampled_from(["a", "b", "ab", "ba", "[ab]", "[^a]", r"\w", r"\b", "c?", "Đ", "(?<=a)", "(?=b)", "(?!b)"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        inner.map(lambda part: f"(?:{part})*"),
        inner.map(lambda part: f"(?:{part})+"),
        inner.map(lambda part: f"({part})?"),
    ),
    max_leaves=8,
)


@settings(max_examples=400)
@given(PATTERN, st.text("abcABĐđ .", max_size=12), st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12))))
def test_any_pattern_finds_the_same_as_a_cue(pattern, text, ranges):
    tried, script = Cue(pattern), Script(text)
    for a, b in [(0, len(text)), *ranges]:  # one text is asked again and again
        start, end = min(a, len(text)), min(b, len(text))
        matches = list(tried.pattern.finditer(text, start, end))
        if all(match.group() for match in matches) or not tried.openings:
            assert found(tried.finditer(script, start, end)) == found(matches)


def test_folding_keeps_length_and_knows_every_letter_that_a_pattern_takes_for_another():
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x30000))))
    assert len(folded(every)) == len(every)
    letters = {letter for c in CUES.values() for words in (c.openings, *c.needles) for letter in "".join(words)}
    for letter in letters:
        same = set(re.findall(re.escape(letter), every, re.I))
        assert {folded(one) for one in same} == {folded(letter)}, letter


@settings(max_examples=300)
@given(st.text(max_size=120))
def test_the_plain_way_to_canonical_text_is_the_mapped_way(text):
    assert canonical(text).value == normalise(text).value


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_plain_way_and_the_mapped_way_of_documents(path):
    rng = random.Random(path.name)
    text = path.read_text(encoding="utf-8")
    for one in (text, *(mutated(text, rng) for _ in range(3))):
        assert canonical(one).value == normalise(one).value


SECRET = [
    "MẬT",
    "Tối mật",
    "M.Ậ.T",
    "TOI MAT",
    "tuyÖt mËt",
    "m&",
    "Bản sao số",
    "số bản: 2",
    "\u202eTẬM",
    "М\u0410T",
    "MẬ1",
    "ＭẬＴ",
]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_gate_passes_over_no_line_that_may_hold_a_mark(path):
    rng = random.Random(path.name)
    whole = path.read_text(encoding="utf-8")
    for _ in range(6):
        text, place = mutated(whole, rng), rng.randrange(len(whole))
        for ending in "\n\x0b\x85\u2028":
            text = text.replace("\n", ending, 1)
        text = text[:place] + rng.choice(["", "\n", " | "]) + rng.choice(SECRET) + rng.choice(["", "\n"]) + text[place:]
        lines = [plain(line.strip()) for line in text.splitlines()]
        assert {i for i, line in enumerate(lines) if texts._SUSPECT.search(line)} <= set(texts.suspects(text))


PIECES = (
    "ngày |5|12|2025|/|-|.| |tháng |Tháng| năm |số |KL|NQ|TW|QH15|A|UBND|–|Đ|a|_|VBHN|\n|٣|İ|\u00a0|Nghị quyết "
    "|kế hoạch|hành động |uỷ|uỳ"
)
FIGURES = st.lists(st.sampled_from(PIECES.split("|")), max_size=12).map("".join)


@settings(max_examples=400)
@given(FIGURES, st.integers(0, 20))
def test_dates_and_numbers_are_found_wherever_their_patterns_alone_find_them(text, start):
    start, end = min(start, len(text)), max(0, len(text) - 2)
    for ours, alone in ((dates._matches, dates._DATE), (codes._matches, codes._grammar())):
        for stop in (len(text), end):
            assert found(ours(text, start, stop)) == found(alone.finditer(text, start, stop))


@settings(max_examples=400)
@given(FIGURES, st.integers(0, 20))
def test_a_type_is_read_word_by_word_as_it_is_from_the_whole_line(text, pos):
    pos = min(pos, len(text))
    ours, line = doctypes.type_at(text, pos), text[pos:].split("\n")[0]
    whole = tokens_of(line[: doctypes._LONGEST])
    told = doctypes._names().at(whole.keys, 0) if whole.keys and whole.starts[0] == 0 else []
    told = told if not pos or not text[pos - 1].isalnum() else []
    assert (ours and (ours.end, ours.entry)) == ((pos + whole.end(told[0][0] - 1), told[0][1]) if told else None)


@settings(max_examples=300)
@given(st.text(st.sampled_from("…\u00a0²½ºﬁaà\u0300\u0323Ａ가ᄀ"), max_size=20))
def test_what_is_put_first_changes_nothing_of_the_whole(text):
    assert plain(text) == unicodedata.normalize("NFKC", text)
