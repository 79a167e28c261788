"""A chain over many communes: what is seen and what not, cohorts, search, one branch, the way between two."""

import datetime as dt
import re
from urllib.parse import quote

import pytest
from planted.cascade import CODE, plant
from screens import PHONE, quiet

from ui import actions
from ui.picture.cohorts import cohorts
from ui.picture.gaps import gaps
from ui.picture.links import links_of
from ui.picture.marks import short
from ui.picture.narrow import branch, of_month
from ui.picture.scene import build, reveal
from ui.picture.search import listed
from ui.picture.trace import months_of, read_trace, with_standings

TODAY = dt.date(2026, 12, 1)
COMMUNES = 24


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A home with one city and its communes, and what is true of it."""
    folder = tmp_path_factory.mktemp("planted")
    made = plant(cities=("Huế",), communes=COMMUNES, months=0)
    for name, text in made.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    home = tmp_path_factory.mktemp("planted-home")
    assert not actions.ingest(home, [folder]).refused
    return home, made.truth["cities"][0]


@pytest.fixture(scope="module")
def served(planted):
    return planted[0]


@pytest.fixture(scope="module")
def trace(planted):
    home, _ = planted
    told = read_trace(actions.trace(home, CODE, addressees=True))
    return with_standings(told, actions.standings(home, CODE, months_of(told), today=TODAY))


@pytest.fixture(scope="module")
def city(planted, trace):
    return next(node.id for node in trace.nodes.values() if node.code == planted[1]["code"])


def test_units_not_seen_are_those_planted_each_below_its_city(planted, trace, city):
    truth = {unit["unit_id"] for unit in planted[1]["units"] if unit["state"] == "not_in_corpus"}
    asked = {unit["unit_id"] for unit in planted[1]["units"]}
    told = {gap.unit for gap in gaps(links_of(trace), city)}
    assert told & asked == truth
    # other provinces are asked by the centre; their communes are not told of, as nothing of those provinces is there
    assert all(unseen.level == "tỉnh" for unseen in trace.unseen if unseen.under == trace.root)


def test_cohorts_are_the_states_planted(planted, trace, city):
    links = links_of(trace)
    found = cohorts(links, links.lower(city), [])
    truth = [unit["state"] for unit in planted[1]["units"]]
    assert len(found["forwarded"]) == truth.count("forwarded")
    assert len(found.get("issued", [])) + len(found["overdue"]) == truth.count("issued")
    assert list(found) == [name for name in ("overdue", "cited", "forwarded", "issued") if name in found]
    for member in found["overdue"]:
        assert any(trace.tasks.get(task) == "overdue" for task in links.tasks(member))


def test_every_card_of_the_list_can_be_revealed(trace):
    scene = build(trace)
    assert {card.kind for card in scene.cards.values()} <= {"directive", "cohort", "gap"}
    assert len(scene.cards) < 12
    for entry in (*listed(trace)[::7], *listed(trace, "doan thanh nien")[:3]):
        shown = build(trace, reveal(trace, (), entry.card))
        assert entry.card in shown.cards, entry


def test_words_are_found_without_accents_where_words_begin(trace):
    place = next(node.place for node in trace.nodes.values() if node.level == "xã" and node.kind == "directive")
    hits = listed(trace, place.lower())
    assert hits[0].whose == place
    assert listed(trace, "khong co chu nay") == []
    assert listed(trace, "9999 kl")[0].name == CODE
    assert not any(entry.whose == place for entry in listed(trace, place[1:].lower()))


def test_a_branch_alone_holds_what_is_above_and_below_it(trace, city):
    lower = links_of(trace).lower(city)[0]
    alone = branch(trace, lower)
    kept = {name for name, node in alone.nodes.items() if node.kind == "directive"}
    assert kept == {trace.root, city, lower}
    assert branch(trace, trace.root) is trace
    month = months_of(trace)[2]
    tasks = [node for node in of_month(trace, month).nodes.values() if node.kind == "task"]
    assert tasks
    assert all(month in (task.month, task.date[:7]) for task in tasks)


def test_the_way_between_two_directives_is_told_by_its_facts(planted, trace, city):
    home, _ = planted
    one, other = links_of(trace).lower(city)[:2]
    told = actions.path(home, one, other)
    assert len(told["steps"]) == 2
    assert {edge["id"] for edge in told["edges"]} == set(told["steps"])
    assert all(edge["quote"] for edge in told["edges"])
    assert "2 dữ kiện" in told["statement"]
    assert actions.path(home, one, one)["steps"] == []
    assert actions.path(home, one, "1-KL/XX").asked == "1-KL/XX"


@pytest.mark.browser
def test_a_cohort_opens_and_the_line_above_the_picture_tells_where_one_is(page, city):
    page.goto(f"/chuoi?vb={quote(CODE)}")
    page.locator(".net canvas").wait_for()
    quiet(page, 1200)
    cohort = short(f"cohort:overdue:{short(city)}")
    point = page.locator(".net").evaluate("(element, name) => element.pointOf(name)", cohort)
    page.mouse.click(point["x"], point["y"])
    page.get_by_text("Bấm để", exact=False).count()  # on the canvas: nothing to wait for but the address or the cards
    page.wait_for_timeout(1200)
    page.locator(".st-key-panel input").first.fill("chua co chu nao nhu vay")
    page.get_by_text("Không có gì như vậy trong chuỗi này").wait_for()
    page.locator(".st-key-panel input").first.fill("huong")
    page.get_by_role("button", name="›").wait_for()
    quiet(page)
    page.get_by_role("button", name="›").click()
    page.wait_for_url(re.compile("chon="))
    page.get_by_text("Về danh sách").wait_for()
    page.locator(".trail button").nth(1).wait_for()
    assert page.locator(".trail [aria-current]").count() == 1
    page.locator(".trail button").first.click()
    page.wait_for_url(re.compile(short("urn:chidao:directive:9999-kl-tw:2026-01-12:trung-uong")))


@pytest.mark.browser
def test_the_whole_picture_is_taken_away_as_png(page):
    page.goto(f"/chuoi?vb={quote(CODE)}")
    page.locator(".net canvas").wait_for()
    quiet(page, 1000)
    with page.expect_download() as got:
        page.get_by_role("button", name="Tải cả hình về dạng ảnh PNG").click()
    assert got.value.suggested_filename == "chuoi-9999-kl-tw.png"
    assert got.value.path().read_bytes().startswith(b"\x89PNG")
    page.get_by_role("button", name="Tải về").click()
    for name, told in (("HTML", b"<!doctype html>"), ("SVG", b"<svg")):
        with page.expect_download() as got:
            page.get_by_role("button", name=name).click()
        assert got.value.path().read_bytes()[:400].lower().lstrip().startswith(told)


@pytest.mark.browser
@pytest.mark.parametrize("page", [PHONE], ids=["phone"], indirect=True)
def test_the_way_between_two_is_drawn_and_told(page, trace, city):
    one, other = links_of(trace).lower(city)[:2]
    page.goto(f"/chuoi?vb={quote(one)}&den={quote(other)}")
    page.locator(".net canvas").wait_for()
    page.get_by_text("Bước 2 trên 2").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.browser
@pytest.mark.parametrize("page", [PHONE], ids=["phone"], indirect=True)
def test_on_a_telephone_the_picture_stands_on_the_first_screen_and_what_lies_aside_is_one_step_away(page):
    page.goto(f"/chuoi?vb={quote(CODE)}")
    page.locator(".net canvas").wait_for()
    quiet(page, 1200)
    frame = page.locator(".net").bounding_box()
    assert frame["y"] < 480, "more than a third of the first screen is the picture"
    assert not page.locator(".chain .legend").is_visible(), "what the marks mean is folded"
    page.get_by_text("Chú giải", exact=True).click()
    page.locator(".chain .legend").get_by_text("thực hiện", exact=True).wait_for()
    aside = page.locator(".beyond[value=right]")
    before = int(aside.inner_text().strip(" ›"))
    aside.click()
    page.locator(".beyond[value=left]").wait_for()
    assert not aside.is_visible() or int(aside.inner_text().strip(" ›")) < before
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.browser
def test_the_whole_of_a_long_chain_is_in_the_frame(page):
    page.goto(f"/chuoi?vb={quote(CODE)}")
    page.locator(".net canvas").wait_for()
    quiet(page, 1200)
    page.locator(".bar button[value=whole]").click()
    page.wait_for_timeout(600)
    assert page.locator(".beyond:visible").count() == 0
    page.get_by_text("Chuỗi gồm", exact=False).first.wait_for()
