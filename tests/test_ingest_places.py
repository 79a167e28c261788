"""From a span of the canonical text back to page and box; pages in the record and in the graph."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import pdf_of
from test_pdf_layer import read, sample

from ingest.normalise import normalise
from ingest.pipeline import read_text
from ingest.places import Places, pages_of, places_of
from ingest.record import record
from ingest.source import Page as SourcePage
from ingest.source import Source, Word
from ingest.triples import text_graph
from ontology.shapes import validate
from ontology.terms import CD


@pytest.fixture(scope="module")
def source():
    return read("x.pdf", pdf_of(sample("an-hai-cv-215")[1].read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def reading(source):
    return read_text(source)


@pytest.fixture(scope="module")
def places(source):
    return places_of(source)


def test_every_word_of_a_span_lies_in_its_boxes(source, reading, places):
    for task in reading.tasks:
        start, end = task.evidence.start, task.evidence.end
        boxes = places.boxes(start, end)
        assert boxes
        assert {box.page for box in boxes} == set(places.numbers(start, end))
        for box in boxes:
            assert 0 <= box.left < box.right <= 1
            assert 0 <= box.top < box.bottom <= 1
            assert box.bottom - box.top < 0.05


def test_a_box_holds_the_words_that_it_proves(source, reading, places):
    number = reading.document.evidence["number"]
    (box,) = places.boxes(number.start, number.end)
    words = [
        source.text[word.start : word.end]
        for word in source.words
        if word.page == box.page and box.left - 0.001 <= word.left and word.right <= box.right + 0.001
        and box.top - 0.001 <= word.top and word.bottom <= box.bottom + 0.001
    ]  # fmt: skip
    assert " ".join(words) == number.quote


def test_pages_are_spans_of_the_canonical_text(source, reading):
    assert [page.number for page in reading.pages] == [1, 2]
    first, second = reading.pages
    assert first.start == 0
    assert first.end <= second.start
    assert second.end == len(reading.text)
    assert reading.text[: first.end].split()[-1] in source.text[: source.pages[0].end]


def test_the_record_tells_pages(reading):
    pages = record(reading)["pages"]
    assert [page["number"] for page in pages] == [1, 2]
    assert pages[0]["origin"] == "lớp chữ"
    assert json.dumps(pages)


def test_each_evidence_knows_its_page_in_the_graph(reading, places):
    graph = text_graph(reading).triples
    assert [issue for issue in validate(graph) if issue.code.startswith("evidence")] == []
    told = {int(node) for node in graph.objects(None, CD.page)}
    assert told == {1, 2}
    for task in reading.tasks:
        assert places.numbers(task.evidence.start, task.evidence.end)


def test_a_text_file_has_no_pages():
    plain = Source("a.txt", "0" * 64, "Kính gửi: Đảng ủy", "utf-8")
    assert places_of(plain) is None
    assert record(read_text(plain))["pages"] == []


def test_places_survive_json(places):
    again = Places.from_json(places.to_json())
    assert again == places
    assert len(places.to_json()) < 12 * len(places.columns[0]) + 600


@pytest.mark.parametrize("text", ["{}", "[]", "null", "x", '{"version": 9, "pages": [], "words": {}}'])
def test_other_json_is_refused(text):
    with pytest.raises(ValueError):
        Places.from_json(text)


@given(
    st.lists(st.sampled_from(["Ủy", "ban", "nha\u0302n", "dân", "\n", "  ", "trang", "1", "-", "**b**"]), max_size=40)
)
def test_any_text_leads_back_to_its_own_words(parts):
    """Whatever the normaliser does, the span of a word holds letters that came from that word."""
    text, words = "", []
    for part in parts:
        if part.strip():
            words.append(Word(len(text), len(text) + len(part), 1, 0.1, 0.1, 0.2, 0.2))
        text += part + " "
    source = Source("x.pdf", "0" * 64, text, "pdf", "pdf", (SourcePage(1, 0, len(text), 595, 842),), tuple(words))
    canonical, places = normalise(text), places_of(source)
    assert pages_of(source, canonical)[0].end == len(canonical.value)
    for start, length in zip(*places.columns[:2], strict=True):
        assert canonical.value[start : start + length].strip()
