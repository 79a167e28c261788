"""The bodies of a place: their names are those that reading gives, and each is part of what it should be."""

import datetime as dt
import tomllib

import pytest

from data import path as data_path
from ingest.actors import actors_in
from ingest.sender import Sender
from ontology import bodies, registry
from ontology.bodies import Line, bodies_of, body, leader, named, parent, parents

TABLE = tomllib.loads(data_path("units", "bodies.toml").read_text(encoding="utf-8"))
FIELDS = {
    "key", "name", "also", "line", "under", "above", "led_by", "kinds", "codes", "not_codes", "optional", "tags",
    "until", "successors",
}  # fmt: skip
EVE = dt.date(2026, 4, 29)

NGOC_SON = registry.one("Ngọc Sơn", province="Thanh Hóa")
HAI_PHONG = registry.one("thành phố Hải Phòng")
PHU_QUOC = registry.one("Phú Quốc")
PLACES = [
    NGOC_SON, HAI_PHONG, PHU_QUOC, registry.one("Vân Đồn"), registry.one("tỉnh Thanh Hóa"), registry.one("Hà Nội"),
    registry.one("TP.HCM"), registry.one("thành phố Đồng Nai"), registry.one("Huế", kind="thành phố"),
    registry.one("Phường 1 Bảo Lộc"), registry.one("Xã A Lưới 2"), registry.one("Cam Ly - Đà Lạt"),
    registry.one("Tân Hưng", province="Hải Phòng"), registry.one("Đồng Tiến", province="Thanh Hóa"),
]  # fmt: skip


def sender(place):
    if place is None:
        return Sender("trung ương")
    city = place.kind == "thành phố"
    return Sender(place.level, *(("", "") if place.level == "tỉnh" else (place.kind, place.name)), place.province, city)


def read(words, place):
    """What reading makes of a name printed in a letter from the place."""
    text = f"Giao {words} chủ trì thực hiện."
    return [
        (actor.name, actor.level, actor.place, actor.province)
        for actor, *_ in actors_in(text, 0, len(text), sender(place))
    ]


def names(found):
    return [one.name for one in found]


@pytest.mark.parametrize("place", [*PLACES, None], ids=lambda place: place.full_name if place else "trung ương")
def test_official_names_are_those_that_reading_gives(place):
    # reading adds the province to the two commands that are named after theirs
    for one in bodies_of(place):
        if one.name.startswith("Bộ Tư lệnh"):
            continue
        commune = place.name if place and place.level == "xã" else ""
        assert read(one.name, place) == [(one.name, one.level, commune, place.province if place else "")]


@pytest.mark.parametrize(
    ("printed", "key", "name"),
    [
        ("Đảng ủy phường", "cap-uy", "Đảng ủy phường Ngọc Sơn"),
        ("BTV Đảng ủy", "ban-thuong-vu", "Ban Thường vụ Đảng ủy phường Ngọc Sơn"),
        ("Thường trực Đảng uỷ", "thuong-truc", "Thường trực Đảng ủy phường Ngọc Sơn"),
        ("Văn phòng Đảng ủy", "van-phong", "Văn phòng Đảng ủy phường Ngọc Sơn"),
        ("Ban Xây dựng Đảng", "ban-xay-dung-dang", "Ban Xây dựng Đảng Đảng ủy phường Ngọc Sơn"),
        ("UBKT", "ubkt", "Ủy ban Kiểm tra Đảng ủy phường Ngọc Sơn"),
        ("Đảng ủy UBND phường", "dang-uy-ubnd", "Đảng ủy Ủy ban nhân dân phường Ngọc Sơn"),
        ("TT HĐND", "thuong-truc-hdnd", "Thường trực Hội đồng nhân dân phường Ngọc Sơn"),
        ("UBND phường", "ubnd", "Ủy ban nhân dân phường Ngọc Sơn"),
        ("Phòng Văn hóa - Xã hội", "phong-van-hoa", "Phòng Văn hóa - Xã hội phường Ngọc Sơn"),
        ("UB MTTQ phường", "mttq", "Ủy ban Mặt trận Tổ quốc Việt Nam phường Ngọc Sơn"),
        ("Công an", "cong-an", "Công an phường Ngọc Sơn"),
        ("BCHQS", "quan-su", "Ban Chỉ huy Quân sự phường Ngọc Sơn"),
        ("Đoàn Thanh niên", "doan-thanh-nien", "Đoàn Thanh niên Cộng sản Hồ Chí Minh phường Ngọc Sơn"),
        ("Hội LHPN phường", "hoi-phu-nu", "Hội Liên hiệp Phụ nữ phường Ngọc Sơn"),
    ],
)
def test_a_relative_name_reads_as_the_body(printed, key, name):
    ((got, *_),) = read(printed, NGOC_SON)
    assert got == name
    assert named(got, NGOC_SON) == body(key, NGOC_SON)
    assert body(key, NGOC_SON).name == name


def test_named_knows_other_names_and_spellings():
    assert named("THÀNH UỶ HẢI PHÒNG", HAI_PHONG) == body("cap-uy", HAI_PHONG)
    assert named("Thành đoàn Hải Phòng", HAI_PHONG) == body("doan-thanh-nien", HAI_PHONG)
    assert named("Ban Chấp hành Đảng bộ thành phố Hải Phòng", HAI_PHONG) == body("cap-uy", HAI_PHONG)
    assert named("Tỉnh ủy Hải Phòng", HAI_PHONG) is None
    assert named("Thành ủy Hải Phòng", NGOC_SON) is None


def test_kinds_of_communes_have_different_bodies():
    keys = {place.kind: {one.key for one in bodies_of(place)} for place in (NGOC_SON, registry.one("Vân Đồn"))}
    assert keys["phường"] - keys["đặc khu"] == {"ban-xay-dung-dang", "phong-kinh-te-ha-tang"}
    assert keys["đặc khu"] - keys["phường"] == {"ban-to-chuc", "ban-tgdv", "phong-kinh-te"}
    assert body("phong-kinh-te", PHU_QUOC) is None
    assert body("phong-kinh-te-ha-tang", PHU_QUOC).name == "Phòng Kinh tế, Hạ tầng và Đô thị đặc khu Phú Quốc"
    assert body("quan-su", registry.one("Hà Nội")).name == "Bộ Tư lệnh Thủ đô Hà Nội"


@pytest.mark.parametrize(
    ("key", "place", "chain"),
    [
        ("ban-xay-dung-dang", NGOC_SON, "Đảng ủy phường Ngọc Sơn < Tỉnh ủy Thanh Hóa < Ban Chấp hành Trung ương Đảng"),
        ("phong-van-hoa", NGOC_SON, "Ủy ban nhân dân phường Ngọc Sơn < Ủy ban nhân dân tỉnh Thanh Hóa < Chính phủ"),
        ("so-noi-vu", HAI_PHONG, "Ủy ban nhân dân thành phố Hải Phòng < Chính phủ"),
        ("cong-an", NGOC_SON, "Công an tỉnh Thanh Hóa < Bộ Công an < Chính phủ"),
        ("thuong-truc-hdnd", NGOC_SON, "Hội đồng nhân dân phường Ngọc Sơn"),
        ("dang-uy-ubnd", HAI_PHONG, "Thành ủy Hải Phòng < Ban Chấp hành Trung ương Đảng"),
        (
            "hoi-nong-dan",
            NGOC_SON,
            "Ủy ban Mặt trận Tổ quốc Việt Nam phường Ngọc Sơn < Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Thanh Hóa"
            " < Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
        ),
    ],
)
def test_chain_of_authority(key, place, chain):
    found, one = [], body(key, place)
    while one := parent(one):
        found.append(one.name)
    assert " < ".join(found) == chain


def test_the_lines_cross_where_the_party_leads():
    ubnd = body("ubnd", NGOC_SON)
    assert leader(ubnd) == body("dang-uy-ubnd", NGOC_SON)
    assert names(parents(ubnd)) == ["Ủy ban nhân dân tỉnh Thanh Hóa", "Đảng ủy Ủy ban nhân dân phường Ngọc Sơn"]
    assert leader(body("hdnd", HAI_PHONG)) == body("cap-uy", HAI_PHONG)
    assert leader(body("cap-uy", NGOC_SON)) is None
    assert leader(body("so-noi-vu", HAI_PHONG)) is None


def test_the_parent_follows_the_day():
    long_thanh = registry.one("Long Thành", province="Đồng Nai", on=EVE)
    assert body("cap-uy", long_thanh).name == "Đảng ủy xã Long Thành"
    assert parent(body("cap-uy", long_thanh)).name == "Tỉnh ủy Đồng Nai"
    assert parent(body("cap-uy", registry.one("Long Thành", province="Đồng Nai"))).name == "Thành ủy Đồng Nai"
    unchanged = body("ubnd", registry.one("Tân Hưng", province="Đồng Nai"))
    assert parent(unchanged).name == "Ủy ban nhân dân thành phố Đồng Nai"
    assert parent(unchanged, EVE).name == "Ủy ban nhân dân tỉnh Đồng Nai"


def test_units_that_ended_before_two_tiers_have_no_bodies():
    assert bodies_of(registry.one("tỉnh Hải Dương", on=dt.date(2025, 6, 30))) == ()


def test_every_parent_named_in_the_table_is_there():
    for place in PLACES:
        for one in bodies_of(place):
            template = bodies._template(one)
            told = [key for key in ("under", "above", "led_by") if key in template]
            assert len(parents(one)) == len({template[key] + str(key == "above") for key in told}), one.name
            assert one not in parents(one)
    for one in bodies_of(None):
        assert "above" not in bodies._template(one)
        assert len(parents(one)) == sum(key in bodies._template(one) for key in ("under", "led_by"))


def test_parents_stay_in_their_line_but_for_the_leader():
    for place in (NGOC_SON, HAI_PHONG, PHU_QUOC, None):
        for one in bodies_of(place):
            for above in parents(one):
                assert above.line == one.line or above == leader(one), (one.name, above.name)
            if leader(one):
                assert leader(one).line == Line.PARTY


@pytest.mark.parametrize("level", TABLE)
def test_table_form(level):
    for entry in TABLE[level]:
        assert set(entry) <= FIELDS, entry
        assert entry["line"] in list(Line)
        assert not ({"codes"} <= set(entry) and {"kinds", "not_codes"} & set(entry))
        assert ("until" in entry) == ("successors" in entry)
        standing = {other["key"] for other in TABLE[level] if "until" not in other}
        assert set(entry.get("successors", ())) <= standing


@pytest.mark.parametrize("place", [*PLACES, None], ids=lambda place: place.full_name if place else "trung ương")
def test_keys_and_names_are_of_one_body(place):
    found = bodies_of(place)
    assert len({one.key for one in found}) == len(found)
    assert len({one.name for one in found}) == len(found)
    for one in found:
        assert all(named(name, place) == one for name in (one.name, *one.also))
        assert "{" not in one.name


def test_what_has_ended_is_recognised_and_not_listed():
    ministry = named("Bộ Giao thông vận tải", None)
    assert (ministry.key, ministry.until, ministry.successors) == ("bo-gtvt", "2025-03", ("bo-xay-dung",))
    assert ministry not in bodies_of(None)
    district = registry.one("huyện Ba Tơ", on=dt.date(2025, 6, 30))
    assert named("Huyện ủy Ba Tơ", district).key == "cap-uy"
    assert bodies_of(district) == ()


def test_twelve_departments_everywhere():
    for province in registry.provinces():
        certain = [one for one in bodies_of(province) if "so-nganh" in one.tags and not one.optional]
        departments = [one for one in certain if one.key not in ("cong-an", "quan-su")]
        assert len(departments) == 12, province


def test_the_same_bodies_are_given_again():
    assert bodies_of(NGOC_SON) is bodies_of(registry.one("Ngọc Sơn", province="Thanh Hóa"))
