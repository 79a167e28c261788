"""The words of the gate: every example is refused or held, no counter-example is."""

import tomllib

import pytest

import data
from ingest.gate.filenames import weight_of_name
from ingest.gate.lines import weigh
from ingest.gate.words import Weight

TABLE = tomllib.loads(data.path("words", "secrecy.toml").read_text(encoding="utf-8"))
LINES = [*TABLE["level"], *TABLE["beside"], *TABLE["stamp"], *TABLE["unclear"], TABLE["label"], TABLE["furniture"]]
FIELDS = {"examples": Weight.SECRET, "held": Weight.HELD, "counter": Weight.OPEN}


def cases(entries):
    return [
        pytest.param(case, weight, id=f"{weight.name}: {case}")
        for entry in entries
        for field, weight in FIELDS.items()
        for case in entry.get(field, ())
    ]


@pytest.mark.parametrize(("line", "weight"), cases(LINES))
def test_a_line_of_the_stamp_zone(line, weight):
    assert weigh(f"ĐẢNG ỦY XÃ VĨNH SƠN\n{line}\nKế hoạch năm\n1. Việc cần làm") is weight


@pytest.mark.parametrize(("name", "weight"), cases(TABLE["name"]))
def test_a_name(name, weight):
    assert weight_of_name(name) is weight


def test_every_entry_is_shown_both_ways():
    for entry in (*LINES, *TABLE["name"]):
        assert entry.get("examples") or entry.get("held")
        assert entry["counter"]
