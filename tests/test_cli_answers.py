"""What the command answers about a store: chains, tasks, units, one directive, free questions, exports, decisions."""

import json
import re
import shutil
import subprocess
import sys

import networkx as nx
import pytest
from pyoxigraph import Store
from rdflib import Dataset

from ui import actions

NODE_KEYS = {"id", "kind", "label", "level", "unit", "date", "month"}
EDGE_KEYS = {"from", "to", "relation", "grade", "quote", "document", "span"}


def test_the_record_is_one_json_object_whose_quotes_stand_at_their_spans(chidao, papers):
    done = chidao("extract", papers / "song-trau.txt", "--format", "json")
    assert done.code == 0
    record = done.json
    assert (record["document"]["number"], record["document"]["symbol"]) == ("12", "CV/ĐU")
    assert len(record["sha256"]) == 64
    items = [*record["citations"], *record["tasks"], *(a for t in record["tasks"] for a in t["assignments"])]
    assert len(items) > 4
    for item in items:
        start, end = item["span"]
        assert record["text"][start:end] == item["quote"]
    text = chidao("extract", papers / "song-trau.txt").out
    assert "12-CV/ĐU" in text
    assert "báo cáo về: Ban Thường vụ Đảng ủy phường Sông Trầu, qua Văn phòng Đảng ủy" in text


def test_trace_tells_the_whole_chain_as_json(chidao, stored):
    chain = chidao("trace", "27-KL/TW", "--format", "json", home=stored).json
    assert set(chain) == {"root", "nodes", "edges", "statement"}
    assert all(set(node) >= NODE_KEYS for node in chain["nodes"])
    assert all(set(edge) >= EDGE_KEYS for edge in chain["edges"])
    assert all(edge["quote"] and edge["span"][0] < edge["span"][1] for edge in chain["edges"])
    labels = {node["id"]: node["label"] for node in chain["nodes"]}
    lower = {(labels[e["from"]], labels[e["to"]]) for e in chain["edges"] if e["relation"] == "thực hiện"}
    assert lower >= {("215-CV/TU", "27-KL/TW"), ("12-CV/ĐU", "215-CV/TU"), ("08-NQ/ĐU", "27-KL/TW")}
    assert sum(label == "08-NQ/ĐU" for label in labels.values()) == 2
    assert "văn bản" in chain["statement"]


def test_trace_tells_owner_deadline_and_report_as_a_tree(chidao, stored):
    done = chidao("trace", "27-kl/tw", home=stored)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("Kết luận 27-KL/TW · ngày 24/4/2026")
    letter = next(i for i, line in enumerate(lines) if "↓ thực hiện: Công văn 12-CV/ĐU" in line)
    city = next(i for i, line in enumerate(lines) if "↓ thực hiện: Công văn 215-CV/TU" in line)
    assert city < letter
    assert lines[city].index("↓") < lines[letter].index("↓")
    task = next(i for i, line in enumerate(lines) if i > letter and "nhiệm vụ 2:" in line)
    below = "\n".join(lines[task : task + 7])
    order = [below.index(word) for word in ("→ giao cho Ban Xây dựng Đảng", "→ thời hạn 10/6/2026", "→ báo cáo về")]
    assert order == sorted(order)
    assert "qua Văn phòng Đảng ủy" in below
    assert re.search(r"“[^”]+” \(nêu rõ; 12-CV/ĐU:\d+-\d+\)", below)
    assert re.match(r"(?:Nơi chưa thấy văn bản: .+\. )?Chuỗi dừng ở: .+\. Chuỗi gồm 5 văn bản", lines[-1])


def test_trace_goes_up_down_and_as_deep_as_asked(chidao, stored):
    def codes(*options):
        done = chidao("trace", "215-CV/TU", "--format", "json", *options, home=stored)
        return {node["code"] for node in done.json["nodes"] if node["kind"] == "directive"}

    assert codes() == {"27-KL/TW", "215-CV/TU", "12-CV/ĐU"}
    assert codes("--up") == {"27-KL/TW", "215-CV/TU"}
    assert codes("--down") == {"215-CV/TU", "12-CV/ĐU"}
    assert codes("--up", "--down") == codes()
    done = chidao("trace", "27-KL/TW", "--depth", "1", "--format", "json", home=stored)
    assert "12-CV/ĐU" not in {node["code"] for node in done.json["nodes"]}


def test_a_code_of_several_directives_asks_which(chidao, stored):
    done = chidao("trace", "8-nq/đu", home=stored)
    assert (done.code, done.out) == (3, "")
    assert "Có 2 văn bản mang số" in done.err
    assert "--issuer hoặc --date" in done.err
    assert "Sông Trầu" in done.err
    assert "Đồng Xoài" in done.err
    as_json = chidao("trace", "08-NQ/ĐU", "--format", "json", home=stored)
    assert as_json.code == 3
    assert {c["date"] for c in as_json.json["candidates"]} == {"2026-05-05", "2026-05-06"}


@pytest.mark.parametrize(
    "choice",
    [["--issuer", "dong xoai"], ["--date", "6/5/2026"], ["--date", "2026-05-06", "--issuer", "phường Đồng Xoài"]],
)
def test_issuer_without_accents_or_date_chooses(chidao, stored, choice):
    done = chidao("show", "08-NQ/ĐU", *choice, "--format", "json", home=stored)
    assert done.code == 0
    assert done.json["directive"]["date"] == "2026-05-06"


def test_a_choice_that_fits_none_says_so(chidao, stored):
    done = chidao("trace", "08-NQ/ĐU", "--issuer", "Hòa Lạc", home=stored)
    assert done.code == 1
    assert "không văn bản nào trong 2 văn bản mang số này" in done.err
    assert "Đồng Xoài" in done.err


def test_an_unknown_code_suggests_near_ones(chidao, stored):
    done = chidao("trace", "28-KL/TW", home=stored)
    assert (done.code, done.out) == (1, "")
    assert "Chưa thấy “28-KL/TW” trong kho" in done.err
    assert "27-KL/TW" in done.err
    as_json = chidao("trace", "28-KL/TW", "--format", "json", home=stored)
    assert as_json.json["unknown"] == "28-KL/TW"
    assert as_json.json["suggestions"][0] == "27-KL/TW"


@pytest.mark.parametrize("asked", ["27-KL/TW", "27 - kl / tw", "27 KL TW", "Kết luận 27-KL/TW"])
def test_codes_are_found_in_any_spelling(chidao, stored, asked):
    assert chidao("trace", asked, home=stored).code == 0


def test_a_directive_is_found_by_its_iri_and_by_its_file(chidao, stored):
    by_file = chidao("show", "song-trau.txt", "--format", "json", home=stored)
    assert by_file.json["directive"]["code"] == "12-CV/ĐU"
    by_iri = chidao("show", by_file.json["directive"]["id"], "--format", "json", home=stored)
    assert by_iri.json == by_file.json


def test_tasks_by_unit_month_and_directive(chidao, stored):
    done = chidao("tasks", "--unit", "ubnd phường sông trầu", "--format", "json", home=stored)
    assert done.code == 0
    assert [unit["name"] for unit in done.json["units"]] == ["Ủy ban nhân dân phường Sông Trầu"]
    assert {task["code"] for task in done.json["tasks"]} == {"12-CV/ĐU", "08-NQ/ĐU"}
    for task in done.json["tasks"]:
        assert any(owner["unit"] == "Ủy ban nhân dân phường Sông Trầu" for owner in task["owners"])
        assert task["quote"]
        assert task["deadlines"]

    june = chidao("tasks", "--month", "6/2026", "--format", "json", home=stored).json["tasks"]
    assert {deadline["to"] for task in june for deadline in task["deadlines"]} == {"2026-06-10"}

    both = chidao("tasks", "--directive", "12-CV/ĐU", "--unit", "Ban Xay dung Dang", "--format", "json", home=stored)
    (task,) = both.json["tasks"]
    assert (task["path"], task["reports"][0]["due"]) == ("2", "2026-06-10")

    everything = chidao("tasks", home=stored)
    assert everything.code == 0
    assert "báo cáo về: Ban Thường vụ Đảng ủy phường Sông Trầu, qua Văn phòng Đảng ủy" in everything.out
    assert everything.out.splitlines()[-1].startswith("8 nhiệm vụ của 4 văn bản; dựa trên 4 văn bản trong kho")


def test_tasks_of_nobody_and_of_an_unknown_unit(chidao, stored):
    none = chidao("tasks", "--month", "2031-01", home=stored)
    assert none.code == 1
    assert none.out.startswith("0 nhiệm vụ")
    unknown = chidao("tasks", "--unit", "Công an phường Sông Trâu Vàng", home=stored)
    assert unknown.code == 1
    assert "Công an phường Sông Trầu" in unknown.err


def test_units_are_listed_with_their_tasks(chidao, stored):
    everyone = chidao("units", "--format", "json", home=stored).json["units"]
    tasks = {unit["name"]: unit["tasks"] for unit in everyone}
    assert tasks["Công an phường Sông Trầu"] == 1
    assert tasks["Ủy ban nhân dân phường Sông Trầu"] == 2
    some = chidao("units", "cong an", home=stored)
    assert some.code == 0
    assert "Công an phường Đồng Xoài" in some.out
    assert "Ủy ban nhân dân" not in some.out


def test_show_tells_relations_both_ways(chidao, stored):
    shown = chidao("show", "215-CV/TU", "--format", "json", home=stored).json
    assert [fact["name"] for fact in shown["cites"]] == ["27-KL/TW ngày 24/4/2026"]
    assert [fact["name"] for fact in shown["cited_by"]] == ["12-CV/ĐU ngày 4/5/2026"]
    assert [text["document"] for text in shown["texts"]] == ["thanh-uy.txt"]
    assert len(shown["tasks"]) == 2
    text = chidao("show", "215-CV/TU", home=stored).out
    assert "Được nêu trong:\n  thực hiện 12-CV/ĐU ngày 4/5/2026 — “" in text


def test_withdrawing_takes_the_text_and_loading_brings_it_back(chidao, papers, tmp_path):
    home = tmp_path / "home"
    chidao("ingest", papers, home=home)
    chidao("export", "--to", tmp_path / "before.nq", home=home)
    assert chidao("withdraw", "08-NQ/ĐU", home=home).code == 3
    done = chidao("withdraw", "12-CV/ĐU", home=home)
    assert done.code == 0
    assert done.out == "Đã rút 12-CV/ĐU (tệp song-trau.txt) khỏi kho.\n"
    assert chidao("trace", "12-CV/ĐU", home=home).code == 1
    stub = chidao("withdraw", "27-KL/TW", home=home)
    assert stub.code == 1
    assert "chỉ được biết qua viện dẫn" in stub.err
    assert chidao("ingest", papers, home=home).code == 0
    chidao("export", "--to", tmp_path / "after.nq", home=home)
    assert (tmp_path / "before.nq").read_bytes() == (tmp_path / "after.nq").read_bytes()


def test_withdrawing_one_of_two_texts_asks_which_file(chidao, papers, tmp_path):
    home, corrected = tmp_path / "home", tmp_path / "nq-5-sua.txt"
    corrected.write_text((papers / "nq-5.txt").read_text(encoding="utf-8").replace("15/5/2026", "18/5/2026"))
    chidao("ingest", papers / "nq-5.txt", corrected, home=home)
    which = chidao("withdraw", "08-NQ/ĐU", home=home)
    assert which.code == 3
    assert "--file" in which.err
    assert "nq-5-sua.txt" in which.err
    assert chidao("withdraw", "08-NQ/ĐU", "--file", "nq-5.txt", home=home).code == 0
    left = chidao("tasks", "--format", "json", home=home).json["tasks"]
    assert {task["document"] for task in left} == {"nq-5-sua.txt"}


def test_queries_are_listed_run_by_name_and_from_a_file(chidao, stored, tmp_path):
    listed = chidao("query", home=stored)
    assert listed.code == 0
    assert "tasks-by-unit: " in listed.out
    assert "--param unit=…" in listed.out
    named = chidao("query", "chain-down", "--param", "higher=27-KL/TW", "--format", "json", home=stored)
    assert named.code == 0
    assert {row["relation"] for row in named.json["rows"]} == {"thực hiện"}
    file = tmp_path / "hoi.rq"
    file.write_text("SELECT ?code WHERE { GRAPH ?g { ?d <urn:chidao:term:code> ?code } } ORDER BY ?code LIMIT 3")
    done = chidao("query", file, home=stored)
    assert done.code == 0
    assert "08-NQ/ĐU" in done.out
    assert chidao("query", "edges-without-evidence", home=stored).code == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT nothing", "SPARQL viết sai"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", ""),
        ("ASK { ?s ?p ?o }", "phải là SELECT"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_a_wrong_query_is_told(chidao, stored, tmp_path, text, message):
    (tmp_path / "sai.rq").write_text(text)
    done = chidao("query", tmp_path / "sai.rq", home=stored)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_the_word_service_may_stand_in_names_and_strings(chidao, stored, tmp_path):
    (tmp_path / "a.rq").write_text(
        "# SERVICE\nPREFIX service: <urn:service:>\n"
        'SELECT ?service { GRAPH ?g { ?service a service:x } FILTER("SERVICE" = "") }'
    )
    assert chidao("query", tmp_path / "a.rq", home=stored).code == 1


def test_a_query_file_that_is_not_there_is_told(chidao, stored, tmp_path):
    done = chidao("query", tmp_path / "khong-co.rq", home=stored)
    assert done.code != 0
    assert "khong-co.rq" in done.err


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
@pytest.mark.parametrize("suffix", ["ttl", "nq", "jsonld", "graphml", "gexf"])
def test_every_form_of_export_is_written(chidao, stored, tmp_path, suffix):
    to = tmp_path / f"kho.{suffix}"
    done = chidao("export", "--to", to, "--format", "json", home=stored)
    assert done.code == 0
    assert done.json["bytes"] == to.stat().st_size > 10_000
    if suffix == "jsonld":
        json.loads(to.read_text(encoding="utf-8"))
    elif suffix in ("graphml", "gexf"):
        assert getattr(nx, f"read_{suffix}")(to).number_of_edges() > 20
    else:
        data = Dataset()
        data.parse(to, format={"ttl": "turtle", "nq": "nquads"}[suffix])
        assert any(data.quads((None, None, None, None)))


def test_exports_do_not_depend_on_the_order_of_loading(chidao, papers, tmp_path):
    files = sorted(papers.iterdir())
    for name, order in (("one", files), ("other", files[::-1])):
        for file in order:
            assert chidao("ingest", file, home=tmp_path / name).code == 0
        chidao("export", "--to", tmp_path / f"{name}.nq", home=tmp_path / name)
    assert (tmp_path / "one.nq").read_bytes() == (tmp_path / "other.nq").read_bytes()


def test_check_finds_a_sound_store_sound_and_a_hurt_one_hurt(chidao, papers, tmp_path):
    home = tmp_path / "home"
    chidao("ingest", papers, home=home)
    sound = chidao("check", home=home)
    assert (sound.code, sound.out) == (0, "Kho không có lỗi nào.\n")
    engine = Store(str(home / "store" / "live"))
    engine.update(
        "INSERT { GRAPH ?g { ?task <urn:chidao:term:assignedTo> <urn:chidao:unit:gia> } } "
        "WHERE { GRAPH ?g { ?task a <urn:chidao:term:Task> } }"
    )
    engine.flush()
    del engine
    (home / "store" / "unpublished").touch()
    chidao("ingest", papers, home=home)
    hurt = chidao("check", "--format", "json", home=home)
    assert hurt.code == 6
    assert "edge-without-evidence" in {fault["code"] for fault in hurt.json["faults"]}
    assert all(fault["what"] and fault["remedy"] for fault in hurt.json["faults"])


def test_a_decision_outlives_withdrawal_and_is_taken_back(chidao, papers, tmp_path):
    home = tmp_path / "home"
    chidao("ingest", papers, home=home)

    def report():
        tasks = chidao("tasks", "--directive", "12-CV/ĐU", "--format", "json", home=home).json["tasks"]
        (told,) = (line for task in tasks for line in task["reports"])
        return told

    assert report()["grade"] == "nêu rõ"
    by = ["--by", "Nguyễn Văn A", "--why", "đọc lại câu này"]
    done = chidao("decide", report()["assertion"], "--verdict", "rejected", *by, "--format", "json", home=home)
    assert done.code == 0
    assert report()["grade"] == "đã bác"
    chidao("withdraw", "12-CV/ĐU", home=home)
    chidao("ingest", papers, home=home)
    assert report()["grade"] == "đã bác"
    back = chidao("decide", done.json["decision"], "--verdict", "withdrawn", *by, home=home)
    assert back.code == 0
    assert report()["grade"] == "nêu rõ"
    nobody = chidao("decide", report()["assertion"], "--verdict", "confirmed", "--by", " ", "--why", "x", home=home)
    assert (nobody.code, nobody.out) == (2, "")
    unknown = chidao("decide", "urn:chidao:text:x:assertion:y", "--verdict", "confirmed", *by, home=home)
    assert unknown.code == 1
    assert "Kho không có khẳng định" in unknown.err


def test_the_demo_chain_reaches_commune_tasks_each_edge_with_its_sentence(chidao, demo):
    done = chidao("trace", "27-KL/TW", "--format", "json", home=demo)
    assert done.code == 0
    nodes = {node["id"]: node for node in done.json["nodes"]}
    levels = {nodes[e["from"]]["level"] for e in done.json["edges"] if e["relation"] == "có nhiệm vụ"}
    assert levels >= {"tỉnh", "xã", "chi bộ"}
    assert all(edge["quote"] and edge["document"] for edge in done.json["edges"])


def test_the_demo_store_is_sound_and_no_edge_lacks_evidence(chidao, demo):
    assert chidao("check", home=demo).code == 0
    none = chidao("query", "edges-without-evidence", "--format", "json", home=demo)
    assert (none.code, none.json["rows"]) == (1, [])


GUARD = """
import os, sys
REACHING = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"}
def guard(event, arguments):
    if event in REACHING:
        os.write(2, f"REACHED OUT: {event} {arguments!r}".encode())
        os._exit(99)
sys.addaudithook(guard)
"""


def guarded(code, *arguments):
    """Run Python with every way to a network watched, and shut where the system lets us; returns how it ended."""
    ways = (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]) if shutil.which("unshare") else ()
    tried = {tuple(way): subprocess.run([*way, "true"], capture_output=True, check=False).returncode for way in ways}
    shut = next((way for way, code in tried.items() if code == 0), ())
    words = [*shut, sys.executable, "-c", GUARD + code, *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def test_no_request_leaves_the_machine(papers, tmp_path):
    run = "from ui.cli import main\nmain()"
    home = ["--home", tmp_path / "home"]
    export = ["export", "--to", tmp_path / "a.ttl"]
    for words in (["ingest", papers], ["trace", "27-KL/TW"], ["tasks"], ["check"], export):
        done = guarded(run, *home, *words)
        assert done.returncode == 0, done.stderr
        assert "REACHED OUT" not in done.stderr


def test_the_guard_would_see_a_request():
    done = guarded("import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/')")
    assert done.returncode == 99
    assert "REACHED OUT" in done.stderr


def test_a_document_tells_every_fact_at_its_place(demo):
    listed = actions.directives(demo)
    plan = next(row for row in listed if row["code"] == "21-KH/ĐU")
    assert plan["implementers"] == 1
    told = actions.document(demo, plan["id"])
    assert told["file"].endswith("kh-21.txt")
    kinds = {fact["kind"] for fact in told["facts"]}
    assert kinds >= {
        "ban hành",
        "thực hiện",
        "viện dẫn",
        "có nhiệm vụ",
        "giao cho",
        "phối hợp",
        "thời hạn",
        "báo cáo về",
    }
    for fact in told["facts"]:
        start, end = fact["span"]
        assert told["text"][start:end] == fact["quote"]
    spans = [fact["span"] for fact in told["facts"]]
    assert spans == sorted(spans)
    assert actions.document(demo, told["text_id"]) == told
    assert actions.document(demo, "urn:chidao:directive:khong-co") is None


def test_the_revision_changes_when_the_store_does(papers, tmp_path):
    assert actions.revision(tmp_path) == "0"
    actions.ingest(tmp_path, [papers / "nq-5.txt"])
    first = actions.revision(tmp_path)
    actions.ingest(tmp_path, [papers / "nq-5.txt"])
    assert actions.revision(tmp_path) == first
    actions.ingest(tmp_path, [papers / "nq-6.txt"])
    assert actions.revision(tmp_path) != first


def test_the_registry_lists_the_communes_of_a_province(chidao, home):
    done = chidao("units", "--province", "Hải Phòng", "--format", "json", home=home)
    assert done.code == 0
    units = json.loads(done.out)["units"]
    assert len(units) == 114
    assert all(len(unit["code"]) == 5 for unit in units)


def test_a_former_province_is_told_where_it_went(chidao, home):
    done = chidao("units", "--province", "Hải Dương", home=home)
    assert done.code == 1
    assert "Hải Phòng" in done.out + done.err
