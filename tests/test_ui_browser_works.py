"""The working pages in a real browser: what is dropped is seen in the chain, what is decided changes the chain."""

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from screens import PHONE
from test_review import with_a_short_form

from ui import actions
from ui.picture.marks import short

pytestmark = pytest.mark.browser

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
PLAN = CORPUS / "an-hai" / "2026-06-18-thanh-uy-kl-31.txt"
ZONE = "DẤU HIỆU RIÊNG 48151623"


@pytest.fixture(scope="module")
def home(served):
    return served


def _holding(folder, words):
    """The files below a folder whose bytes hold the words."""
    return [path for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def test_a_dropped_file_is_seen_in_the_chain_and_a_secret_one_leaves_nothing(page, home, tmp_path):
    new = tmp_path / "Kết luận 39.txt"
    new.write_text(PLAN.read_text(encoding="utf-8").replace("31-KL/TU", "39-KL/TU"), encoding="utf-8")
    secret = tmp_path / "danh sách.txt"
    secret.write_text(new.read_text(encoding="utf-8").replace("Số 39", f"TUYỆT MẬT\n{ZONE}\nSố 39"), encoding="utf-8")
    page.goto("/nap")
    page.locator("input[type=file]").set_input_files([str(new), str(secret)])
    page.get_by_text("Bị từ chối (1)").wait_for()
    told = page.locator("[data-testid=stMain]").inner_text()
    assert "văn bản mang dấu chỉ độ mật" in told
    assert "39-KL/TU" in told
    assert _holding(home, ZONE) == []
    page.get_by_text("Xem chuỗi triển khai").first.click()
    page.locator(".net canvas").wait_for()
    assert "39-KL/TU" in page.locator("h1").first.inner_text()
    assert actions.trace(home, "39-KL/TU")["edges"]


def test_an_uncertain_fact_is_accepted_by_keyboard_and_its_edge_changes_grade(page, home, tmp_path):
    file = tmp_path / "41-KL.txt"
    file.write_text(with_a_short_form(), encoding="utf-8")
    actions.ingest(home, [file])
    page.goto("/duyet?loai=relation")
    page.get_by_text("Quan hệ suy đoán", exact=True).first.wait_for()
    main = page.locator("[data-testid=stMain]")
    assert "Kết luận số 27" in main.inner_text()
    item = next(i for i in actions.review(home)["items"] if i["kind"] == "relation")
    page.locator("h1").first.click()
    page.keyboard.press("d")
    page.get_by_text("Đã ghi: đúng").wait_for()
    edge = next(e for e in actions.trace(home, "27-KL/TW")["edges"] if e["id"] == item["about"][0])
    assert edge["grade"] == "đã xác nhận"
    page.goto(f"/chuoi?vb=27-KL%2FTW&chon={short(*sorted((edge['from'], edge['to'])))}")
    page.get_by_text("Mức tin cậy: đã xác nhận").first.wait_for()
    page.goto("/duyet?loai=relation")
    page.get_by_text("Đã quyết (1)").click()
    page.get_by_text("Hoàn tác quyết định này").click()
    page.get_by_text("Đã hoàn tác").wait_for()
    assert actions.decided(home) == []


#: Every working page, and the hostile document of the samples on each view of its page.
ADDRESSES = (
    "/nap",
    "/nap?xem=Soát dự thảo",
    "/duyet",
    "/tra-cuu?cau=tasks-by-month&p-month=2026-06",
    "/don-vi?dv=Ban Thường vụ Thành ủy An Hải",
    "/nhat-ky",
    "/van-ban?vb=66-KL/TU&xem=Liên quan",
    "/van-ban?vb=66-KL/TU&xem=Soát “6 rõ”",
    "/tra-cuu?cau=tasks-of-directive&p-directive=66-KL/TU",
)


@pytest.mark.parametrize("page", [PHONE], ids=["phone"], indirect=True)
def test_no_page_is_wider_than_a_telephone_and_nothing_hostile_runs_on_it(page):
    for address in ADDRESSES:
        page.goto(address)
        page.locator("[data-testid=stMain] :is(h1, h2)").first.wait_for()
        page.locator("[data-testid=stMain] :is(button, a, table)").first.wait_for()
        page.wait_for_timeout(600)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        assert page.title() not in ("1", "2"), address
        assert page.locator("[data-testid=stMain] img").count() == 0, address


def test_a_unit_leads_to_its_tasks_and_a_question_to_its_document(page):
    page.goto("/don-vi")
    page.get_by_label("Tìm đơn vị").fill("ban thuong vu thanh uy an hai")
    page.get_by_text("Ban Thường vụ Thành ủy An Hải", exact=False).first.click()
    page.get_by_text("Văn bản đã ban hành", exact=False).wait_for()
    page.get_by_text("Xem các nhiệm vụ của đơn vị").click()
    page.wait_for_url("**/nhiem-vu?*dv=*")


def test_a_file_too_large_to_send_is_told_of_in_vietnamese(page, tmp_path):
    file = tmp_path / "ban-quet.pdf"
    with file.open("wb") as empty:
        empty.truncate((actions.largest_upload() + 1) * 1_048_576)
    for view in ("/nap", "/nap?xem=draft"):
        page.goto(view)
        page.locator("input[type=file]").set_input_files(str(file))
        page.get_by_text("ban-quet.pdf").wait_for()
        box = page.locator("[data-testid=stFileUploader]").first
        told = box.evaluate("box => getComputedStyle(box, '::after').content")
        assert "chưa được gửi" in told
        assert "smaller" not in box.inner_text()
        assert not page.get_by_text("or smaller").is_visible()


def test_a_page_turns_to_what_came_from_elsewhere_by_itself(page, home, tmp_path):
    page.goto("/")
    page.locator("[data-testid=stMetric]").first.wait_for()
    assert not page.get_by_text("57-KL/TU").count()
    words = PLAN.read_text(encoding="utf-8").replace("31-KL/TU", "57-KL/TU").replace("tháng 6 năm", "tháng 11 năm", 1)
    file = tmp_path / "57-KL.txt"
    file.write_text(words, encoding="utf-8")
    actions.ingest(home, [file])
    page.get_by_role("link", name="Tổng quan", exact=True).first.click()
    page.get_by_text("57-KL/TU").first.wait_for(timeout=60_000)


def test_the_sheet_of_a_month_breaks_between_rows(page, tmp_path):
    """On paper the table goes on below its title, its head is repeated, and no page is blank."""
    page.goto("/thang?xem=in&thang=2026-08")
    page.locator(".st-key-sheet table").first.wait_for()
    page.wait_for_timeout(1500)
    page.pdf(path=tmp_path / "thang.pdf", prefer_css_page_size=True)
    document = PdfDocument(tmp_path / "thang.pdf")
    sheets = [one.get_textpage().get_text_range() for one in document]
    document.close()
    assert len(sheets) > 2
    assert "Công việc tháng 08/2026" in sheets[0]
    assert all(len(sheet.split()) > 40 for sheet in sheets[:-1])
    assert sum("Nhiệm vụ" in sheet for sheet in sheets[:4]) == 4
