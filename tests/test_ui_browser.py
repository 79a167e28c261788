"""The screens in a real browser, served as ``chidao ui`` does: from a chain to the sentence, and to no other host."""

import json
import re
import urllib.request
from urllib.parse import quote, unquote, urlparse

import pytest
from screens import EVIL, PHONE

from ui import actions
from ui.picture.marks import short

pytestmark = pytest.mark.browser

ROOT = "urn:chidao:directive:27-kl-tw:2026-04-24:trung-uong"
LETTER = "urn:chidao:directive:215-cv-tu:2026-04-29:an-hai"
LINE = short(*sorted((ROOT, LETTER)))
CHAIN = f"/chuoi?vb={quote('27-KL/TW')}"


@pytest.fixture(scope="module")
def home(served):
    return served


def _open_chain(page, address=CHAIN):
    page.goto(address)
    page.locator(".net canvas").wait_for()
    page.locator(".st-key-panel").wait_for()
    page.wait_for_timeout(400)


def _point(page, name):
    point = page.locator(".net").evaluate("(element, name) => element.pointOf(name)", name)
    assert point, f"{name} is not in the picture"
    return point


def _click(page, name):
    point = _point(page, name)
    page.mouse.click(point["x"], point["y"])


def _panel(page):
    return page.locator(".st-key-panel")


def _settle(page, name):
    """Wait until the address tells of what was picked, and return its query."""
    page.wait_for_url(re.compile(re.escape(name)))
    return urlparse(page.url).query


def test_from_a_chain_to_the_sentence_and_to_it_in_the_document(page, home):
    _open_chain(page)
    _click(page, LINE)
    _settle(page, f"chon={LINE}")
    fact = next(
        edge
        for edge in actions.trace(home, "27-KL/TW")["edges"]
        if (edge["from"], edge["to"], edge["relation"], edge["document"]) == (LETTER, ROOT, "thực hiện", "215-CV/TU")
    )
    proof = _panel(page).locator("[data-testid=stVerticalBlock]").first
    proof.get_by_text("thực hiện", exact=False).first.wait_for()
    assert fact["quote"] in _panel(page).inner_text()
    assert "Mức tin cậy: nêu rõ" in _panel(page).inner_text()
    _panel(page).get_by_text("Xem câu này trong văn bản").first.click()
    page.locator(".reader mark.here").first.wait_for()
    assert "".join(page.locator(".reader mark.here").all_text_contents()) == fact["quote"]
    assert page.locator(".reader mark.here").first.is_visible()
    assert page.locator(".reader").text_content() == actions.document(home, fact["text"])["text"]
    span = "-".join(map(str, fact["span"]))
    assert f"doan={span}" in page.url


def test_an_address_restores_the_choice_and_the_picture_shows_it(page):
    _open_chain(page, f"{CHAIN}&chon={LINE}")
    _panel(page).get_by_text("Xem câu này trong văn bản").first.wait_for()
    point = _point(page, LINE)
    box = page.locator(".net").bounding_box()
    assert box["x"] < point["x"] < box["x"] + box["width"]
    assert box["y"] < point["y"] < box["y"] + box["height"]


def _wait_for_card(page, name):
    for _ in range(80):
        if page.locator(".net").evaluate("(element, name) => Boolean(element.pointOf(name))", name):
            page.wait_for_timeout(600)
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{name} did not come")


def _inside(page, name):
    point, box = _point(page, name), page.locator(".net").bounding_box()
    return box["x"] < point["x"] < box["x"] + box["width"] and box["y"] < point["y"] < box["y"] + box["height"]


def _first_task(home, directive):
    edges = actions.trace(home, "27-KL/TW")["edges"]
    return next(short(e["to"]) for e in edges if e["relation"] == "có nhiệm vụ" and e["from"] == directive)


@pytest.mark.parametrize("code", ["215-CV/TU", "21-KH/ĐU"])
def test_opened_tasks_come_into_view_and_are_hit_where_they_are_drawn(page, home, code):
    nodes = actions.trace(home, "27-KL/TW")["nodes"]
    directive = next(node["id"] for node in nodes if node["code"] == code and node["known"] == "byText")
    _open_chain(page, f"{CHAIN}&chon={short(directive)}")
    before = _point(page, short(directive))
    page.locator(".net").press("Enter")
    task = _first_task(home, directive)
    _wait_for_card(page, task)
    page.wait_for_timeout(500)  # the view moves for 300 ms
    if _inside(page, short(directive)):
        assert _point(page, short(directive))["y"] == pytest.approx(before["y"], abs=20)  # the card stays where it was
    tasks = [short(e["to"]) for e in actions.trace(home, "27-KL/TW")["edges"] if e["from"] == directive]
    assert any(
        _inside(page, name)
        for name in tasks
        if page.locator(".net").evaluate("(element, name) => Boolean(element.pointOf(name))", name)
    )
    page.get_by_role("button", name="Thu cả chuỗi vào khung").click()
    page.wait_for_timeout(500)
    _click(page, task)
    _settle(page, task)
    _panel(page).get_by_text("Nhiệm vụ", exact=True).wait_for()


def test_zoom_and_place_outlive_a_click(page):
    _open_chain(page)
    page.get_by_role("button", name="Phóng to").click()
    page.wait_for_timeout(400)
    before = _point(page, short(ROOT))
    _click(page, short(ROOT))
    _settle(page, short(ROOT))
    page.wait_for_timeout(500)
    assert _point(page, short(ROOT)) == pytest.approx(before, abs=1)


def test_arrow_keys_walk_and_enter_opens(page):
    _open_chain(page)
    net = page.locator(".net")
    net.press("Enter")
    _settle(page, short(ROOT))
    net.press("ArrowRight")
    page.wait_for_url(lambda url: "chon=" in url and short(ROOT) not in url)
    net.press("ArrowLeft")
    _settle(page, short(ROOT))
    assert "Kết luận 27-KL/TW" in page.locator(".say").text_content()
    net.press("Escape")
    page.wait_for_url(lambda url: "chon=" not in url)


def test_back_and_forth_between_picture_and_table(page):
    _open_chain(page)
    page.get_by_text("Bảng", exact=True).click()
    page.locator("[data-testid=stTable] table").wait_for()
    assert page.locator("[data-testid=stTable] th").first.inner_text() == "Từ"
    assert "xem=Bảng" in unquote(page.url)
    page.get_by_text("Hình", exact=True).click()
    page.locator(".net canvas").wait_for()


def test_a_fact_of_the_list_is_marked_in_the_text(page, home):
    page.goto(f"/van-ban?vb={quote(LETTER)}")
    page.locator(".reader mark").first.wait_for()
    mark = page.locator(".reader mark").nth(3)
    words = mark.text_content()
    mark.click()
    page.wait_for_url(re.compile("doan="))
    page.locator(".reader mark.here").first.wait_for()
    assert words in "".join(page.locator(".reader mark.here").all_text_contents())
    start, end = map(int, re.search(r"doan=(\d+)-(\d+)", page.url).groups())
    assert words in actions.document(home, LETTER)["text"][start:end]


def test_overview_leads_to_a_chain(page):
    page.goto("/")
    page.get_by_text("27-KL/TW", exact=False).first.click()
    page.locator(".net canvas").wait_for()
    assert "/chuoi" in page.url


_FOREIGN = """() => {
  const made = ":is(img, script, a[href*=evil], .katex, [data-testid=stIconMaterial])";
  // icons of Streamlit's own widgets are no words of a document
  const widget = ":is(button, summary, input, [role=combobox], [data-testid=stTextInputIcon])";
  const own = widget + " [data-testid=stIconMaterial]";
  return [...document.querySelectorAll(".stMainBlockContainer " + made)].filter((e) => !e.matches(own)).length;
}"""


def _no_markup(page):
    assert page.evaluate(_FOREIGN) == 0
    assert page.title() not in ("1", "2")


def test_hostile_words_of_a_document_stay_words(page):
    """What a document may hold, in the widgets that read Markdown and in our own elements."""
    directive = quote("66-KL/TU")
    _open_chain(page, f"/chuoi?vb={directive}")
    assert EVIL in page.locator(".stMainBlockContainer").inner_text()
    _no_markup(page)
    page.locator(".net").press("Enter")
    _panel(page).get_by_text("Mở toàn văn").wait_for()
    _no_markup(page)
    _panel(page).get_by_role("button").filter(has_text="rà soát").first.click()
    _panel(page).get_by_text("Xem câu này trong văn bản").first.wait_for()
    assert EVIL in _panel(page).inner_text()
    _no_markup(page)
    point = _point(page, re.search("chon=([0-9a-f]+)", page.url)[1])
    page.mouse.move(point["x"], point["y"])
    page.wait_for_timeout(400)
    _no_markup(page)
    page.get_by_text("Bảng", exact=True).click()
    page.locator("[data-testid=stTable] table").wait_for()
    assert EVIL in page.locator("[data-testid=stTable]").inner_text().replace("\u2060", "")
    _no_markup(page)
    page.goto(f"/van-ban?vb={directive}")
    page.locator(".reader mark").first.wait_for()
    assert EVIL in page.locator(".reader").text_content()
    assert "<script>document.title=2</script>" in page.locator(".reader").text_content()
    _no_markup(page)
    page.goto("/")
    page.get_by_text("66-KL/TU").first.wait_for()
    _no_markup(page)


def test_hostile_words_of_an_address_stay_words(page):
    page.goto(f"/chuoi?vb={quote(EVIL)}")
    page.get_by_text("Kho không có văn bản").wait_for()
    page.get_by_text(EVIL, exact=False).first.wait_for()
    assert page.get_by_text(EVIL, exact=False).count() == 1
    _no_markup(page)


def test_a_page_that_grows_while_it_is_laid_out_shows_its_first_view(page):
    """vis-network zooms along with its width; until somebody moves the picture, the first view is what is wanted."""
    _open_chain(page)
    place = page.locator(".net").bounding_box()["x"]
    before = _point(page, short(ROOT))["x"] - place
    page.set_viewport_size({"width": 760, "height": 900})
    _open_chain(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_timeout(1200)
    assert _point(page, short(ROOT))["x"] - page.locator(".net").bounding_box()["x"] == pytest.approx(before, abs=3)


@pytest.mark.parametrize("page", [PHONE], ids=["phone"], indirect=True)
def test_on_a_phone_nothing_is_wider_than_the_screen(page):
    for address, ready in (
        (CHAIN, ".net canvas"),
        (f"/van-ban?vb={quote(LETTER)}", ".reader mark"),
        ("/", "[data-testid=stMetric]"),
    ):
        page.goto(address)
        page.locator(ready).first.wait_for()
        page.wait_for_timeout(400)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    _open_chain(page)
    page.locator(".net").evaluate("element => element.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(300)
    _click(page, short(ROOT))
    page.get_by_text("Xem chi tiết bên dưới").click()
    page.wait_for_timeout(900)
    assert _panel(page).bounding_box()["y"] < 700


def test_every_answer_bears_the_policy_and_other_names_are_refused(server):
    with urllib.request.urlopen(f"{server}/") as answer:
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    rebound = urllib.request.Request(f"{server}/", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(rebound)
    assert refused.value.code == 400


@pytest.mark.parametrize("address", ["/tong-quan", "/khong-co-trang-nay", "/chuoi-khac/"])
def test_an_address_of_no_page_leads_to_the_first_one(page, address):
    page.goto(address)
    page.get_by_role("heading", name="Tổng quan").wait_for()
    page.wait_for_timeout(600)
    assert urlparse(page.url).path == "/"
    assert page.get_by_text("Page not found").count() == 0


def test_the_agent_interface_is_shut(server):
    asked = urllib.request.Request(f"{server}/_stcore/agent/interact", data=json.dumps({}).encode(), method="POST")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked)
    assert refused.value.code in (403, 404)
