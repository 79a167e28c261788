"""The brief of a month and the letter that presses: opened again, and held against the answers they are made of."""

import datetime as dt
import io

import docx
import pytest
from conftest import HEAD, TAIL
from docx.enum.section import WD_ORIENT

from ontology.issue import Issue
from ui import actions
from ui.actions.values import Ambiguous, Unknown
from ui.present_month import LISTS
from ui.reports.dues import dues
from ui.reports.letter import head_of, is_party
from ui.words import body, day

DAY = dt.date(2026, 7, 15)
PHONE = "0912 345 678"


def opened(report):
    return docx.Document(io.BytesIO(report.content))


def words(paper):
    """Every word of a document in its order: paragraphs, cells, heads of pages."""
    told = [paragraph.text for paragraph in paper.paragraphs]
    told += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    told += [p.text for s in paper.sections for h in (s.header, s.first_page_header) for p in h.paragraphs]
    return "\n".join(told)


def flat(text):
    return " ".join(text.split())


def titled(paper, title):
    """The lines of the table under a heading, the head left out."""
    body = list(paper.element.body)
    at = next(n for n, part in enumerate(body) if part.tag.endswith("}p") and f". {title} (" in (
        "".join(part.itertext())))  # fmt: skip
    table = next(part for part in body[at:] if part.tag.endswith("}tbl"))
    rows = docx.table.Table(table, paper).rows
    return [[cell.text for cell in row.cells] for row in rows][1:]


def test_the_brief_tells_what_the_month_tells(demo):
    choice = {"today": DAY, "unit": "Đảng ủy phường Hòa Lạc"}
    told = actions.month(demo, "2026-06", **choice)
    report = actions.month_brief(demo, "2026-06", **choice)
    paper = opened(report)
    figures = {row.cells[1].text: row.cells[2].text for row in paper.tables[1].rows}
    names = {
        "done": "Xong, có chứng cứ",
        "overdue_all": "Quá hạn (của mọi tháng)",
        "due": "Đến hạn",
        "carried": "Tiếp nối",
        "contradictions": "Mâu thuẫn",
        "tasks": "Nhiệm vụ của tháng",
    }
    assert {name: figures[name] for name in names.values()} == {n: str(len(told[k])) for k, n in names.items()}
    for key in ("overdue", "due", "carried", "done"):
        rows = titled(paper, LISTS[key])
        listed = told["overdue_all" if key == "overdue" else key]
        assert len(rows) == len(listed) > 0
        for row, task in zip(rows, listed, strict=True):
            assert flat(task["text"]) in flat(row[1])
    assert told["statement"] in words(paper)


def test_the_brief_names_the_late_units_first(demo):
    told = actions.month(demo, "2026-06", today=DAY)
    paper = opened(actions.month_brief(demo, "2026-06", today=DAY))
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows][1:]
    late = [t for t in told["overdue_all"] if any(body(p["unit"]) == rows[0][1] and p["role"] == "assignedTo"
                                                  for p in t["assignments"])]  # fmt: skip
    assert (int(rows[0][2]), rows[0][3]) == (len(late), f"{max(t['days_late'] for t in late)} ngày")
    assert [int(row[2]) for row in rows] == sorted((int(row[2]) for row in rows), reverse=True)
    first = told["overdue_all"][0]
    assert titled(paper, "Quá hạn")[0][3] == f"{day(first['passed'])}\n(quá {first['days_late']} ngày)"
    # 'dd/mm/yyyy' in twelve points takes 23 millimetres, beside the margins of the cell
    assert all(row.cells[3].width.mm >= 28 for row in paper.tables[2].rows)


def test_a_contradiction_has_both_sentences(demo):
    choice = {"today": DAY, "unit": "Đảng ủy phường Hòa Lạc"}
    (closure,) = actions.month(demo, "2026-06", **choice)["contradictions"]
    ((_, promise, results, why),) = titled(opened(actions.month_brief(demo, "2026-06", **choice)), "Mâu thuẫn")
    assert flat(closure["task"]["text"]) in promise
    assert len(closure["results"]) >= 2
    assert all(flat(result["quote"]) in results for result in closure["results"])
    assert "trước đã nói 31/48, nay nói 29/48" in why


def test_what_vanished_is_told(demo):
    told = actions.month(demo, "2026-06", today=DAY)["dropped"]
    rows = titled(opened(actions.month_brief(demo, "2026-06", today=DAY)), "Không nhắc tới")
    assert [flat(task["text"]) for task in told] == [flat(row[1].split("\n")[0]) for row in rows]
    assert told


def test_a_letter_of_the_party_is_laid_out_as_one(demo):
    report = actions.reminder(demo, today=DAY, directive="215-CV/TU", issuer="an hai", reply=dt.date(2026, 8, 5))
    paper = opened(report)
    section = paper.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.orientation == WD_ORIENT.PORTRAIT
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    left, right = (cell.text.split("\n") for cell in paper.tables[0].rows[0].cells)
    assert left == ["THÀNH ỦY AN HẢI", "*"]
    assert right[0] == "ĐẢNG CỘNG SẢN VIỆT NAM"
    number, day = (cell.text.split("\n")[0] for cell in paper.tables[0].rows[1].cells)
    assert number.split() == ["Số", "-CV/TU"]
    assert day.split() == ["An", "Hải,", "ngày", "tháng", "năm", "2026"]
    runs = [run for paragraph in paper.paragraphs for run in paragraph.runs]
    assert {run.font.size.pt for run in runs if run.text.strip()} <= {11, 12, 14}
    assert paper.styles["Normal"].font.name == "Times New Roman"
    assert "T/M BAN THƯỜNG VỤ" in words(paper)
    assert "trước ngày 05/8/2026" in words(paper)
    assert all("DỰ THẢO" in "".join(p.text for p in h.paragraphs) for h in (section.header, section.first_page_header))


def test_a_letter_of_the_state_is_laid_out_as_one(demo):
    paper = opened(actions.reminder(demo, today=DAY, directive="118/KH-UBND"))
    left, right = (cell.text.split("\n") for cell in paper.tables[0].rows[0].cells)
    assert left[:2] == ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ AN HẢI"]
    assert right[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    number, about = paper.tables[0].rows[1].cells[0].text.split("\n")
    assert number.replace(" ", "") == "Số:/UBND-……"
    assert about.startswith("V/v đôn đốc thực hiện Kế hoạch số 118/KH-UBND")
    assert "TM. ỦY BAN NHÂN DÂN" in words(paper)
    assert "- Lưu: VT." in words(paper)


def test_the_letter_names_every_late_task_and_every_silent_unit(demo):
    choice = {"directive": "215-CV/TU", "issuer": "an hai"}
    told = words(opened(actions.reminder(demo, today=DAY, **choice))).split("Ghi chú của bản dự thảo", maxsplit=1)[0]
    late = 0
    for task in actions.tasks(demo, **choice)["tasks"]:
        passed = dues(task).passed(DAY)
        named = f"- “{flat(task['quote'])}” (" in told
        assert not named or passed
        late += named
        if named:
            assert f"quá hạn {(DAY - dt.date.fromisoformat(passed)).days} ngày" in told
            assert all(owner["unit"] in told for owner in task["owners"] if owner["role"] == "giao cho")
            wanted = "; ".join(dict.fromkeys(report["to"] for report in task["reports"]))
            assert not wanted or f"chưa thấy báo cáo gửi {wanted}." in told
    assert late == actions.reminder(demo, today=DAY, **choice).told["late"] > 3
    covered = actions.coverage(demo, "215-CV/TU", today=DAY, issuer="an hai")
    assert covered["indicators"]["overdue"]
    assert all(f"- {unit}" in told for unit in covered["indicators"]["overdue"])
    assert f"“{covered['indicators']['call']['quote']}”" in told
    assert f"quá hạn {(DAY - dt.date(2026, 5, 15)).days} ngày" in told
    assert "Ban Thường vụ Đảng ủy xã Vĩnh Sơn" not in told  # it issued its own


def test_what_is_done_or_not_yet_due_is_not_pressed_for(demo):
    unit = "Ủy ban nhân dân phường Hòa Lạc"
    sender = {"sender": "dang uy phuong hoa lac", "unit": unit}
    told = words(opened(actions.reminder(demo, today=DAY, **sender)))
    for task in actions.month(demo, "2026-06", today=DAY, unit=unit)["tasks"]:
        if task["status"] != "overdue":
            assert f"“{flat(task['text'])}”" not in told
    early = actions.reminder(demo, today=dt.date(2026, 4, 1), **sender)
    assert isinstance(early, Issue)
    assert early.code == "nothing-late"


def test_the_sender_must_be_one(demo):
    asked = actions.reminder(demo, today=DAY, month="2026-06")
    assert isinstance(asked, Issue)
    assert "Ban Thường vụ Đảng ủy phường Hòa Lạc" in asked.remedy
    other = actions.reminder(demo, today=DAY, month="2026-06", sender="Sở Mặt trăng")
    assert isinstance(other, Issue)
    assert "Sở Mặt trăng" in other.what
    one = actions.reminder(demo, today=DAY, month="2026-06", sender="đảng ủy xã vĩnh sơn")
    told = words(opened(one))
    assert one.told["sender"] == "Ban Thường vụ Đảng ủy xã Vĩnh Sơn"
    assert "ĐẢNG BỘ THÀNH PHỐ AN HẢI\nĐẢNG ỦY XÃ VĨNH SƠN\n*" in told
    assert "13-NQ/ĐU" not in told
    assert "trước ngày      tháng      năm" in told


@pytest.mark.parametrize(
    ("sender", "codes", "party"),
    [
        ("Ban Thường vụ Đảng ủy phường A", ["34-CV/ĐU"], True),
        ("Ủy ban nhân dân phường A", ["45/KH-UBND"], False),
        ("Ủy ban nhân dân phường A", [], False),
        ("Sở Nội vụ", [], False),
        ("Chi bộ thôn B", [], True),
    ],
)
def test_whose_rules_a_sender_writes_by(sender, codes, party):
    assert is_party(sender, codes) is party


def test_what_the_store_does_not_tell_stays_blank():
    head = head_of("Ban Thường vụ Đảng ủy phường A", ["34-CV/ĐU"], "", "", 2026, "x")
    assert (head.above, head.body, head.number, head.place) == ("ĐẢNG BỘ ……………………", "ĐẢNG ỦY PHƯỜNG A", "-CV/ĐU", "")


def test_numbers_of_persons_are_masked_and_hostile_text_is_text(tmp_path):
    bad = f"gọi số điện thoại {PHONE} <w:t>x</w:t> & ]]> {{{{x}}}} =1+1"
    text = (
        HEAD.format(body="ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", code="21-CV/ĐU", about="V/v trực ban", place="Sông Trầu", day=2,
                    month=5)
        + "\nKính gửi: Các chi bộ trực thuộc.\n\nBan Thường vụ Đảng ủy phường yêu cầu:\n\n"
        f"1. Văn phòng Đảng ủy {bad} trước ngày 20/5/2026.\n" + TAIL
    )  # fmt: skip
    (tmp_path / "21-cv.txt").write_text(text, encoding="utf-8")
    actions.ingest(tmp_path / "home", [tmp_path / "21-cv.txt"])
    for report in (
        actions.reminder(tmp_path / "home", today=DAY),
        actions.month_brief(tmp_path / "home", "2026-05", today=DAY),
    ):
        told = words(opened(report))
        assert "••• 678 <w:t>x</w:t> & ]]> {{x}} =1+1" in told
        assert PHONE not in told


def test_equal_questions_give_equal_bytes(demo):
    one, other = (actions.month_brief(demo, "2026-06", today=DAY).content for _ in range(2))
    assert one == other


def test_what_is_taken_away_stands_in_the_journal(papers, tmp_path):
    home = tmp_path / "home"
    actions.ingest(home, [papers])
    assert isinstance(actions.reminder(home, today=dt.date(2026, 4, 1)), Issue)
    actions.reminder(home, today=DAY, directive="12-CV/ĐU")
    actions.month_brief(home, "2026-05", today=DAY)
    actions.chain_report(home, "12-CV/ĐU", ".svg", today=DAY)
    told = (home / "journal.jsonl").read_text(encoding="utf-8")
    lines = [line for line in told.splitlines() if '"export"' in line]
    names = ("dự thảo công văn đôn đốc của", "báo cáo theo dõi tháng 2026-05", "chuỗi triển khai 12-CV/ĐU, dạng .svg")
    assert [name in line for name, line in zip(names, lines, strict=True)] == [True] * 3


def test_an_empty_store_says_so_and_nothing_is_written(chidao, tmp_path):
    home = tmp_path / "home"
    for kind in (["tasks"], ["month", "2026-05"], ["letter"], ["chain", "27-KL/TW"]):
        ending = {"tasks": "xlsx", "chain": "html"}.get(kind[0], "docx")
        done = chidao("report", *kind, "-o", tmp_path / f"x.{ending}", home=home)
        assert (done.code, "hãy nạp bằng: chidao ingest" in done.err) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_told(demo):
    assert isinstance(actions.month_brief(demo, "2026-06", today=DAY, unit="Sở Mặt trăng"), Unknown)
    assert isinstance(actions.reminder(demo, today=DAY, directive="215-CV/TU"), Ambiguous)
    assert isinstance(actions.reminder(demo, today=DAY, directive="999-CV/TU"), Unknown)


def test_the_commands(chidao, demo, tmp_path):
    done = chidao("report", "month", "6/2026", "-o", tmp_path / "b.docx", "--format", "json", home=demo)
    assert (done.code, done.json["name"]) == (0, "bao-cao-thang-2026-06.docx")
    assert chidao("report", "month", "1/2031", "-o", tmp_path / "c.docx", home=demo).code == 1
    words_ = ("report", "letter", "-o", tmp_path / "l.docx")
    done = chidao(*words_, "--directive", "34-CV/ĐU", "--reply-by", "30/7/2026", home=demo)
    assert (done.code, "DỰ THẢO của Ban Thường vụ Đảng ủy phường Hòa Lạc" in done.out) == (0, True)
    many = chidao(*words_, "--month", "2026-06", home=demo)
    assert (many.code, "--from" in many.err) == (4, True)
    assert chidao("report", "letter", "-o", tmp_path / "l.pdf", home=demo).code == 2
