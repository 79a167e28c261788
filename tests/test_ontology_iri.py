"""Names of things: repeatable, readable, and one for one."""

import itertools
import re
import subprocess
import sys
import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import iri
from ontology.fold import fold, tone_fold
from ontology.issue import Issue
from ontology.model import Actor, ActorKind, Deadline, DeadlineKind, Evidence, Figure

ONE = "ab" * 32
TWO = "cd" * 32
NAMES = st.text(alphabet="aàáảăâbcdđeêghiklmnoôơpqrstuưvxy -,ĐÀỦ", min_size=1, max_size=20).filter(tone_fold)

NAMED_PROVINCES = (
    "Hà Nội, Cao Bằng, Tuyên Quang, Điện Biên, Lai Châu, Sơn La, Lào Cai, Thái Nguyên, Lạng Sơn, Quảng Ninh, Bắc Ninh, "
    "Phú Thọ, Hải Phòng, Hưng Yên, Ninh Bình, Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Trị, Huế, Đà Nẵng, Quảng Ngãi, "
    "Gia Lai, Khánh Hòa, Đắk Lắk, Lâm Đồng, Đồng Nai, Hồ Chí Minh, Tây Ninh, Đồng Tháp, Vĩnh Long, An Giang, Cần Thơ, "
    "Cà Mau, Hà Giang, Yên Bái, Bắc Kạn, Hòa Bình, Vĩnh Phúc, Bắc Giang, Hải Dương, Thái Bình, Hà Nam, Nam Định, "
    "Quảng Bình, Thừa Thiên Huế, Quảng Nam, Bình Định, Phú Yên, Ninh Thuận, Bình Thuận, Kon Tum, Đắk Nông, "
    "Bình Phước, Bình Dương, Bà Rịa - Vũng Tàu, Long An, Tiền Giang, Bến Tre, Trà Vinh, Hậu Giang, Kiên Giang, "
    "Sóc Trăng, Bạc Liêu, Hà Tây"
)
PROVINCES = NAMED_PROVINCES.split(", ")


def unit(name, place="Ngọc Sơn", province="Thanh Hóa", level="xã", kind=ActorKind.UNIT):
    return Actor(name, name, kind, level, place, province)


def evidence(start=3, end=9):
    return Evidence(start, end, "x" * (end - start), "rule")


def test_the_examples_of_the_contract():
    central = iri.seat("", "", "trung ương", ONE)
    assert iri.directive_iri("27-KL/TW", date(2026, 4, 24), central) == (
        "urn:chidao:directive:27-kl-tw:2026-04-24:trung-uong"
    )
    assert iri.text_iri(ONE) == f"urn:chidao:text:{ONE[:32]}"
    assert iri.text_graph_iri(ONE) == f"urn:chidao:graph:text:{ONE[:32]}"
    assert iri.blank_directive_iri(ONE) == f"urn:chidao:directive:sha:{ONE[:32]}"
    assert iri.task_iri(ONE, "V.1", 2) == f"urn:chidao:text:{ONE[:32]}:task:V.1:2"
    assert iri.evidence_iri(ONE, 120, 148) == f"urn:chidao:text:{ONE[:32]}:evidence:120-148"


def test_seats():
    assert iri.seat("Thanh Hóa", "Thanh Hóa", "tỉnh", ONE) == "thanh-hoa"
    assert iri.seat("", "Thanh Hóa", "tỉnh", ONE) == "thanh-hoa"
    assert iri.seat("Hà Nội", "", "tỉnh", ONE) == "ha-noi"
    assert iri.seat("Thanh Hóa", "Thanh Hóa", "", ONE) == "thanh-hoa"
    assert re.fullmatch(r"ngoc-son_[0-9a-f]{6}\.thanh-hoa", iri.seat("Ngọc Sơn", "Thanh Hóa", "xã", ONE))
    # a ward may be called like its province, and is not the province
    assert iri.seat("Thanh Hóa", "Thanh Hóa", "xã", ONE) != "thanh-hoa"


@pytest.mark.parametrize(
    ("place", "province", "level"),
    [
        ("", "", ""),
        ("", "", "xã"),
        ("", "", "tỉnh"),
        ("", "Hải Phòng", "xã"),
        ("Ngọc Sơn", "", "xã"),
        ("", "", "chi bộ"),
    ],
)
def test_unknown_places_of_two_documents_never_meet(place, province, level):
    assert iri.seat(place, province, level, ONE) == iri.seat(place, province, level, ONE)
    assert iri.seat(place, province, level, ONE) != iri.seat(place, province, level, TWO)
    for kind in ActorKind:
        actor = unit("Ban Xây dựng Đảng", place, province, level, kind)
        assert iri.actor_iri(actor, ONE) != iri.actor_iri(actor, TWO)


@pytest.mark.parametrize("actor", [unit("Ban Bí thư", "", "", "trung ương"), unit("Ủy ban nhân dân phường Ngọc Sơn")])
def test_known_places_of_two_documents_meet(actor):
    assert iri.actor_iri(actor, ONE) == iri.actor_iri(actor, TWO)


def test_communes_of_one_bare_name_are_told_apart_by_province():
    assert iri.seat("Ngọc Sơn", "Thanh Hóa", "xã", ONE) != iri.seat("Ngọc Sơn", "Phú Thọ", "xã", ONE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đồng Tiến", "Đông Tiến"),
        ("Cẩm Giang", "Cẩm Giàng"),
        ("Ba Tơ", "Ba Tô"),
        ("Ban A, B", "Ban A B"),
        ("dong tien", "Đồng Tiến"),
        ("Phường 1 Bảo Lộc", "Phường 11 Bảo Lộc"),
    ],
)
def test_tricky_names_stay_two(one, other):
    assert iri.actor_iri(unit(one), ONE) != iri.actor_iri(unit(other), ONE)
    assert iri.seat(one, "Thanh Hóa", "xã", ONE) != iri.seat(other, "Thanh Hóa", "xã", ONE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
        ("ĐẢNG ỦY XÃ", "Đảng uỷ xã"),
        ("Thanh Hoá", "Thanh Hóa"),
        ("Ðảng bộ", "Đảng bộ"),
        ("Văn  phòng", "Văn\u00a0phòng"),
        ("Ngọc Sơn", unicodedata.normalize("NFD", "Ngọc Sơn")),
    ],
)
def test_spellings_of_one_name_are_one(one, other):
    assert iri.actor_iri(unit(one), ONE) == iri.actor_iri(unit(other), ONE)
    assert iri.seat(one, "Thanh Hóa", "xã", ONE) == iri.seat(other, "Thanh Hoá", "xã", ONE)


def test_kinds_of_actor_are_told_apart():
    assert len({iri.actor_iri(unit("Bí thư", kind=kind), ONE) for kind in ActorKind}) == 3


def test_no_two_provinces_share_a_slug():
    seats = {iri.seat("", name, "tỉnh", ONE) for name in PROVINCES}
    assert len(seats) == len(PROVINCES) == 65
    assert all("_" not in seat for seat in seats)


@given(NAMES, NAMES)
def test_names_are_one_exactly_where_their_keys_are(one, other):
    same = iri.actor_iri(unit(one), ONE) == iri.actor_iri(unit(other), ONE)
    assert same == (tone_fold(one) == tone_fold(other))


@given(NAMES)
def test_only_safe_characters(name):
    assert re.fullmatch(r"urn:chidao:unit:[a-z0-9_-]+:[a-z0-9_.-]+", iri.actor_iri(unit(name, name), ONE))


CODES = ["27-KL/TW", "127-KL/TW", "27-KL/TU", "12-HD/ĐU", "12-HĐ/ĐU", "05-DA/TU", "05-ĐA/TU", "12-CV/ĐU", "12-CV/DDU"]
CODES += [
    "12-CV/DU",
    "188/QĐ-VPCP",
    "188/QĐi-VPCP",
    "30/2020/NĐ-CP",
    "117/2025/QH15",
    "12-NQ/TƯ",
    "12-NQ/TU",
    "34O-CV/ĐU",
]


def test_codes_stay_apart():
    names = {iri.directive_iri(code, None, "trung-uong") for code in CODES}
    assert len(names) == len(CODES)


@pytest.mark.parametrize(
    ("one", "other"),
    [("08-NQ/ĐU", "8-NQ/ĐU"), ("08-NQ/ĐU", "08 - nq/đu"), ("18-NQ/TW", "18/NQ-TW"), ("11–NQ/TW", "11-NQ/TW")],
)
def test_careless_codes_meet(one, other):
    assert iri.directive_iri(one, None, "trung-uong") == iri.directive_iri(other, None, "trung-uong")


def test_date_and_seat_are_part_of_a_directive():
    days = (None, date(2026, 4, 24), date(2026, 4, 25))
    names = {iri.directive_iri("27-KL/TW", day, seat) for day in days for seat in ("trung-uong", "ha-noi")}
    assert len(names) == 6
    assert iri.directive_iri("1-KL/TW", datetime(2026, 4, 24, 8), "ha-noi").endswith(":01-kl-tw:2026-04-24:ha-noi")


PATHS = [
    "V.1",
    "v.1",
    "V.1.1",
    "V.11",
    "V",
    "",
    "Điều 2.1.d",
    "Điều 2.1.đ",
    "Điều 21.d",
    "Mục 2",
    "mục 2",
    "II.2.2.9",
    "1",
    "-",
    "x",
]


def test_paths_stay_apart():
    assert len({iri.task_iri(ONE, path, 1) for path in PATHS}) == len(PATHS)
    assert len({iri.provision_iri(ONE, path) for path in PATHS}) == len(PATHS)
    assert len({iri.task_iri(ONE, path, number) for path in ("V", "V.1") for number in (1, 11, 2)}) == 6
    assert iri.provision_iri(ONE, "4") != iri.provision_iri(ONE, "4", 2)


@given(st.text(max_size=12), st.text(max_size=12))
def test_paths_are_one_exactly_where_they_are_equal(one, other):
    same = iri.provision_iri(ONE, one) == iri.provision_iri(ONE, other)
    assert same == (one == other or not (one.strip() or other.strip()))
    assert re.fullmatch(r"[A-Za-z0-9:._-]+", iri.provision_iri(ONE, one))


def test_what_is_said_at_one_place_is_told_apart():
    at = evidence()
    deadlines = [
        Deadline(DeadlineKind.DATE, at, date(2026, 3, 5)),
        Deadline(DeadlineKind.DATE, at, date(2026, 3, 10)),
        Deadline(DeadlineKind.PERIOD, at, date(2026, 3, 10)),
        Deadline(DeadlineKind.RECURRENCE, at, recurrence="FREQ=MONTHLY"),
        Deadline(DeadlineKind.RELATIVE, at, relative="FREQ=MONTHLY"),
        Deadline(DeadlineKind.DATE, evidence(3, 10), date(2026, 3, 5)),
    ]
    assert len({iri.deadline_iri(ONE, deadline) for deadline in deadlines}) == len(deadlines)
    figures = [
        Figure(5, "mô hình", at),
        Figure(5, "chi bộ", at),
        Figure(5, "mô hình", at, ">="),
        Figure(5, "mô hình", at, whole=6),
    ]
    names = {iri.figure_iri(ONE, kind, figure) for kind in ("target", "result") for figure in figures}
    assert len(names) == 8
    issues = [Issue("a-b", "Một."), Issue("a-b", "Hai."), Issue("a-c", "Một."), Issue("a-b", "Một.", span=(1, 2))]
    assert len({iri.warning_iri(ONE, issue) for issue in issues}) == 4


def test_assertions():
    proof = iri.evidence_iri(ONE, 1, 2)
    base = iri.assertion_iri("urn:a", "urn:b", "urn:c", proof)
    assert base.startswith(f"{iri.text_iri(ONE)}:assertion:")
    others = [
        iri.assertion_iri("urn:a", "urn:b", "urn:d", proof),
        iri.assertion_iri("urn:ab", "urn:b", "urn:c", proof),
        iri.assertion_iri("urn:a", "urn:b", "urn:c", iri.evidence_iri(ONE, 1, 3)),
        iri.assertion_iri("urn:a", "urn:b", "urn:c", proof, "urn:via"),
    ]
    assert len({base, *others}) == 5


def test_decisions():
    name = iri.decision_iri(["urn:b", "urn:a"], "same", "Nguyễn Văn A", "2026-05-04T08:00:00+07:00")
    assert name == iri.decision_iri(["urn:a", "urn:b"], "same", "Nguyễn Văn A", "2026-05-04T08:00:00+07:00")
    assert name != iri.decision_iri(["urn:a"], "same", "Nguyễn Văn A", "2026-05-04T08:00:00+07:00")
    assert name != iri.decision_iri(["urn:a", "urn:b"], "same", "Nguyễn Văn A", "2026-05-04T08:00:01+07:00")
    assert iri.decision_graph_iri(name) == name.replace("urn:chidao:", "urn:chidao:graph:", 1)


def test_stamp_follows_the_words():
    assert re.fullmatch(r"[0-9a-f]{16}", iri.stamp("trước ngày 30/5/2026"))
    assert iri.stamp("trước ngày 30/5/2026") != iri.stamp("trước ngày 31/5/2026")


@pytest.mark.parametrize(
    "call",
    [
        lambda: iri.directive_iri("", None, "ha-noi"),
        lambda: iri.directive_iri(" -/ ", None, "ha-noi"),
        lambda: iri.directive_iri("27-KL/TW", None, ""),
        lambda: iri.directive_iri("27-KL/TW", None, "x"),
        lambda: iri.directive_iri("27-KL/TW", None, "Hà Nội"),
        lambda: iri.actor_iri(unit("  "), ONE),
        lambda: iri.text_iri("ab"),
        lambda: iri.text_iri(ONE.upper()),
        lambda: iri.blank_directive_iri(""),
        lambda: iri.seat("", "", "xã", ""),
        lambda: iri.evidence_iri(ONE, 5, 5),
        lambda: iri.evidence_iri(ONE, -1, 5),
        lambda: iri.task_iri(ONE, "V", 0),
        lambda: iri.assertion_iri("urn:a", "urn:b", "urn:c", "urn:d"),
        lambda: iri.assertion_iri("urn:a", "", "urn:c", iri.evidence_iri(ONE, 1, 2)),
        lambda: iri.figure_iri(ONE, "figure", Figure(1, "m", evidence())),
        lambda: iri.decision_iri([], "same", "A", "2026"),
        lambda: iri.decision_iri(["urn:a"], "same", " ", "2026"),
        lambda: iri.decision_graph_iri("urn:chidao:text:1"),
    ],
)
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"\w"):
        call()


def test_the_same_in_every_process():
    """No hash seed, locale or clock has a say."""
    program = (
        "from ontology import iri; from ontology.model import Actor; from datetime import date\n"
        f"s = '{ONE}'\n"
        "print(iri.actor_iri(Actor('UBND', 'Ủy ban nhân dân phường Ngọc Sơn', place='Ngọc Sơn'), s))\n"
        "print(iri.directive_iri('08-NQ/ĐU', date(2026, 1, 17), iri.seat('Ngọc Sơn', 'Thanh Hóa', 'xã', s)))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", program],
            env={"PYTHONHASHSEED": seed, "LC_ALL": "C", "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_fold_equal_names_differ_in_the_mark_only():
    """Readable first: names that fold alike share the readable part."""
    for one, other in itertools.pairwise(["Đồng Tiến", "Đông Tiến", "Động Tiên"]):
        assert fold(one) == fold(other)
        parts = [iri.actor_iri(unit(name), ONE).split(":")[3].split("_") for name in (one, other)]
        assert parts[0][0] == parts[1][0] == "dong-tien"
        assert parts[0][1] != parts[1][1]
