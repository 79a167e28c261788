"""Correcting in a real browser: an owner typed by keyboard alone is on the chain and in the register, and goes."""

from datetime import date
from urllib.parse import quote

import pytest
from screens import quiet

from ui import actions

TODAY = date(2026, 7, 15)
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def home(served):
    return served


def _item(home):
    return next(item for item in actions.review(home)["items"] if item["kind"] == "unowned")


def _seen(page, address, words):
    """Whether a new visitor sees this; their pages turn to the new state when it is worked out."""
    for _ in range(20):
        page.goto(address)
        quiet(page)
        if words in page.locator("[data-testid=stMain]").inner_text():
            return
    raise AssertionError(words)


def test_an_owner_is_corrected_by_keyboard_seen_in_register_and_chain_and_taken_back(page, home):
    item = _item(home)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"/duyet?muc={item['id']}")
    page.get_by_role("button", name="Sửa").wait_for()
    for name in ("Không giao ai", "Sửa", "Hoàn tác"):  # all is in sight without scrolling
        box = page.get_by_role("button", name=name).bounding_box()
        assert box["y"] + box["height"] < 900, name
    page.locator("h1").first.click()
    page.keyboard.press("e")
    page.locator("[aria-label^='Giao cho']:focus").wait_for()
    page.keyboard.type("Ủy ban nhân dân phường Hòa Lạc")
    page.keyboard.press("Enter")
    page.get_by_label("Lý do sửa").fill("đề mục của bản giấy")
    page.keyboard.press("Enter")
    page.get_by_text("Đã sửa:").wait_for()
    (made,) = actions.decided(home)
    unit = made["said"].removeprefix("giao cho: ")
    _seen(page, f"/nhiem-vu?nv={quote(item['correct'])}", unit)
    assert item["correct"] in {row["id"] for row in actions.ledger(home, unit=unit, today=TODAY)["tasks"]}
    edges = [edge for edge in actions.trace(home, item["directive"])["edges"] if edge["from"] == item["correct"]]
    assert "đã xác nhận" in {edge["grade"] for edge in edges if edge["relation"] == "giao cho"}
    _seen(page, "/duyet", "Đã quyết (1)")
    page.get_by_text("Đã quyết (1)").click()
    page.get_by_text("Hoàn tác quyết định này").click()
    page.get_by_text("Đã hoàn tác").wait_for()
    assert item["id"] in {one["id"] for one in actions.review(home)["items"]}


def test_a_missing_reason_takes_the_keyboard_to_its_line(page, home):
    page.goto("/duyet?loai=alignment")
    page.get_by_role("button", name="Đúng").wait_for()
    page.locator("h1").first.click()
    page.keyboard.press("s")
    page.locator("[aria-label^='Lý do']:focus").wait_for()
    assert "Hãy ghi lý do" in page.get_by_role("alert").first.inner_text()
    page.get_by_role("button", name="Sau").click()  # the complaint goes with the point
    page.get_by_text("2 trên").wait_for()
    page.get_by_text("Hãy ghi lý do").wait_for(state="detached")
