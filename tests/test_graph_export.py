"""Equal stores give equal bytes, and every form can be read again."""

import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic
from test_graph_samples import cascade, conclusion, plan, ward_plan

from graph import decisions
from graph.errors import UnknownText
from graph.export import FORMATS, export
from graph.register.mend import LEDGER
from graph.rows import ask
from graph.shelf import SHELF
from graph.store import open_reader, open_writer
from ontology.dataset import TextGraph

GOLDEN = Path(__file__).parent / "golden"
WHO = {"by": "Nguyễn Văn An", "at": datetime(2026, 5, 5, 12, tzinfo=UTC), "why": "đã đối chiếu"}


def store(home, papers):
    with open_writer(home) as writer:
        writer.load(paper.done() for paper in papers)
        for row in ask(writer, "chain-down", higher=conclusion().own)[:1]:
            writer.decide(decisions.about_assertion(writer, row["assertion"], right=False, **WHO))
    return home


@pytest.fixture
def reader(tmp_path):
    with open_reader(store(tmp_path, cascade())) as reader:
        yield reader


def written(reader, form, text=None):
    return "".join(export(reader, form, text))


@pytest.mark.parametrize("form", FORMATS)
def test_two_orders_give_the_same_bytes(tmp_path, form):
    papers = cascade()
    pieces = set()
    for number, order in enumerate((papers, papers[::-1], [*papers, *papers])):
        with open_reader(store(tmp_path / str(number), order)) as reader:
            pieces.add((written(reader, form), written(reader, form, plan().text)))
    assert len(pieces) == 1
    whole, part = pieces.pop()
    assert len(whole) > len(part) > 1000


def test_nquads_and_jsonld_hold_the_whole_store(reader):
    quads = {quad for quad in reader.engine if quad.graph_name not in (LEDGER, SHELF)}
    assert quads < set(reader.engine)
    assert set(parse(written(reader, "nq"), RdfFormat.N_QUADS)) == quads
    assert set(parse(written(reader, "jsonld"), RdfFormat.JSON_LD)) == quads
    json.loads(written(reader, "jsonld", plan().text))
    assert written(reader, "nq").splitlines() == sorted(written(reader, "nq").splitlines())


def test_turtle_of_a_document_is_what_was_loaded(reader):
    turtle = Graph().parse(data=written(reader, "ttl", plan().text), format="turtle")
    assert isomorphic(turtle, plan().done().triples)


def test_turtle_of_a_document_is_canonical(tmp_path):
    """Loaded and exported, a golden file comes back byte for byte."""
    golden = (GOLDEN / "text_graph.ttl").read_text(encoding="utf-8")
    triples = Graph().parse(data=golden, format="turtle")
    (text,) = {str(s) for s in triples.subjects() if str(s).count(":") == 3 and ":text:" in str(s)}
    with open_writer(tmp_path) as writer:
        writer.load(TextGraph(text.replace(":text:", ":graph:text:"), text, "", triples))
    with open_reader(tmp_path) as reader:
        assert written(reader, "ttl", text) == golden


def test_turtle_of_the_store_is_golden(reader):
    assert written(reader, "ttl") == (GOLDEN / "graph_cascade.ttl").read_text(encoding="utf-8")


def test_graphml_is_a_graph_for_other_tools(reader):
    text = written(reader, "graphml")
    ET.fromstring(text)
    graph = nx.parse_graphml(text, force_multigraph=True)
    assert graph.nodes[plan().own]["label"] == "12-KH/TU"
    assert graph.nodes[f"{plan().text}:task:1:1"]["due"] == "2026-05-30"
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {"directive", "task", "unit", "group"}
    between = graph.get_edge_data(ward_plan().own, plan().own)
    ((_, edge),) = between.items()
    assert (edge["relation"], edge["quote"]) == ("thực hiện", "Thực hiện văn bản số 12-KH/TU (2026-04-29)")
    assert "đã bác" in {data["grade"] for _, _, data in graph.edges(data=True)}
    part = nx.parse_graphml(written(reader, "graphml", conclusion().text), force_multigraph=True)
    assert len(part) < len(graph)
    assert conclusion().own in part


def test_graphml_survives_what_xml_cannot_hold(tmp_path):
    paper = conclusion()
    paper.task("1", 'Việc "một" <b>&amp; ]]>\x0c\x00\ud7ff hết.', [paper.issuer])
    with open_reader(store(tmp_path, [paper])) as reader:
        graph = nx.parse_graphml(written(reader, "graphml"), force_multigraph=True)
    assert graph.nodes[f"{paper.text}:task:1:1"]["label"] == 'Việc "một" <b>&amp; ]]>\ud7ff hết.'


def test_gexf_tells_what_graphml_tells(tmp_path):
    paper = conclusion()
    paper.task("1", 'Việc "một" <b>&amp; ]]>\x0c\x00\ud7ff hết.', [paper.issuer])
    with open_reader(store(tmp_path, [*cascade(), paper])) as reader:
        one = nx.parse_graphml(written(reader, "graphml"), force_multigraph=True)
        (tmp_path / "a.gexf").write_text(written(reader, "gexf"), encoding="utf-8")
    other = nx.read_gexf(tmp_path / "a.gexf")
    keys = ("kind", "label", "code", "due", "level")
    assert {n: {k: d.get(k) for k in keys} for n, d in one.nodes(data=True) if d} == {
        n: {k: d.get(k) for k in keys} for n, d in other.nodes(data=True) if "kind" in d
    }
    told = sorted((a, b, d["relation"], d["grade"], d["quote"]) for a, b, d in one.edges(data=True))
    assert told == sorted((a, b, d["relation"], d["grade"], d["quote"]) for a, b, d in other.edges(data=True))
    assert any("<b>&amp; ]]>\ud7ff" in data.get("label", "") for _, data in other.nodes(data=True))


def test_what_cannot_be_exported_is_told_before_a_byte_is_written(reader):
    with pytest.raises(UnknownText, match="Kho không có toàn văn"):
        export(reader, "ttl", "urn:chidao:text:" + "0" * 32)
    with pytest.raises(ValueError, match="no such form"):
        export(reader, "pdf")


def test_an_empty_store_exports_nothing(tmp_path):
    with open_reader(tmp_path) as reader:
        assert written(reader, "nq") == ""
        assert json.loads(written(reader, "jsonld")) == []
        assert len(nx.parse_graphml(written(reader, "graphml"))) == 0
