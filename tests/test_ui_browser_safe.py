"""Hostile words in documents, names of files and addresses: on no page do they run, make an element, or call out.

The name of a unit is taken from a document only as far as it is a name: what follows it is left where it stands.
"""

import re

import pytest
from payloads import AWAY, PAYLOADS, RUN
from screens import Watch, address, quiet

from ui import actions
from ui.pages.book import BOOK

pytestmark = pytest.mark.browser

TEXT = """THÀNH ỦY AN HẢI    ĐẢNG CỘNG SẢN VIỆT NAM
*    An Hải, ngày {day} tháng 6 năm 2026
Số {number}-KL/TU

KẾT LUẬN
CỦA BAN THƯỜNG VỤ THÀNH ỦY
về thực hiện Kết luận số 27-KL/TW {bad}
-----

Ban Thường vụ Thành ủy kết luận để thực hiện Kết luận số 27-KL/TW, ngày 24 tháng 4 năm 2026 của Ban Bí thư như sau:

I. NHIỆM VỤ {bad}

1. Giao Ban Tổ chức Thành ủy rà soát {bad} trước ngày 30/6/2026.

2. Giao Ban {bad} Thành ủy, Ban Chỉ đạo {bad}: báo cáo Ban Bí thư trước ngày 16/7/2026.

3. Trong tháng 6, Văn phòng Thành ủy đã hoàn thành 12/12 việc {bad}.

Nơi nhận:
- Ban {bad},
- Lưu Văn phòng Thành ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Nguyễn Văn A {bad}
"""
#: Elements that no page of ours has: made by words of a document, they would be here. Shadow trees are looked into.
FOREIGN = """(away) => {
  const found = [];
  const look = (root) => {
    for (const e of root.querySelectorAll("*")) {
      if (e.shadowRoot) look(e.shadowRoot);
      for (const { name, value } of e.attributes) {
        const loads = ["src", "href", "srcset", "action", "data", "poster", "style"].includes(name);
        const calls = loads && value.includes(away);
        const runs = name.startsWith("on") || /^\\s*javascript:/i.test(value) || name === "srcdoc";
        if (calls || runs) found.push(`${e.tagName} ${name}=${value}`.slice(0, 200));
      }
      const odd = ["SCRIPT", "IFRAME", "OBJECT", "EMBED", "BASE", "META", "LINK"].includes(e.tagName);
      if (odd && e.closest(".stMainBlockContainer"))
        found.push(e.outerHTML.slice(0, 200));
      if (e.classList?.contains("katex")) found.push("katex");
    }
  };
  look(document);
  return found;
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A home whose documents carry every payload as text, as the name of their file and as names of units."""
    folder, home = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("hostile-home")
    for number, bad in enumerate(PAYLOADS):
        line = " ".join(bad.split())
        name = re.sub(r"[/\\\x00-\x1f]", "_", bad)[:60]
        text = TEXT.format(bad=line, number=100 + number, day=1 + number % 28)
        (folder / f"{number:02}{name}.txt").write_text(text, encoding="utf-8")
    done = actions.ingest(home, [folder])
    assert len(actions.directives(home)) > len(PAYLOADS) - 8, done  # what hides as a form of its own is refused
    return home


@pytest.fixture(scope="module")
def asked(served):
    """For every page addresses that show what is hostile: by directive, task, unit, month, words looked for."""
    rows = [row for row in actions.directives(served) if row["known"] == "byText"]
    tasks = actions.tasks(served)["tasks"]
    units = [row["name"] for row in actions.units(served)]
    assert not [name for name in units if "ran=1" in name or "evil" in name or "<" in name]
    everything = {"vb": rows[0]["id"], "nv": tasks[1]["id"], "dv": units[0], "thang": "2026-06"}
    return [
        {},
        everything,
        {"vb": "27-KL/TW", "thang": "2026-06"},
        {"vb": PAYLOADS[0], "dv": PAYLOADS[2], "nv": PAYLOADS[3]},
    ]


@pytest.mark.parametrize("name", [name for name, _, _ in BOOK])
def test_nothing_of_a_document_runs_on_a_page(chromium, server, asked, name):
    context = chromium.new_context(base_url=server, viewport={"width": 1440, "height": 900}, locale="vi-VN")
    page, said = context.new_page(), []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    watch = Watch(context)
    for choice in asked:
        page.goto(address(name, **choice) if choice else address(name))
        quiet(page, 250)
        assert page.evaluate("window.ran") is None
        assert "RAN" not in page.title()
        assert page.evaluate(FOREIGN, AWAY) == [], choice
    context.close()
    assert said == []
    watch.check(server)


def test_the_payloads_do_reach_the_pages(page, asked):
    """Otherwise the test above would prove nothing."""
    seen = 0
    for name in ("chain", "document", "overview"):
        page.goto(address(name, **asked[1]))
        quiet(page)
        seen += RUN in page.locator(".stMainBlockContainer").inner_text() or "evil" in page.content()
    assert seen == 3
