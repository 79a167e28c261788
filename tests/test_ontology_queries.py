"""Heads of queries, and values that cannot break out of their place."""

import re
from datetime import date, datetime

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.queries import Parameter, QueryError, bind, load, names, parse

HEAD = """\
# title: Nhiệm vụ
# parameters: unit (iri, required): đơn vị
# parameters: month (month, optional): tháng
# columns: task, when
"""
BODY = """\
SELECT ?task ?when WHERE {
  GRAPH ?g {
    ?task <urn:to> $unit .
    OPTIONAL { ?task <urn:month> ?when }
    FILTER(!BOUND($month) || ?when = $month)
  }
}
"""
ECHO = """\
# title: t
# parameters: x (%s, required): giá trị
# columns: v
SELECT ?v WHERE { VALUES ?v { $x } }
"""


def echo(kind):
    return parse(ECHO % kind)


def rows(text):
    return [row["v"] for row in pyoxigraph.Store().query(text)]


def test_a_head_is_read():
    query = parse(HEAD + BODY, "tasks")
    assert (query.name, query.title, query.columns) == ("tasks", "Nhiệm vụ", ("task", "when"))
    assert query.parameters == (
        Parameter("unit", "iri", True, "đơn vị"),
        Parameter("month", "month", False, "tháng"),
    )


def test_a_head_may_go_on_for_lines():
    text = (
        "# title: t\n# parameters:\n#   a (iri, required): một\n#   b (integer, optional): hai\n# columns: x\n"
        "SELECT ?x { ?x ?p $a , $b }"
    )
    assert [parameter.name for parameter in parse(text).parameters] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BODY, "title"),
        (HEAD.replace("Nhiệm vụ", "") + BODY, "title"),
        ("# title: hai\n" + HEAD + BODY, "title"),
        (HEAD.replace("# columns: task, when\n", "") + BODY, "columns"),
        (HEAD.replace("(iri, required)", "iri, required") + BODY, "không đọc được tham số"),
        (HEAD.replace("(iri, required)", "(iri, maybe)") + BODY, "không đọc được tham số"),
        (HEAD.replace("(iri, required)", "(url, required)") + BODY, "không có kiểu «url»"),
        (HEAD.replace("month (month", "unit (month") + BODY, "khai báo hai lần"),
        (HEAD + BODY.replace("$unit", "?unit"), "«unit» khai báo mà không dùng"),
        (HEAD + BODY.replace("?g", "$g"), "«g» dùng mà không khai báo"),
        (HEAD.replace("task, when", "task, what") + BODY, "cột «what»"),
        (HEAD.replace("task, when", "task, ") + BODY, "cột «»"),
        (HEAD.replace("task, when", "task, shown") + "# ?shown\n" + BODY, "cột «shown»"),
    ],
)
def test_a_bad_head_is_told_in_vietnamese(text, message):
    with pytest.raises(QueryError, match=re.escape(message)) as caught:
        parse(text, "thử")
    assert str(caught.value).startswith("Câu hỏi «thử»: ")


def test_values_take_the_place_of_parameters():
    query = parse(HEAD + BODY)
    bound = bind(query, {"unit": "urn:chidao:unit:a", "month": "2026-05"})
    assert "?task <urn:to> <urn:chidao:unit:a> ." in bound
    assert '!true || ?when = "2026-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>' in bound
    left_out = bind(query, {"unit": "urn:chidao:unit:a", "month": None})
    assert "FILTER(!false || ?when = $month)" in left_out
    for text in (bound, left_out):
        assert list(pyoxigraph.Store().query(text)) == []


def test_a_bound_query_finds_what_it_asks_for():
    store = pyoxigraph.Store()
    month = '"{}"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    store.update(
        f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:1> <urn:to> <urn:u> ; <urn:month> {month.format('2026-05')} . "
        f"<urn:2> <urn:to> <urn:u> ; <urn:month> {month.format('2026-06')} . <urn:3> <urn:to> <urn:v> }} }}"
    )
    query = parse(HEAD + BODY)

    def found(**values):
        return sorted(row["task"].value for row in store.query(bind(query, values)))

    assert found(unit="urn:u") == ["urn:1", "urn:2"]
    assert found(unit="urn:u", month="2026-06") == ["urn:2"]
    assert found(unit="urn:v") == ["urn:3"]


def test_only_parameters_are_replaced():
    text = (
        "# title: giá $x trong lời\n# parameters: x (integer, required): số\n# columns: v\n"
        'SELECT ?v WHERE { # $x o\'clock\n VALUES ?v { "$x" \'$x\' """a "$x" b""" <urn:$x> $x } FILTER(?v != $xy) }'
    )
    with pytest.raises(QueryError, match="«xy»"):
        parse(text)
    query = parse(text.replace("$xy", '"$xy"'))
    assert sorted(str(value) for value in rows(bind(query, {"x": 7}))) == sorted(
        ['"$x"', '"$x"', '"a \\"$x\\" b"', "<urn:$x>", '"7"^^<http://www.w3.org/2001/XMLSchema#integer>']
    )


def test_several_values_stand_side_by_side():
    found = rows(bind(echo("iri"), {"x": ["urn:a", "urn:b"]}))
    assert [value.value for value in found] == ["urn:a", "urn:b"]
    assert rows(bind(echo("iri"), {"x": []})) == []


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(list("\\\"'\n\r\t}{$#<>u0")), max_size=30)
)
def test_a_string_arrives_as_it_was(text):
    assert [value.value for value in rows(bind(echo("string"), {"x": text}))] == [text]


@pytest.mark.parametrize(
    "attack",
    ['" } DROP ALL #', "\\", '\\"', '"""', "\\u0022 } #", "\\\\u0022 } #", "\n# $x", "' }", '"@vi', '"^^<urn:x>'],
)
def test_a_string_cannot_break_out(attack):
    assert [value.value for value in rows(bind(echo("string"), {"x": attack}))] == [attack]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("iri", "urn:a> <urn:b"),
        ("iri", "urn:a\\u003E"),
        ("iri", "urn:a b"),
        ("iri", 'urn:"a"'),
        ("iri", "không có lược đồ"),
        ("iri", ""),
        ("iri", "urn:"),
        ("iri", 7),
        ("string", "a\x00b"),
        ("string", 7),
        ("date", '2026-02-28" } #'),
        ("date", "2026-02-30"),
        ("date", "28/2/2026"),
        ("date", 20260228),
        ("month", "2026-13"),
        ("month", "2026-02-28"),
        ("month", '2026-02"'),
        ("integer", "7 } #"),
        ("integer", "bảy"),
        ("integer", 7.5),
        ("integer", True),
    ],
)
def test_a_value_of_another_type_is_refused(kind, value):
    with pytest.raises(QueryError, match="Tham số «x» phải là"):
        bind(echo(kind), {"x": value})


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("date", date(2026, 2, 28), "2026-02-28"),
        ("date", datetime(2026, 2, 28, 9), "2026-02-28"),
        ("date", "2026-02-28", "2026-02-28"),
        ("month", date(2026, 2, 28), "2026-02"),
        ("month", "2026-02", "2026-02"),
        ("integer", -7, "-7"),
        ("integer", "12", "12"),
        ("iri", "urn:chidao:directive:27-kl-tw:x:trung-uong", "urn:chidao:directive:27-kl-tw:x:trung-uong"),
    ],
)
def test_values_of_each_type(kind, value, written):
    assert [found.value for found in rows(bind(echo(kind), {"x": value}))] == [written]


def test_wrong_names_are_told():
    query = parse(HEAD + BODY, "tasks")
    with pytest.raises(QueryError, match="cần tham số «unit»: đơn vị"):
        bind(query, {"month": "2026-05"})
    with pytest.raises(QueryError, match="không có tham số «year»"):
        bind(query, {"unit": "urn:a", "year": 2026})


@pytest.mark.parametrize("name", ["khong-co", "../terms", "", "A B"])
def test_an_unknown_query_is_told(name):
    with pytest.raises(QueryError, match="Không có câu hỏi"):
        load(name)


@pytest.mark.parametrize("name", names())
def test_every_stored_query_has_a_true_head(name):
    query = load(name)
    assert query.name == name
    assert query.title
    assert all(parameter.description for parameter in query.parameters)
