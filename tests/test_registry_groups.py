"""Collective names: which list each stands for on a day, and which stand for none."""

import datetime as dt
import tomllib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import path as data_path
from ontology import bodies, registry
from ontology.bodies import Body
from ontology.groups import expand, recognise
from ontology.registry import Place

TABLE = tomllib.loads(data_path("units", "groups.toml").read_text(encoding="utf-8"))
ENTRIES = [(section, entry) for section in ("places", "bodies") for entry in TABLE[section]]
EVE = dt.date(2026, 4, 29)
OLD = dt.date(2025, 6, 30)
CITY = {"province": "Hải Phòng"}
WARD = {"province": "Hải Phòng", "place": "Tân Hưng"}


def phrases(field):
    return [
        pytest.param(entry, phrase, id=f"{entry['names'][0]}: {phrase}")
        for _, entry in ENTRIES
        for phrase in entry[field]
    ]


def is_read_as(phrase, entry):
    group = recognise(phrase)
    return group is not None and entry["names"][0] in (*group.bodies, group.places)


# --- the table ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("entry", "phrase"), phrases("examples"))
def test_examples_are_read(entry, phrase):
    assert is_read_as(phrase, entry)


@pytest.mark.parametrize(("entry", "phrase"), phrases("counter"))
def test_counter_examples_are_not(entry, phrase):
    assert not is_read_as(phrase, entry)


@pytest.mark.parametrize("phrase", TABLE["open"]["examples"])
def test_open_ended_groups_have_no_list(phrase):
    assert recognise(phrase) is None
    assert expand(phrase, **WARD) is expand(phrase, **CITY) is expand(phrase) is None


def test_entries_stand_for_bodies_that_exist():
    places = (None, *registry.provinces(), registry.one("Tân Hưng", province="Hải Phòng"), registry.one("Vân Đồn"))
    known = [body for place in places for body in bodies.bodies_of(place)]
    keys, tags = {body.key for body in known}, {tag for body in known for tag in body.tags}
    for entry in TABLE["bodies"]:
        assert "key" in entry or "tag" in entry
        assert entry.get("key", "ubnd") in keys
        assert {entry[field] for field in ("tag", "here") if field in entry} <= tags


def test_first_names_are_keys():
    first = Counter(entry["names"][0] for _, entry in ENTRIES)
    assert max(first.values()) == 1


# --- places -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("các xã, phường", 112),
        ("Các phường, xã", 112),
        ("các xã, phường, đặc khu", 114),
        ("các xã, phường và đặc khu trên địa bàn thành phố", 114),
        ("các phường", 45),
        ("các xã", 67),
        ("các đặc khu", 2),
        ("các xã, phường của tỉnh Thanh Hóa", 166),
        ("các xã, phường trong cả nước", 2611 + 697),
        ("các tỉnh, thành phố", 34),
        ("các tỉnh, thành phố trực thuộc Trung ương", 34),
        ("các thành phố trực thuộc trung ương", 7),
    ],
)
def test_places(name, count):
    found = expand(name, **CITY)
    assert all(isinstance(place, Place) for place in found)
    assert len(found) == len(set(found)) == count
    assert [place.code for place in found] == sorted(place.code for place in found)


def test_islands_are_meant_only_where_they_are_named():
    assert {place.kind for place in expand("các xã, phường", **CITY)} == {"xã", "phường"}
    more = set(expand("các xã, phường, đặc khu", **CITY)) - set(expand("các xã, phường", **CITY))
    assert {place.name for place in more} == {"Cát Hải", "Bạch Long Vĩ"}


def test_places_told_by_name():
    found = expand("các phường Tân Hưng, Ái Quốc và xã Hà Đông", **CITY)
    assert [place.full_name for place in found] == ["phường Tân Hưng", "phường Ái Quốc", "xã Hà Đông"]
    assert [body.name for body in expand("UBND các tỉnh Thanh Hóa, Nghệ An")] == [
        "Ủy ban nhân dân tỉnh Thanh Hóa",
        "Ủy ban nhân dân tỉnh Nghệ An",
    ]
    # a name that the province does not have
    assert expand("các phường Tân Hưng, Ngọc Sơn", **CITY) is None


def test_groups_follow_the_day():
    counts = {on: Counter(p.kind for p in expand("các xã, phường", "Đồng Nai", on=on)) for on in (EVE, None)}
    assert counts[None]["phường"] - counts[EVE]["phường"] == 10
    assert sum(counts[None].values()) == sum(counts[EVE].values()) == 95
    assert len(expand("các tỉnh, thành phố", on=OLD)) == 63
    assert {place.kind for place in expand("các xã, phường, thị trấn", "Hải Dương", on=OLD)} == {
        "xã",
        "phường",
        "thị trấn",
    }
    assert expand("các xã, phường", "Hải Dương") is None
    # the bodies of those days are not modelled
    assert expand("UBND các xã, phường", "Hải Dương", on=OLD) is None


# --- bodies -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "count", "first"),
    [
        ("UBND các xã, phường", 112, "Ủy ban nhân dân phường Thành Đông"),
        ("Uỷ ban nhân dân các xã, phường, đặc khu", 114, "Ủy ban nhân dân phường Thành Đông"),
        ("Ban thường vụ đảng ủy các xã, phường, đặc khu", 114, "Ban Thường vụ Đảng ủy phường Thành Đông"),
        ("các đảng ủy xã, phường, đặc khu", 114, "Đảng ủy phường Thành Đông"),
        ("các đảng ủy trực thuộc Thành ủy", 118, "Đảng ủy các cơ quan Đảng thành phố Hải Phòng"),
        (
            "Ban thường vụ các đảng ủy trực thuộc Thành ủy Hải Phòng",
            118,
            "Đảng ủy các cơ quan Đảng thành phố Hải Phòng",
        ),
        ("HĐND, UBND các xã, phường, đặc khu", 228, "Hội đồng nhân dân phường Thành Đông"),
        ("Ban Xây dựng Đảng các xã, phường, đặc khu", 112, "Ban Xây dựng Đảng Đảng ủy phường Thành Đông"),
        ("Tỉnh ủy, Thành ủy các tỉnh, thành phố", 34, "Thành ủy Hà Nội"),
        ("các tỉnh ủy, thành ủy", 34, "Thành ủy Hà Nội"),
        ("các tỉnh ủy, thành ủy, đảng ủy trực thuộc Trung ương", 40, "Đảng ủy các cơ quan Đảng Trung ương"),
        ("UBND các tỉnh, thành phố trực thuộc Trung ương", 34, "Ủy ban nhân dân thành phố Hà Nội"),
        ("các sở, ban, ngành", 14, "Văn phòng Ủy ban nhân dân thành phố Hải Phòng"),
        ("các sở", 10, "Sở Nội vụ thành phố Hải Phòng"),
        ("các ban xây dựng Đảng", 4, "Ban Tổ chức Thành ủy Hải Phòng"),
        ("các tổ chức chính trị - xã hội", 5, "Liên đoàn Lao động thành phố Hải Phòng"),
        ("các tổ chức chính trị - xã hội cấp xã", 570, "Công đoàn phường Thành Đông"),
        ("các bộ", 14, "Bộ Quốc phòng"),
        ("các bộ, cơ quan ngang bộ", 17, "Bộ Quốc phòng"),
    ],
)
def test_bodies_said_by_a_city(name, count, first):
    found = expand(name, **CITY)
    assert all(isinstance(body, Body) for body in found)
    assert len(found) == len(set(found)) == count
    assert found[0].name == first
    assert not any(body.optional for body in found)


def test_a_ward_means_its_own():
    unions = [
        "Công đoàn",
        "Hội Nông dân",
        "Hội Liên hiệp Phụ nữ",
        "Hội Cựu chiến binh",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    ]
    for name in (
        "các tổ chức chính trị - xã hội",
        "các tổ chức CT-XH của phường",
        "Các tổ chức chính trị – xã hội Phường",
    ):
        assert [body.name for body in expand(name, **WARD)] == [f"{union} phường Tân Hưng" for union in unions]
    assert {body.place.name for body in expand("các phòng chuyên môn", **WARD)} == {"Tân Hưng"}
    assert len(expand("các phòng chuyên môn", **WARD)) == 4
    # 'các tổ chức CT-XH thành phố' in a ward's document are the city's
    assert {body.level for body in expand("các tổ chức CT-XH thành phố", **WARD)} == {"tỉnh"}


def test_departments_are_the_citys_whoever_names_them():
    assert expand("các sở, ngành", **WARD) == expand("các sở, ngành thành phố", **CITY)


def test_what_is_not_told_is_not_guessed():
    assert expand("các xã, phường") is None
    assert expand("các sở, ban, ngành") is None
    assert expand("các xã, phường", "Lam Giang") is None
    assert expand("các tổ chức CT-XH", "Hải Phòng", "Sông Trầu") is None
    assert expand("các tổ chức CT-XH phường", "Hải Phòng") is None
    assert expand("các đảng ủy trực thuộc", **WARD) is None
    assert expand("các đảng ủy trực thuộc Đảng ủy phường", **WARD) is None
    assert expand("Đảng ủy xã Hà Đông", **CITY) is None


@given(st.lists(st.sampled_from([
    "các", "xã", ",", "phường", "đặc khu", "UBND", "trực thuộc", "Thành ủy", "sở", "ban", "ngành", "của", "tỉnh",
    "Thanh Hóa", "Đảng ủy", "và", "tổ chức", "chính trị - xã hội", "liên quan", "Trung ương", "cấp xã",
])).map(" ".join))  # fmt: skip
def test_any_words_may_be_asked(name):
    for scope in ({}, CITY, WARD):
        found = expand(name, **scope)
        assert found is None or (found and len(found) == len(set(found)))
