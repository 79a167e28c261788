"""Every named question gives the same rows on the store and on rdflib's own engine, and the right ones."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from rdflib import Dataset
from test_graph_samples import Paper, cascade, commune, conclusion, plan, ward_plan

from graph import corrections, decisions
from graph.correction import Correction, Field, Named
from graph.export import export
from graph.query import run
from graph.rdf import from_rdflib
from graph.rows import ask
from graph.store import open_reader, open_writer
from ontology import queries
from ontology.queries import QueryError

WHO = {"by": "Nguyễn Văn An", "at": datetime(2026, 5, 5, 12, tzinfo=UTC), "why": "đã đối chiếu"}


class Memory:
    """rdflib's memory dataset, answering as a reader does."""

    def __init__(self, nquads):
        self.dataset = Dataset()
        self.dataset.parse(data=nquads, format="nquads")

    def rows(self, query):
        return [
            {str(name): from_rdflib(term) for name, term in row.items() if term is not None}
            for row in self.dataset.query(query).bindings
        ]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with open_writer(home) as writer:
        other = ward_plan("Đông Tiến")
        higher = other.mention("12-KH/TU", date(2026, 4, 29), seat="thanh-hoa")
        lower = other.mention("15-HD/BTCTU", date(2026, 5, 1), seat="thanh-hoa")
        other.pass_by(lower, "thay thế", higher, "Hướng dẫn số 15 thay thế Kế hoạch số 12.")
        other.cite("viện dẫn", "50-CT/TW", date(2025, 7, 23), seat="trung-uong", title="về sinh hoạt chi bộ")
        other.tell("Đã trả lời 52/52 kiến nghị.", "done", "2026-04")
        undated = Paper("khong-ngay.txt", "CV", "21-CV/ĐU", None, commune("Ban Thường vụ Đảng ủy"))
        undated.actor(commune("Công an", province=""))
        writer.load(paper.done() for paper in [*cascade(), other, undated])
        rejected = ask(writer, "chain-up", lower=plan().own)[0]["assertion"]
        writer.decide(decisions.about_assertion(writer, rejected, right=False, **WHO))
        task = next(row["task"] for row in ask(writer, "tasks") if row["text"] == ward_plan().text)
        owner = Named(ask(writer, "assignments-of-task", task=[task])[0]["unit"], "Công an phường Đông Tiến")
        writer.decide(corrections.about(writer, task, Correction(Field.OWNER, (owner,)), **WHO))
    return home


@pytest.fixture(scope="module")
def reader(home):
    with open_reader(home) as reader:
        yield reader


@pytest.fixture(scope="module")
def memory(reader):
    return Memory("".join(export(reader, "nq")))


def values(reader):
    tasks = [row["task"] for row in ask(reader, "tasks")]
    owners = [row["unit"] for row in ask(reader, "assignments-of-task", task=tasks)]
    return {
        "about": ask(reader, "decisions")[0]["about"],
        "assertion": [row["assertion"] for row in ask(reader, "edges")][:5],
        "code": "27-KL/TW",
        "decision": [row["decision"] for row in ask(reader, "corrections")],
        "directive": [conclusion().own, plan().own, ward_plan().own],
        "from": date(2026, 5, 1),
        "higher": [conclusion().own, plan().own],
        "lower": [plan().own, ward_plan().own],
        "mentioned": "urn:chidao:directive:27-kl-tw:x:trung-uong",
        "month": "2026-05",
        "task": tasks,
        "text": [ward_plan().text, *(row["text"] for row in ask(reader, "unit-places"))],
        "unit": owners[0],
        "until": date(2026, 5, 25),
    }


def counted(rows):
    return Counter(tuple(row.items()) for row in rows)


@pytest.mark.parametrize("name", queries.names())
def test_both_engines_give_the_same_rows(name, reader, memory):
    parameters = queries.load(name).parameters
    known = values(reader)
    required = {given.name: known[given.name] for given in parameters if given.required}
    asked = {
        given.name: known[given.name][0]
        if isinstance(known[given.name], list) and not given.required
        else known[given.name]
        for given in parameters
    }
    for given in (required, asked):
        rows = ask(reader, name, **given)
        assert counted(rows) == counted(ask(memory, name, **given))
    if name not in ("edges-without-evidence",):
        assert ask(reader, name, **required), "a question that finds nothing here proves nothing"


@pytest.mark.parametrize("name", queries.names())
def test_every_question_names_its_graphs(name):
    text = queries.load(name).text
    assert "GRAPH" in text
    assert "NOT EXISTS" not in text


def test_which_directives_there_are(reader):
    rows = {row["code"]: row for row in ask(reader, "directives")}
    assert {(code, row["known"]) for code, row in rows.items()} == {
        ("27-KL/TW", "byText"),
        ("12-KH/TU", "byText"),
        ("08-KH/ĐU", "byText"),
        ("50-CT/TW", "byCitation"),
        ("15-HD/BTCTU", "byCitation"),
        ("21-CV/ĐU", "byText"),
    }
    assert rows["50-CT/TW"]["title"] == "về sinh hoạt chi bộ", "though another document cites it without"
    assert rows["50-CT/TW"]["type"] == "urn:chidao:term:type-CT"
    plan_ = rows["12-KH/TU"]
    assert (plan_["date"], plan_["level"], plan_["issuer"]) == (date(2026, 4, 29), "tỉnh", "Ban Thường vụ Thanh Hóa")
    assert [(row["code"], row["citing"]) for row in ask(reader, "orphans")] == [("50-CT/TW", 2), ("15-HD/BTCTU", 1)]


def test_on_how_much_an_answer_rests(reader, memory):
    for source in (reader, memory):
        assert ask(source, "coverage") == [{"documents": 5, "newest": date(2026, 5, 4)}]
    assert ask(Memory(""), "coverage") == [{"documents": 0, "newest": None}]


def test_who_stands_below_and_above(reader):
    below = {
        (row["lower"], row["relation"].rpartition(":")[2]) for row in ask(reader, "chain-down", higher=conclusion().own)
    }
    assert below == {
        (plan().own, "implements"),
        (ward_plan().own, "basedOn"),
        (ward_plan("Đông Tiến").own, "basedOn"),
    }
    above = {row["higher"] for row in ask(reader, "chain-up", lower=ward_plan().own)}
    assert above == {plan().own, conclusion().own}


def test_tasks_of_a_unit_and_of_a_month(reader):
    mine = run(reader, "tasks-by-unit", {"unit": values(reader)["unit"]}).records()
    assert {(row["relation"], row["wording"]) for row in mine} == {("giao cho", "Ban Xây dựng Đảng chủ trì.")}
    assert run(reader, "tasks-by-unit", {"unit": values(reader)["unit"], "month": "2026-06"}).rows == ()
    may = {(row["why"], row["code"]) for row in ask(reader, "tasks-by-month", month="2026-05")}
    assert may == {("month", "12-KH/TU"), ("due", "12-KH/TU"), ("due", "08-KH/ĐU")}
    june = {(row["why"], row["wording"]) for row in ask(reader, "tasks-by-month", month="2026-06")}
    assert june == {("month", "Các chi bộ quán triệt trong tháng 6.")}


def test_deadlines_within_days(reader):
    def due(**within):
        return [row["due"].isoformat() for row in ask(reader, "deadlines", **within)]

    assert due() == ["2026-05-20", "2026-05-20", "2026-05-30"]
    assert due(**{"from": "2026-05-21"}) == ["2026-05-30"]
    assert due(until="2026-05-20") == ["2026-05-20", "2026-05-20"]
    assert due(**{"from": "2026-05-20", "until": "2026-05-20"}) == ["2026-05-20", "2026-05-20"]


def test_an_edge_said_in_passing(reader):
    (row,) = ask(reader, "passing-edges")
    assert (row["relation"].rpartition(":")[2], row["higher"]) == ("replaces", plan().own)
    assert row["quote"] == "Hướng dẫn số 15 thay thế Kế hoạch số 12."


def test_no_edge_is_without_evidence_and_one_that_is_is_found(reader, memory):
    assert ask(reader, "edges-without-evidence") == []
    bare = "<urn:a> <urn:chidao:term:implements> <urn:b> <urn:g> ."
    (row,) = ask(Memory(bare), "edges-without-evidence")
    assert (row["graph"], row["subject"], row["object"]) == ("urn:g", "urn:a", "urn:b")


def test_a_table_is_told_in_words_as_people_decided(reader):
    table = run(reader, "chain-up", {"lower": plan().own})
    assert table.title.startswith("Lên một bước")
    rows = {row["quote"]: row for row in table.records()}
    assert {(row["relation"], row["grade"]) for row in rows.values()} == {
        ("thực hiện", "nêu rõ"),
        ("viện dẫn", "đã bác"),
    } or {(row["relation"], row["grade"]) for row in rows.values()} == {("thực hiện", "đã bác"), ("viện dẫn", "nêu rõ")}
    assert {row["type"] for row in run(reader, "directives").records()} >= {"Kết luận", "Kế hoạch"}


def test_a_question_from_a_file(reader, tmp_path):
    bare = tmp_path / "bare.rq"
    bare.write_text(
        "SELECT DISTINCT ?code ?nothing { GRAPH ?g { ?d <urn:chidao:term:code> ?code } FILTER(STRSTARTS(?code, '5')) }"
    )
    assert run(reader, bare).rows == (("50-CT/TW",),)
    headed = tmp_path / "headed.rq"
    headed.write_text(
        "# title: Mã\n# parameters: day (date, required): ngày\n# columns: code, day\n"
        "SELECT DISTINCT ?code ?day { VALUES ?day { $day } GRAPH ?g { ?d <urn:chidao:term:code> ?code ; "
        "<urn:chidao:term:issuedOn> ?day } }"
    )
    table = run(reader, headed, {"day": "2026-04-29"})
    assert (table.title, table.columns, table.rows) == ("Mã", ("code", "day"), (("12-KH/TU", date(2026, 4, 29)),))


@pytest.mark.parametrize(
    ("question", "parameters", "message"),
    [
        ("no-such", {}, "Không có câu hỏi"),
        ("chain-up", {}, "cần tham số «lower»"),
        ("chain-up", {"lower": "urn:a", "depth": "2"}, "không có tham số «depth»"),
        ("chain-up", {"lower": "không phải IRI"}, "phải là một tên gọi"),
    ],
)
def test_a_wrong_question_is_told(reader, question, parameters, message):
    with pytest.raises(QueryError, match=message):
        run(reader, question, parameters)


@pytest.mark.parametrize("text", ["SELECT ?x {", "ASK { ?s ?p ?o }", "DROP ALL"])
def test_only_a_select_is_a_question(reader, tmp_path, text):
    file = tmp_path / "x.rq"
    file.write_text(text)
    with pytest.raises(QueryError):
        run(reader, file)
