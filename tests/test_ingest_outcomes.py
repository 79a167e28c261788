"""What a directive says has been done: sentence by sentence, how far, whose month, with what proof."""

import re
import tomllib

import pytest
from texts import plan

import data
from ingest.progress import progress_of
from ontology.model import Progress

TABLE = tomllib.loads(data.path("words", "outcomes.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("kind", "sentence"), [(e["id"], sentence) for e in TABLE["progress"] for sentence in e["examples"]]
)
def test_an_example_is_read_as_its_progress(kind, sentence):
    assert progress_of(sentence) == Progress(kind)


@pytest.mark.parametrize(("entry", "sentence"), [(e, sentence) for e in TABLE["progress"] for sentence in e["counter"]])
def test_a_counter_example_holds_none_of_its_words(entry, sentence):
    assert not re.search(rf"\b(?:{'|'.join(entry['words'])})(?!\w)", sentence, re.I)


@pytest.mark.parametrize("heading", TABLE["shortcomings"]["examples"])
def test_a_heading_of_shortcomings_is_known(heading):
    assert re.match(TABLE["shortcomings"]["pattern"], heading, re.I)


@pytest.mark.parametrize("heading", TABLE["shortcomings"]["counter"])
def test_another_heading_is_not(heading):
    assert not re.match(TABLE["shortcomings"]["pattern"], heading, re.I)


@pytest.mark.parametrize("words", TABLE["shortcomings"]["leads"])
def test_a_line_that_leads_to_shortcomings_is_known(words):
    assert re.search(TABLE["shortcomings"]["lead"], words, re.I)


@pytest.mark.parametrize("words", TABLE["shortcomings"]["leads_not"])
def test_another_line_is_not(words):
    assert not re.search(TABLE["shortcomings"]["lead"], words, re.I)


@pytest.mark.parametrize("clause", TABLE["completes"]["examples"])
def test_a_clause_that_only_gives_the_figure_is_not_told_apart(clause):
    (outcome,) = monthly(f"Đã làm mới và sửa chữa nhà cho hộ khó khăn, {clause}.")
    assert outcome.text.endswith(clause)


@pytest.mark.parametrize("clause", TABLE["completes"]["counter"] + TABLE["acts"]["examples"])
def test_a_clause_with_work_of_its_own_is_told_apart(clause):
    assert [o.text for o in monthly(f"Đã làm mới và sửa chữa nhà cho hộ khó khăn, {clause}.")][1] == clause


@pytest.mark.parametrize("clause", TABLE["acts"]["counter"])
def test_the_end_of_a_list_is_no_work_of_its_own(clause):
    assert not re.match(rf"(?:{'|'.join(TABLE['acts']['words'])})(?!\w)", clause, re.I)


def test_a_clause_ends_with_its_sentence():
    first, second = monthly(
        "Giải quyết đơn tồn đọng đạt 28%, còn 49 đơn chưa xong. Trả lời 5/7 kiến nghị của người dân."
    )
    assert (first.progress, second.progress) == (Progress.PARTIAL, Progress.PARTIAL)


def test_below_a_line_of_shortcomings_nothing_is_done_but_what_says_so():
    found = monthly("- Đã tổ chức hội nghị đối thoại.\n\nBên cạnh đó còn tồn tại:\n\n- Việc bàn giao mặt bằng.")
    assert [o.progress for o in found] == [Progress.DONE, Progress.PARTIAL]


@pytest.mark.parametrize("name", ["left", "remainder", "goes_on", "preparation", "all_of"])
def test_the_words_beside_match_both_ways(name):
    pattern = re.compile(TABLE[name]["pattern"], re.I)
    find = pattern.match if name in ("goes_on", "preparation") else pattern.search
    assert [words for words in TABLE[name]["examples"] if not find(words)] == []
    assert [words for words in TABLE[name]["counter"] if find(words)] == []


@pytest.mark.parametrize("words", TABLE["begun"]["examples"])
def test_something_done_beside_what_is_not_makes_a_part(words):
    assert progress_of(f"{words}, chưa hoàn thành kế hoạch.") is Progress.PARTIAL


@pytest.mark.parametrize("words", TABLE["begun"]["counter"])
def test_without_something_done_it_is_not_done(words):
    assert progress_of(f"{words}, chưa hoàn thành kế hoạch.") is Progress.UNDONE


@pytest.mark.parametrize("words", TABLE["attribute"]["examples"])
def test_chua_that_says_which_people_are_meant_says_nothing_of_the_work(words):
    assert progress_of(words) is Progress.DONE


@pytest.mark.parametrize("words", TABLE["attribute"]["counter"])
def test_chua_of_the_work_itself_does(words):
    assert progress_of(words) is not Progress.DONE


@pytest.mark.parametrize(
    "words",
    [
        "Vận động thêm 09 hộ bàn giao mặt bằng dự án mở rộng đường, lũy kế 36/41 hộ.",
        "Đã kiểm tra 02/03 chi bộ theo kế hoạch; còn Chi bộ Trường học chuyển sang tháng 7.",
        "Việc bàn giao mặt bằng dự án còn chậm, mới bàn giao 27/41 hộ.",
    ],
)
def test_what_goes_on_with_a_sentence_is_told_and_quoted_with_it(words):
    (outcome,) = monthly(words)
    assert outcome.progress is Progress.PARTIAL
    assert outcome.evidence.quote == words


def test_a_clause_told_apart_is_quoted_with_its_whole_sentence():
    words = "Đã sửa chữa nhà cho 5/5 hộ khó khăn, trả lời 40/52 kiến nghị của người dân."
    first, second = monthly(words)
    assert (first.text, second.text) == ("Đã sửa chữa nhà cho 5/5 hộ khó khăn", "trả lời 40/52 kiến nghị của người dân")
    assert {first.evidence.quote, second.evidence.quote} == {words}


def monthly(results, subject="nhiệm vụ trọng tâm tháng 7/2026", heading="KẾT QUẢ CÔNG TÁC THÁNG 6"):
    return plan(f"I. {heading}\n\n{results}\n\nII. NHIỆM VỤ\n\n1. Các chi bộ họp.", subject=subject).outcomes


def test_each_sentence_is_one_outcome_with_its_exact_words():
    text = "Đã ban hành Kế hoạch số 21-KH/ĐU ngày 06/5/2026. Trả lời 52/52 kiến nghị; kết nạp 03 đảng viên."
    reading = plan(
        f"I. KẾT QUẢ CÔNG TÁC THÁNG 6\n\n1. Công tác Đảng\n\n{text}\n\nII. NHIỆM VỤ\n\n1. Các chi bộ họp.",
        subject="nhiệm vụ trọng tâm tháng 7/2026",
    )
    assert [(o.path, o.ordinal) for o in reading.outcomes] == [("I.1", 1), ("I.1", 2), ("I.1", 3)]
    assert reading.outcomes[0].text == text.split(". ", maxsplit=1)[0]
    for outcome in reading.outcomes:
        assert reading.text[outcome.evidence.start : outcome.evidence.end] == outcome.evidence.quote


@pytest.mark.parametrize(
    ("sentence", "progress", "proved"),
    [
        ("Trả lời 52/52 kiến nghị của người dân.", Progress.DONE, True),
        ("Chi trả tiền cho 29/48 hộ thuộc dự án.", Progress.PARTIAL, True),
        ("Đã trả lời 29/48 kiến nghị của người dân.", Progress.PARTIAL, True),  # figures outweigh words
        ("Đã ban hành Kế hoạch số 21-KH/ĐU về sinh hoạt chi bộ.", Progress.DONE, True),
        ("Quy chế được thông qua ngày 24/6/2026.", Progress.DONE, True),
        ("Tuyên truyền các ngày lễ lớn của đất nước.", Progress.DONE, False),
        ("Đang lấy ý kiến các chi bộ về dự thảo.", Progress.PARTIAL, False),
        ("Chưa tổ chức được hội nghị đối thoại.", Progress.UNDONE, False),
    ],
)
def test_how_far_and_with_what_proof(sentence, progress, proved):
    (outcome,) = monthly(sentence)
    assert (outcome.progress, outcome.proved) == (progress, proved)


def test_below_a_heading_of_shortcomings_nothing_is_told_as_done():
    found = monthly("1. Hạn chế, tồn tại\n\nTỷ lệ cài đặt ứng dụng còn thấp. Một số chi bộ nộp báo cáo muộn.")
    assert {o.progress for o in found} == {Progress.PARTIAL}


@pytest.mark.parametrize(
    ("heading", "subject", "month"),
    [
        ("KẾT QUẢ CÔNG TÁC THÁNG 6", "nhiệm vụ trọng tâm tháng 7/2026", "2026-06"),
        ("KẾT QUẢ CÔNG TÁC", "nhiệm vụ trọng tâm tháng 7/2026", "2026-06"),
        ("KẾT QUẢ CÔNG TÁC", "nhiệm vụ trọng tâm tháng 01/2026", "2025-12"),
        ("KẾT QUẢ CÔNG TÁC THÁNG 12", "nhiệm vụ trọng tâm tháng 01/2026", "2025-12"),
        ("KẾT QUẢ CÔNG TÁC THÁNG 5/2026", "nhiệm vụ trọng tâm tháng 7/2026", "2026-05"),
    ],
)
def test_results_belong_to_the_month_they_tell_of(heading, subject, month):
    (outcome,) = monthly("Đã ban hành kế hoạch kiểm tra các chi bộ.", subject, heading)
    assert outcome.month == month


def test_tasks_and_aims_are_no_outcomes():
    assert plan("I. MỤC ĐÍCH\n\n1. Đã đến lúc làm tốt hơn nữa.\n\nII. NHIỆM VỤ\n\n1. Các chi bộ họp.").outcomes == ()
