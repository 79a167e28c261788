"""Two thousand mutated lines a run; ``make fuzz COUNT=1000000`` runs as many as one likes."""

import fuzz


def test_no_mutated_line_breaks_the_reading_or_is_quoted_wrongly():
    assert fuzz.run(2000, seed=1) == []


def test_a_wrong_span_and_a_wrong_quote_are_told():
    told = list(fuzz._wrong("văn bản", [(0, 3, "văn"), (0, 3, "bản"), (5, 9, None), (3, 3, None)]))
    assert [fault.split()[0] for fault in told] == ["quote", "span", "span"]


def test_inputs_are_the_same_each_time():
    first = [line for _, line in zip(range(50), fuzz.inputs(7), strict=False)]
    assert first == [line for _, line in zip(range(50), fuzz.inputs(7), strict=False)]
    assert len(set(map(str, first))) > 45
