"""From a trace to what the browser is given: folding, gaps, texts that fit, and nothing but what is allowed."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from ui.picture.arrange import arrange
from ui.picture.cards import MARK, STATES, STYLES
from ui.picture.gaps import gaps, stops
from ui.picture.links import Links
from ui.picture.marks import marks, short
from ui.picture.measure import width, wrap
from ui.picture.network import CARD_KEYS, EDGE_KEYS, NODE_KEYS, draw, payload
from ui.picture.scene import BUDGET, build, line_id, reveal
from ui.picture.trace import read_trace

FIXTURE = Path(__file__).with_name("fixtures") / "trace.json"
XSS = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "href=javascript:alert(1)",
    "</script><svg onload=alert(1)>",
    "![x](http://evil.example/x.png)",
    "{{7*7}} ${7*7} {0}",
)


@pytest.fixture
def data():
    return json.loads(FIXTURE.read_text(encoding="utf-8"))


@pytest.fixture
def trace(data):
    return read_trace(data)


def _every_fold(trace):
    """The keys of all folds, also of those that show only when others are open."""
    keys = frozenset()
    while True:
        cards = build(trace, keys).cards.values()
        more = {
            fold.key for card in cards for fold in (*card.folds, *([card.fold] if card.fold else ())) if not fold.open
        }
        if not more:
            return keys
        keys |= more


def _kinds(scene):
    return {card.kind for card in scene.cards.values()}


def _wide(count: int) -> dict:
    """A directive that ``count`` others carry out, each with two tasks for a unit of its own."""
    nodes = [{"id": "root", "kind": "directive", "code": "1-KL/TW", "level": "trung ương", "known": "byText"}]
    edges = []
    for i in range(count):
        nodes.append(
            {
                "id": f"d{i}",
                "kind": "directive",
                "code": f"{i}-KH/ĐU",
                "level": "xã",
                "known": "byText",
                "document": f"{i}",
            }
        )
        nodes.append({"id": f"u{i}", "kind": "unit", "label": f"Ban Xây dựng Đảng số {i}"})
        edges.append({"from": f"d{i}", "to": "root", "relation": "thực hiện"})
        for j in range(2):
            nodes.append({"id": f"t{i}.{j}", "kind": "task", "label": "Rà soát quy chế làm việc " * 9, "path": f"{j}"})
            edges.append({"from": f"d{i}", "to": f"t{i}.{j}", "relation": "có nhiệm vụ"})
            edges.append({"from": f"t{i}.{j}", "to": f"u{i}", "relation": "giao cho"})
    return {"root": "root", "nodes": nodes, "edges": edges}


# -- what is shown -----------------------------------------------------------------------------------------------------


def test_tasks_and_mere_citations_are_folded_and_counted(trace):
    scene = build(trace)
    assert _kinds(scene) == {"directive", "stub", "gap"}
    plan = scene.card_of("urn:chidao:directive:38-kh-du:2026-05-08:binh-sa.an-hai")
    assert [(fold.what, fold.count, fold.open) for fold in plan.folds] == [("task", 8, False), ("cite", 1, False)]


def test_one_fold_opens_the_tasks_of_one_card_only(trace):
    plan = "urn:chidao:directive:38-kh-du:2026-05-08:binh-sa.an-hai"
    scene = build(trace, {f"task:{short(plan)}"})
    shown = [card for card in scene.cards.values() if card.kind == "task"]
    assert len(shown) == 8
    assert all(scene.links.node(card.node).document == "38-KH/ĐU" for card in shown)
    assert {"unit", "group", "post"} <= _kinds(scene)


def test_every_line_holds_all_facts_between_its_two_cards(trace):
    scene = build(trace, _every_fold(trace))
    lines = [line for line in scene.lines.values() if line.facts and scene.cards[line.target].kind != "gap"]
    drawn = [fact for line in lines for fact in line.facts]
    assert len(drawn) == len(set(map(id, drawn)))
    wanted = [f for f in trace.facts if marks().relation(f.relation).draw != "quiet"]
    assert len(drawn) == len(wanted)


def test_what_a_directive_says_itself_comes_before_what_others_say_of_it(data):
    low, high = "urn:chidao:directive:145-cv-tu:2026-04-29:an-hai", data["root"]
    said = next(e for e in data["edges"] if e["from"] == low and e["to"] == high)
    data["edges"].insert(0, {**said, "document": "999-BC/TU", "quote": "nhắc lại"})
    line = build(read_trace(data)).lines[short(*sorted((low, high)))]
    assert [fact.document for fact in line.facts] == ["145-CV/TU", "999-BC/TU"]


def test_a_rejected_relation_leads_nowhere(data):
    chi_bo = "urn:chidao:directive:05-kh-cb:2026-05-18:binh-sa.an-hai"
    next(e for e in data["edges"] if e["from"] == chi_bo and e["relation"] == "thực hiện")["grade"] = "đã bác"
    assert build(read_trace(data)).card_of(chi_bo) is None


def test_many_alike_stand_in_cohorts_that_are_counted_and_open():
    trace = read_trace(_wide(60))
    scene = build(trace)
    (cohort,) = [card for card in scene.cards.values() if card.kind == "cohort"]
    assert (cohort.fold.what, cohort.fold.count) == ("cohort_issued", 60)
    assert sum(card.kind == "directive" for card in scene.cards.values()) == 1
    opened = build(trace, {cohort.fold.key})
    (more,) = [card for card in opened.cards.values() if card.kind == "more"]
    assert (more.fold.what, more.fold.count) == ("lower", 20)
    assert sum(card.kind == "directive" for card in opened.cards.values()) == 41
    whole = build(trace, {cohort.fold.key, more.fold.key})
    assert sum(card.kind == "directive" for card in whole.cards.values()) == 61
    place = arrange(whole)
    assert place.at(short("root"))[0] < place.at(cohort.id)[0] < place.at(short("d3"))[0]


def test_the_budget_holds_and_is_told():
    trace = read_trace(_wide(700))
    scene = build(trace, _every_fold(trace))
    assert scene.cut
    assert len(scene.cards) <= BUDGET


@pytest.mark.parametrize("hidden", ["task", "unit", "directive"])
def test_a_link_reveals_what_is_folded_away(trace, hidden):
    shown = build(trace)
    for node in trace.nodes.values():
        drawn = any(marks().relation(f.relation).draw != "quiet" for f in shown.links.of(node.id))
        if node.kind == hidden and drawn:
            wanted = short(node.id)
            assert wanted in build(trace, reveal(trace, (), wanted)).cards, node.label


def test_a_link_to_a_line_reveals_it(trace):
    for fact in trace.facts:
        if marks().relation(fact.relation).draw != "quiet":
            assert line_id(fact) in build(trace, reveal(trace, (), line_id(fact))).lines


def test_a_link_to_nothing_changes_nothing(trace):
    assert reveal(trace, {"task:x"}, "0123456789ab") == {"task:x"}


def test_a_root_without_relations_opens_its_tasks(data):
    alone = "urn:chidao:directive:09-nq-du:2026-05-04:binh-sa.an-hai"
    data["root"] = alone
    data["edges"] = [e for e in data["edges"] if alone in (e["from"], e["to"]) and e["relation"] == "có nhiệm vụ"]
    scene = build(read_trace(data))
    assert {"directive", "task"} == _kinds(scene)


# -- where the chain stops ---------------------------------------------------------------------------------------------


def test_an_addressee_without_a_directive_in_the_store_is_a_gap(trace):
    links = Links(trace)
    found = gaps(links, "urn:chidao:directive:145-cv-tu:2026-04-29:an-hai")
    # 'Đảng ủy xã Thủy Môn' answered; of the group, some did; 'Đảng ủy xã Hải Đông' is not seen
    assert [links.node(gap.unit).label for gap in found] == ["Đảng ủy xã Hải Đông"]
    assert found[0].fact.relation == "gửi"


def test_a_standing_board_answers_for_its_committee(data):
    for edge in data["edges"]:
        if edge["relation"] == "gửi" and "thuy-mon" in edge["to"]:
            edge["to"] = next(n["id"] for n in data["nodes"] if n["label"] == "Ban Thường vụ Đảng ủy phường Vạn Lộc")
    links = Links(read_trace(data))
    found = gaps(links, "urn:chidao:directive:145-cv-tu:2026-04-29:an-hai")
    # Vạn Lộc carries out 27-KL/TW directly, not this letter: not seen
    assert {links.node(gap.unit).place for gap in found} == {"Hải Đông", "Vạn Lộc"}


def test_why_a_chain_stops(trace):
    links = Links(trace)
    why = {links.node(node).code: stops(links, node) for node in links.below(trace.root)}
    assert why["27-KL/TW"] == why["145-CV/TU"] == why["38-KH/ĐU"] == ""
    assert why["112/KH-UBND"] == "lower"
    assert why["21-CTr/ĐU"] == "task"
    assert why["03-NQ/CB"] == ""
    assert stops(links, "urn:chidao:directive:50-ct-tw:2025-07-23:trung-uong") == "stub"


# -- where it stands ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", ["fixture", "wide"])
def test_cards_never_overlap_and_levels_run_left_to_right(trace, made):
    trace = trace if made == "fixture" else read_trace(_wide(60))
    scene = build(trace, _every_fold(trace))
    place = arrange(scene)
    boxes = [(*place.at(c.id), c.width / 2, c.height / 2) for c in place.cards.values()]
    for (ax, ay, aw, ah), (bx, by, bw, bh) in combinations(boxes, 2):
        assert abs(ax - bx) >= aw + bw or abs(ay - by) >= ah + bh
    keys = [band.key for band in marks().bands]
    for a, b in combinations(place.cards.values(), 2):
        if keys.index(a.band) < keys.index(b.band):
            assert place.at(a.id)[0] < place.at(b.id)[0]


def test_a_lower_directive_of_the_same_level_stands_right_of_its_higher_one(trace):
    place = arrange(build(trace))
    letter = place.at(short("urn:chidao:directive:145-cv-tu:2026-04-29:an-hai"))
    plan = place.at(short("urn:chidao:directive:112-kh-ubnd:2026-05-06:an-hai"))
    assert letter[0] < plan[0]


def test_the_same_trace_gives_the_same_payload_whatever_the_order_of_its_edges(data):
    once = payload(build(read_trace(data)))
    data["edges"].reverse()
    again = payload(build(read_trace(data)))
    assert {node["id"]: node for node in once["nodes"]} == {node["id"]: node for node in again["nodes"]}


def test_texts_fit_their_cards(trace):
    place = arrange(build(trace, _every_fold(trace)))
    for card in place.cards.values():
        for row in card.rows:
            assert width(row.text, STYLES[row.style][0]) <= card.width - 29 - (MARK if row.style in STATES else 0)
            assert row.y + 14 < card.height


def test_wrapping_keeps_every_word_or_says_that_it_does_not():
    text = "Tiếp tục quán triệt, triển khai thực hiện nghiêm các nghị quyết của Trung ương và Thành ủy"
    lines, cut = wrap(text, 13, 200, 9)
    assert (" ".join(lines), cut) == (text, False)
    lines, cut = wrap(text, 13, 200, 2)
    assert cut
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert wrap("", 13, 200, 3) == ((), False)
    assert "".join(wrap("x" * 90, 13, 100, 99)[0]) == "x" * 90


# -- what leaves -------------------------------------------------------------------------------------------------------


def _hostile(data: dict) -> dict:
    for i, node in enumerate(data["nodes"]):
        node["label"] = node["title"] = node["unit"] = XSS[i % len(XSS)]
        node["code"] = node["code"] and XSS[(i + 1) % len(XSS)]
    for i, edge in enumerate(data["edges"]):
        edge["quote"] = edge["rule"] = edge["via"] = XSS[i % len(XSS)]
    return data


def test_only_listed_keys_leave_and_names_are_hashes(data):
    trace = read_trace(_hostile(data))
    told = payload(build(trace, _every_fold(trace)))
    assert all(set(node) <= NODE_KEYS and set(node.get("card", {})) <= CARD_KEYS for node in told["nodes"])
    assert all(set(edge) <= EDGE_KEYS for edge in told["edges"])
    names = [node["id"] for node in told["nodes"]] + [edge["id"] for edge in told["edges"]] + list(told["lines"])
    assert all(set(name) <= set("0123456789abcdefrl-") for name in names)
    assert "urn:" not in json.dumps(told)


def test_hostile_texts_leave_as_texts_in_the_places_for_text_only(data):
    trace = read_trace(_hostile(data))
    told = payload(build(trace, _every_fold(trace)))
    for node in told["nodes"]:
        for key in ("rows", "full"):
            node.get("card", {}).pop(key, None)
    for edge in told["edges"]:
        edge.pop("title")
    assert not any(mark in json.dumps(told, ensure_ascii=False) for mark in ("<", "evil", "alert", "{{"))


def test_our_own_scripts_never_make_markup():
    assets = Path(__file__).parents[1] / "ui" / "picture" / "assets"
    for name in ("chain.js", "reader.js", "vis-network.min.js"):
        script = (assets / name).read_text(encoding="utf-8")
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "createContextualFragment"):
            assert way not in script, (name, way)


def test_pyvis_makes_no_page(trace):
    network, _ = draw(build(trace))
    assert network.html == ""
    assert len(network.nodes) > len(build(trace).cards)
