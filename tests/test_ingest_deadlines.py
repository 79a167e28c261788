"""Deadlines: dates, periods, recurrences and terms that hang on an event."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.deadlines import When, deadlines_in
from ontology.model import DeadlineKind, Grade


def read(text, year=0):
    return deadlines_in(text, 0, len(text), When(year))


def told(deadline):
    start = deadline.start.isoformat() if deadline.start else ""
    return deadline.kind.value, start, deadline.to.isoformat() if deadline.to else "", deadline.precision


@pytest.mark.parametrize(
    ("text", "to", "printed"),
    [
        ("gửi danh sách trước ngày 10/02/2026", "2026-02-10", "trước ngày 10/02/2026"),
        ("gửi danh sách trước 28/3/2026.", "2026-03-28", "trước 28/3/2026"),
        ("chậm nhất là ngày 05/3/2026", "2026-03-05", "chậm nhất là ngày 05/3/2026"),
        ("chậm nhất ngày 5-3-2026", "2026-03-05", "chậm nhất ngày 5-3-2026"),
        ("muộn nhất ngày 05/3/2026", "2026-03-05", "muộn nhất ngày 05/3/2026"),
        ("thu đến ngày 15/10/2026", "2026-10-15", "đến ngày 15/10/2026"),
        ("thu đến hết ngày 15/10/2026", "2026-10-15", "đến hết ngày 15/10/2026"),
        ("xong trước ngày 30 tháng 6 năm 2026", "2026-06-30", "xong trước ngày 30 tháng 6 năm 2026"),
        ("hoàn thành trước ngày 15/10/2026", "2026-10-15", "hoàn thành trước ngày 15/10/2026"),
        ("hoàn thành ngày 15/10/2026", "2026-10-15", "hoàn thành ngày 15/10/2026"),
        ("hạn cuối: 30/9/2026", "2026-09-30", "hạn cuối: 30/9/2026"),
        ("thời hạn: ngày 30/9/2026", "2026-09-30", "thời hạn: ngày 30/9/2026"),
        ("báo cáo trước 17 giờ 00 ngày 12/5/2026", "2026-05-12", "trước 17 giờ 00 ngày 12/5/2026"),
        ("báo cáo trước 17h00 ngày 12/5/2026", "2026-05-12", "trước 17h00 ngày 12/5/2026"),
        ("báo cáo trước 16 giờ 30 phút, ngày 12/5/2026", "2026-05-12", "trước 16 giờ 30 phút, ngày 12/5/2026"),
        ("xong trong ngày 12/5/2026", "2026-05-12", "xong trong ngày 12/5/2026"),
        ("báo cáo 06 tháng đầu năm trước ngày 30/6/2026", "2026-06-30", "trước ngày 30/6/2026"),
    ],
)
def test_days(text, to, printed):
    (deadline,) = (d for d in read(text) if d.kind is DeadlineKind.DATE)
    assert told(deadline) == ("date", "", to, "day")
    assert deadline.evidence.quote == printed
    assert deadline.grade is Grade.STATED


@pytest.mark.parametrize(
    ("text", "start", "to", "precision"),
    [
        ("hoàn thành trong quý I/2026", "2026-01-01", "2026-03-31", "quarter"),
        ("xong trong quý III năm 2026", "2026-07-01", "2026-09-30", "quarter"),
        ("hoàn thành trong Quý 4/2026", "2026-10-01", "2026-12-31", "quarter"),
        ("hết quý II/2026", "2026-04-01", "2026-06-30", "quarter"),
        ("làm trong tháng 9/2026", "2026-09-01", "2026-09-30", "month"),
        ("làm trong tháng 02 năm 2028", "2028-02-01", "2028-02-29", "month"),
        ("xong trong 6 tháng đầu năm 2026", "2026-01-01", "2026-06-30", "half"),
        ("xong trong 06 tháng cuối năm 2026", "2026-07-01", "2026-12-31", "half"),
        ("hoàn thành trong năm 2026.", "2026-01-01", "2026-12-31", "year"),
        ("từ nay đến hết năm 2026", "2026-01-01", "2026-12-31", "year"),
        ("từ ngày 01/6/2026 đến ngày 15/6/2026", "2026-06-01", "2026-06-15", "day"),
        ("từ ngày 01/6/2026 đến hết ngày 15/6/2026", "2026-06-01", "2026-06-15", "day"),
        ("xong trong Quý II, III/2026", "2026-07-01", "2026-09-30", "quarter"),
        ("Thời gian: quý III/2026", "2026-07-01", "2026-09-30", "quarter"),
        ("Thời gian thực hiện: trong tháng 9/2026.", "2026-09-01", "2026-09-30", "month"),
        ("(từ 01/6/2026 đến 15/6/2026)", "2026-06-01", "2026-06-15", "day"),
    ],
)
def test_periods(text, start, to, precision):
    (deadline,) = read(text)
    assert told(deadline) == ("period", start, to, precision)
    assert deadline.grade is Grade.STATED
    assert deadline.evidence.quote in text


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("gửi trước ngày 28/3", "2026-03-28"),
        ("gửi trước ngày 15 tháng 7", "2026-07-15"),
        ("xong trong tháng 9", "2026-09-30"),
        ("xong trong quý II", "2026-06-30"),
        ("xong trong 6 tháng đầu năm", "2026-06-30"),
    ],
)
def test_a_year_left_out_is_the_documents_own_and_graded_inferred(text, to):
    assert [d for d in read(text) if d.to] == []
    (deadline,) = (d for d in read(text, 2026) if d.to)
    assert (deadline.to.isoformat(), deadline.grade) == (to, Grade.INFERRED)


def test_a_year_given_once_at_the_end_of_a_span():
    (deadline,) = read("thu phiếu từ ngày 01/6 đến ngày 15/6/2026", 2026)
    assert told(deadline) == ("period", "2026-06-01", "2026-06-15", "day")


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_span_over_new_year_begins_before_it_ends(year):
    (deadline,) = read("trực Tết từ ngày 25/12 đến hết ngày 05/01/2027", year)
    assert told(deadline) == ("period", "2026-12-25", "2027-01-05", "day")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("báo cáo trước ngày 30/6/2026 và 30/11/2026", [date(2026, 6, 30), date(2026, 11, 30)]),
        ("báo cáo trước ngày 30/6/2026, ngày 15/10/2026", [date(2026, 6, 30), date(2026, 10, 15)]),
        ("xong trước ngày 30/6/2026; tổng kết trước ngày 30/11/2026", [date(2026, 6, 30), date(2026, 11, 30)]),
    ],
)
def test_several_days(text, days):
    assert [d.to for d in read(text)] == days


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("báo cáo trước ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("báo cáo ngày 20 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("báo cáo vào ngày 05 mỗi tháng", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("gửi trước ngày 20 của tháng cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
        ("giao ban hằng tuần", "FREQ=WEEKLY"),
        ("chốt số liệu hằng ngày", "FREQ=DAILY"),
        ("giao ban hàng tháng", "FREQ=MONTHLY"),
        ("sơ kết hằng quý", "FREQ=MONTHLY;INTERVAL=3"),
        ("sơ kết định kỳ 6 tháng", "FREQ=MONTHLY;INTERVAL=6"),
        ("tổng kết hằng năm", "FREQ=YEARLY"),
        ("báo cáo trước ngày 15/6 và 15/12 hằng năm", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15"),
        ("báo cáo trước ngày 10 tháng 12 hàng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"),
        ("hằng năm, trước ngày 20/11, gửi báo cáo", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20"),
        ("định kỳ 6 tháng (trước 15/6), hằng năm (trước 15/12) báo cáo", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15"),
        ("định kỳ 6 tháng (trước 15/6), hằng năm (trước 15/12) báo cáo", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"),
        ("kiểm tra thường xuyên", "thường xuyên"),
        ("định kỳ rà soát lại", "định kỳ"),
    ],
)
def test_recurrences(text, rule):
    found = read(text, 2026)
    assert rule in [d.recurrence for d in found]
    assert all(d.kind is DeadlineKind.RECURRENCE and d.to is None for d in found)


def test_how_often_is_told_once_with_its_day():
    found = read("định kỳ hằng quý (trước ngày 20 của tháng cuối quý) báo cáo")
    assert [d.recurrence for d in found] == ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"]


def test_a_term_from_the_day_of_this_very_decision():
    when = When(2026, "", date(2026, 8, 21))
    words = "xây dựng kế hoạch trong thời hạn 15 ngày kể từ ngày Quyết định này được ban hành, gửi về Cục Điện lực"
    (deadline,) = deadlines_in(words, 0, len(words), when)
    assert (deadline.to, deadline.relative) == (date(2026, 9, 5), "kể từ ngày Quyết định này được ban hành")


@pytest.mark.parametrize("text", ["hằng năm sơ kết; báo cáo trước ngày 15/12", "trước ngày 15/12/2026 và hằng năm"])
def test_a_day_of_the_documents_year_beside_a_recurrence(text):
    assert date(2026, 12, 15) in [d.to for d in read(text, 2026)]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("gửi hồ sơ trước 03 ngày tổ chức hội nghị", "tổ chức hội nghị"),
        ("trả lời trong vòng 10 ngày kể từ ngày ký Kế hoạch", "kể từ ngày ký Kế hoạch"),
        ("trả lời trong thời hạn 15 ngày làm việc kể từ ngày nhận đơn", "kể từ ngày nhận đơn"),
        ("trả lời chậm nhất 05 ngày sau khi nhận đơn", "sau khi nhận đơn"),
        ("trả lời trong thời hạn 07 (bảy) ngày kể từ ngày nhận đơn", "kể từ ngày nhận đơn"),
        ("báo ngay trong 24 giờ kể từ khi xảy ra vụ việc", "kể từ khi xảy ra vụ việc"),
    ],
)
def test_terms_that_hang_on_an_event(text, event):
    (deadline,) = (d for d in read(text, 2026) if d.kind is DeadlineKind.RELATIVE)
    assert deadline.relative == event
    assert deadline.to is None


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 08-NQ/ĐU ngày 17/01/2026 của Đảng ủy", "có hiệu lực kể từ ngày 01/7/2026",
        "từ ngày 01/7/2026 áp dụng mẫu mới",
        "họp ngày 12/5/2026 bàn việc này", "trực 24/7 tại trụ sở", "nhiệm kỳ 2025 - 2030",
        "đến năm 2030, tầm nhìn 2045",
        "trước đây", "trong quá trình làm", "kế hoạch năm 2026", "trước 2 hộ dân", "giải quyết 3.096/3.114 hồ sơ",
        "trong 5 năm qua",
        "xong trong tháng 13/2026", "xong trong tháng 0/2026", "xong trong quý I/1800",
        "hạn chế 3 việc", "trước ngày 31/6/2026", "ngày 40 hằng tháng thì không có", "",
    ],
)  # fmt: skip
def test_words_of_time_that_set_no_deadline(text):
    assert [d for d in read(text, 2026) if d.to or d.relative or "BYMONTHDAY" in d.recurrence] == []


@given(
    st.lists(
        st.sampled_from(
            [
                "trước",
                "ngày",
                "10/02/2026",
                "trong",
                "quý",
                "I",
                "hằng",
                "tháng",
                "25",
                "kể",
                "từ",
                "xong",
                "và",
                ",",
                ";",
                ".",
                "năm",
                "2026",
                "6",
                "tháng",
                "đầu",
                "30/6",
            ]
        ),
        max_size=25,
    ),
    st.sampled_from([0, 2026]),
)
def test_any_words_are_read_without_fault_and_quoted_where_they_stand(words, year):
    text = " ".join(words)
    found = read(text, year)
    assert list(found) == sorted(found, key=lambda d: (d.evidence.start, d.evidence.end))
    for d in found:
        assert text[d.evidence.start : d.evidence.end] == d.evidence.quote
        assert (d.to is not None) is (d.kind in {DeadlineKind.DATE, DeadlineKind.PERIOD})
        assert bool(d.recurrence) is (d.kind is DeadlineKind.RECURRENCE)
        assert bool(d.relative) is (d.kind is DeadlineKind.RELATIVE)
        assert d.start is None or d.start <= d.to


@pytest.mark.parametrize(
    ("text", "printed", "rule"),
    [
        (
            "gửi trước ngày 15 và ngày 30 hằng tháng",
            "trước ngày 15 và ngày 30 hằng tháng",
            "FREQ=MONTHLY;BYMONTHDAY=15,30",
        ),
        ("gửi trước ngày 05 tháng sau", "trước ngày 05 tháng sau", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("họp vào ngày 20 các tháng 3, 9", "vào ngày 20 các tháng 3, 9", "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=20"),
        ("đo mực nước 03 tháng một lần", "03 tháng một lần", "FREQ=MONTHLY;INTERVAL=3"),
        ("gửi trước 16 giờ thứ Sáu hằng tuần", "trước 16 giờ thứ Sáu hằng tuần", "FREQ=WEEKLY;BYDAY=FR"),
        ("quét ngõ sáng thứ Bảy hằng tuần", "thứ Bảy hằng tuần", "FREQ=WEEKLY;BYDAY=SA"),
        ("giao ban vào Chủ nhật hàng tuần", "vào Chủ nhật hàng tuần", "FREQ=WEEKLY;BYDAY=SU"),
        ("giao ban vào thứ 2 hằng tuần", "vào thứ 2 hằng tuần", "FREQ=WEEKLY;BYDAY=MO"),
        ("Định kỳ 6 tháng, 01 năm tổng hợp", "Định kỳ 6 tháng", "FREQ=MONTHLY;INTERVAL=6"),
    ],
)
def test_the_fullest_words_tell_how_often(text, printed, rule):
    (deadline,) = read(text)
    assert (deadline.evidence.quote, deadline.recurrence) == (printed, rule)


@pytest.mark.parametrize(
    ("text", "start", "to"),
    [
        ("Thời gian: Từ tháng 10/2026 đến hết tháng 12/2026.", "2026-10-01", "2026-12-31"),
        ("làm từ tháng 10 đến tháng 12/2026", "2026-10-01", "2026-12-31"),
        ("làm từ quý IV/2026 đến hết quý I/2027", "2026-10-01", "2027-03-31"),
        ("làm từ tháng 11 đến tháng 02/2027", "2026-11-01", "2027-02-28"),
        ("làm từ tháng 3 đến hết năm 2026", "2026-03-01", "2026-12-31"),
        ("trình trong tuần 2 tháng 11", "2026-11-08", "2026-11-14"),
        ("xong tuần thứ tư tháng 2/2026", "2026-02-22", "2026-02-28"),
        ("trình trong tuần đầu tháng 11/2026", "2026-11-01", "2026-11-07"),
        ("xong vào tuần cuối tháng 7/2026", "2026-07-22", "2026-07-31"),
    ],
)
def test_a_range_or_a_week_is_one_period(text, start, to):
    (deadline,) = read(text, 2026)
    assert (deadline.start.isoformat(), deadline.to.isoformat()) == (start, to)
    assert deadline.evidence.quote in text


OWN = When(2026, "2026-09", date(2026, 9, 4))


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("trả lời trong vòng 10 ngày kể từ ngày ban hành", "2026-09-14"),
        ("trả lời trong thời hạn 05 ngày làm việc kể từ ngày 10/9", "2026-09-17"),
        ("trả lời trong thời hạn 02 tuần kể từ ngày ký Kế hoạch này", "2026-09-18"),
        ("trả lời trong vòng 01 ngày làm việc kể từ ngày ký", "2026-09-07"),  # 4/9 is a Friday
        ("trả lời sau 02 ngày kể từ ngày dự", None),
        ("gửi hồ sơ trước 03 ngày tổ chức hội nghị", None),
    ],
)
def test_the_last_day_of_a_term_is_worked_out_where_its_first_is_known(text, to):
    (deadline,) = deadlines_in(text, 0, len(text), OWN)
    assert deadline.kind is DeadlineKind.RELATIVE
    assert (deadline.to.isoformat() if deadline.to else None) == to
    assert deadline.grade is (Grade.INFERRED if to else Grade.STATED)


@pytest.mark.parametrize(("text", "found"), [("xong trong tháng.", 1), ("việc trong tháng của phường", 0)])
def test_the_month_of_a_monthly_resolution(text, found):
    deadlines = deadlines_in(text, 0, len(text), OWN)
    assert [d.to.isoformat() for d in deadlines] == ["2026-09-30"] * found
    assert read(text, 2026) == ()


def test_how_often_is_said_once():
    assert [d.recurrence for d in read("định kỳ hằng quý báo cáo")] == ["FREQ=MONTHLY;INTERVAL=3"]


@pytest.mark.parametrize(
    ("text", "to", "grade"),
    [
        ("Ngày 02/12: Họp Thường trực Đảng ủy", "2026-12-02", Grade.INFERRED),
        ("Sáng ngày 04/12/2026 (thứ Sáu): dự lễ", "2026-12-04", Grade.STATED),
        ("Hội nghị lần thứ 8 (dự kiến 25/12)", "2026-12-25", Grade.INFERRED),
    ],
)
def test_days_of_a_programme(text, to, grade):
    (deadline,) = read(text, 2026)
    assert (deadline.to.isoformat(), deadline.grade) == (to, grade)


def test_the_weekday_behind_how_often():
    assert [d.recurrence for d in read("gửi hằng tuần trước 15h00 thứ Năm về Văn phòng")] == ["FREQ=WEEKLY;BYDAY=TH"]
