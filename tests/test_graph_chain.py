"""The chain of one directive: exactly, on a cascade of three levels; and where it stops, turns or is cut."""

import json
from datetime import UTC, date, datetime

import pytest
from test_graph_samples import (
    SECRETARIAT,
    Paper,
    cascade,
    commune,
    conclusion,
    many,
    plan,
    provincial,
    ward_plan,
)

from graph import decisions
from graph.chain import EDGE_KEYS, NODE_KEYS, as_json, chain
from graph.errors import UnknownDirective
from graph.rows import ask
from graph.store import open_reader, open_writer
from ontology.iri import actor_iri
from ontology.model import ActorKind

WHO = {"by": "Nguyễn Văn An", "at": datetime(2026, 5, 5, 12, tzinfo=UTC), "why": "đã đối chiếu"}
TOP, MIDDLE, BOTTOM = conclusion(), plan(), ward_plan()
CITED = "urn:chidao:directive:50-ct-tw:2025-07-23:trung-uong"


def traced(home, directive=TOP.own, **asked):
    with open_reader(home) as reader:
        return as_json(chain(reader, directive, **asked))


def store(home, papers):
    with open_writer(home) as writer:
        writer.load(paper.done() for paper in papers)
    return home


@pytest.fixture
def home(tmp_path):
    return store(tmp_path, cascade())


def node(id_, kind, **told):
    return {"id": id_, **dict.fromkeys(NODE_KEYS, ""), "kind": kind, **told}


def unit(actor, kind="unit"):
    place = actor.place or actor.province
    return node(actor_iri(actor, "0" * 64), kind, label=actor.name, level=actor.level, place=place)


def task(paper, path, label, owner, **told):
    level, place = paper.issuer.level, paper.issuer.place
    return node(
        f"{paper.text}:task:{path}:1", "task", label=label, unit=owner, path=path, level=level, place=place,
        document=paper.code, **told,
    )  # fmt: skip


def links(trace):
    """The edges without what only identifies their proof."""
    return {(edge["from"], edge["relation"], edge["to"]) for edge in trace["edges"]}


def directives(trace):
    return {each["label"] for each in trace["nodes"] if each["kind"] == "directive"}


def test_a_cascade_of_three_levels_exactly(home):
    trace = traced(home)
    province, ward = provincial("Ban Thường vụ"), commune("Ban Thường vụ Đảng ủy")
    organisation, office = provincial("Ban Tổ chức"), provincial("Văn phòng")
    building, ward_office = commune("Ban Xây dựng Đảng"), commune("Văn phòng Đảng ủy")
    cells = commune("các chi bộ", kind=ActorKind.GROUP)
    nodes = [
        node(
            TOP.own, "directive", label="27-KL/TW", level="trung ương", unit=SECRETARIAT.name, date="2026-04-24",
            code="27-KL/TW", type="Kết luận", title="về sinh hoạt chi bộ", known="byText", document="27-KL/TW",
        ),
        node(
            MIDDLE.own, "directive", label="12-KH/TU", level="tỉnh", unit=province.name, date="2026-04-29",
            code="12-KH/TU", type="Kế hoạch", title="thực hiện Kết luận 27", known="byText", document="12-KH/TU",
            place="Thanh Hóa", stands="issued",
        ),
        node(
            BOTTOM.own, "directive", label="08-KH/ĐU", level="xã", unit=ward.name, date="2026-05-04",
            code="08-KH/ĐU", type="Kế hoạch", title="thực hiện Kế hoạch 12", known="byText", document="08-KH/ĐU",
            place="Ngọc Sơn", stands="issued",
        ),
        task(
            MIDDLE, "1", "Ban Tổ chức Tỉnh ủy hướng dẫn các đảng ủy.", organisation.name,
            date="2026-05-30", month="2026-05",
        ),
        task(BOTTOM, "1", "Ban Xây dựng Đảng chủ trì.", building.name, date="2026-05-20"),
        task(BOTTOM, "2", "Các chi bộ quán triệt trong tháng 6.", cells.name, month="2026-06"),
        *map(unit, (SECRETARIAT, province, organisation, office, ward, building)),
        unit(cells, "group"),
    ]  # fmt: skip
    assert trace["root"] == TOP.own
    assert trace["nodes"] == sorted(nodes, key=lambda each: each["id"])
    one, two, three = (each["id"] for each in nodes[3:6])
    iri = {actor.name: actor_iri(actor, "0" * 64) for actor in (province, organisation, office, ward, building, cells)}
    expected = [
        (MIDDLE.own, TOP.own, "thực hiện", "nêu rõ", "Thực hiện văn bản số 27-KL/TW (2026-04-24)", MIDDLE, "", ""),
        (BOTTOM.own, MIDDLE.own, "thực hiện", "nêu rõ", "Thực hiện văn bản số 12-KH/TU (2026-04-29)", BOTTOM, "", ""),
        (BOTTOM.own, TOP.own, "căn cứ", "nêu rõ", "Căn cứ văn bản số 27-KL/TW (None)", BOTTOM, "", ""),
        (MIDDLE.own, one, "có nhiệm vụ", "nêu rõ", nodes[3]["label"], MIDDLE, "", ""),
        (BOTTOM.own, two, "có nhiệm vụ", "nêu rõ", nodes[4]["label"], BOTTOM, "", ""),
        (BOTTOM.own, three, "có nhiệm vụ", "nêu rõ", nodes[5]["label"], BOTTOM, "", ""),
        (one, iri[organisation.name], "giao cho", "theo đề mục", nodes[3]["label"], MIDDLE, "2026-05-30", ""),
        (one, iri[office.name], "phối hợp", "nêu rõ", nodes[3]["label"], MIDDLE, "2026-05-30", ""),
        (two, iri[building.name], "giao cho", "theo đề mục", nodes[4]["label"], BOTTOM, "2026-05-20", ""),
        (three, iri[cells.name], "giao cho", "theo đề mục", nodes[5]["label"], BOTTOM, "", ""),
        (
            two,
            iri[ward.name],
            "báo cáo về",
            "nêu rõ",
            f"Báo cáo về {ward.name}.",
            BOTTOM,
            "2026-05-20",
            ward_office.name,
        ),
        (actor_iri(SECRETARIAT, "0" * 64), TOP.own, "ban hành", "nêu rõ", SECRETARIAT.name.upper(), TOP, "", ""),
        (iri[province.name], MIDDLE.own, "ban hành", "nêu rõ", province.name.upper(), MIDDLE, "", ""),
        (iri[ward.name], BOTTOM.own, "ban hành", "nêu rõ", ward.name.upper(), BOTTOM, "", ""),
    ]
    cited = [
        (actor_iri(SECRETARIAT, "0" * 64), TOP.own, "ban hành", "nêu rõ", expected[0][4], MIDDLE, "", ""),
        (iri[province.name], MIDDLE.own, "ban hành", "nêu rõ", expected[1][4], BOTTOM, "", ""),
    ]
    told = [
        (
            edge["from"], edge["to"], edge["relation"], edge["grade"], edge["quote"],
            {paper.text: paper for paper in (TOP, MIDDLE, BOTTOM)}[edge["text"]].code, edge["due"], edge["via"],
        )
        for edge in trace["edges"]
    ]  # fmt: skip
    assert sorted(told) == sorted((*row[:5], row[5].code, *row[6:]) for row in [*expected, *cited])
    contents = {paper.text: paper.done() and paper.content for paper in (TOP, MIDDLE, BOTTOM)}
    for edge in trace["edges"]:
        assert set(edge) == {"id", "from", "to", *EDGE_KEYS}
        assert contents[edge["text"]][slice(*edge["span"])] == edge["quote"]
        assert edge["document"] in ("27-KL/TW", "12-KH/TU", "08-KH/ĐU")
        assert edge["rule"]
    assert [(e["from"], e["to"], e["id"]) for e in trace["edges"]] == sorted(
        (e["from"], e["to"], e["id"]) for e in trace["edges"]
    )
    assert trace["statement"] == (
        "Chuỗi dừng ở: cấp xã: 08-KH/ĐU (Ngọc Sơn). "
        "Chuỗi gồm 3 văn bản, 3 nhiệm vụ; dựa trên 3 văn bản trong kho, mới nhất ngày 4/5/2026; "
        "0 văn bản chỉ biết qua viện dẫn."
    )


def test_the_same_store_gives_the_same_bytes(tmp_path):
    traces = {
        json.dumps(traced(store(tmp_path / str(number), papers)), ensure_ascii=False)
        for number, papers in enumerate((cascade(), cascade()[::-1]))
    }
    assert len(traces) == 1


def test_up_from_the_bottom_and_what_is_only_cited(home):
    trace = traced(home, BOTTOM.own, down=False)
    assert directives(trace) == {"08-KH/ĐU", "12-KH/TU", "27-KL/TW", "50-CT/TW"}
    assert (MIDDLE.own, "viện dẫn", CITED) in links(trace)
    assert "1 văn bản chỉ biết qua viện dẫn." in trace["statement"]
    assert "Chuỗi dừng ở" not in trace["statement"], "nobody asked what stands below"
    assert directives(traced(home, BOTTOM.own, up=False)) == {"08-KH/ĐU"}


def test_a_poorer_name_of_the_root_is_that_root(home):
    assert traced(home, "urn:chidao:directive:27-kl-tw:x:trung-uong") == traced(home)


def test_addressees_where_they_are_asked_for(home):
    relations = {edge["relation"] for edge in traced(home, addressees=True)["edges"]}
    assert "gửi" in relations
    assert "gửi" not in {edge["relation"] for edge in traced(home)["edges"]}


def test_a_directive_that_nobody_knows(home):
    with pytest.raises(UnknownDirective, match="Kho không biết văn bản"):
        traced(home, "urn:chidao:directive:1-kl-tw:2026-04-24:trung-uong")


def test_where_the_chain_stops_level_by_level(tmp_path):
    papers = [*cascade(), plan("Hải Phòng"), plan("Huế"), *(ward_plan(f"Số {n}", "Huế") for n in range(7))]
    statement = traced(store(tmp_path, papers))["statement"]
    wards = ", ".join(f"08-KH/ĐU ({place})" for place in ("Ngọc Sơn", "Số 0", "Số 1", "Số 2", "Số 3"))
    assert f"Chuỗi dừng ở: cấp tỉnh: 12-KH/TU (Hải Phòng); cấp xã: {wards} và 3 văn bản khác." in statement


def test_a_directive_without_a_number_is_named_by_the_first_words_of_its_title(tmp_path):
    title = "về việc đẩy mạnh học tập, quán triệt và triển khai thực hiện các nghị quyết"
    paper = Paper("khong-so.txt", "CV", "", None, commune("Ban Thường vụ Đảng ủy"), title)
    statement = traced(store(tmp_path, [paper]), paper.own)["statement"]
    assert "Chuỗi dừng ở: cấp xã: «về việc đẩy mạnh học tập, quán triệt và triển kha…» (Ngọc Sơn)." in statement


def test_what_is_forwarded_or_replaced_is_no_stop(tmp_path):
    office = provincial("Văn phòng")
    forwarding = Paper("sl.txt", "CV", "77-CV/VPTU", date(2026, 4, 27), office)
    forwarding.cite("chuyển tiếp", TOP.code, TOP.date, SECRETARIAT)
    later_plan = Paper("kh-moi.txt", "KH", "20-KH/TU", date(2026, 6, 1), provincial("Ban Thường vụ"))
    later_plan.cite("thay thế", MIDDLE.code, MIDDLE.date, provincial("Ban Thường vụ"))
    with open_reader(store(tmp_path, [conclusion(), plan(), forwarding, later_plan])) as reader:
        graph = chain(reader, TOP.own)
    assert graph.graph["stops"] == sorted([forwarding.own, later_plan.own])


def test_a_cycle_ends_by_itself(tmp_path):
    first = Paper("a.txt", "KH", "01-KH/TU", date(2026, 1, 1), provincial("Ban Thường vụ"))
    second = Paper("b.txt", "KH", "02-KH/TU", date(2026, 1, 2), provincial("Ban Thường vụ"))
    for paper, other in ((first, second), (second, first), (first, first)):
        paper.cite("thực hiện", other.code, other.date, other.issuer)
    trace = traced(store(tmp_path, [first, second]), first.own)
    implementing = [link for link in links(trace) if link[1] == "thực hiện"]
    assert sorted(implementing) == sorted(
        [(first.own, "thực hiện", second.own), (second.own, "thực hiện", first.own)]
    ), "both ways round, and no loop on itself"
    assert "Chuỗi dừng ở" not in trace["statement"]


def test_a_chain_longer_than_asked_says_where_it_was_cut(home):
    with open_reader(home) as reader:
        graph = chain(reader, TOP.own, depth=1)
        assert graph.graph["cut"] == []
        assert BOTTOM.own in graph, "it names the conclusion itself"
    shallow = [conclusion(), plan(), ward_plan()]
    shallow[2] = Paper("kh.txt", "KH", "08-KH/ĐU", date(2026, 5, 4), commune("Ban Thường vụ Đảng ủy"))
    shallow[2].cite("thực hiện", MIDDLE.code, MIDDLE.date, MIDDLE.issuer)
    with open_writer(home) as writer:
        writer.withdraw(BOTTOM.text)
        writer.load(shallow[2].done())
    with open_reader(home) as reader:
        graph = chain(reader, TOP.own, depth=1)
        assert shallow[2].own not in graph
        assert graph.graph["cut"] == [MIDDLE.own]
        assert graph.graph["stops"] == []
        assert "Chưa mở tiếp dưới hoặc trên: cấp tỉnh: 12-KH/TU (Thanh Hóa)." in graph.graph["statement"]
        assert shallow[2].own in chain(reader, TOP.own, depth=2)


def test_what_a_person_rejected_is_not_followed_and_what_they_confirmed_says_so(home):
    with open_writer(home) as writer:
        for row in ask(writer, "chain-down", higher=TOP.own):
            right = row["lower"] == BOTTOM.own
            writer.decide(decisions.about_assertion(writer, row["assertion"], right=right, **WHO))
        (owner,) = [
            row["assertion"]
            for row in ask(writer, "assignments-of-task", task=[f"{BOTTOM.text}:task:1:1"])
            if row["relation"].endswith("assignedTo")
        ]
        writer.decide(decisions.about_assertion(writer, owner, right=False, **WHO))
    down = traced(home, up=False)
    assert directives(down) == {"27-KL/TW", "08-KH/ĐU"}
    assert {edge["grade"] for edge in down["edges"] if edge["relation"] == "căn cứ"} == {"đã xác nhận"}
    (first,) = [each for each in down["nodes"] if each["id"] == f"{BOTTOM.text}:task:1:1"]
    assert first["unit"] == "", "who does not own it is not named on it"
    up = traced(home, BOTTOM.own, down=False)
    (rejected,) = [edge for edge in up["edges"] if edge["from"] == MIDDLE.own and edge["to"] == TOP.own]
    assert rejected["grade"] == "đã bác", "both ends are met otherwise, so that the edge is shown as rejected"
    assert "1 quan hệ đã bị bác, không tính vào chuỗi." in up["statement"]


def test_a_hub_does_not_pull_in_the_store(tmp_path):
    """Up to the conclusion and not down again to the other wards."""
    trace = traced(store(tmp_path, many(30)), ward_plan("Phường 3", "Nghệ An").own)
    assert len(directives(trace)) == 4


def test_a_scan_and_a_file_of_one_directive_are_one_node(home):
    again = conclusion()
    scan = Paper("27-kl-scan.txt", "KL", again.code, again.date, again.issuer, again.title)
    with open_writer(home) as writer:
        writer.load(scan.done())
    trace = traced(home)
    assert [each["id"] for each in trace["nodes"] if each["label"] == "27-KL/TW"] == [TOP.own]
