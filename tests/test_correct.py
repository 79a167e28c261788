"""``chidao correct``: what a person says is right of a task or a document, everywhere at once, and taken back."""

from datetime import UTC, date, datetime

import pytest

from ui import actions
from ui.actions.people import Denied, Grant, Person, Role
from ui.actions.rights import act

RESOLUTION = "13-NQ/ĐU"
PATH = "II.2.2.3"
TODAY = date(2026, 7, 15)
POLICE, OFFICE = "Công an phường Hòa Lạc", "Ủy ban nhân dân phường Hòa Lạc"
WHO = ("--by", "Nguyễn Văn An", "--why", "bản giấy có chữ viết tay")


@pytest.fixture
def home(samples, tmp_path):
    import shutil  # noqa: PLC0415

    return shutil.copytree(samples, tmp_path / "home")


def at(hour):
    return {"by": "Nguyễn Văn An", "why": "bản giấy ghi khác", "now": datetime(2026, 7, 1, hour, tzinfo=UTC)}


def one(home):
    return next(
        task for task in actions.tasks(home, directive=RESOLUTION, issuer="Hòa Lạc")["tasks"] if task["path"] == PATH
    )


def owners(home):
    return {(owner["role"], owner["unit"], owner["grade"]) for owner in one(home)["owners"]}


def test_a_corrected_task_is_so_on_every_list_and_as_read_again_when_it_is_undone(chidao, home):
    read = one(home)
    words = ("correct", f"{RESOLUTION}#{PATH}", "--issuer", "Hòa Lạc", *WHO, "--format", "json")
    told = chidao(*words, "--lead", "UBND phường", "--due", "14/7/2026", "--report-to", "đảng ủy phường", home=home)
    assert told.code == 0, told.err
    assert told.json["said"]["assignedTo"] == f"{OFFICE} (chủ trì)"
    assert owners(home) == {("giao cho", OFFICE, "đã xác nhận")}
    assert (one(home)["quote"], one(home)["deadlines"][0]["to"]) == (read["quote"], "2026-07-14")
    assert [report["to"] for report in one(home)["reports"]] == ["Đảng ủy phường Hòa Lạc"]
    lines = actions.ledger(home, unit=OFFICE, today=TODAY)["tasks"]
    (line,) = (row for row in lines if row["id"] == read["id"])
    assert [(who["unit"], who["lead"], who["grade"]) for who in line["assignments"]] == [(OFFICE, True, "confirmed")]
    assert line["deadlines"] == ["2026-07-14"]
    month = actions.month(home, "2026-07", unit=OFFICE, today=TODAY)
    assert read["id"] in {task["id"] for task in month["tasks"]}
    edges = [edge for edge in actions.trace(home, RESOLUTION, issuer="Hòa Lạc")["edges"] if edge["from"] == read["id"]]
    assert ("giao cho", "đã xác nhận") in {(edge["relation"], edge["grade"]) for edge in edges}
    (row,) = (row for row in actions.duties(home, directive=RESOLUTION, issuer="Hòa Lạc")["units"]
              if row["unit"] == OFFICE)  # fmt: skip
    assert row["lead"] == 1
    assert OFFICE.encode() in actions.register(home, ".csv", today=TODAY, directive=RESOLUTION).content
    asked = "SELECT ?who { GRAPH ?g { ?a a <urn:chidao:term:Assignment> ; " \
            f"<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> <{read['id']}> ; <urn:chidao:term:grade> " \
            "<urn:chidao:term:confirmed> ; <http://www.w3.org/ns/prov#wasInfluencedBy> ?d } " \
            "GRAPH ?h { ?d <urn:chidao:term:by> ?who } }"  # fmt: skip
    assert "Nguyễn Văn An" in str(actions.ask_sparql(home, asked))
    assert chidao("check", home=home).code == 0
    for decision in told.json["decisions"]:
        assert chidao("decide", decision, "--verdict", "withdrawn", *WHO, home=home).code == 0
    assert one(home) == read
    assert chidao("check", home=home).code == 0


def test_nobody_may_be_the_answer_and_the_words_outlive_a_new_reading(home):
    task = one(home)["id"]
    actions.correct(home, task, {"owner": [], "lead": []}, **at(9))
    assert owners(home) == set()
    told = actions.reread(home, everything=True)
    assert (told["suspect"], told["gained"], told["lost"], told["changed"]) == ([], 0, 0, 0)
    assert owners(home) == set()
    assert actions.check(home) == ()


def test_a_unit_is_meant_as_the_text_would_mean_it_and_asked_for_where_it_is_not_one(home):
    task = one(home)["id"]
    for typed in ("ubnd phuong", "UBND phường", OFFICE):
        told = actions.correct(home, task, {"owner": [typed]}, **at(9))
        assert told["said"]["assignedTo"] == OFFICE, typed
    fresh = actions.correct(home, task, {"partner": ["Trung tâm Phục vụ hành chính công phường"]}, **at(10))
    assert fresh["said"]["coordinatesWith"] == "Trung tâm Phục vụ hành chính công phường Hòa Lạc"
    several = actions.correct(home, task, {"owner": ["Hòa Lạc"]}, **at(11))
    assert isinstance(several, actions.Ambiguous)
    assert len(several.candidates) > 1
    unknown = actions.correct(home, task, {"owner": ["Hội người yêu hoa giấy"]}, **at(11))
    assert isinstance(unknown, actions.Unknown)
    assert owners(home) == {("giao cho", OFFICE, "đã xác nhận"), ("phối hợp", fresh["said"]["coordinatesWith"],
                                                                  "đã xác nhận")}  # fmt: skip


def test_a_document_gets_its_number_and_its_day(home):
    row = one(home)
    told = actions.correct(home, row["document"], {"date": ["2026-06-04"], "code": ["31-NQ/ĐU"]}, **at(9))
    assert told["about"] == row["text"]
    assert (one_of(home, "31-NQ/ĐU")["date"], one_of(home, "31-NQ/ĐU")["document"]) == ("2026-06-04", row["document"])
    now = actions.correctable(home, row["text"])
    assert now["fields"]["date"]["values"] == [{"id": "2026-06-04", "name": "2026-06-04"}]
    assert (now["fields"]["date"]["by"], "by" in now["fields"]["issuer"]) == ("Nguyễn Văn An", False)
    assert isinstance(actions.correct(home, row["text"], {"code": ["số bốn"]}, **at(10)), actions.Unknown)
    assert actions.check(home) == ()


def one_of(home, code):
    return next(row for row in actions.directives(home) if row["code"] == code)


def test_what_can_be_corrected_is_told_with_what_was_read(home):
    task = one(home)
    told = actions.correctable(home, task["id"])
    assert (told["quote"], told["kind"]) == (task["quote"], "task")
    assert told["fields"]["owner"]["values"] == [{"id": task["owners"][0]["id"], "name": POLICE}]
    assert told["fields"]["deadline"]["values"][-1]["id"] == task["deadlines"][0]["to"]
    assert isinstance(actions.correctable(home, task["id"] + "9"), actions.Unknown)


def test_only_who_may_decide_about_the_document_may_correct_it(home):
    task = one(home)["id"]
    said = ({"owner": [OFFICE]},)
    own = Person("Lê Thị C", (Grant(Role.WORKER, "phường Hòa Lạc, An Hải"),), signed_in=True)
    other = Person("Trần Văn D", (Grant(Role.WORKER, "Thành ủy An Hải"),), signed_in=True)
    viewer = Person("Vũ Văn E", (Grant(Role.VIEWER),), signed_in=True)
    now = {key: value for key, value in at(9).items() if key != "by"}
    for person in (other, viewer):
        with pytest.raises(Denied):
            act(person, home, actions.correct, task, *said, **now)
    told = act(own, home, actions.correct, task, *said, by="một người khác", **now)
    assert told["by"] == "Lê Thị C"
    with pytest.raises(Denied):
        act(other, home, actions.decide, [told["decisions"][0]], "withdrawn", **now)
    (entry,) = actions.journal(home, kind="correction")["entries"]
    assert (entry["by"], entry["kind"], entry["what"]) == ("Lê Thị C", "correction", f"sửa giao cho thành: {OFFICE}")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((f"{RESOLUTION}#{PATH}",), 2, "hãy nêu điều cần sửa"),
        ((f"{RESOLUTION}#{PATH}", "--number", "1-NQ/ĐU"), 2, "không có “số, ký hiệu” để sửa"),
        ((RESOLUTION, "--owner", "UBND phường"), 2, "không có “giao cho” để sửa"),
        ((f"{RESOLUTION}#{PATH}", "--due", "31/9/2026"), 2, "không phải là ngày"),
        ((f"{RESOLUTION}#{PATH}", "--due", "5/9/2026..1/9/2026"), 2, "hai ngày từ trước đến sau"),
        ((f"{RESOLUTION}#IX.9", "--owner", "UBND phường"), 1, "không có nhiệm vụ ở mục ấy"),
        ((f"{RESOLUTION}#{PATH}", "--owner", "Hòa Lạc"), 3, "đơn vị tên"),
    ],
)
def test_what_cannot_be_corrected_is_told(chidao, home, words, code, said):
    done = chidao("correct", *words, "--issuer", "Hòa Lạc", *WHO, home=home)
    assert done.code == code, done.err
    assert said in done.err
