"""The words of tables, heads and cells: every example is told as its entry says, no counter-example is."""

import re
import tomllib

import pytest

import data
from ingest.flat import words
from ingest.heads import columns, kind_of
from ontology.fold import tone_fold

HEADS = tomllib.loads(data.path("words", "tables.toml").read_text(encoding="utf-8"))["entry"]
CELLS = tomllib.loads(data.path("words", "cells.toml").read_text(encoding="utf-8"))
TOLD = {
    "owner": words.begins_owner,
    "product": words.begins_product,
    "time": words.is_time,
    "unfinished": words.is_unfinished,
    "opening": words.is_unfinished,
    "numbered": words.awaits_number,
    "end": words.ends_table,
}


@pytest.mark.parametrize("entry", HEADS, ids=[entry["column"] for entry in HEADS])
def test_heads_of_columns(entry):
    assert entry["examples"] and entry["counter"]
    whole = next(column.whole for column in columns() if column.name == entry["column"])
    for head in entry["examples"]:
        assert kind_of(head) == entry["column"], head
        assert whole.fullmatch(tone_fold(head)), head
    for head in entry["counter"]:
        assert kind_of(head) != entry["column"], head
        assert not whole.fullmatch(tone_fold(head)), head


@pytest.mark.parametrize("name", TOLD)
def test_cells(name):
    assert CELLS[name]["examples"] and CELLS[name]["counter"]
    for example in CELLS[name]["examples"]:
        assert TOLD[name](example), example
    for counter in CELLS[name]["counter"]:
        assert not TOLD[name](counter), counter


def test_joints_of_times():
    joint = re.compile(CELLS["joint"]["pattern"])
    assert all(joint.fullmatch(example) for example in CELLS["joint"]["examples"])
    assert not any(joint.fullmatch(counter) for counter in CELLS["joint"]["counter"])
    assert set(CELLS) == {*TOLD, "joint"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Văn phòng", "Đảng ủy Bưu điện"),
        ("Ủy ban Mặt trận Tổ quốc", "Việt Nam phường"),
        ("Đồng chí Bí thư", "Đảng ủy"),
        ("UBKT", "Đảng ủy Trong tháng 8"),
        ("Thường", "xuyên"),
        ("Trong tháng", "8"),
    ],
)
def test_names_and_times_that_a_line_breaks(before, after):
    assert words.bridges(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [("Bộ Y tế", "Bộ Tài chính"), ("Văn phòng Đảng ủy", "Công an phường"), ("Quý I/2027", "Công an phường"),
     ("Phòng Kinh tế, Hạ tầng và Đô thị", "Trung tâm Phục vụ hành chính công")],
)  # fmt: skip
def test_cells_that_only_follow_each_other(before, after):
    assert not words.bridges(before, after)
