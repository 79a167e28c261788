"""What a person corrects outlives the reading, follows the sentence, and is taken back to the byte."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from test_graph_samples import BUILDING, Paper, cascade, commune, plan, provincial, ward_plan

from graph import corrections, decisions
from graph.consistency import check
from graph.correction import Correction, Field, Named
from graph.decisions import Standing
from graph.errors import IncompleteDecision, UnknownAssertion, UnknownText
from graph.export import export
from graph.rows import ask
from graph.store import open_reader, open_writer
from ontology import iri

NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)
WHO = {"by": "Nguyễn Văn An", "why": "bản giấy ghi khác"}
OFFICE = Named(
    "urn:chidao:unit:van-phong:hai-phong", "Văn phòng Thành ủy Hải Phòng", level="tỉnh", province="Hải Phòng"
)
TASK = iri.task_iri(ward_plan().sha256, "1", 1)
OTHER = iri.task_iri(ward_plan().sha256, "2", 1)


def later(hours):
    return {**WHO, "at": NOON + timedelta(hours=hours)}


def dump(home):
    with open_reader(home) as reader:
        return "".join(export(reader, "nq"))


@pytest.fixture
def writer(tmp_path):
    with open_writer(tmp_path) as writer:
        writer.load(paper.done() for paper in cascade())
        writer.publish()
        yield writer


def correct(writer, about, field, hours=1, **what):
    made = corrections.about(writer, about, Correction(field, **what), **later(hours))
    done = writer.decide(made)
    writer.publish()
    return done


def owners(home, task=TASK):
    with open_reader(home) as reader:
        return reader.register.rows(
            "SELECT u.name, a.role, a.lead, a.grade FROM assignments a JOIN units u ON u.id = a.unit "
            "JOIN tasks t ON t.id = a.task WHERE t.iri = ? ORDER BY 1, 2",
            (task,),
        )


def faults(home):
    with open_reader(home) as reader:
        return check(reader)


def test_an_owner_is_replaced_everywhere_and_comes_back_when_it_is_undone(tmp_path, writer):
    before = dump(tmp_path)
    read = owners(tmp_path)
    made = correct(writer, TASK, Field.OWNER, units=(replace(OFFICE, lead=True),))
    assert owners(tmp_path) == [(OFFICE.name, "assignedTo", 1, "confirmed")]
    rows = ask(writer, "assignments-of-task", task=TASK)
    assert {(row["name"], row["grade"].rpartition(":")[2]) for row in rows} == {
        (OFFICE.name, "confirmed"),
        (read[0][0], "rejected"),
    }
    assert {row["quote"] for row in rows} == {"Ban Xây dựng Đảng chủ trì."}  # its own sentence, nothing else
    assert [row["name"] for row in ask(writer, "tasks-by-unit", unit=OFFICE.iri)] == [OFFICE.name]
    assert faults(tmp_path) == []
    writer.decide(decisions.withdrawal(writer, made, **later(2)))
    writer.publish()
    assert owners(tmp_path) == read
    assert [line for line in dump(tmp_path).split("\n") if "graph:decision:" not in line] == before.split("\n")
    assert faults(tmp_path) == []


def test_a_unit_that_was_read_right_stays_and_is_confirmed(tmp_path, writer):
    (name, *_), = owners(tmp_path)  # fmt: skip
    unit = ask(writer, "assignments-of-task", task=TASK)[0]["unit"]
    correct(writer, TASK, Field.OWNER, units=(Named(unit, name), OFFICE))
    assert owners(tmp_path) == [(name, "assignedTo", None, "confirmed"), (OFFICE.name, "assignedTo", None, "confirmed")]
    assert len(ask(writer, "assignments-of-task", task=TASK)) == 2
    assert faults(tmp_path) == []


def test_a_deadline_is_set_and_a_deadline_is_none(tmp_path, writer):
    correct(writer, TASK, Field.DEADLINE, day=date(2026, 7, 9), start=date(2026, 7, 1))
    with open_reader(tmp_path) as reader:
        found = reader.register.rows("SELECT due, due_from, d.grade FROM deadlines d JOIN tasks t ON t.id = d.task "
                                     "WHERE t.iri = ?", (TASK,))  # fmt: skip
        assert found == [("2026-07-09", "2026-07-01", "confirmed")]
        assert reader.register.rows("SELECT month FROM months m JOIN tasks t ON t.id = m.task WHERE t.iri = ?",
                                    (TASK,)) == [("2026-07",)]  # fmt: skip
        (report,) = reader.register.rows("SELECT due FROM reports r JOIN tasks t ON t.id = r.task WHERE t.iri = ?",
                                         (TASK,))  # fmt: skip
        assert report == ("2026-05-20",)  # the day of its report is another matter
    (row,) = ask(writer, "deadlines-of-task", task=TASK)
    assert "Nguyễn Văn An sửa" in row["printed"]
    correct(writer, TASK, Field.DEADLINE, hours=2)
    assert ask(writer, "deadlines-of-task", task=TASK) == []
    assert faults(tmp_path) == []


def test_a_report_goes_to_another_unit_on_the_day_that_was_read(tmp_path, writer):
    correct(writer, TASK, Field.RECEIVER, units=(OFFICE,))
    with open_reader(tmp_path) as reader:
        assert reader.register.rows("SELECT u.name, r.due, r.grade FROM reports r JOIN units u ON u.id = r.unit "
                                    "JOIN tasks t ON t.id = r.task WHERE t.iri = ?",
                                    (TASK,)) == [(OFFICE.name, "2026-05-20", "confirmed")]  # fmt: skip
    assert faults(tmp_path) == []


def test_a_blank_document_gets_its_number_its_day_and_its_issuer_and_is_then_the_one_that_others_cite(tmp_path, writer):
    blank = Paper("ke-hoach.txt", "KH", "", None, provincial("Ban Thường vụ Tỉnh ủy"), "một kế hoạch")
    blank.task("1", "Các sở báo cáo.", [commune("các chi bộ")])
    blank.warn("number-missing", "không có số")
    blank.warn("date-missing", "không có ngày ban hành")
    citing = Paper("cv.txt", "CV", "5-CV/ĐU", date(2026, 6, 1), commune("Ban Thường vụ Đảng ủy"))
    cited, _ = citing.cite("thực hiện", "77-KH/TU", date(2026, 5, 9), provincial("Ban Thường vụ Tỉnh ủy"), type="KH")
    writer.load([blank.done(), citing.done()])
    assert ask(writer, "identified", mentioned=cited)[0]["directive"] == cited
    correct(writer, blank.text, Field.CODE, units=(), code="77-KH/TU")
    correct(writer, blank.text, Field.DATE, day=date(2026, 5, 9))
    assert ask(writer, "identified", mentioned=cited)[0]["directive"] == blank.own
    with open_reader(tmp_path) as reader:
        assert reader.register.rows("SELECT code, date FROM texts WHERE iri = ?", (blank.text,)) == [
            ("77-KH/TU", "2026-05-09")
        ]
        assert reader.register.rows("SELECT COUNT(*) FROM warnings w JOIN texts x ON x.id = w.text WHERE x.iri = ?",
                                    (blank.text,)) == [(0,)]  # fmt: skip
    correct(writer, blank.text, Field.ISSUER, units=(OFFICE,))
    rows = {row["name"]: row["grade"].rpartition(":")[2] for row in ask(writer, "issuers", directive=blank.own)}
    assert rows == {"Ban Thường vụ Tỉnh ủy Thanh Hóa": "rejected", OFFICE.name: "confirmed"}
    assert faults(tmp_path) == []


def test_it_survives_reading_again_withdrawing_and_loading_one_or_many(tmp_path, writer):
    correct(writer, TASK, Field.OWNER, units=(OFFICE,))
    before = dump(tmp_path)
    writer.load(ward_plan().done())
    writer.publish()
    assert dump(tmp_path) == before
    writer.withdraw(ward_plan().text)
    (found,) = corrections.standing(writer)
    assert found.standing is Standing.ABSENT
    assert faults(tmp_path) == []
    writer.load([*(plan(province).done() for province in ("Huế", "Hà Nội", "Nghệ An")), ward_plan().done()])
    writer.publish()
    assert owners(tmp_path) == [(OFFICE.name, "assignedTo", None, "confirmed")]
    writer.rebuild_register()
    writer.publish()
    assert owners(tmp_path) == [(OFFICE.name, "assignedTo", None, "confirmed")]
    assert faults(tmp_path) == []


def test_it_is_suspect_when_the_sentence_changes_and_then_changes_nothing(tmp_path, writer):
    correct(writer, TASK, Field.OWNER, units=(OFFICE,))
    changed = ward_plan()
    changed.triples = type(changed.triples)()
    changed.content = ""
    changed.__post_init__()
    changed.task("1", "Câu văn nay đã khác hẳn.", [BUILDING])
    writer.load(changed.done())
    writer.publish()
    (found,) = corrections.standing(writer)
    assert found.standing is Standing.SUSPECT
    assert [row[3] for row in owners(tmp_path)] == ["byHeading"]
    assert [issue.code for issue in faults(tmp_path)] == ["decision-suspect"]


def test_the_latest_correction_counts_and_the_one_before_it_when_that_is_undone(tmp_path, writer):
    correct(writer, TASK, Field.OWNER, units=(OFFICE,))
    second = correct(writer, TASK, Field.OWNER, hours=2)
    assert owners(tmp_path) == []
    writer.decide(decisions.withdrawal(writer, second, **later(3)))
    writer.publish()
    assert owners(tmp_path) == [(OFFICE.name, "assignedTo", None, "confirmed")]
    (kept,) = (one for one in decisions.recorded(writer) if one.iri != second and one.correction)
    assert kept.correction == Correction(Field.OWNER, (OFFICE,))  # as it was written, word for word


def test_a_word_about_what_was_replaced_counts_no_more_and_cannot_be_given(writer, tmp_path):
    read = ask(writer, "assignments-of-task", task=TASK)[0]["assertion"]
    writer.decide(decisions.about_assertion(writer, read, right=True, **later(0)))
    correct(writer, TASK, Field.OWNER, units=(OFFICE,))
    assert read not in decisions.effective(writer)
    with pytest.raises(IncompleteDecision, match="đã có người sửa"):
        decisions.about_assertion(writer, read, right=True, **later(2))
    (mine,) = (r for r in ask(writer, "assignments-of-task", task=TASK) if r["unit"] == OFFICE.iri)
    writer.decide(decisions.about_assertion(writer, mine["assertion"], right=False, **later(3)))
    assert decisions.effective(writer)[mine["assertion"]].grade.value == "đã bác"


def test_what_cannot_be_corrected_is_refused(writer):
    with pytest.raises(UnknownAssertion):
        correct(writer, TASK + "9", Field.OWNER)
    with pytest.raises(UnknownText):
        correct(writer, "urn:chidao:text:" + "0" * 32, Field.CODE, code="1-KH/TU")
    with pytest.raises(ValueError, match="is not said of"):
        correct(writer, TASK, Field.CODE, code="1-KH/TU")
    with pytest.raises(ValueError, match="a document has"):
        Correction(Field.DATE)
    with pytest.raises(ValueError, match="ends after"):
        Correction(Field.DEADLINE, day=date(2026, 1, 1), start=date(2026, 2, 1))
