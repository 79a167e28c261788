"""The month in a real browser: its figures are the tabs, the brief stands in sight, on a telephone too."""

import datetime as dt
import io
import re

import docx
import pytest
from screens import PHONE

from ui import actions

pytestmark = pytest.mark.browser


def number(words):
    return int(re.match(r"\D*([\d.]+)", words)[1].replace(".", ""))


def test_the_figures_are_tabs_and_one_number_stands_on_every_page(page, served):
    found = actions.month(served, "2026-06", today=dt.date.today())
    page.goto("/thang?thang=2026-06")
    late = page.get_by_role("radio", name=re.compile("Quá hạn$"))
    late.wait_for()
    assert number(late.inner_text()) == found["overdue_found"] > 0
    page.get_by_text(f"quá hạn {found['overdue_all'][0]['days_late']} ngày").first.wait_for()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Báo cáo tháng (Word)").click()
    paper = docx.Document(io.BytesIO(taken.value.path().read_bytes()))
    assert f"{found['overdue_found']} việc của mọi tháng" in "\n".join(part.text for part in paper.paragraphs)
    page.get_by_role("radio", name=re.compile("Đến hạn$")).click()
    page.wait_for_url(re.compile("muc=due"))
    page.goto("/nhiem-vu")
    button = page.get_by_role("button", name=re.compile(r"quá hạn \("))
    button.or_(page.get_by_role("checkbox", name=re.compile(r"quá hạn \("))).first.wait_for()
    assert f"quá hạn ({found['overdue_found']})" in page.locator("body").inner_text()


def test_the_month_fits_a_telephone(page):
    page.set_viewport_size(dict(zip(("width", "height"), PHONE, strict=True)))
    page.goto("/thang?thang=2026-06")
    page.get_by_role("radio", name=re.compile("Quá hạn$")).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    right = [box["x"] + box["width"] for one in page.get_by_role("radio").all() if (box := one.bounding_box())]
    assert len(right) > 8
    assert max(right) <= PHONE[0]
