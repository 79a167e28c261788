"""In a real browser: a scope chosen once holds from page to page; a leader's question; a telephone's register."""

import re

import pytest
from screens import PHONE, quiet

from ui import actions

pytestmark = pytest.mark.browser

CITY, WARD = "An Hải", "phường Hòa Lạc, An Hải"


def opened(page, address):
    page.goto(address)
    page.locator("h1").first.wait_for()
    quiet(page)


def settled(page):
    quiet(page)


def scope_of(page):
    return page.locator(".st-key-scope").get_by_role("button", name=re.compile("Phạm vi")).inner_text()


def test_a_scope_is_chosen_once_and_holds_from_page_to_page(page, served):
    opened(page, "/?thang=2026-06")
    assert "Cả kho" in scope_of(page)
    page.locator(".st-key-scope").get_by_role("button", name=re.compile("Phạm vi")).click()
    page.get_by_label("Tìm tỉnh, thành phố, phường, xã hay đơn vị").fill("phuong hoa lac")
    page.get_by_role("button", name=re.compile(rf"^{WARD}")).click()
    page.wait_for_url(re.compile("pv="))
    settled(page)
    assert "Hòa Lạc" in scope_of(page)
    assert actions.kept_scope(served) == WARD
    assert not page.get_by_label("Tìm tỉnh, thành phố, phường, xã hay đơn vị").is_visible()
    for menu, name, title in (("Công việc", "Nhiệm vụ", "Nhiệm vụ"), ("Công việc", "Trách nhiệm", "Trách nhiệm")):
        page.get_by_text(menu, exact=True).first.click()
        page.get_by_text(name, exact=True).last.click()
        page.get_by_role("heading", name=title, exact=True).wait_for()
        settled(page)
        assert "Hòa Lạc" in scope_of(page)
        assert "pv=" in page.url
    page.get_by_role("button", name="Về cả kho").click()
    page.wait_for_url(lambda url: "pv=" not in url)
    settled(page)
    assert "Cả kho" in scope_of(page)
    assert actions.kept_scope(served) == ""


def test_a_question_is_asked_in_plain_words_and_its_sentence_opens(page):
    opened(page, "/tra-cuu")
    page.get_by_role("link", name=re.compile("Văn bản nào thực hiện văn bản này")).click()
    page.get_by_role("heading", name="Văn bản nào thực hiện văn bản này?").wait_for()
    settled(page)
    page.get_by_label("Tìm văn bản").fill("27 kl tw")
    page.wait_for_url(re.compile("tim="))
    settled(page)
    page.get_by_role("link", name=re.compile(r"^Kết luận 27-KL.TW")).click()
    page.get_by_role("heading", name=re.compile("Được thực hiện bởi")).wait_for()
    settled(page)
    page.get_by_role("link", name=re.compile("^“.*27-KL.TW")).first.click()
    page.wait_for_url(re.compile(r"/van-ban\?.*doan="))
    page.locator("h1").first.wait_for()


@pytest.mark.parametrize("page", [PHONE], ids=["phone"], indirect=True)
@pytest.mark.parametrize(
    "address",
    ["/?pv=An Hải", "/nhiem-vu?thang=2026-06", "/van-ban?trang=2", "/tra-cuu", "/tra-cuu?q=no-bao-cao&thang=2026-06"],
)
def test_nothing_is_wider_than_a_telephone(page, address):
    opened(page, address)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    if address.startswith("/nhiem-vu"):
        page.locator(".st-key-register-list [data-testid=stPageLink]").first.wait_for()
        assert not page.get_by_test_id("stDataFrame").is_visible()


def test_a_wide_screen_shows_the_table_and_not_the_list(page):
    opened(page, "/nhiem-vu?thang=2026-06")
    page.get_by_test_id("stDataFrame").wait_for()
    assert not page.locator(".st-key-register-list").is_visible()


def test_a_link_to_the_page_itself_is_in_the_address_and_stays(page):
    opened(page, "/van-ban?loai=Công văn")
    page.get_by_role("link", name=re.compile("268-CV.TU")).first.click()
    page.wait_for_url(re.compile("vb=268-CV"))
    page.get_by_role("heading", name="268-CV/TU").wait_for()
    settled(page)
    page.go_back()
    page.get_by_label("Tìm văn bản").wait_for()
    settled(page)
    assert "loai=" in page.url
    page.get_by_role("link", name=re.compile("268-CV.TU")).first.click()
    page.get_by_role("heading", name="268-CV/TU").wait_for()
    settled(page)
    page.get_by_text("Liên quan", exact=True).first.click()
    page.wait_for_url(re.compile("vb=268-CV.*xem="))
    settled(page)
    assert page.locator("h1").first.inner_text() == "268-CV/TU"
