"""The layout: apart, in order, the same every time, and no line behind a card."""

import random
from itertools import combinations

import pytest

from ui.picture.layout import Box, Wire, columns, place, pool


def _random_graph(size: int, seed: int = 7) -> tuple[list[Box], list[Wire]]:
    dice = random.Random(seed)
    boxes = [Box(f"b{i}", dice.randrange(6), dice.choice((60.0, 110.0, 175.0)), (f"{i:04}",)) for i in range(size)]
    by_column = sorted(boxes, key=lambda box: box.column)
    wires = []
    for i in range(size * 2 if size > 1 else 0):
        a, b = sorted(dice.sample(by_column, 2), key=lambda box: box.column)
        if a.column < b.column:
            wires.append(Wire(f"w{i}", a.id, b.id, dice.choice(("", f"trunk {a.id}"))))
    return boxes, wires


@pytest.mark.parametrize("size", [1, 2, 50, 500])
def test_boxes_of_a_column_never_overlap(size):
    boxes, wires = _random_graph(size)
    placed = place(boxes, wires)
    for a, b in combinations(boxes, 2):
        if a.column == b.column:
            assert abs(placed.y[a.id] - placed.y[b.id]) >= (a.height + b.height) / 2 + 17.9


@pytest.mark.parametrize("size", [50, 500])
def test_passing_lines_keep_clear_of_boxes(size):
    boxes, wires = _random_graph(size)
    placed = place(boxes, wires)
    assert placed.passes
    for (_, column), y in placed.passes.items():
        for box in boxes:
            if box.column == column:
                assert abs(placed.y[box.id] - y) > box.height / 2


def test_same_input_gives_same_picture_whatever_the_order_of_wires():
    boxes, wires = _random_graph(120)
    once = place(boxes, wires)
    again = place(list(reversed(boxes)), list(reversed(wires)))
    assert dict(once.y) == dict(again.y)
    assert dict(once.passes) == dict(again.passes)


def test_a_parent_stands_in_the_middle_of_its_children():
    boxes = [Box("p", 0, 100), *(Box(f"c{i}", 1, 50, (str(i),)) for i in range(5))]
    placed = place(boxes, [Wire(f"w{i}", "p", f"c{i}") for i in range(5)])
    assert placed.y["p"] == pytest.approx(placed.y["c2"], abs=1)
    assert [placed.y[f"c{i}"] for i in range(5)] == sorted(placed.y[f"c{i}"] for i in range(5))


def test_wires_of_one_trunk_pass_a_column_at_one_place():
    boxes = [Box("p", 0, 100), Box("m", 1, 100), Box("a", 2, 50, ("a",)), Box("b", 2, 50, ("b",))]
    placed = place(boxes, [Wire("1", "p", "a", "t"), Wire("2", "p", "b", "t"), Wire("3", "p", "b")])
    assert set(placed.passes) == {("t", 1), ("3", 1)}


def test_columns_follow_the_longest_way_and_break_cycles():
    assert columns([("a", "b"), ("b", "c"), ("a", "c")], ["c", "b", "a"]) == {"a": 0, "b": 1, "c": 2}
    cycle = columns([("a", "b"), ("b", "c"), ("c", "a")], ["a", "b", "c"])
    assert sorted(cycle.values()) == [0, 1, 2]


def test_pool_is_the_nearest_ordered_sequence():
    assert pool([3, 1, 2], [1, 1, 1]) == [2, 2, 2]
    assert pool([1, 5, 4, 9], [1, 1, 3, 1]) == [1, 4.25, 4.25, 9]
