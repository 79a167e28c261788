"""Mentions without a whole number: one candidate or none, in any order of texts, and a person has the last word."""

import random
from datetime import date
from pathlib import Path

import pytest
from conftest import run_chidao
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store
from test_graph_identity import mention as numbered

from graph.descriptions import Index
from graph.identity import Judgement, resolve
from graph.mention import Mention
from graph.rows import OnEngine

NQ, KH, QD, SCHEME = (f"urn:chidao:term:type-{name}" for name in ("NQ", "KH", "QDD", "DDA"))
REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
DAY = date(2026, 3, 1)
WARD, CITY, CENTRE = "hoa-lac.an-hai", "an-hai", "trung-uong"


def full(code, day=DAY, seat=CENTRE, kind=NQ, **told):
    return numbered(code, day, seat, type=kind, **told)


def short(number="18", kind=NQ, frame=WARD, sha="a", latest=date(2026, 6, 1), **told):
    """'Nghị quyết 18' in a text that speaks from ``frame``."""
    iri = f"urn:chidao:directive:open:{sha * 32}:nq-{number}:{frame}"
    return Mention(iri, type=kind, number=number, seat=told.pop("seat", frame), latest=latest, seated=False, **told)


def blank(symbol="KH-UBND", kind=KH, seat=CITY, day=DAY, sha="a", **told):
    """'(Kèm theo Kế hoạch số   /KH-UBND ngày … của …)'."""
    return Mention(f"urn:chidao:directive:open:{sha * 32}:{symbol.lower()}:{seat}", type=kind, symbol=symbol, seat=seat,
                   date=day, **told)  # fmt: skip


def told(asked, *others, words=()):
    """The directive that ``asked`` was taken for, None where it was not."""
    found = resolve([asked, *others], words)[asked.iri]
    return None if found == asked.iri else found


def test_the_one_directive_of_that_type_and_number():
    meant = full("18-NQ/TW")
    assert told(short(), meant, full("19-NQ/TW"), full("118-NQ/TW"), full("18-KH/TU", kind=KH)) == meant.iri


def test_of_two_none():
    assert told(short(), full("18-NQ/TW"), full("18-NQ/TU", seat=CITY)) is None
    assert told(short(), full("18-NQ/TW"), full("18-NQ/TW", day=date(2020, 1, 1))) is None


@pytest.mark.parametrize("seat", ["minh-tan.an-hai", "nam-giang", "x." + "b" * 32])
def test_what_was_issued_elsewhere_is_no_candidate(seat):
    assert told(short(), full("18-NQ/ĐU", seat=seat)) is None


@pytest.mark.parametrize("seat", [WARD, CITY, CENTRE])
def test_what_was_issued_here_or_above_is_one(seat):
    assert told(short(), full("18-NQ/ĐU", seat=seat), full("18-NQ/ĐU", seat="minh-tan.an-hai")) is not None


def test_a_directive_later_than_the_text_is_not_meant():
    later = full("18-NQ/TW", day=date(2026, 7, 1))
    assert told(short(), later) is None
    earlier = full("18-NQ/TU", seat=CITY)
    assert told(short(), later, earlier) == earlier.iri


def test_an_issuer_that_is_named_decides():
    asked = Mention(short().iri, type=NQ, number="18", seat=CENTRE)
    assert told(asked, full("18-NQ/TU", seat=CITY), full("18-NQ/TW")) == full("18-NQ/TW").iri
    assert told(asked, full("18-NQ/TU", seat=CITY)) is None


def test_a_scheme_is_called_by_the_number_of_the_decision_that_approves_it():
    decision = full("06/QĐ-TTg", kind=QD, title="phê duyệt Đề án phát triển ứng dụng dữ liệu")
    assert told(short("06", SCHEME), decision) == decision.iri
    other = full("06/QĐ-UBND", kind=QD, seat=CITY, title="ban hành Quy chế làm việc")
    assert told(short("06", SCHEME), decision, other) == decision.iri
    assert told(short("06", SCHEME), other) is None


def test_a_blank_number_with_a_near_day_and_nothing_else_left():
    plan = full("112/KH-UBND", kind=KH, seat=CITY, day=date(2026, 3, 9))
    old = full("80/KH-UBND", kind=KH, seat=CITY, day=date(2025, 3, 1))
    ward = full("21/KH-UBND", kind=KH, seat=WARD)
    assert told(blank(), plan, old, ward) == plan.iri
    second = full("113/KH-UBND", kind=KH, seat=CITY, day=date(2026, 3, 20))
    assert told(blank(), plan, second) is None, "two plans of those weeks"
    assert told(blank(day=None), plan) is None, "nothing speaks for it"


def test_the_title_chooses_among_those_that_remain():
    plan = full("112/KH-UBND", kind=KH, seat=CITY, title="Thực hiện Chương trình hành động về chuyển đổi số")
    second = full("113/KH-UBND", kind=KH, seat=CITY, title="Phòng, chống lụt bão mùa mưa năm 2026")
    asked = blank(title="DANH MỤC NHIỆM VỤ THỰC HIỆN CHƯƠNG TRÌNH HÀNH ĐỘNG VỀ CHUYỂN ĐỔI SỐ")
    assert told(asked, plan, second) == plan.iri
    assert told(blank(day=None, title=asked.title), plan, second) == plan.iri


def test_many_mentions_of_one_directive_are_one_candidate():
    dated, undated = full("18-NQ/TW"), full("18-NQ/TW", day=None)
    assert told(short(), dated, undated) == dated.iri


def test_open_mentions_are_never_taken_for_each_other_and_name_nothing():
    one, other = short(), short(sha="b")
    assert told(one, other) is None
    meant = full("18-NQ/TW")
    found = resolve([one, other, meant])
    assert set(found.values()) == {meant.iri}
    assert resolve([one, meant], [Judgement(one.iri, meant.iri, True)])[meant.iri] == meant.iri


def test_a_person_has_the_last_word():
    meant, other = full("18-NQ/TW"), full("18-NQ/TU", seat=CITY)
    asked = short()
    says = Judgement(asked.iri, other.iri, True)
    assert told(asked, meant, other, words=[says]) == other.iri
    assert told(asked, meant, words=[says]) is None, "what a person named is gone, and nothing is guessed"
    assert told(asked, meant, words=[Judgement(asked.iri, meant.iri, False)]) is None
    assert told(asked, meant, other, words=[Judgement(asked.iri, meant.iri, False)]) == other.iri


opens = st.one_of(
    st.builds(
        short,
        number=st.sampled_from(["8", "09"]),
        frame=st.sampled_from([WARD, CITY, "x." + "a" * 32]),
        sha=st.sampled_from(["a", "b"]),
        kind=st.sampled_from([NQ, SCHEME]),
        latest=st.sampled_from([None, DAY]),
    ),
    st.builds(
        blank, symbol=st.sampled_from(["NQ/ĐU"]), kind=st.just(NQ), seat=st.sampled_from([WARD, CITY]),
        day=st.sampled_from([DAY, None]), sha=st.sampled_from(["a", "b"]),
    ),
)  # fmt: skip
fulls = st.builds(
    full,
    code=st.sampled_from(["08-NQ/ĐU", "09-NQ/ĐU", "8/QĐ-UBND"]),
    day=st.sampled_from([DAY, date(2026, 3, 20), None]),
    seat=st.sampled_from([WARD, CITY, CENTRE]),
    kind=st.sampled_from(["", NQ]),
    held=st.booleans(),
    title=st.sampled_from(["", "phê duyệt Đề án số hóa"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.one_of(opens, fulls), max_size=4), min_size=1, max_size=6), st.data())
def test_an_index_that_follows_step_by_step_says_what_working_it_out_anew_says(texts, data):
    iris = sorted({each.iri for some in texts for each in some})
    words = []
    if len(iris) > 1:
        pairs = st.lists(st.sampled_from(iris), min_size=2, max_size=2, unique=True)
        words = data.draw(st.lists(st.builds(lambda two, yes: Judgement(*two, yes), pairs, st.booleans()), max_size=2))
    index, held = Index(OnEngine(Store())), []
    for some in texts:
        gone = data.draw(st.sampled_from([[], *held]))
        if gone:
            held.remove(gone)
        held.append(some)
        index.identify(*index.identity(index.change(gone, some), gone, words))
        assert index.identified == resolve([each for kept in held for each in kept], words)
    assert index.all_identified(words) == index.identified


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(opens, fulls), max_size=9), st.randoms(use_true_random=False))
def test_order_tells_nothing(mentions, chance: random.Random):
    found = resolve(mentions)
    mixed = [*mentions]
    chance.shuffle(mixed)
    assert resolve(mixed) == found
    assert all(found[canonical] == canonical for canonical in found.values())


def test_the_annex_of_the_samples_hangs_below_its_plan(demo):
    chain = run_chidao("trace", "57-NQ/TW", "--format", "json", home=demo).json
    (tie,) = [edge for edge in chain["edges"] if edge["relation"] == "kèm theo"]
    nodes = {node["id"]: node for node in chain["nodes"]}
    assert (nodes[tie["to"]]["code"], tie["grade"]) == ("112/KH-UBND", "suy đoán")
    assert "số /KH-UBND ngày 05 tháng 5 năm 2026" in tie["quote"]
    tasks = [edge for edge in chain["edges"] if (edge["from"], edge["relation"]) == (tie["from"], "có nhiệm vụ")]
    assert len(tasks) == 4
    assert nodes[tie["from"]]["title"].startswith("Phụ lục: DANH MỤC")
    stops = chain["statement"].partition("Chuỗi dừng ở:")[2].partition("Chuỗi gồm")[0]
    assert "1 phụ lục ở tệp riêng" in chain["statement"]
    assert "Phụ lục" not in stops, "a chain does not stop at an annex"
    text = run_chidao("trace", "57-NQ/TW", home=demo).out
    assert "↓ kèm theo: Phụ lục kèm theo Kế hoạch 112/KH-UBND (2026-05-08-ubnd-kh-112-phu-luc.md)" in text
    (found,) = run_chidao("identity", "--format", "json", home=demo).json["inferred"]
    assert found["directive"]["code"] == "112/KH-UBND"
    assert any("gần ngày 8/5/2026" in reason for reason in found["reasons"])


@pytest.mark.skipif(not REAL.is_dir(), reason="no ../shared/real here")
def test_a_real_cascade_down_to_the_rows_of_an_annex_in_a_file_of_its_own(home):
    programme = ("chinhphu_NQ03_2025.md", "chinhphu_NQ03_2025_PL1_chitieu.md", "chinhphu_NQ03_2025_PL2_nhiemvu.md")
    files = [REAL / name for name in ("dang_NQ57_TW_2024.md", *programme, "ttg_QD844_2026.txt")]
    done = run_chidao("ingest", *files, home=home)
    assert done.code == 0, done.err
    chain = run_chidao("trace", "57-NQ/TW", "--down", "--format", "json", home=home).json
    nodes = {node["id"]: node for node in chain["nodes"]}
    carried = [edge for edge in chain["edges"] if edge["relation"] == "thực hiện" and edge["to"] == chain["root"]]
    programme = next(edge["from"] for edge in carried if nodes[edge["from"]]["code"] == "03/NQ-CP")
    ties = [edge for edge in chain["edges"] if (edge["relation"], edge["to"]) == ("kèm theo", programme)]
    assert {nodes[edge["from"]]["document"] for edge in ties} == {files[2].name, files[3].name}
    assert {edge["grade"] for edge in ties} == {"suy đoán"}
    annex = next(edge["from"] for edge in ties if nodes[edge["from"]]["document"] == files[3].name)
    tasks = {edge["to"] for edge in chain["edges"] if (edge["from"], edge["relation"]) == (annex, "có nhiệm vụ")}
    assert len(tasks) >= 136
    owned = {edge["from"] for edge in chain["edges"] if edge["relation"] == "giao cho"}
    assert len(tasks & owned) >= 136
    assert sum(bool(nodes[task]["date"]) for task in tasks) >= 80
    assert all(edge["quote"] and edge["span"][1] > edge["span"][0] for edge in chain["edges"])


def test_a_row_without_a_day_tells_how_often(demo):
    chain = run_chidao("trace", "112/KH-UBND", "--down", "--format", "json", home=demo).json
    (often,) = [
        edge for edge in chain["edges"] if edge["relation"] == "có nhiệm vụ" and "không gian mạng" in edge["quote"]
    ]
    assert often["due"] == "thường xuyên"
    lines = run_chidao("trace", "112/KH-UBND", "--down", home=demo).out.splitlines()
    first = next(i for i, line in enumerate(lines) if "• nhiệm vụ II.4: Phổ biến kỹ năng" in line)
    assert any("→ thời hạn thường xuyên" in line for line in lines[first : first + 8])


def test_two_that_a_person_holds_apart_never_become_one_whatever_came_first():
    one, other, meant = short(), short(sha="b"), full("18-NQ/TU", seat=CITY)
    word = Judgement(one.iri, other.iri, False)
    index = Index(OnEngine(Store()))
    for text in ([one, meant], [other], [full("18-NQ/ĐU", seat=WARD, kind=KH)]):
        index.identify(*index.identity(index.change([], text), [], [word]))
    assert (index.identified[one.iri], index.identified[other.iri]) == (one.iri, other.iri)
    index.identify(*index.identity(index.change([other], []), [other], [word]))
    assert index.identified[one.iri] == meant.iri
