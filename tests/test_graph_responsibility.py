"""Who owns what: each list against a small store whose truth is written beside it, and against the samples."""

import pytest

from graph import responsibility as asked
from graph.reader import open_reader
from graph.recipients import mailing
from graph.responsibility import Scope

LETTER = """ĐẢNG BỘ THÀNH PHỐ LAM GIANG
ĐẢNG ỦY PHƯỜNG SÔNG TRẦU                      ĐẢNG CỘNG SẢN VIỆT NAM
*                                             Sông Trầu, ngày 04 tháng 5 năm 2026
Số 31-CV/ĐU
V/v giao việc tháng 5

Kính gửi: - Ủy ban nhân dân phường,
- Công an phường.

Ban Thường vụ Đảng ủy phường Sông Trầu yêu cầu thực hiện các việc sau:

1. Giao Công an phường và Ban Chỉ huy Quân sự phường chủ trì tuần tra trước ngày 29/5/2026.

2. Giao Ủy ban nhân dân phường phối hợp với Công an phường lập danh sách hộ nghèo trước ngày 29/5/2026.

3. Giao Văn phòng Đảng ủy tổng hợp, báo cáo Ban Thường vụ Đảng ủy trước ngày 29/5/2026.

4. Nâng cao ý thức phòng cháy, chữa cháy.

Nơi nhận:
- Như trên,
- Ủy ban Kiểm tra Đảng ủy,
- Lưu.

T/M BAN THƯỜNG VỤ
BÍ THƯ

Nguyễn Văn A

(Văn bản mẫu, không có giá trị pháp lý)
"""


@pytest.fixture(scope="module")
def register(chidao, tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("giao"), tmp_path_factory.mktemp("home")
    (folder / "giao-viec.txt").write_text(LETTER, encoding="utf-8")
    done = chidao("ingest", folder, home=home)
    assert done.code == 0, done.out + done.err
    with open_reader(home) as reader:
        yield reader.register


@pytest.fixture(scope="module")
def samples(demo):
    with open_reader(demo) as reader:
        yield reader.register


def test_the_matrix_counts_roles_leads_and_months(register):
    rows = {load.name: load for load in asked.loads(register, Scope())}
    police = next(load for name, load in rows.items() if name.startswith("Công an"))
    assert (police.roles["assignedTo"], police.leads, police.roles["coordinatesWith"]) == (1, 1, 1)
    assert police.months == {"2026-05": 1}
    assert police.grades == {"stated": 1}


def test_a_task_that_names_nobody_is_ownerless(register):
    assert [iri.rsplit(":task:", 1)[1] for iri in asked.ownerless(register, Scope())] == ["4:1"]


def test_two_leads_are_told_with_their_number(register):
    ((iri, count),) = asked.leaderless(register, Scope())
    assert (iri.rsplit(":task:", 1)[1], count) == ("1:1", 2)


def test_a_pile_up_is_a_day_with_many_tasks(register):
    told = asked.pile_ups(register, Scope(), least=1)
    assert {day for _, _, day, _ in told} == {"2026-05-29"}
    assert asked.pile_ups(register, Scope(), least=2) == []


def test_reporting_lines_tell_who_to_whom_and_when(register):
    (line,) = asked.burdens(register, Scope())
    assert line.reporter.startswith("Văn phòng Đảng ủy")
    assert line.receiver.startswith("Ban Thường vụ Đảng ủy")
    assert (line.count, line.days) == (1, ("2026-05-29",))


def test_recipients_are_held_against_owners(register):
    (told,) = mailing(register, Scope())
    assert any(name.startswith("Ban Chỉ huy Quân sự") for name in told.unsent)
    assert not any(name.startswith("Công an") for name in told.unsent)
    assert any(name.startswith("Ủy ban Kiểm tra") for name in told.idle)


def test_scopes_narrow(samples):
    everything = asked.loads(samples, Scope())
    june = asked.loads(samples, Scope(month="2026-06"))
    assert {load.unit for load in june} < {load.unit for load in everything}
    one = everything[0].unit
    assert [load.unit for load in asked.loads(samples, Scope(units=(one,)))] == [one]
    assert asked.loads(samples, Scope(directive="urn:chidao:directive:none")) == []


def test_every_ownerless_task_of_the_samples_has_no_named_owner(samples):
    iris = asked.ownerless(samples, Scope())
    assert iris
    for iri in iris:
        rows = samples.rows(
            "SELECT a.grade, COALESCE(a.lead, 0) FROM assignments a JOIN tasks t ON t.id = a.task "
            "WHERE t.iri = ? AND a.role = 'assignedTo'",
            (iri,),
        )
        assert all(grade in ("byLeadIn", "inferred") and not lead for grade, lead in rows)
