"""Coverage against what was written down about the sample documents by reading them."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from conftest import run_chidao

from graph.coverage.roster import Roster, roster
from graph.coverage.targets import Asked, Unit, place_unit
from ontology import registry
from ui import actions

ROOT = Path(__file__).resolve().parent
TRUTH = tomllib.loads((ROOT / "gold" / "cascade.toml").read_text(encoding="utf-8"))["coverage"]
WORDS = {"issued": "issued", "forwarded": "forwarded", "only_cited": "cited", "not_seen": "not_in_corpus"}


def covered(home, code, *words):
    done = run_chidao("coverage", code, *words, "--format", "json", home=home)
    assert done.code == 0, done.err
    return done.json


@pytest.mark.parametrize("wanted", TRUTH, ids=[one["directive"] for one in TRUTH])
def test_states_are_those_of_the_documents(demo, wanted):
    told = covered(demo, wanted["directive"], "--issuer", wanted["seat"])
    states = {place: state for key, state in WORDS.items() for place in wanted[key]}
    assert {unit["place"]: unit["state"] for unit in told["units"]} == states
    counted = {state: list(states.values()).count(state) for state in WORDS.values()}
    assert {state: told["indicators"][state] for state in counted} == counted
    assert all(bool(unit["documents"]) == (unit["state"] != "not_in_corpus") for unit in told["units"])
    assert all(document["quote"] for unit in told["units"] for document in unit["evidence"])


def test_days_and_documents(demo):
    told = covered(demo, "215-CV/TU", "--issuer", "an hai")
    units = {unit["place"]: unit for unit in told["units"]}
    assert (units["Hòa Lạc"]["documents"][0], units["Hòa Lạc"]["latency_days"]) == ("21-KH/ĐU", 7)
    assert (units["Tân Thịnh"]["documents"], units["Tân Thịnh"]["latency_days"]) == (["07-CV/ĐU"], 6)
    assert units["Phú Cường"]["latency_days"] is None
    assert told["indicators"]["call"]["due"] == "2026-05-15"
    assert told["indicators"]["late"] == []
    assert {name.rpartition(" ")[2] for name in told["indicators"]["overdue"]} == {"Phú", "Khê", "Cường", "Sao"}
    assert [step["step"] for step in told["indicators"]["latency_days"]] == ["tỉnh → xã"]
    assert "21-KH/ĐU" not in told["statement"]
    assert "chưa thấy trong kho 3" in told["statement"]


def test_as_of_leaves_out_what_came_later(demo):
    told = covered(demo, "215-CV/TU", "--issuer", "an hai", "--as-of", "2026-05-07")
    states = {unit["place"]: unit["state"] for unit in told["units"]}
    assert (states["Hòa Lạc"], states["Tân Thịnh"], states["Minh Tân"]) == ("issued", "forwarded", "not_in_corpus")
    assert told["indicators"]["overdue"] == []


def test_a_source_that_was_amended_makes_what_was_written_before_suspect(demo):
    (one,) = covered(demo, "14-HD/BTGDVTU")["suspect"]
    assert (one["by"]["code"], [paper["code"] for paper in one["documents"]]) == ("19-HD/BTGDVTU", ["15-KH/ĐU"])


def test_a_directive_that_names_nobody_is_counted_where_the_store_holds_documents(demo):
    told = covered(demo, "27-KL/TW")
    assert told["presumed"]
    assert told["counted_provinces"] == ["An Hải", "Hà Nội", "Hải Phòng", "Nam Giang", "Thanh Hóa"]
    assert "An Hải, Hà Nội" in told["statement"]
    states = {unit["place"] or unit["province"]: unit["state"] for unit in told["units"]}
    letter = next(one for one in TRUTH if one["directive"] == "215-CV/TU")
    wanted = {place: state for key, state in WORDS.items() for place in letter[key]}
    # the city's own letter asks its communes; the commune of another province answers though no letter there is held
    assert {place: state for place, state in states.items() if place in wanted} == wanted
    assert states == wanted | {
        "An Hải": "issued", "Nam Giang": "issued", "Thượng Lâm": "issued",
        "Hà Nội": "not_in_corpus", "Hải Phòng": "not_in_corpus", "Thanh Hóa": "not_in_corpus",
    }  # fmt: skip
    assert told["indicators"]["shallow"] == {"units": 5, "covered": 2}
    assert not {"215-CV/TU", "31-KL/TU", "21-KH/ĐU", "11-CV/ĐU"} & {paper["code"] for paper in told["beyond"]}


def test_the_whole_country_is_a_choice(demo):
    told = covered(demo, "27-KL/TW", "--nationwide")
    assert told["presumed"]
    assert told["counted_provinces"] == []
    assert "suy đoán" in told["statement"]
    states = {(unit["province"], unit["place"]): unit["state"] for unit in told["units"]}
    assert states["An Hải", None] == states["An Hải", "Hòa Lạc"] == "issued"
    levels = [unit["level"] for unit in told["units"]]
    assert levels.count("tỉnh") == 34 + len({"An Hải", "Nam Giang"})
    assert levels.count("xã") == 3321 + 9
    one = covered(demo, "27-KL/TW", "--nationwide", "--province", "hai phong")
    assert len(one["units"]) == 1 + 114
    assert {unit["province"] for unit in one["units"]} == {"Hải Phòng"}


def test_one_province_of_those_counted_or_of_the_country(demo):
    city = covered(demo, "27-KL/TW", "--province", "an hai")
    assert {unit["province"] for unit in city["units"]} == {"An Hải"}
    assert len(city["units"]) == 1 + 8
    other = covered(demo, "27-KL/TW", "--province", "Cà Mau")  # nothing of it is held
    assert len(other["units"]) == 1 + 64


def test_never_not_issued(demo):
    for form in ("text", "json"):
        done = run_chidao("coverage", "05-CT/TU", "--format", form, home=demo)
        assert "chưa ban hành" not in done.out.lower()
        assert "chưa thấy trong kho" in done.out


def test_text_names_the_gaps(demo):
    done = run_chidao("coverage", "112/KH-UBND", home=demo)
    assert "chưa thấy trong kho" in done.out.lower()
    assert "Ủy ban nhân dân phường Minh Tân" in done.out
    assert "45/KH-UBND ngày 22/5/2026" in done.out


@pytest.mark.parametrize(
    ("words", "code"), [(("99-KL/TW",), 1), (("215-CV/TU",), 3), (("05-CT/TU", "--province", "Hải Phòng"), 1)]
)
def test_what_cannot_be_answered_is_said(demo, words, code):
    done = run_chidao("coverage", *words, home=demo)
    assert done.code == code
    assert done.err


PROVINCE = """
ỦY BAN NHÂN DÂN
TỈNH ĐỒNG THÁP

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 112/KH-UBND          Đồng Tháp, ngày 11 tháng 02 năm 2026

KẾ HOẠCH
Nước sạch nông thôn năm 2026

I. NHIỆM VỤ

1. Ủy ban nhân dân các xã, phường rà soát hộ chưa có nước sạch, xong trước ngày 30/5/2026.

Nơi nhận:
- UBND các xã, phường;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn A
"""
COMMUNE = """
ỦY BAN NHÂN DÂN
XÃ {name}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 07/KH-UBND          ngày 20 tháng 02 năm 2026

KẾ HOẠCH
Nước sạch nông thôn năm 2026

Thực hiện Kế hoạch số 112/KH-UBND ngày 11/02/2026 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân xã ban hành kế hoạch:

1. Các thôn lập danh sách hộ chưa có nước sạch, xong trước ngày 30/4/2026.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn A
"""
OFFICE = """
ĐẢNG ỦY XÃ {name}
VĂN PHÒNG
*
Số 02-CV/VPĐU

ĐẢNG CỘNG SẢN VIỆT NAM

ngày 27 tháng 02 năm 2026

V/v nước sạch nông thôn

Kính gửi: Các chi bộ trực thuộc.

Thừa lệnh Ban Thường vụ Đảng ủy, Văn phòng Đảng ủy xã sao gửi Kế hoạch số 112/KH-UBND ngày 11/02/2026 của
Ủy ban nhân dân tỉnh.

Nơi nhận:
- Như trên.

CHÁNH VĂN PHÒNG

Nguyễn Văn A
"""


def test_documents_that_name_no_province_count_where_the_document_above_puts_them(chidao, tmp_path):
    papers, home = tmp_path / "papers", tmp_path / "home"
    papers.mkdir()
    (papers / "tinh.txt").write_text(PROVINCE, encoding="utf-8")
    (papers / "xa.txt").write_text(COMMUNE.format(name="CHÂU THÀNH"), encoding="utf-8")  # of several
    (papers / "van-phong.txt").write_text(OFFICE.format(name="TÂN HỒNG"), encoding="utf-8")
    assert chidao("ingest", papers, home=home).code == 0
    told = covered(home, "112/KH-UBND")
    states = {unit["place"]: unit["state"] for unit in told["units"] if unit["state"] != "not_in_corpus"}
    assert states == {"Tân Hồng": "forwarded", "Châu Thành": "issued"}


REPORT = """
ỦY BAN NHÂN DÂN
XÃ {name}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 31/BC-UBND          ngày 20 tháng 3 năm 2026

BÁO CÁO
kết quả thực hiện Kế hoạch số 112/KH-UBND ngày 11/02/2026 của Ủy ban nhân dân tỉnh

Thực hiện Kế hoạch số 112/KH-UBND ngày 11/02/2026 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân xã báo cáo kết quả như sau:

1. Đã rà soát 120/150 hộ chưa có nước sạch.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn A
"""


def test_a_report_alone_is_a_report_and_no_document_that_carries_out(chidao, tmp_path):
    papers, home = tmp_path / "papers", tmp_path / "home"
    papers.mkdir()
    (papers / "tinh.txt").write_text(PROVINCE, encoding="utf-8")
    (papers / "xa.txt").write_text(REPORT.format(name="TÂN HỒNG"), encoding="utf-8")
    assert chidao("ingest", papers, home=home).code == 0
    told = covered(home, "112/KH-UBND")
    (unit,) = [unit for unit in told["units"] if unit["documents"]]
    assert (unit["place"], unit["state"], unit["stands"]) == ("Tân Hồng", "cited", "report")
    assert [paper["stands"] for paper in unit["evidence"]] == ["report"]
    assert (told["indicators"]["issued"], told["indicators"]["cited"], told["indicators"]["report"]) == (0, 1, 1)
    text = run_chidao("coverage", "112/KH-UBND", home=home).out
    assert "báo cáo kết quả          1" in text
    assert "chỉ viện dẫn             0" in text
    chain = run_chidao("trace", "112/KH-UBND", home=home).out
    assert "Nơi mới viện dẫn hoặc báo cáo: cấp xã: xã Tân Hồng (Đồng Tháp)." in chain
    assert "Chuỗi dừng ở: cấp tỉnh: 112/KH-UBND (Đồng Tháp)." in chain, (
        "a report neither ends a chain nor goes on with it"
    )


def test_a_document_has_one_label_in_every_chain_and_every_coverage(demo):
    labels: dict[str, set[str]] = {}
    for code in ("27-KL/TW", "215-CV/TU", "31-KL/TU", "112/KH-UBND", "09-CTr/TU"):
        words = ("--issuer", "an hai") if code == "215-CV/TU" else ()
        for node in run_chidao("trace", code, *words, "--format", "json", home=demo).json["nodes"]:
            if node["kind"] == "directive":
                labels.setdefault(node["id"], set()).add(node["stands"])
        told = covered(demo, code, *words)
        for paper in [*told["beyond"], *(p for unit in (*told["units"], *told["organs"]) for p in unit["evidence"])]:
            # of what carries nothing on the coverage tells how it stands to the one directive
            labels.setdefault(paper["id"], set()).add("" if paper["stands"] == "cited" else paper["stands"])
    assert {iri: found for iri, found in labels.items() if len(found - {"cited"} or {""}) > 1} == {}
    reports = {iri for iri, found in labels.items() if found == {"report"}}
    assert {iri.split(":")[3] for iri in reports} >= {"62-bc-tu", "52-bc-ddu", "33-bc-ddu"}


def test_a_clause_is_counted_over_those_whom_it_charges(demo):
    told = covered(demo, "215-CV/TU", "--issuer", "an hai")
    asked = [(clause["clause"], clause["asked"]["whom"], clause["asked"]["units"]) for clause in told["clauses"]]
    assert {(whom, units) for place, whom, units in asked if place == "1"} == {("units", 8)}
    assert {whom for place, whom, _ in asked if place in ("2", "3", "4", "6")} == {"organs"}, "the city's own organs"
    (call,) = [clause["asked"] for clause in told["clauses"] if clause["by_issuing"] and clause["clause"] == "1"]
    assert call["covered"] == told["indicators"]["issued"] + told["indicators"]["forwarded"] == 4
    text = run_chidao("coverage", "215-CV/TU", "--issuer", "an hai", home=demo).out
    assert "nơi được giao)" not in text, "nobody can list the communes of an invented city"
    assert "(giao cơ quan của nơi ban hành)" in text


def test_absent_communes_are_told_under_the_document_that_asks_them(demo):
    told = actions.standings(demo, "27-KL/TW", today=dt.date(2026, 8, 1))
    under = {unit["place"]: unit["under"].split(":")[3] for unit in told["unseen"]}
    assert under == dict.fromkeys(("Bình Khê", "Phú Cường", "Hòn Sao"), "215-cv-tu")
    said = "Nơi chưa thấy văn bản: cấp xã: xã Bình Khê, xã Phú Cường, đặc khu Hòn Sao (An Hải)."
    assert told["gaps"][0].startswith(said)
    alone = actions.standings(demo, "215-CV/TU", today=dt.date(2026, 8, 1), issuer="an hai")
    assert {unit["unit"] for unit in alone["unseen"]} == {unit["unit"] for unit in told["unseen"]}
    statement = run_chidao("trace", "27-KL/TW", "--format", "json", home=demo).json["statement"]
    assert statement.index("Nơi chưa thấy") < statement.index("Chuỗi dừng ở") < statement.index("Chuỗi gồm")


def test_files_that_could_not_be_read_are_told_until_they_can_be(chidao, tmp_path):
    papers, home = tmp_path / "papers", tmp_path / "home"
    papers.mkdir()
    (papers / "tinh.txt").write_text(PROVINCE, encoding="utf-8")
    (papers / "hong.pdf").write_bytes(b"%PDF-1.7 broken")
    (papers / "tho.txt").write_text("Chiều nay trời mưa.", encoding="utf-8")
    (papers / "mat.txt").write_text("MẬT\n" + PROVINCE, encoding="utf-8")
    for _ in range(2):
        chidao("ingest", papers, home=home)
    told = covered(home, "112/KH-UBND")
    assert (told["unread"], told["refused"]) == (2, 2)
    assert "2 tệp không đọc được" in told["statement"]
    (papers / "tho.txt").write_text(COMMUNE.format(name="CHÂU THÀNH"), encoding="utf-8")
    chidao("ingest", papers, home=home)
    assert covered(home, "112/KH-UBND")["unread"] == 1


def test_no_share_is_told_where_nobody_knows_how_many_there_are(demo):
    told = covered(demo, "215-CV/TU", "--issuer", "an hai")
    assert told["roster"]["known"] is False  # the registry does not list the communes of an invented city
    assert "chưa biết tổng số" in told["statement"]
    lines = run_chidao("coverage", "215-CV/TU", "--issuer", "an hai", home=demo).out
    done = told["indicators"]["issued"] + told["indicators"]["forwarded"]
    assert f"đã thấy {done} nơi; chưa biết tổng số" in lines
    assert "%" not in lines


def test_documents_that_do_less_than_their_unit_say_so(demo):
    told = covered(demo, "215-CV/TU", "--issuer", "an hai")
    out = run_chidao("coverage", "215-CV/TU", "--issuer", "an hai", home=demo).out
    less = [p for u in told["units"] for p in u["evidence"][:3] if p["stands"] == "cited" != u["stands"]]
    assert len(less) == out.count("(chỉ viện dẫn)") > 0


def unit(name, *, said="", code="", level="xã", province="Tân Giang"):
    return Unit(name, name, code, level, name, province, name, said=said)


@pytest.mark.parametrize(
    ("units", "open_groups", "known", "groups"),
    [
        ([unit("Đảng ủy phường A", said="Đảng ủy phường A")], (), True, ()),  # named one by one
        ([unit("phường A", said="các xã, phường")], (), False, ("các xã, phường",)),
        ([unit("phường A", said="các xã, phường", code="1", province="Hà Nội")], (), True, ()),
        ([unit("phường A", said="phường A")], ("các xã, phường liên quan",), False, ("các xã, phường liên quan",)),
        ([unit("phường A", said="phường A")], ("các ban, ngành",), True, ()),
        ([unit("phường A", code="1", province="Hà Nội")], ("các cơ sở",), False, ("các cơ sở",)),
        ([], ("các chi bộ cơ sở",), True, ()),
    ],
)
def test_whether_the_units_asked_are_all_known(units, open_groups, known, groups):
    assert roster(Asked((), (), open_groups), units) == Roster(known, groups)


def test_every_commune_of_a_province_leaves_none_to_a_group_that_cannot_be_listed():
    listed = [place_unit(place) for place in registry.communes("Hà Nội")]
    assert roster(Asked((), (), ("các đảng ủy trực thuộc",)), listed).known
    assert not roster(Asked((), (), ("các đảng ủy trực thuộc",)), listed[1:]).known
