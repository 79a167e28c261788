"""Names to the registry: exactly one unit, or candidates with reasons, or unknown; never a guess."""

import datetime as dt
import tomllib

import pytest

from data import path as data_path
from ingest.actors import actors_in
from ingest.sender import Sender
from ontology.model import Actor, ActorKind, Grade
from ontology.official import official
from ontology.posts import post_of, unit_of_post

OLD = dt.date(2025, 1, 8)
NEW = dt.date(2026, 3, 2)
POSTS = tomllib.loads(data_path("units", "posts.toml").read_text(encoding="utf-8"))["posts"]


def unit(name, level="xã", place="", province="", kind=ActorKind.UNIT):
    return Actor(name, name, kind, level, place, province)


def post(name, level="xã", place="", province=""):
    return unit(name, level, place, province, ActorKind.POST)


HAI_PHONG = ("Tân Hưng", "Hải Phòng")


@pytest.mark.parametrize(
    ("actor", "day", "code", "body"),
    [
        (unit("Ủy ban nhân dân phường Tân Hưng", "xã", *HAI_PHONG), NEW, "10537", "ubnd"),
        (unit("Ban Chấp hành Đảng bộ phường Tân Hưng", "xã", *HAI_PHONG), NEW, "10537", "cap-uy"),
        (unit("Chi bộ Tổ dân phố số 4 phường Tân Hưng", "chi bộ", *HAI_PHONG), NEW, "10537", ""),
        (unit("Ban Biên tập phường Tân Hưng", "xã", *HAI_PHONG), NEW, "10537", ""),
        (unit("các tổ chức chính trị - xã hội", "xã", *HAI_PHONG, ActorKind.GROUP), NEW, "10537", ""),
        (post("Lãnh đạo Ủy ban nhân dân phường Tân Hưng", "xã", *HAI_PHONG), NEW, "10537", "ubnd"),
        (post("Phó Bí thư Thường trực phường Tân Hưng", "xã", *HAI_PHONG), NEW, "10537", "cap-uy"),
        (post("Bí thư Chi bộ phường Tân Hưng", "chi bộ", *HAI_PHONG), NEW, "10537", ""),
        (unit("Thành ủy Hải Phòng", "tỉnh", "", "Hải Phòng"), NEW, "31", "cap-uy"),
        (unit("Sở Nội vụ Đồng Tháp", "tỉnh", "", "Đồng Tháp"), NEW, "82", "so-noi-vu"),
        (unit("Sở Thông tin và Truyền thông tỉnh Quảng Ngãi", "tỉnh", "", "Quảng Ngãi"), OLD, "51", "so-tttt"),
        (unit("Ủy ban nhân dân tỉnh Bình Dương", "tỉnh", "", "Bình Dương"), OLD, "74", "ubnd"),
        (unit("Ủy ban nhân dân huyện Ba Tơ", "tỉnh", "", "Ba Tơ"), OLD, "535", "ubnd"),
        (unit("Huyện ủy Ba Tơ", "tỉnh", "", "Ba Tơ"), OLD, "535", "cap-uy"),
        (unit("Bộ Tài chính", "trung ương"), NEW, "", "bo-tai-chinh"),
        (unit("Bộ Giao thông vận tải", "trung ương"), OLD, "", "bo-gtvt"),
        (unit("Thủ tướng Chính phủ", "trung ương"), NEW, "", "chinh-phu"),
        (post("Bộ trưởng Bộ Tài chính", "trung ương"), NEW, "", "bo-tai-chinh"),
    ],
    ids=lambda value: value.name if isinstance(value, Actor) else None,
)
def test_one_unit_is_told(actor, day, code, body):
    found = official(actor, day)
    assert (found.unit.code, found.unit.body, found.unit.name) == (code, body, actor.name)
    assert (found.grade, found.candidates, found.reasons) == (Grade.STATED, (), ())


@pytest.mark.parametrize(
    "actor",
    [
        unit("Ủy ban nhân dân xã", "xã", "", "Hải Phòng"),
        unit("Ủy ban nhân dân phường", "tỉnh", "", ""),
        unit("Ban Thường vụ Thành ủy", "tỉnh"),
        unit("Ủy ban nhân dân phường Hòa Lạc", "xã", "Hòa Lạc", "An Hải"),
        unit("Ủy ban nhân dân phường Tân Hưng", "xã", "Tân Hưng", "An Hải"),
        unit("Thành ủy An Hải", "tỉnh", "", "An Hải"),
        unit("Ủy ban nhân dân phường Sông Trầu", "xã", "Sông Trầu"),
        unit("Ủy ban nhân dân phường Hai Bà Trung Nam", "xã", "Hai Bà Trung Nam", "Hà Nội"),
        unit("Trường THPT Đốc Binh Kiều", "tỉnh", "", "Đốc Binh Kiều"),
        post("Ủy viên Ban Thường vụ", "trung ương"),
        post("Bí thư", "trung ương"),
        unit("Ban Giám hiệu", "", "", "Đồng Tháp"),
        unit("Đảng ủy Bộ phận Bến Sông", "trung ương"),
    ],
    ids=lambda actor: f"{actor.name} ({actor.province})",
)
def test_what_nobody_tells_stays_unknown(actor):
    assert official(actor, NEW) is None


def test_a_name_of_several_communes_keeps_its_candidates():
    found = official(unit("Ủy ban nhân dân phường Tân Hưng", "xã", "Tân Hưng"), NEW)
    assert found.unit is None
    assert len(found.candidates) == len({(c.code, c.province) for c in found.candidates}) >= 2
    assert {c.name for c in found.candidates} == {"phường Tân Hưng"}
    assert found.reasons[0] == "văn bản không nói rõ tỉnh, thành phố"


def test_what_the_document_speaks_of_decides_between_namesakes():
    asked = unit("Ủy ban nhân dân phường Tân Hưng", "xã", "Tân Hưng")
    found = official(asked, NEW, near={"Hải Phòng", "Thanh Hóa"})
    assert (found.unit.code, found.unit.body, found.grade) == ("10537", "ubnd", Grade.INFERRED)
    assert found.reasons[-1] == "văn bản có nhắc đến Hải Phòng"
    provinces = {candidate.province for candidate in official(asked, NEW).candidates}
    assert official(asked, NEW, near=provinces).unit is None


def test_a_name_of_one_commune_in_the_land_is_inferred():
    found = official(unit("Đảng ủy xã Đốc Binh Kiều", "xã", "Đốc Binh Kiều"), NEW)
    assert (found.unit.code, found.unit.province, found.grade) == ("30061", "Đồng Tháp", Grade.INFERRED)


def test_another_kind_is_a_candidate_only():
    found = official(unit("Ủy ban nhân dân xã Tân Hưng", "xã", *HAI_PHONG), NEW)
    assert found.unit is None
    assert [c.code for c in found.candidates] == ["10537"]
    assert found.reasons == ("văn bản ghi là xã, danh mục ghi là phường",)


def test_a_former_province_leads_to_its_heir():
    found = official(unit("Ủy ban nhân dân tỉnh Bình Dương", "tỉnh", "", "Bình Dương"), NEW)
    assert (found.unit.code, found.grade) == ("79", Grade.INFERRED)
    assert "tên cũ" in found.reasons[0]
    before = official(unit("Ủy ban nhân dân tỉnh Bình Dương", "tỉnh", "", "Bình Dương"), OLD)
    assert before.successors == ("79",)


def test_the_day_decides_the_kind():
    ward = unit("Ủy ban nhân dân phường Long Thành", "xã", "Long Thành", "Đồng Nai")
    assert official(ward, dt.date(2026, 4, 30)).unit.code == "26368"
    assert official(ward, dt.date(2026, 4, 29)).unit is None


@pytest.mark.parametrize(("name", "rest"), [tuple(example) for entry in POSTS for example in entry["examples"]])
def test_posts_are_read(name, rest):
    assert post_of(name).unit == rest


@pytest.mark.parametrize(("entry", "name"), [(entry, name) for entry in POSTS for name in entry["counter"]])
def test_what_is_no_such_post(entry, name):
    found = post_of(name)
    assert found is None or found.head not in entry["heads"]


@pytest.mark.parametrize(
    ("actor", "name", "kind"),
    [
        (post("Chủ tịch phường Hòa Lạc", "xã", "Hòa Lạc", "An Hải"), "Ủy ban nhân dân phường Hòa Lạc", "unit"),
        (post("Phó Bí thư Thường trực phường Hòa Lạc", "xã", "Hòa Lạc", "An Hải"), "Đảng ủy phường Hòa Lạc", "unit"),
        (post("Bí thư Chi bộ phường Hòa Lạc", "chi bộ", "Hòa Lạc"), "Chi bộ phường Hòa Lạc", "unit"),
        (post("Thủ tướng Chính phủ", "trung ương"), "Chính phủ", "unit"),
        (post("Chủ tịch Ủy ban nhân dân các xã, phường", ""), "Ủy ban nhân dân các xã, phường", "group"),
        (post("Người đứng đầu cấp ủy, cơ quan, đơn vị", ""), "cấp ủy, cơ quan, đơn vị", "group"),
    ],
    ids=lambda value: value.name if isinstance(value, Actor) else None,
)
def test_a_post_belongs_to_its_unit(actor, name, kind):
    found = unit_of_post(actor)
    assert (found.name, found.kind.value) == (name, kind)
    assert (found.level, found.place, found.province) == (actor.level, actor.place, actor.province)


@pytest.mark.parametrize("name", ["Bí thư", "Trưởng thôn xã Hòa Lạc", "Trưởng đoàn", "Chủ tịch nước"])
def test_a_post_of_nothing_told_has_no_unit(name):
    assert unit_of_post(post(name)) is None


def test_a_unit_is_no_post():
    assert unit_of_post(unit("Ban Bí thư", "trung ương")) is None


CENTRE = Sender("trung ương")
PROVINCE = Sender("tỉnh", "", "", "Quảng Ngãi")


@pytest.mark.parametrize(
    ("text", "sender", "names"),
    [
        (
            "- Chính phủ, Tỉnh ủy, HĐND, UBND, Đoàn ĐBQH tỉnh Lào Cai; UBND cấp xã;",
            CENTRE,
            [
                "Chính phủ", "Tỉnh ủy Lào Cai", "Hội đồng nhân dân tỉnh Lào Cai", "Ủy ban nhân dân tỉnh Lào Cai",
                "Đoàn đại biểu Quốc hội tỉnh Lào Cai", "UBND cấp xã",
            ],
        ),
        ("- HĐND, UBND các tỉnh, thành phố;", CENTRE, ["Hội đồng nhân dân", "UBND các tỉnh, thành phố"]),
        (
            "- Các Sở: Tài chính, Kế hoạch và Đầu tư và Nội vụ; Thanh tra tỉnh;",
            PROVINCE,
            [
                "Sở Tài chính tỉnh Quảng Ngãi", "Sở Kế hoạch và Đầu tư tỉnh Quảng Ngãi", "Sở Nội vụ tỉnh Quảng Ngãi",
                "Thanh tra tỉnh Quảng Ngãi",
            ],
        ),
        ("- Các bộ: Tài chính, Tư pháp;", PROVINCE, ["Bộ Tài chính", "Bộ Tư pháp"]),
        ("- Các Sở: nộp báo cáo trước ngày 25;", PROVINCE, ["Các Sở"]),
    ],
)  # fmt: skip
def test_names_that_share_a_head_or_a_place(text, sender, names):
    found = list(actors_in(text, 0, len(text), sender))
    assert [actor.name for actor, _, _ in found] == names
    assert all(actor.surface == text[start:end] for actor, start, end in found)
