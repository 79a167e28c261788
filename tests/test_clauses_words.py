"""The word tables of clauses, both ways; features and changes of single sentences."""

from datetime import date

import pytest

from graph.clauses.change import Change, Said, change_of
from graph.clauses.words import fields_of, is_mild, is_soft, numbers_of, table, tokens, words_of
from ontology.fold import tone_fold

FIELDS = table("fields")["field"]


def fields(text):
    return fields_of(tokens(tone_fold(text)))


@pytest.mark.parametrize("field", FIELDS, ids=[field["name"] for field in FIELDS])
def test_a_field_of_work_holds_its_examples_and_not_its_counterexamples(field):
    assert len(field["words"]) == len(set(field["words"]))
    assert [text for text in field["examples"] if field["name"] not in fields(text)] == []
    assert [text for text in field["counter"] if field["name"] in fields(text)] == []


@pytest.mark.parametrize("kind", ["soft", "mild"])
def test_weak_words_hold_their_examples_and_not_their_counterexamples(kind):
    entry = table("strength")[kind]
    found = is_soft if kind == "soft" else (lambda text: is_mild(words_of(text)))
    assert [text for text in entry["examples"] if not found(text)] == []
    assert [text for text in entry["counter"] if found(text)] == []


def test_figures_are_no_days_and_no_codes():
    assert numbers_of("đạt 1.240 hồ sơ, 85,5% trước ngày 20/5/2026 theo Công văn số 215-CV/TU trong quý II/2026") == {
        (1240.0, ""),
        (85.5, "%"),
    }


def test_names_of_the_doers_tell_nothing_of_the_work():
    one = words_of("Công an phường tuần tra 09 tuyến phố trước ngày 20/5/2026", ["Công an phường"])
    other = words_of("tuần tra tuyến phố")
    assert one.bag == other.bag


POLICE = ("Công an phường",)
CLAUSE = Said(
    "Ban Thường vụ đảng ủy các xã, phường chỉ đạo giải tỏa lấn chiếm vỉa hè, đạt 100% số điểm, trước ngày 30/6/2026",
    ("Ban Thường vụ đảng ủy các xã, phường",), due=date(2026, 6, 30),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names", "single", "due", "change"),
    [
        ("Giải tỏa lấn chiếm vỉa hè, đạt 100% số điểm; xong trước ngày 30/6/2026", (), False, "2026-06-30", "copied"),
        (
            "Công an phường giải tỏa lấn chiếm vỉa hè, đạt 100% số điểm, xong trước ngày 30/6/2026",
            ("Công an phường",), True, "2026-06-30", "copied",
        ),
        ("Công an phường tháo dỡ 40 mái che trước ngày 20/6/2026", POLICE, True, "2026-06-20", "specialised"),
        ("Công an phường tháo dỡ 40 mái che trước ngày 20/7/2026", POLICE, True, "2026-07-20", "softened"),
        ("Công an phường tháo dỡ các mái che", POLICE, True, None, "softened"),
        ("Đề nghị các hộ không lấn chiếm vỉa hè 100%, xong trước ngày 30/6/2026", (), False, "2026-06-30", "softened"),
        ("Giải tỏa 80% số điểm lấn chiếm trước ngày 30/6/2026", (), False, "2026-06-30", "softened"),
        ("Chấm dứt việc bày bán trên vỉa hè ở 100% số điểm trước ngày 30/6/2026", (), False, "2026-06-30", "other"),
    ],
)  # fmt: skip
def test_what_became_of_a_clause(text, names, single, due, change):
    task = Said(text, names, single, date.fromisoformat(due) if due else None)
    found, reasons = change_of(task, CLAUSE)
    assert (found, bool(reasons)) == (Change(change), True)


def test_a_weak_word_of_the_clause_itself_is_no_softening():
    clause = Said("Phấn đấu trồng cây xanh ở các tuyến đường")
    assert change_of(Said("Phấn đấu trồng 300 cây xanh ở tuyến đường trục"), clause)[0] is Change.SPECIALISED
    assert change_of(Said("Vận động người dân trồng cây xanh"), clause)[0] is Change.SOFTENED


def test_an_age_is_no_figure_to_reach():
    assert numbers_of("lập hồ sơ trẻ em dưới 16 tuổi, người từ đủ 60 tuổi trở lên, đạt 90%") == {(90.0, "%")}


def test_a_count_of_the_whole_city_is_no_figure_of_a_commune_that_sets_its_own_part():
    clause = Said("Lắp đèn chiếu sáng tại 34 nút giao", ("Sở Xây dựng",), False, date(2026, 7, 20))
    own = Said("Trang bị hệ thống chiếu sáng ở ngã rẽ khuất", ("Phòng Kinh tế xã",), True, date(2026, 7, 2))
    assert change_of(own, clause)[0] is Change.SPECIALISED
    late = Said(own.text, own.names, own.single, clause.due)
    assert change_of(late, clause)[0] is Change.SOFTENED, "without a day of its own the figure is missed"
    share = Said("Lắp đèn chiếu sáng đạt 90% nút giao", clause.names, False, clause.due)
    assert change_of(own, share)[0] is Change.SOFTENED, "a share holds for each of its parts"
