"""Members of a group: the registry's, on a day; in a province that it does not list, those that the store knows."""

import datetime as dt
import tomllib

import pytest

from data import path as data_path
from graph.membership import frame_of, known_places
from graph.reader import open_reader
from graph.rows import ask
from ontology import iri
from ontology.here import unlisted
from ontology.members import Frame, UnitId, is_open, members
from ontology.model import Actor

CITY = Frame("Hải Phòng")
WARD = Frame("Hải Phòng", "Tân Hưng")
KNOWN = (
    unlisted("An Hải", "thành phố", "tỉnh", "An Hải"),
    unlisted("Hòa Lạc", "phường", "xã", "An Hải"),
    unlisted("Phú Cường", "xã", "xã", "An Hải"),
    unlisted("Thượng Lâm", "xã", "xã", "Nam Giang"),
)
INVENTED = Frame("An Hải", "", KNOWN)
PARTLY = tomllib.loads(data_path("units", "groups.toml").read_text(encoding="utf-8"))["partly"]


@pytest.mark.parametrize(
    ("group", "frame", "count"),
    [
        ("các xã, phường", CITY, 112),
        ("các xã, phường, đặc khu", CITY, 114),
        ("Chủ tịch UBND các xã, phường, đặc khu", CITY, 114),
        ("Bí thư đảng ủy các xã, phường", WARD, 112),
        ("các đảng ủy trực thuộc Thành ủy", CITY, 118),
        ("Thủ trưởng các sở, ban, ngành", CITY, 14),
        ("MTTQ và các tổ chức chính trị - xã hội", WARD, 6),
        ("MTTQ và các tổ chức chính trị - xã hội phường", CITY, None),
        ("các xã, phường", INVENTED, 2),
        ("UBND các xã", INVENTED, 1),
        ("các đảng ủy trực thuộc Thành ủy An Hải", INVENTED, 6),
        ("các phường Hòa Lạc và xã Phú Cường", INVENTED, 2),
        ("các xã, phường liên quan", CITY, None),
        ("các xã, phường", Frame(), None),
        ("các xã, phường", Frame("An Hải"), None),
        ("các tổ chức chính trị - xã hội", Frame("An Hải", "Thượng Lâm", KNOWN), None),
        ("", CITY, None),
    ],
)
def test_a_group_has_its_members(group, frame, count):
    found = members(group, frame)
    assert (None if found is None else len(found)) == count


def test_a_member_tells_code_body_and_the_seat_of_its_units():
    ward = next(unit for unit in members("UBND các xã, phường", CITY) if unit.place == "Tân Hưng")
    assert ward == UnitId("Ủy ban nhân dân phường Tân Hưng", "10537", "ubnd", "xã", "Tân Hưng", "Hải Phòng", ward.seat)
    actor = Actor("UBND phường", ward.name, level="xã", place="Tân Hưng", province="Hải Phòng")
    assert iri.actor_iri(actor, "0" * 64).endswith(f":{ward.seat}")


def test_a_day_decides():
    dong_nai = Frame("Đồng Nai")
    before, after = (members("các phường", dong_nai, day) for day in (dt.date(2026, 4, 29), dt.date(2026, 4, 30)))
    assert len(after) == len(before) + 10


@pytest.mark.parametrize(
    ("entry", "group"), [(entry, group) for entry in PARTLY for group in (*entry["examples"], *entry["counter"])]
)
def test_open_groups_have_the_members_the_registry_can_tell(entry, group):
    here = [unit.name for unit in members(group, WARD) or ()]
    assert is_open(group) is (group in entry["examples"] or any(group in other["examples"] for other in PARTLY))
    assert not is_open(group) or len(here) > 3


def test_the_store_knows_the_communes_of_an_invented_province(stored):
    with open_reader(stored) as reader:
        places = [place.full_name for place in known_places(reader)]
        frame = frame_of(reader, "Lam Giang")
        seats = {row["unit"].rpartition(":")[2] for row in ask(reader, "units")}
    assert places == ["thành phố Lam Giang", "phường Sông Trầu", "phường Đồng Xoài"]
    found = members("các xã, phường", frame)
    assert [(unit.name, unit.code, unit.province) for unit in found] == [
        ("phường Sông Trầu", "", "Lam Giang"),
        ("phường Đồng Xoài", "", "Lam Giang"),
    ]
    assert {unit.seat for unit in found} <= seats


def test_a_province_of_the_registry_does_not_read_the_store():
    class Closed:
        def rows(self, query):
            raise AssertionError("the store was read")

    assert frame_of(Closed(), "Hải Phòng", "Tân Hưng") == WARD
    assert frame_of(Closed(), None) == Frame()


def test_the_names_of_all_texts_are_read_once_for_a_state(stored):
    """A branch of hundreds of documents asks for the places of each of them."""
    with open_reader(stored) as reader:
        asked = []
        reader.rows, rows = lambda query: asked.append(query) or rows(query), reader.rows
        places = known_places(reader)
        assert frame_of(reader, "Lam Giang").known == frame_of(reader, "Nam Giang").known == places
        assert len(asked) == 1
