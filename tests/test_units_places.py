"""A document that names no province: candidates, the sender's chain, and a person's word that outlives re-reading."""

import pytest
from conftest import HEAD, RESOLUTION, TAIL

CELL = (
    HEAD
    + """
Thực hiện {higher}, Chi bộ quyết nghị:

1. Chi ủy rà soát các hộ chưa phân loại rác trước ngày 28/5/2026.

2. Ủy ban nhân dân phường {ward} hỗ trợ thùng chứa trước ngày 30/5/2026.
"""
    + TAIL
)


def cell(ward, higher, day):
    """A cell's resolution that names its ward and no province."""
    about = "NGHỊ QUYẾT\nvề phân loại rác tại nguồn\n-----"
    text = CELL.format(
        body=f"CHI BỘ TỔ DÂN PHỐ SỐ 4 PHƯỜNG {ward.upper()}", code="05-NQ/CB", about=about, place=ward, day=day,
        month=5, higher=higher, ward=ward,
    )  # fmt: skip
    return text.replace("ĐẢNG BỘ THÀNH PHỐ LAM GIANG\n", f"ĐẢNG BỘ PHƯỜNG {ward.upper()}\n")


@pytest.fixture
def folder(tmp_path):
    papers = tmp_path / "papers"
    papers.mkdir()
    about = "NGHỊ QUYẾT\nvề vệ sinh môi trường và trật tự đô thị\n-----"
    ward = RESOLUTION.format(
        body="ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", code="08-NQ/ĐU", about=about, place="Sông Trầu", day=5, month=5
    )
    (papers / "phuong.txt").write_text(ward, encoding="utf-8")
    chain = "Nghị quyết số 08-NQ/ĐU ngày 05/5/2026 của Ban Thường vụ Đảng ủy phường Sông Trầu"
    (papers / "chi-bo.txt").write_text(cell("Sông Trầu", chain, 12), encoding="utf-8")
    alone = "Nghị quyết số 09-NQ/ĐU ngày 06/5/2026 của Ban Thường vụ Đảng ủy phường Tân Hưng"
    (papers / "namesake.txt").write_text(cell("Tân Hưng", alone, 13), encoding="utf-8")
    return papers


def open_places(chidao, home):
    told = chidao("identity", "--format", "json", home=home).json["units"]["places"]
    return {place["document"]: place for place in told}


def test_the_chain_tells_and_a_person_decides(chidao, home, folder):
    assert chidao("ingest", folder, home=home).code == 0
    places = open_places(chidao, home)
    assert set(places) == {"chi-bo.txt", "namesake.txt"}
    # the resolution that the cell carries out was issued in Lam Giang
    told = places["chi-bo.txt"]
    assert (told["chosen"]["name"], told["chosen"]["province"], told["grade"]) == (
        "phường Sông Trầu",
        "Lam Giang",
        "suy đoán",
    )
    assert "08-NQ/ĐU" in told["chosen"]["reasons"][0]
    # several wards bear the name, and nothing tells which
    other = places["namesake.txt"]
    assert other["chosen"] is None
    assert {candidate["name"] for candidate in other["candidates"]} == {"phường Tân Hưng"}
    assert len(other["candidates"]) > 1
    assert "10537" in {candidate["code"] for candidate in other["candidates"]}
    lines = chidao("identity", home=home).out
    assert "Đơn vị mà văn bản không nói rõ ở đâu: 2" in lines

    # a person's word holds, also after the file is read again, until it is taken back
    by = ("--by", "Nguyễn Văn A", "--why", "hỏi lại chi bộ")
    made = chidao("identity", "place", "namesake.txt", "Hải Phòng", *by, "--format", "json", home=home).json
    assert (made["place"]["chosen"]["code"], made["place"]["grade"]) == ("10537", "đã xác nhận")
    assert chidao("ingest", "--again", folder, home=home).code == 0
    assert open_places(chidao, home)["namesake.txt"]["chosen"]["code"] == "10537"
    listed = chidao("units", "Ủy ban nhân dân phường Tân Hưng", "--format", "json", home=home).json["units"]
    assert [unit["identified"]["code"] for unit in listed] == ["10537"]
    assert chidao("check", home=home).code == 0
    assert chidao("identity", "undo", made["decision"], *by, home=home).code == 0
    assert open_places(chidao, home)["namesake.txt"]["chosen"] is None

    # what was inferred may be denied
    assert chidao("identity", "place", "chi-bo.txt", "Lam Giang", "--not", *by, home=home).code == 0
    assert open_places(chidao, home)["chi-bo.txt"]["chosen"] is None


@pytest.mark.parametrize(
    ("mention", "place", "said"),
    [("phuong.txt", "10537", "không văn bản nào để ngỏ"), ("namesake.txt", "Lam Giang", "không chỉ đúng một nơi")],
)
def test_what_cannot_be_decided_says_why(chidao, home, folder, mention, place, said):
    chidao("ingest", folder, home=home)
    run = chidao("identity", "place", mention, place, "--by", "A", "--why", "thử", home=home)
    assert run.code == 1
    assert said in run.err
