"""What people decide outlives the documents, and never more than its sentence."""

from datetime import UTC, datetime, timedelta

import pytest
from test_graph_samples import Paper, cascade, commune, conclusion, plan, ward_plan

from graph import decisions
from graph.decisions import Decision, Standing, Verdict
from graph.errors import IncompleteDecision, UnknownAssertion, UnknownDecision, UnknownDirective
from graph.export import export
from graph.rows import ask
from graph.store import open_reader, open_writer
from ontology.model import Grade
from ontology.shapes import validate

NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)
WHO = {"by": "Nguyễn Văn An", "why": "đã đối chiếu bản gốc"}


def later(hours):
    return {**WHO, "at": NOON + timedelta(hours=hours)}


def dump(home):
    with open_reader(home) as reader:
        return "".join(export(reader, "nq"))


@pytest.fixture
def writer(tmp_path):
    with open_writer(tmp_path) as writer:
        writer.load(paper.done() for paper in cascade())
        yield writer


@pytest.fixture
def assertion(writer):
    """That the plan implements the conclusion."""
    rows = ask(writer, "chain-down", higher=conclusion().own)
    return next(row["assertion"] for row in rows if row["lower"] == plan().own and "implements" in row["relation"])


def ruling(writer, assertion):
    return decisions.effective(writer).get(assertion)


def identified(writer, iri):
    return ask(writer, "identified", mentioned=iri)[0]["directive"]


def test_the_latest_word_about_an_assertion_counts(writer, assertion):
    writer.decide(decisions.about_assertion(writer, assertion, right=False, **later(2)))
    writer.decide(decisions.about_assertion(writer, assertion, right=True, **later(1)))
    assert ruling(writer, assertion).grade is Grade.REJECTED
    writer.decide(decisions.about_assertion(writer, assertion, right=True, **later(3)))
    found = ruling(writer, assertion)
    assert (found.grade, found.decision.by, found.decision.at) == (
        Grade.CONFIRMED,
        WHO["by"],
        NOON + timedelta(hours=3),
    )
    assert len(decisions.recorded(writer)) == 3


def test_a_word_taken_back_counts_no_more_and_may_be_given_again(writer, assertion):
    rejected = writer.decide(decisions.about_assertion(writer, assertion, right=False, **later(1)))
    taken_back = writer.decide(decisions.withdrawal(writer, rejected, **later(2)))
    assert ruling(writer, assertion) is None
    writer.decide(decisions.withdrawal(writer, taken_back, **later(3)))
    assert ruling(writer, assertion).grade is Grade.REJECTED


def test_a_decision_needs_what_it_is_about(writer, assertion):
    with pytest.raises(UnknownAssertion, match="Kho không có khẳng định"):
        decisions.about_assertion(writer, assertion + "0", right=True, **later(1))
    with pytest.raises(UnknownDecision, match="Kho không có quyết định"):
        decisions.withdrawal(writer, "urn:chidao:decision:0", **later(1))
    with pytest.raises(UnknownDirective, match="Kho không biết văn bản"):
        decisions.about_directives(writer, plan().own, "urn:chidao:directive:x", same=True, **later(1))
    with pytest.raises(ValueError, match="two directives"):
        decisions.about_directives(writer, plan().own, plan().own, same=True, **later(1))
    with pytest.raises(ValueError, match="time zone"):
        decisions.about_assertion(writer, assertion, right=True, by="A", at=datetime(2026, 5, 5), why="x")
    for incomplete, message in (({"by": " ", "why": "x"}, "ai quyết định"), ({"by": "A", "why": " "}, "lý do")):
        with pytest.raises(IncompleteDecision, match=message):
            decisions.about_assertion(writer, assertion, right=True, at=NOON, **incomplete)


def test_decisions_outlive_replacing_withdrawing_and_loading_again(tmp_path, writer, assertion):
    writer.decide(decisions.about_assertion(writer, assertion, right=False, **later(1)))
    writer.publish()
    before = dump(tmp_path)
    writer.load(plan().done())
    assert ruling(writer, assertion).standing is Standing.STANDS
    writer.withdraw(plan().text)
    assert ruling(writer, assertion).standing is Standing.ABSENT
    assert ruling(writer, assertion).grade is None
    writer.load(plan().done())
    assert ruling(writer, assertion).grade is Grade.REJECTED
    writer.publish()
    assert dump(tmp_path) == before


def test_a_decision_whose_sentence_changed_is_suspect_and_changes_nothing(writer, assertion):
    writer.decide(decisions.about_assertion(writer, assertion, right=False, **later(1)))
    changed = plan()
    changed.triples = type(changed.triples)()
    changed.content = ""
    changed.__post_init__()
    changed.cite("thực hiện", "27-KL/TW", conclusion().date, words="Câu văn nay đã khác hẳn.", seat="trung-uong")
    writer.load(changed.done())
    found = ruling(writer, assertion)
    assert (found.standing, found.grade) == (Standing.SUSPECT, None)
    assert decisions.grade_of({assertion: found}, assertion, Grade.STATED) is Grade.STATED


def test_a_person_joins_and_parts_directives_until_it_is_taken_back(tmp_path, writer):
    undated = "urn:chidao:directive:27-kl-tw:x:trung-uong"
    top, cited = conclusion().own, "urn:chidao:directive:50-ct-tw:2025-07-23:trung-uong"
    assert identified(writer, undated) == top
    parted = writer.decide(decisions.about_directives(writer, undated, top, same=False, **later(1)))
    assert identified(writer, undated) == undated
    joined = writer.decide(decisions.about_directives(writer, undated, cited, same=True, **later(2)))
    assert identified(writer, undated) == identified(writer, cited) == cited
    writer.withdraw(plan().text)
    assert identified(writer, undated) == undated, "the one it was joined with is gone, and nothing else is guessed"
    writer.load(plan().done())
    assert identified(writer, undated) == cited
    writer.decide(decisions.withdrawal(writer, joined, **later(3)))
    writer.decide(decisions.withdrawal(writer, parted, **later(4)))
    assert identified(writer, undated) == top


def test_a_file_without_a_date_joined_by_a_person_goes_and_comes_back(writer):
    """Its IRI does not tell its code, so that the word must find its way without it."""
    undated = Paper("khong-ngay.txt", "CV", "21-CV/ĐU", None, commune("Ban Thường vụ Đảng ủy"))
    cited = "urn:chidao:directive:50-ct-tw:2025-07-23:trung-uong"
    writer.load(undated.done())
    writer.decide(decisions.about_directives(writer, undated.own, cited, same=True, **later(1)))
    assert identified(writer, cited) == undated.own
    writer.withdraw(undated.text)
    assert identified(writer, cited) == cited
    writer.load(undated.done())
    assert identified(writer, cited) == undated.own


def test_decisions_hold_from_one_writer_to_the_next_in_any_order_of_loading(tmp_path):
    undated = "urn:chidao:directive:27-kl-tw:x:trung-uong"
    dumps = set()
    for number, papers in enumerate((cascade(), cascade()[::-1])):
        home = tmp_path / str(number)
        with open_writer(home) as writer:
            writer.load(papers[1].done())
            writer.load(ward_plan().done())
            writer.decide(Decision(Verdict.DIFFERENT, (undated, conclusion().own), "A", NOON, "hai văn bản khác nhau"))
        with open_writer(home) as writer:
            writer.load(paper.done() for paper in papers)
            assert identified(writer, undated) == undated
        dumps.add(dump(home))
    assert len(dumps) == 1


def test_a_decision_is_a_graph_of_its_own_fit_to_be_stored(tmp_path, writer, assertion):
    made = decisions.about_assertion(writer, assertion, right=False, **later(1))
    assert writer.decide(made) == made.iri
    assert writer.decide(made) == made.iri, "said twice is said once"
    writer.publish()
    with open_reader(tmp_path) as reader:
        assert validate(reader.graph(made.graph)) == ()
        assert decisions.recorded(reader) == (made,)
