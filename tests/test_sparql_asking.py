"""Questions in SPARQL of people: what reads is answered; what would write or leave the machine is never asked."""

import json
import os
import socket
import subprocess
import sys
import threading
import time

import pytest

from graph.asking import judge
from ontology.issue import Issue
from ui import actions
from ui.actions.sparql import Bounds

# -- what is refused before it is asked --------------------------------------------------------------------------------

UPDATES = (
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "insert data { graph <urn:g> { <urn:a> <urn:b> 1 } }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "PREFIX x: <urn:x:> # SELECT * { ?s ?p ?o }\nDELETE DATA { x:a x:b x:c }",
    "DROP ALL",
    "CLEAR SILENT GRAPH <urn:chidao:graph:identity>",
    "CREATE GRAPH <urn:g>",
    "LOAD <file:///etc/passwd>",
    "LOAD SILENT <http://127.0.0.1:9/x> INTO GRAPH <urn:g>",
    "MOVE <urn:a> TO <urn:b>",
    "ADD DEFAULT TO <urn:b>",
)
ELSEWHERE = (
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?a ?b ?c . OPTIONAL { SERVICE ?a { ?s ?p ?o } } }",
    "SELECT * { ?a ?b ?c FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { GRAPH ?g { ?a ?b ?c } { SERVICE <urn:x> { ?s ?p ?o } } } } }",
    "SELECT * { ?a ?b ?c MINUS { SERVICE<http://127.0.0.1:9/>{?s ?p ?o} } }",
    "ASK { SERVICE <http://127.0.0.1:9/> {} }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "DESCRIBE ?s WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    # a line end that is one to the engine's grammar and none to the other: the second sees a comment, the first a call
    "SELECT * { # \r SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }\n}",
    "SELECT * { ?a ?b ?c # x\rSERVICE <http://127.0.0.1:9/> { ?s ?p ?o }\n}",
)
FROM = (
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:9/a.ttl> { GRAPH ?g { ?s ?p ?o } }",
    "ASK FROM <urn:chidao:graph:identity> FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
)
ESCAPES = (
    "SELECT * { ?s ?p ?o } \\u0053ERVICE",
    # to one grammar the escape ends the comment and opens a string that swallows the call; to the other it does not
    'SELECT * { # \\u000A ?s ?p """\n SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } # """\n }',
    'SELECT * { ?s ?p "\\u0022 } # " }',
    "SELECT * { ?s ?p ?o } \x00",
    "SELECT * { ?s ?p ?o \x85 }",
    "SELECT * { ?s ?p ?o \u2028 }",
)
WRONG = (
    "",
    "  \n ",
    "SELECT",
    "hãy cho tôi xem mọi nhiệm vụ",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
    "SELECT * { ?s ?p ?o } SELECT * { ?s ?p ?o }",
    "SELECT ?a WHERE { ?a ?b }",
    "SELECT * { ?s x:y ?o }",
    "SELECT * { LATERAL { ?a ?b ?c } }",
    "(" * 5_000,
    "SELECT * " + "{" * 4_000 + "}" * 4_000,
    "SELECT * { ?s ?p ?o }" + " " * 30_000,
)


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (UPDATES, {"sparql-update"}),
        (ELSEWHERE, {"sparql-elsewhere"}),
        (FROM, {"sparql-from"}),
        (ESCAPES, {"sparql-escape"}),
        (WRONG, {"sparql-empty", "sparql-syntax", "sparql-deep", "sparql-prefix", "sparql-long"}),
    ],
    ids=["updates", "elsewhere", "from", "escapes", "wrong"],
)
def test_what_is_no_reading_question_is_refused(texts, codes):
    for text in texts:
        issue = judge(text)
        assert isinstance(issue, Issue), text
        assert issue.code in codes, (text, issue)
        assert issue.remedy


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "ask { ?service ?load ?delete }",
        'SELECT ?s { ?s ?p "SERVICE <x> { DROP ALL }" } # SERVICE, LOAD, DELETE',
        "PREFIX service: <urn:service:>\nSELECT * { ?s service:load <urn:LOAD> }",
        "SELECT * FROM <urn:chidao:graph:identity> { ?m cd:identifiedAs ?d }",
        "CONSTRUCT { ?s rdfs:label ?l } WHERE { GRAPH ?g { ?s rdfs:label ?l } }",
        "DESCRIBE <urn:chidao:directive:27-kl-tw:2026-04-24:trung-uong>",
        "SELECT (COUNT(?t) AS ?n) ?u { ?t cd:assignedTo/rdfs:label ?u } GROUP BY ?u HAVING (?n > 1) ORDER BY ?u",
    ],
)
def test_what_reads_is_let_pass_as_it_stands(text):
    assert judge(text) == text


def test_a_fault_is_told_by_line_and_column():
    assert judge("SELECT ?a WHERE {\n  ?a ?b\n}").where.startswith("dòng ")
    assert judge('SELECT * {\n ?s ?p "\\u0041" }').where == "dòng 2, cột 9"
    assert "“x:”" in judge("SELECT * { ?s x:y ?o }").what


# -- what is answered --------------------------------------------------------------------------------------------------


def test_an_answer_is_in_plain_values(stored):
    told = actions.ask_sparql(
        stored, 'SELECT ?d ?day { ?d cd:code "215-CV/TU" ; cd:issuedOn ?day } ORDER BY ?d LIMIT 1'
    )
    assert told["columns"] == ["d", "day"]
    assert [str(value) for value in told["rows"][0]][1] == "2026-04-29"
    assert actions.ask_sparql(stored, "ASK { ?x a cd:Task }")["rows"] == [[True]]
    assert actions.ask_sparql(stored, "CONSTRUCT WHERE { ?x a cd:Task } ")["rows"]


def test_the_engine_s_own_objections_are_told_by_place(stored):
    issue = actions.ask_sparql(stored, "SELECT ?a ?b { ?a ?p ?b } GROUP BY ?a")
    assert (issue.code, issue.where[:4]) == ("sparql-syntax", "dòng")


def test_an_answer_ends_at_its_rows_and_characters(stored):
    everything = "SELECT * { ?s ?p ?o }"
    told = actions.ask_sparql(stored, everything, Bounds(rows=7))
    assert (len(told["rows"]), told["cut"]) == (7, True)
    told = actions.ask_sparql(stored, everything, Bounds(characters=2_000))
    assert told["cut"]
    assert sum(len(str(value)) for row in told["rows"] for value in row) <= 2_000
    assert not actions.ask_sparql(stored, f"{everything} LIMIT 7", Bounds(rows=7))["cut"]


RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = (
    "SELECT DISTINCT (CONCAT(STR(?a), STR(?c), STR(?d), STR(?f), STR(?i)) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
)


def test_a_runaway_is_killed_in_time_and_nothing_of_it_goes_on(stored):
    began = time.monotonic()
    issue = actions.ask_sparql(stored, RUNAWAY, Bounds(seconds=1))
    assert issue.code == "sparql-too-slow"
    assert time.monotonic() - began < 8
    told = subprocess.run(["ps", "-eo", "ppid,args"], capture_output=True, text=True, check=True).stdout
    assert not [line for line in told.splitlines() if line.split()[0] == str(os.getpid()) and "sparql.main" in line]


def test_a_hungry_question_is_killed(stored):
    issue = actions.ask_sparql(stored, f"{HUNGRY} ORDER BY ?x", Bounds(seconds=30, memory_bytes=150_000_000))
    assert issue.code in ("sparql-too-heavy", "sparql-crashed")


def test_the_store_is_as_before_and_nothing_was_asked_of_the_network(stored):
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked = []
        threading.Thread(target=lambda: asked.append(server.accept()), daemon=True).start()
        before = actions.revision(stored)
        host = f"http://127.0.0.1:{server.getsockname()[1]}/"
        for text in ELSEWHERE[:3] + FROM[1:2] + UPDATES[9:10]:
            assert isinstance(actions.ask_sparql(stored, text.replace("http://127.0.0.1:9/", host)), Issue)
        assert not asked
        assert actions.revision(stored) == before


LEAVES = "import ctypes; leave = ctypes.CDLL(None).unshare; exit(leave(0x40000000) != 0 and leave(0x50000000) != 0)"
ALONE = """
import socket, sys
from ui.actions.sparql import _leave_network
_leave_network()
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), 3)
except OSError:
    sys.exit(0)
sys.exit(1)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know no such rooms")
def test_the_process_that_asks_has_no_network_where_the_system_can_do_so():
    if subprocess.run([sys.executable, "-c", LEAVES], check=False, timeout=30).returncode:
        pytest.skip("this system lets no process leave its network")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        assert subprocess.run([sys.executable, "-c", ALONE, port], check=False, timeout=30).returncode == 0


# -- the command -------------------------------------------------------------------------------------------------------


def test_the_command_asks_and_tells(chidao, stored):
    done = chidao("sparql", "SELECT ?c { ?d cd:code ?c } ORDER BY ?c LIMIT 2", "--format", "json", home=stored)
    assert done.code == 0
    assert len(json.loads(done.out)["rows"]) == 2
    assert chidao("sparql", "ASK { ?s ?p ?o }", home=stored).out.startswith("đúng")
    done = chidao("sparql", "DROP ALL", home=stored)
    assert (done.code, "lệnh ghi" in done.err) == (4, True)
    assert chidao("sparql", "SELECT * { <urn:none> ?p ?o }", home=stored).code == 1
