"""The pages of the work in a real browser: filtered and taken away, a cell clicked, a day of the calendar, on paper."""

import csv
import io
import re
from datetime import date
from urllib.parse import quote, unquote_plus

import pytest
from screens import EVIL, PHONE

from ui import actions
from ui.pages.tasks import ROW

pytestmark = pytest.mark.browser

UNIT = "Ủy ban nhân dân phường Hòa Lạc"
LETTER = "urn:chidao:directive:215-cv-tu:2026-04-29:an-hai"


def settled(page):
    """Wait till nothing is being drawn."""
    page.wait_for_timeout(150)
    busy = page.locator("[data-testid=stSpinner], [data-testid=stSkeleton], [data-stale=true]")
    for _ in range(100):
        if not busy.count():
            return
        page.wait_for_timeout(100)
    raise AssertionError("the page goes on and on")


def opened(page, address):
    page.goto(address)
    page.locator("h1").first.wait_for()
    settled(page)


def cell(page, row, column):
    """The middle of a cell of the register; columns are the row's mark, status, day due, task."""
    box = page.get_by_test_id("stDataFrame").bounding_box()
    across = (16, 100, 210, 400)[column]
    return box["x"] + across, box["y"] + 36 + ROW * row + ROW / 2


def test_a_units_tasks_of_a_month_are_filtered_and_taken_away(page, served):
    opened(page, "/nhiem-vu")
    page.get_by_label("Đơn vị", exact=True).fill("ubnd phuong hoa lac")
    page.get_by_label("Đơn vị", exact=True).press("Enter")
    page.wait_for_url(re.compile("dv="))
    settled(page)
    page.get_by_role("combobox", name=re.compile("Tháng")).click()
    page.get_by_role("option", name="Tháng 06/2026").click()
    page.wait_for_url(re.compile("thang=2026-06"))
    settled(page)
    held = actions.ledger(served, today=date.today(), unit=UNIT, month="2026-06")["tasks"]
    page.get_by_text(f"{len(held)} nhiệm vụ", exact=True).wait_for()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Tải CSV").click()
    rows = list(csv.reader(io.StringIO(taken.value.path().read_bytes().decode("utf-8-sig"))))
    head = next(i for i, row in enumerate(rows) if "Nhiệm vụ" in row)
    column = rows[head].index("Nhiệm vụ")
    told = [row[column] for row in rows[head + 1 :] if len(row) > column and row[column]]
    assert sorted(told) == sorted(task["text"] for task in held)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Tải Excel").click()
    assert taken.value.path().read_bytes()[:2] == b"PK"
    address = page.url
    page.goto("/")
    page.goto(address)
    page.get_by_text(f"{len(held)} nhiệm vụ", exact=True).wait_for()
    settled(page)
    assert page.get_by_label("Đơn vị", exact=True).input_value() == "ubnd phuong hoa lac"


def test_a_cell_opens_its_task_and_back_leads_to_the_same_list(page, served):
    held = actions.ledger(served, today=date.today(), unit=UNIT)["tasks"]
    opened(page, f"/nhiem-vu?dv={quote(UNIT)}")
    page.mouse.click(*cell(page, 1, 3))
    page.wait_for_url(re.compile("nv=urn"))
    page.get_by_role("heading", name=held[1]["text"][:40]).wait_for()
    page.get_by_role("button", name="Về danh sách").click()
    page.wait_for_url(lambda url: "nv=" not in url)
    assert UNIT in unquote_plus(page.url)


def test_ticked_tasks_are_marked_by_a_person_with_a_reason(page, served):
    opened(page, f"/nhiem-vu?dv={quote(UNIT)}&thang=2026-08")
    held = actions.ledger(served, today=date.today(), unit=UNIT, month="2026-08")["tasks"]
    page.mouse.click(*cell(page, 0, 0))
    page.get_by_text("Đã chọn 1 nhiệm vụ").wait_for()
    page.get_by_text("Ghi tình trạng của 1 nhiệm vụ đã chọn").click()
    page.get_by_label("Lý do").fill("đã nghiệm thu")
    page.get_by_role("button", name="Ghi tình trạng", exact=True).click()
    page.get_by_text("Đã ghi “đã xong” cho 1 nhiệm vụ.").wait_for()
    (word,) = actions.task(served, held[0]["id"], today=date.today())["history"]
    assert (word["state"], word["why"]) == ("done", "đã nghiệm thu")


def test_a_day_of_the_calendar_is_picked_by_a_click(page, served):
    opened(page, f"/thang?thang=2026-06&xem=lich&dv={quote('hoa lac')}")
    page.locator("[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas").first.wait_for()
    settled(page)
    box = page.locator("[data-testid=stVegaLiteChart]").bounding_box()
    # 5/6/2026 is the Friday of the first week
    page.mouse.click(box["x"] + box["width"] * 4.5 / 7, box["y"] + 60)
    page.wait_for_url(re.compile("ngay=2026-06-05"))
    page.get_by_role("heading", name="Thứ Sáu, 5/6/2026").wait_for()
    settled(page)
    assert page.get_by_role("heading", name=re.compile("^Thứ|^Chủ nhật")).count() == 1


def test_a_cell_of_the_matrix_lists_its_tasks(page, served):
    opened(page, f"/trach-nhiem?vb={quote('31-KL/TU')}")
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    chart.locator("svg, canvas").first.wait_for()
    settled(page)
    box = chart.bounding_box()
    found = False
    for x in range(230, 430, 19):
        page.mouse.click(box["x"] + x, box["y"] + 62)
        page.wait_for_timeout(250)
        if page.get_by_role("heading", name=re.compile("·")).count():
            found = True
            break
    assert found
    settled(page)
    page.locator("[data-testid=stPageLink]").first.click()
    page.wait_for_url(re.compile("nhiem-vu.*nv="))


def test_a_tile_tells_its_unit_and_stays_in_the_address(page, served):
    opened(page, f"/do-phu?vb={quote(LETTER)}")
    page.get_by_role("button", name=re.compile("Hòa Lạc")).click()
    page.wait_for_url(re.compile("chon="))
    page.get_by_role("heading", name="Ban Thường vụ Đảng ủy phường Hòa Lạc").wait_for()
    page.reload()
    page.get_by_role("heading", name="Ban Thường vụ Đảng ủy phường Hòa Lạc").wait_for()
    page.get_by_role("link", name="21-KH/ĐU").first.click()
    page.wait_for_url(re.compile("van-ban.*doan="))
    page.locator(".reader mark.here").first.wait_for()


def test_the_sheet_on_paper_is_the_sheet_alone(page):
    opened(page, f"/thang?thang=2026-06&xem=in&dv={quote('hoa lac')}")
    page.locator("[data-testid=stTable]").first.wait_for()
    page.emulate_media(media="print")
    for hidden in ("header", "[data-testid=stMetric]", "[data-testid=stButtonGroup]", "[data-testid=stTextInput]"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.get_by_role("heading", name="Công việc tháng 06/2026").is_visible()
    assert page.locator("[data-testid=stTable]").last.is_visible()
    pages = page.pdf(format="A4", prefer_css_page_size=True)
    assert pages.count(b"/Type /Page\n") > 1 or pages.count(b"/Type /Page") > 2


@pytest.mark.parametrize("page", [PHONE], ids=["phone"], indirect=True)
def test_on_a_phone_nothing_is_wider_than_the_screen(page, served):
    task = actions.ledger(served, today=date.today(), directive="21-KH/ĐU")["tasks"][0]["id"]
    for address in (
        "/nhiem-vu",
        f"/nhiem-vu?nv={quote(task)}",
        f"/do-phu?vb={quote(LETTER)}&xem=khoan",
        "/trach-nhiem",
        "/thang?thang=2026-06&xem=tien-do",
    ):
        opened(page, address)
        wide = page.evaluate("[...document.querySelectorAll('html, [data-testid=stMain]')].map((e) => e.scrollWidth)")
        assert max(wide) <= PHONE[0], address


_FOREIGN = (
    """() => [...document.querySelectorAll(".stMainBlockContainer :is(img, script, a[href*=evil], .katex)")].length"""
)


def test_hostile_words_of_a_document_stay_words(page, served):
    """What a document may hold, in lists, links, badges and charts of these pages."""
    task = actions.ledger(served, today=date.today(), directive="66-KL/TU")["tasks"][0]["id"]
    for address in (
        "/nhiem-vu?vb=66-KL/TU&xem=danh-sach",
        f"/nhiem-vu?nv={quote(task)}",
        "/thang?thang=2026-06&xem=in&dv=ban+to+chuc+thanh+uy+an+hai",
        "/trach-nhiem?vb=66-KL/TU",
    ):
        opened(page, address)
        assert page.evaluate(_FOREIGN) == 0, address
        assert page.title() not in ("1", "2")
    opened(page, f"/nhiem-vu?nv={quote(task)}")
    assert EVIL in page.locator(".stMainBlockContainer").inner_text()
