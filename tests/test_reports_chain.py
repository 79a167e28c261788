"""A chain to take away: the page tells what the JSON tells, and nothing of a document runs or calls out of it."""

import copy
import datetime as dt
import re

import alone
import pytest
from lxml import etree, html
from payloads import AWAY, PAYLOADS

from ui import actions
from ui.actions.chain_reports import _written
from ui.actions.values import Ambiguous, Unknown
from ui.pages import table
from ui.picture.arrange import arrange
from ui.picture.gaps import gaps
from ui.picture.links import Links
from ui.picture.paper import is_legible, pieces
from ui.picture.scene import build
from ui.picture.shown import line_id
from ui.picture.svg import svg
from ui.picture.trace import in_passing, read_trace

DAY = dt.date(2026, 7, 15)


def shown(text):
    return " ".join(re.sub("[\u0000-\u001f\u202a-\u202e]", " ", text).split())


def hostile():
    """A chain in which every text is a payload: each payload as a title, a quote, a unit, a file, and the rest."""
    nodes = [{"id": "root", "kind": "directive", "known": "byText", "level": "trung ương", "label": PAYLOADS[0]}]
    edges = []
    for n, bad in enumerate(PAYLOADS):
        nodes += [
            {"id": f"d{n}", "kind": "directive", "code": bad, "type": bad, "title": bad, "unit": bad, "document": bad,
             "level": ("tỉnh", "xã", bad)[n % 3], "date": "2026-05-01", "known": "byText", "label": bad},
            {"id": f"t{n}", "kind": "task", "label": bad, "path": bad, "document": bad, "date": bad},
            {"id": f"u{n}", "kind": ("unit", "group", "post")[n % 3], "label": bad, "level": "xã", "place": bad},
        ]  # fmt: skip
        told = {"grade": bad, "quote": bad, "document": bad, "text": bad, "rule": bad, "due": bad, "via": bad,
                "span": [1, 2]}  # fmt: skip
        edges += [
            {"id": bad, "from": f"d{n}", "to": "root", "relation": "thực hiện", **told},
            {"id": bad, "from": f"d{n}", "to": f"t{n}", "relation": "có nhiệm vụ", **told},
            {"id": bad, "from": f"t{n}", "to": f"u{n}", "relation": "giao cho", **told},
            {"id": bad, "from": f"d{n}", "to": f"u{n}", "relation": "gửi", **told},
            {"id": bad, "from": f"t{n}", "to": f"u{n}", "relation": bad, **told},
        ]
    nodes[0] |= {key: " ".join(PAYLOADS) for key in ("code", "type", "title", "unit", "document")}
    return {"root": "root", "nodes": nodes, "edges": edges, "statement": " ".join(PAYLOADS)}


def covered():
    papers = [{"code": bad, "title": bad, "date": bad} for bad in PAYLOADS]
    units = [
        {"unit": bad, "state": state, "stands": state, "latency_days": None, "evidence": papers, "province": bad}
        for n, bad in enumerate(PAYLOADS)
        for state in [("issued", "not_in_corpus")[n % 2]]
    ]  # fmt: skip
    states = dict.fromkeys(("issued", "forwarded", "report", "cited", "not_in_corpus"), 1)
    return {"units": units, "organs": [], "indicators": states, "statement": PAYLOADS[0]}


@pytest.fixture(scope="module")
def opened():
    """The keys of every fold, so that each card is drawn."""
    trace, keys = read_trace(hostile()), frozenset()
    for _ in range(4):
        cards = build(trace, keys).cards.values()
        keys |= {fold.key for card in cards for fold in (*card.folds, *filter(None, [card.fold])) if not fold.open}
    return keys


@pytest.mark.browser
@pytest.mark.parametrize("guarded", [True, False], ids=["as it is", "without its policy"])
def test_nothing_of_a_document_runs_or_calls_out(chromium, tmp_path, opened, guarded):
    """Also with the policy taken away: what keeps a text from acting is that it is a text."""
    content = _written(".html", hostile(), covered(), DAY, opened).content.decode()
    assert len(PAYLOADS) >= 40
    if not guarded:
        content, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", content)
        assert count == 1
    file = tmp_path / "chuoi.html"
    file.write_text(content, encoding="utf-8")
    asked, said = [], []
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda line: said.append(line.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    page.mouse.move(400, 300)
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert asked == [file.as_uri()]
    assert said == []
    assert page.evaluate("window.ran") is None
    assert page.title().startswith("Chuỗi triển khai")
    tags = set(page.evaluate("[...document.querySelectorAll('*')].map(e => e.localName)"))
    assert tags <= {
        "html", "head", "meta", "title", "style", "body", "main", "header", "section", "h1", "h2", "p", "div", "svg",
        "g", "path", "rect", "text", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "q", "i", "br", "small",
        "footer", "span",
    }  # fmt: skip
    attributes = set(page.evaluate("[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"))
    assert not {name for name in attributes if name.startswith("on") or name in ("href", "src", "style", "srcdoc")}
    text = page.evaluate("document.body.textContent")
    for bad in PAYLOADS:
        assert text.count(shown(bad)) >= 5, bad
    page.close()


def test_the_lone_picture_is_sound_xml_without_a_way_out(opened):
    content = _written(".svg", hostile(), None, DAY, opened).content
    root = etree.fromstring(content)
    tags = {etree.QName(element).localname for element in root.iter()}
    assert tags == {"svg", "style", "rect", "path", "g", "text", "title"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name}
    assert AWAY not in "".join(element.text or "" for element in root.iter("{*}style"))


def test_the_page_tells_every_edge_of_the_trace(demo):
    told = actions.trace(demo, "27-KL/TW", addressees=True)
    report = actions.chain_report(demo, "27-KL/TW", ".html", today=DAY)
    page = html.fromstring(report.content.decode())
    rows = page.xpath("//section[@class='facts']//tbody/tr")
    assert len(rows) == len(told["edges"]) == report.told["edges"]
    cells = [[cell.text_content() for cell in row] for row in rows]
    wanted = sorted((e["relation"], e["grade"], " ".join(e["quote"].split()), e["document"]) for e in told["edges"])
    place = r"(.*) (.*?):\d+-\d+(?: \(văn bản thứ ba nhắc tới\))?"
    found = sorted((c[1], c[3], *re.fullmatch(place, c[4]).groups()) for c in cells)
    assert found == wanted
    tasks = page.xpath("//section[@class='tasks']//tbody/tr")
    assert len(tasks) == sum(node["kind"] == "task" for node in told["nodes"])
    said = [*page.xpath("//p[@class='unseen']"), *page.xpath("//p[@class='statement']")]
    assert told["statement"] == " ".join(part.text_content() for part in said), "first of whom nothing is seen"
    assert "Kết luận 27-KL/TW" in page.xpath("//h1")[0].text_content()
    assert {"svg", "table"} <= {element.tag for element in page.iter() if isinstance(element.tag, str)}


def test_the_page_tells_the_coverage_and_the_gaps(demo):
    choice = {"issuer": "an hai"}
    told = actions.coverage(demo, "215-CV/TU", today=DAY, **choice)
    page = html.fromstring(actions.chain_report(demo, "215-CV/TU", ".html", today=DAY, **choice).content.decode())
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//section[@class='units']//tbody/tr")]
    words = {"issued": "đã ban hành", "forwarded": "sao gửi", "cited": "chỉ viện dẫn", "report": "báo cáo kết quả",
             "not_in_corpus": "chưa thấy trong kho"}  # fmt: skip
    wanted = sorted((unit["unit"], words[unit["stands"]]) for unit in (*told["units"], *told["organs"]))
    assert sorted((row[0], row[1]) for row in rows) == wanted
    ends = [row.text_content() for row in page.xpath("//section[@class='gaps']//tbody/tr")]
    assert any("118/KH-UBND" in row for row in ends)


def test_every_gap_of_the_picture_is_told():
    trace = read_trace(hostile())
    links = Links(trace)
    found = [gap for node in links.below(trace.root) for gap in gaps(links, node)]
    page = html.fromstring(_written(".html", hostile(), None, DAY, frozenset()).content.decode())
    rows = page.xpath("//section[@class='gaps']//tbody/tr[td[3]/q]")
    assert len(rows) == len(found) > 10


def test_where_a_third_document_proves_an_edge_it_is_said_whose_sentence_it_is(demo, monkeypatch):
    trace = read_trace(actions.trace(demo, "27-KL/TW", addressees=True))
    told = [fact for fact in trace.facts if in_passing(trace, fact)]
    fact = next(fact for fact in told if fact.document == "07-CV/ĐU")
    assert (trace.nodes[fact.source].code, trace.nodes[fact.target].code) == ("215-CV/TU", "27-KL/TW")
    assert not any(fact.document in (trace.nodes[fact.source].code, trace.nodes[fact.target].code) for fact in told)
    documents = [row[-1] for row in table.rows(trace)]
    assert documents.count("07-CV/ĐU, văn bản thứ ba nhắc tới") == 1
    assert sum(document.endswith("nhắc tới") for document in documents) == len(told)
    page = actions.chain_report(demo, "27-KL/TW", ".html", today=DAY).content.decode()
    assert page.count("(văn bản thứ ba nhắc tới)") == len(told)
    shown = alone.visit("chain", demo, monkeypatch, vb="27-KL/TW", chon=line_id(fact))
    said = [one.value.replace("\\", "").replace("\u2060", "") for one in shown.info]
    assert any("07-CV/ĐU, một văn bản thứ ba" in one for one in said), said
    assert all("không phải lời của Công văn 215-CV/TU hay Kết luận 27-KL/TW" in one for one in said)


def folds(home):
    """So many folds of tasks as make the picture of a chain larger than a sheet of paper."""
    trace = read_trace(actions.trace(home, "27-KL/TW"))
    keys = sorted(fold.key for card in build(trace).cards.values() for fold in card.folds if fold.what == "task")
    return next(some for n in range(len(keys)) if not is_legible(build(trace, some := frozenset(keys[:n]))))


def test_a_picture_too_large_for_a_sheet_stands_in_rows_that_say_what_its_lines_would(demo):
    opened = folds(demo)
    scene = build(read_trace(actions.trace(demo, "27-KL/TW", addressees=True, gaps=False)), opened)
    assert is_legible(build(scene.trace))
    assert not is_legible(scene)
    report = actions.chain_report(demo, "27-KL/TW", ".svg", today=DAY, opened=opened)
    root = etree.fromstring(report.content)
    wide, high = (float(root.get(side)) for side in ("width", "height"))
    assert 1.2 < wide / high < 1.9, "a sheet lying on its side"
    assert wide <= 2240
    texts = [element.text for element in root.iter("{*}text")]
    assert {"Chuỗi triển khai của Kết luận 27-KL/TW", "Trung ương", "→ thực hiện Kết luận 27-KL/TW"} <= set(texts)
    assert "Lập ngày 15/7/2026" in " ".join(texts)
    cards = arrange(scene).cards.values()
    assert len(root.findall(".//{*}title")) == report.told["cards"] >= len(cards)
    parts = pieces(scene, "Chuỗi")
    assert {float(etree.fromstring(part).get("width")) for part in parts} == {1540.0}
    assert sum(len(etree.fromstring(part).findall(".//{*}title")) for part in parts) == len(cards)
    report = actions.chain_report(demo, "27-KL/TW", ".html", today=DAY, opened=opened)
    assert len(html.fromstring(report.content.decode()).xpath("//div[@class='paper']/*")) >= len(parts)


def test_no_card_of_a_sheet_runs_over_another_or_over_its_edge(demo):
    scene = build(read_trace(actions.trace(demo, "27-KL/TW")), folds(demo))
    for part in pieces(scene, "Chuỗi"):
        root = etree.fromstring(part)
        high = float(root.get("height"))
        edge = 0.0
        for group in root.findall("{*}g"):
            left, top = map(float, group.get("transform")[10:-1].split())
            assert left >= edge
            assert 0 <= top < high
            edge = left + 150
        assert edge < 1540 + 150


def test_the_picture_has_the_cards_of_the_screen(demo):
    scene = build(read_trace(actions.trace(demo, "27-KL/TW")))
    root = etree.fromstring(svg(scene, "Chuỗi <1>", alone=True).encode())
    texts = [element.text for element in root.iter("{*}text")]
    for card in scene.cards:
        assert card not in texts
    assert {"Kết luận 27-KL/TW", "Công văn 215-CV/TU", "Trung ương", "Xã, phường, đặc khu"} <= set(texts)
    assert len(root.findall("{*}g/{*}title")) == len(scene.cards)
    assert {"thực hiện", "Đã ban hành"} <= set(texts), "what its lines and marks mean"
    assert root.get("aria-label") == "Chuỗi <1>"
    wide, high = (float(root.get(side)) for side in ("width", "height"))
    left, top, *_ = map(float, root.get("viewBox").split())
    for group in (group for group in root.findall("{*}g") if group.find("{*}title") is not None):
        x, y = map(float, re.findall(r"-?[\d.]+", group.get("transform")))
        assert left <= x <= left + wide
        assert top <= y <= top + high


def test_numbers_of_persons_are_masked(demo):
    told = copy.deepcopy(actions.trace(demo, "27-KL/TW"))
    told["edges"][0]["quote"] = "liên hệ số điện thoại 0912 345 678"
    told["nodes"][0]["title"] = "Hỏi ông A, di động: 0912 345 678"
    page = _written(".html", told, None, DAY, frozenset()).content.decode()
    assert "•••• ••• 678" in page
    assert "0912 345 678" not in page


def test_equal_chains_give_equal_bytes_in_any_language(demo):
    from ui.pages.words import speak  # noqa: PLC0415

    one = actions.chain_report(demo, "27-KL/TW", ".html", today=DAY).content
    speak("en")
    try:
        assert actions.chain_report(demo, "27-KL/TW", ".html", today=DAY).content == one
    finally:
        speak("vi")


def test_what_cannot_be_told(demo):
    assert isinstance(actions.chain_report(demo, "215-CV/TU", ".html", today=DAY), Ambiguous)
    assert isinstance(actions.chain_report(demo, "999-CV/TU", ".svg", today=DAY), Unknown)
    with pytest.raises(ValueError, match="no such form"):
        actions.chain_report(demo, "27-KL/TW", ".pdf", today=DAY)


def test_the_command(chidao, demo, tmp_path):
    done = chidao("report", "chain", "27-KL/TW", "-o", tmp_path / "f.html", home=demo)
    assert (done.code, "Chuỗi gồm" in done.out) == (0, True)
    assert (tmp_path / "f.html").read_bytes().startswith(b"<!doctype html>")
    assert chidao("report", "chain", "215-CV/TU", "-o", tmp_path / "g.svg", home=demo).code == 3
    assert not (tmp_path / "g.svg").exists()
