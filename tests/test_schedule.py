"""Schedules across documents: what contradicts what, how many days are left, and no alarm where all is well."""

import pytest
from conftest import run_chidao

CITY = """
ĐẢNG BỘ TỈNH ĐỒNG THÁP
TỈNH ỦY
*
Số 21-KH/TU

ĐẢNG CỘNG SẢN VIỆT NAM

Mỹ Tho, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
giữ gìn nước sạch ở nông thôn
-----

Ban Thường vụ Tỉnh ủy yêu cầu các đảng ủy xã, phường thực hiện các nội dung sau:

1. Lập danh sách toàn bộ giếng khoan bỏ hoang trên địa bàn, xong trước ngày 27/02/2026.

2. Trám lấp giếng khoan bỏ hoang gần khu dân cư, xong trước ngày 29/5/2026.

3. Giao Sở Y tế chủ trì tập huấn lấy mẫu nước cho cán bộ, xong trước ngày 15/01/2026.

4. Các đảng ủy xã, phường báo cáo kết quả thực hiện về Ban Thường vụ Tỉnh ủy trước ngày 30/6/2026.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Nguyễn Văn A
"""
WARD = """
ĐẢNG BỘ TỈNH ĐỒNG THÁP
ĐẢNG ỦY XÃ {name}
*
Số {code}

ĐẢNG CỘNG SẢN VIỆT NAM

ngày {day}

{title}
-----

{body}

T/M BAN THƯỜNG VỤ
BÍ THƯ

Nguyễn Văn A
"""
UP = "Kế hoạch số 21-KH/TU ngày 05/01/2026 của Ban Thường vụ Tỉnh ủy"
PLAN = f"Thực hiện {UP}, Ban Thường vụ Đảng ủy xã ban hành kế hoạch như sau:\n\n"


def written(folder):
    def put(file, name, code, day, title, body):
        text = WARD.format(name=name, code=code, day=day, title=title, body=body)
        (folder / file).write_text(text, encoding="utf-8")

    (folder / "tinh.txt").write_text(CITY, encoding="utf-8")
    put("tan-hong.txt", "TÂN HỒNG", "07-KH/ĐU", "20 tháng 01 năm 2026", "KẾ HOẠCH\ngiữ gìn nước sạch", PLAN
        + "1. Lập danh sách giếng khoan bỏ hoang trên địa bàn, xong trước ngày 20/02/2026.\n\n"
        "2. Các chi bộ báo cáo kết quả thực hiện về Đảng ủy xã trước ngày 10/6/2026.\n\n"
        "3. Công an xã: Đếm ao nuôi cá tra, xong trước ngày 06/7/2026, báo cáo kết quả về Đảng ủy xã.")  # fmt: skip
    put("tan-ho-co.txt", "TÂN HỘ CƠ", "09-KH/ĐU", "22 tháng 01 năm 2026", "KẾ HOẠCH\ngiữ gìn nước sạch", PLAN
        + "1. Trám lấp giếng khoan bỏ hoang gần khu dân cư, xong trước ngày 12/6/2026.\n\n"
        "2. Các chi bộ báo cáo kết quả thực hiện về Đảng ủy xã trước ngày 06/7/2026.")  # fmt: skip
    put("thanh-phu.txt", "CHÂU THÀNH", "11-CV/ĐU", "02 tháng 3 năm 2026", "V/v sao gửi văn bản của cấp trên",
        f"Kính gửi: Các chi bộ trực thuộc\n\nĐảng ủy xã sao gửi {UP} để các chi bộ thực hiện.")  # fmt: skip
    put("cai-be.txt", "CÁI BÈ", "13-KH/ĐU", "25 tháng 02 năm 2026", "KẾ HOẠCH\ngiữ gìn nước sạch", PLAN
        + "1. Lập danh sách giếng khoan bỏ hoang trên địa bàn, xong trước ngày 27/02/2026.")  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("home")
    written(folder)
    done = run_chidao("ingest", folder, home=home)
    assert done.code == 0, done.out + done.err
    return home


def told(home, *words):
    done = run_chidao("schedule", *words, "--format", "json", home=home)
    assert done.code == 0, done.err
    return done.json


def test_the_contradictions_are_exactly_those_written_with_both_sentences(home):
    found = told(home, "21-KH/TU")["findings"]
    assert {(f["kind"], f["document"]["code"], f["days"]) for f in found} == {
        ("after_clause", "09-KH/ĐU", 14),
        ("report_late", "09-KH/ĐU", 6),
        ("passed_late", "11-CV/ĐU", 3),
        ("short_lead", "13-KH/ĐU", 2),
    }
    for finding in found:
        assert finding["due"]["quote"] in finding["due"]["text"]
        assert finding["kind"] == "short_lead" or finding["against"]["quote"] in finding["against"]["text"]
    assert told(home)["findings"] == found


def test_days_left_shrink_from_level_to_level(home):
    levels = {one["level"]: one for one in told(home, "21-KH/TU")["levels"]}
    assert (levels["tỉnh"]["least"], levels["xã"]["least"], levels["xã"]["documents"]) == (10, 2, 4)


def test_a_unit_and_a_month_narrow(home):
    found = told(home, "--unit", "dang uy xa tan ho co")["findings"]
    assert {f["document"]["code"] for f in found} == {"09-KH/ĐU"}
    assert [f["kind"] for f in told(home, "--month", "2026-07")["findings"]] == ["report_late"]


def test_text_shows_both_sentences(home):
    out = run_chidao("schedule", "21-KH/TU", home=home).out
    assert "hẹn 6/7/2026, sau hạn 30/6/2026 của cấp trên 6 ngày" in out
    assert "← 21-KH/TU: “Các đảng ủy xã, phường báo cáo kết quả" in out
    assert "cấp xã: ít nhất 2" in out


def test_the_samples_hold_one_contradiction_across_documents(demo):
    found = told(demo)
    assert [(f["kind"], f["document"]["code"]) for f in found["findings"]] == [("after_clause", "03-NQ/CB")]
    kinds = {one["kind"] for one in found["in_one_text"]}
    assert {"deadline-before-document", "input-after-report", "deadline-weekend", "deadline-holiday"} <= kinds
