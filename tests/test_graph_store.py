"""One writer, many readers, whole documents only: with real processes, a real full disk and real crashes."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from rdflib import BNode, Literal, URIRef
from test_graph_samples import SECRETARIAT, Paper, cascade, conclusion, many, plan, ward_plan

from graph import snapshot
from graph.consistency import check
from graph.descriptions import mentions_of
from graph.errors import StoreBusy, StoreError, StoreFull, UnknownText
from graph.export import export
from graph.home import Home
from graph.identity import resolve
from graph.rows import ask
from graph.store import open_reader, open_writer
from ontology.dataset import TextGraph

TESTS = Path(__file__).parent


def store(home, papers):
    with open_writer(home) as writer:
        writer.load(paper.done() for paper in papers)


def dump(home):
    with open_reader(home) as reader:
        return "".join(export(reader, "nq"))


def documents(reader):
    return [row["document"] for row in ask(reader, "documents")]


def script(text, *arguments):
    """A real second process."""
    environment = {**os.environ, "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"}
    return subprocess.Popen(
        [sys.executable, "-c", text, *map(str, arguments)], env=environment, stdout=subprocess.PIPE, text=True
    )


def test_order_leaves_no_trace(tmp_path):
    papers = [*cascade(), plan("Hải Phòng")]
    dumps = set()
    for number, order in enumerate(list(permutations(papers))[::5]):
        store(tmp_path / str(number), order)
        dumps.add(dump(tmp_path / str(number)))
    assert len(dumps) == 1
    assert len(dumps.pop().splitlines()) > 400


def test_loading_twice_and_withdrawing_and_loading_again_leaves_no_trace(tmp_path):
    store(tmp_path / "a", cascade())
    store(tmp_path / "b", [*cascade(), *cascade()])
    with open_writer(tmp_path / "b") as writer:
        for paper in cascade():
            writer.withdraw(paper.text)
        assert writer.rows("SELECT ?g { GRAPH ?g { ?s ?p ?o } }") == []
        writer.load(paper.done() for paper in reversed(cascade()))
    assert dump(tmp_path / "a") == dump(tmp_path / "b")


def test_replacing_leaves_nothing_of_the_former_reading(tmp_path):
    store(tmp_path / "a", [conclusion()])
    first = conclusion().done()
    other = TextGraph(first.iri, first.text, first.directive, first.triples + first.triples)
    other.triples.remove((None, None, Literal("về sinh hoạt chi bộ")))
    with open_writer(tmp_path / "a") as writer:
        writer.load(other)
    assert "về sinh hoạt chi bộ" not in dump(tmp_path / "a")


def test_identity_follows_each_transaction(tmp_path):
    """The graph kept up by loads and withdrawals equals the one worked out anew, at each step."""
    papers = [paper for province in ("Thanh Hóa", "Hà Nội") for paper in (plan(province), ward_plan("An", province))]
    with open_writer(tmp_path) as writer:
        steps = [*((writer.load, paper.done()) for paper in [*papers, conclusion()])]
        steps += [(writer.withdraw, paper.text) for paper in papers[::2]]
        for act, what in steps:
            act(what)
            kept = {row["mentioned"]: row["directive"] for row in ask(writer, "identity")}
            assert kept == resolve(mentions_of(writer))
            assert kept


def test_an_undated_mention_finds_its_directive_when_that_comes(tmp_path):
    undated = "urn:chidao:directive:27-kl-tw:x:trung-uong"
    with open_writer(tmp_path) as writer:
        writer.load(ward_plan().done())
        assert ask(writer, "identified", mentioned=undated)[0]["directive"] == undated
        writer.load(conclusion().done())
        assert ask(writer, "identified", mentioned=undated)[0]["directive"] == conclusion().own
        writer.withdraw(conclusion().text)
        assert ask(writer, "identified", mentioned=undated)[0]["directive"] == undated


def test_a_broken_identity_graph_is_worked_out_anew(tmp_path):
    store(tmp_path, cascade())
    before = dump(tmp_path)
    with open_writer(tmp_path) as writer:
        writer._mark()
        writer._open.update("DELETE WHERE { GRAPH <urn:chidao:graph:identity> { ?s ?p ?o } }")
    assert dump(tmp_path) != before
    with open_writer(tmp_path) as writer:
        writer.reidentify()
    assert dump(tmp_path) == before


def test_nothing_is_withdrawn_that_is_not_there(tmp_path):
    with open_writer(tmp_path) as writer, pytest.raises(UnknownText, match="Kho không có toàn văn"):
        writer.withdraw("urn:chidao:text:" + "0" * 32)


def test_words_of_a_document_cannot_break_out_of_their_place(tmp_path):
    paper = conclusion()
    paper.say('" } } ; DROP ALL ; INSERT DATA { GRAPH <urn:x> { <urn:a> <urn:b> "\\u0022 \\" \\\\ \n\t\r\x0c')
    store(tmp_path, [plan(), paper])
    with open_reader(tmp_path) as reader:
        assert documents(reader) == ["27-kl.txt", "kh-Thanh Hóa.txt"]
        assert ask(reader, "content", text=paper.text)[0]["content"] == paper.content


def test_a_blank_node_is_refused_and_nothing_is_stored(tmp_path):
    graph = conclusion().done()
    graph.triples.add((URIRef(graph.directive), URIRef("urn:chidao:term:hasTask"), BNode()))
    with open_writer(tmp_path) as writer, pytest.raises(ValueError, match="IRIs and literals only"):
        writer.load(graph)
    assert dump(tmp_path) == ""


def test_a_second_writer_is_refused_here_and_in_another_process(tmp_path):
    other = (
        "import sys\nfrom graph.store import open_writer\nfrom graph.errors import StoreBusy\n"
        "try:\n    open_writer(sys.argv[1]).close()\n    print('opened')\nexcept StoreBusy as error:\n    print(error)"
    )
    with open_writer(tmp_path):
        with pytest.raises(StoreBusy, match="đang được một tiến trình khác ghi"):
            open_writer(tmp_path)
        assert "đang được một tiến trình khác ghi" in script(other, tmp_path).communicate()[0]
    assert script(other, tmp_path).communicate()[0] == "opened\n"


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="Không tạo kho"):
        open_writer(tmp_path / "file")


def test_a_reader_sees_one_state_while_a_writer_works(tmp_path):
    with open_reader(tmp_path) as early:
        assert (early.revision, documents(early)) == (0, [])
        with open_writer(tmp_path) as writer:
            writer.load(conclusion().done())
            assert not early.refresh(), "loaded is not published"
            assert writer.publish() == 1
            with open_reader(tmp_path) as reader:
                writer.load(plan().done())
                writer.withdraw(conclusion().text)
                assert writer.publish() == 2
                assert documents(reader) == ["27-kl.txt"]
                assert len(reader.dataset.query("SELECT ?t { GRAPH ?g { ?t a <urn:chidao:term:Text> } }")) == 1
                assert reader.refresh()
                assert (reader.revision, documents(reader)) == (2, ["kh-Thanh Hóa.txt"])
                found = reader.dataset.query("SELECT ?f { GRAPH ?g { ?t <urn:chidao:term:fileName> ?f } }")
                assert [str(row[0]) for row in found] == ["kh-Thanh Hóa.txt"]
                assert not reader.refresh()
        assert early.refresh()


def test_a_reader_cannot_change_the_store(tmp_path):
    store(tmp_path, [conclusion()])
    with open_reader(tmp_path) as reader, pytest.raises(RuntimeError, match="read-write"):
        reader.engine.update("CLEAR ALL")


def test_a_published_state_stays_while_it_is_read_and_goes_when_nobody_does(tmp_path):
    home = Home.at(tmp_path)
    store(tmp_path, [conclusion()])
    reader = open_reader(tmp_path)
    for paper in many(8):
        store(tmp_path, [paper])
    assert home.snapshot(1).is_dir()
    assert documents(reader) == ["27-kl.txt"]
    reader.close()
    store(tmp_path, [ward_plan()])
    kept = sorted(entry.name for entry in home.snapshots.iterdir() if entry.is_dir())
    assert kept == [f"{number:08}" for number in range(8, 11)]
    assert not home.snapshot(1).exists()


def test_publishing_nothing_new_publishes_nothing(tmp_path):
    store(tmp_path, [conclusion()])
    with open_writer(tmp_path) as writer:
        assert writer.publish() == 1
    assert snapshot.current(Home.at(tmp_path)) == 1


def test_a_garbled_pointer_is_told_and_made_good_by_the_next_load(tmp_path):
    store(tmp_path, [conclusion()])
    Home.at(tmp_path).current.write_text("?")
    with pytest.raises(StoreError, match="bị hỏng"):
        open_reader(tmp_path)
    store(tmp_path, [plan()])
    with open_reader(tmp_path) as reader:
        assert (reader.revision, len(documents(reader))) == (2, 2)


def test_damaged_files_are_told(tmp_path):
    store(tmp_path, [conclusion()])
    for file in Home.at(tmp_path).live.glob("MANIFEST-*"):
        file.write_bytes(b"garbage")
    with pytest.raises(StoreError, match="Không mở kho được"):
        open_writer(tmp_path)
    with open_reader(tmp_path) as reader:
        assert documents(reader) == ["27-kl.txt"], "the published state is files of its own"


def test_a_closed_store_says_so(tmp_path):
    writer = open_writer(tmp_path)
    writer.close()
    writer.close()
    with pytest.raises(StoreError, match="đã đóng"):
        writer.rows("SELECT ?s { ?s ?p ?o }")


def thick_papers():
    """Documents thick enough that a loader spends most of its time inside transactions."""
    papers = [plan(), ward_plan()]
    for paper in papers:
        for number in range(400):
            paper.say(f"Câu thứ {number} của {paper.file}.")
    return papers


LOADER = """
import sys
from pathlib import Path
from rdflib import Graph
from graph.store import open_writer
from ontology.dataset import TextGraph
graphs = []
for file in sorted(Path(sys.argv[2]).glob("*.nt")):
    sha = file.stem
    names = f"urn:chidao:graph:text:{sha}", f"urn:chidao:text:{sha}", ""
    graphs.append(TextGraph(*names, Graph().parse(file)))
writer = open_writer(sys.argv[1])
while True:
    for graph in graphs:
        writer.load(graph)
        print(graph.text, flush=True)
    writer.publish()
"""


def test_a_crash_leaves_whole_documents_and_all_that_was_acknowledged(tmp_path):
    sizes, acknowledged = {}, set()
    for paper in thick_papers():
        sizes[paper.text] = len(paper.done().triples)
        paper.done().triples.serialize(tmp_path / f"{paper.sha256[:32]}.nt", "nt", encoding="utf-8")
    for round_ in range(10):
        child = script(LOADER, tmp_path, tmp_path)
        lines = [child.stdout.readline() for _ in range(4)]
        began = time.monotonic()
        lines.append(child.stdout.readline())
        # at another moment of a load each time
        time.sleep((time.monotonic() - began) * (round_ + 0.5) / 10)
        child.send_signal(signal.SIGKILL)
        lines += child.communicate()[0].splitlines(keepends=True)
        # what was printed whole was acknowledged
        acknowledged |= {line.strip() for line in lines if line.endswith("\n")}
        with open_writer(tmp_path) as writer:
            counts = writer.rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
            found = {row["g"].value.replace(":graph:", ":"): int(row["n"].value) for row in counts}
            identified = found.pop("urn:chidao:identity", 0)
            assert found.pop("urn:chidao:ledger", 0) == found.pop("urn:chidao:shelf", 0) == len(found)
            assert found == {text: sizes[text] for text in found}
            assert acknowledged <= set(found)
            kept = {row["mentioned"]: row["directive"] for row in ask(writer, "identity")}
            assert kept == resolve(mentions_of(writer))
            assert len(kept) == identified
        with open_reader(tmp_path) as reader:
            assert {row["text"] for row in ask(reader, "documents")} == set(found), "published when opened again"
    assert len(acknowledged) == len(sizes)


@pytest.fixture
def small_disk(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this system does not let us mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def long_paper(number):
    paper = Paper(f"{number}.txt", "KL", f"{number + 1}-KL/TW", date(2026, 1, 1), SECRETARIAT)
    paper.say(f"Văn bản rất dài, bản thứ {number}. " * 20_000)
    return paper


def test_a_full_disk_is_told_and_keeps_what_was_there(small_disk):
    kept = many(6)
    store(small_disk, kept)
    before = dump(small_disk)
    acknowledged = {paper.text for paper in kept}
    with pytest.raises(StoreFull, match="đã đầy"), open_writer(small_disk) as writer:
        for number in range(100):
            writer.load(long_paper(number).done())
            acknowledged.add(long_paper(number).text)
    assert dump(small_disk) == before, "readers still have the last published state"
    subprocess.run(["mount", "-o", "remount,size=100m", small_disk], check=True)
    with open_writer(small_disk) as writer:
        assert acknowledged <= {row["text"] for row in ask(writer, "documents")}
        writer.load(plan("Cà Mau").done())
    with open_reader(small_disk) as reader:
        assert {*acknowledged, plan("Cà Mau").text} <= {row["text"] for row in ask(reader, "documents")}
        assert check(reader, shapes=False) == []
