"""Two thousand mutated lines a run; ``make fuzz COUNT=1000000`` runs as many as one likes."""

import fuzz
import pytest


def test_no_mutated_line_breaks_the_reading_or_is_quoted_wrongly():
    assert fuzz.run(2000, seed=1) == []


LIKE = ["367 - QĐİ/TW\u0301ĐT0-V8", "08.ct/TU", "số 5-bcı/TW", "12-TTr/ĐU", "3-\u212al/TW", "9.ſố/TU"]


@pytest.mark.parametrize("line", LIKE)
def test_lines_that_once_broke_the_reading_or_are_like_them(line):
    assert list(fuzz.faults(0, line, 1)) == []


def test_a_wrong_span_and_a_wrong_quote_are_told():
    told = list(fuzz._wrong("văn bản", [(0, 3, "văn"), (0, 3, "bản"), (5, 9, None), (3, 3, None)]))
    assert [fault.split()[0] for fault in told] == ["quote", "span", "span"]


def test_inputs_are_the_same_each_time():
    first = [line for _, line in zip(range(50), fuzz.inputs(7), strict=False)]
    assert first == [line for _, line in zip(range(50), fuzz.inputs(7), strict=False)]
    assert len(set(map(str, first))) > 45
