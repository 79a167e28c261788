"""The tab of Trách nhiệm that compares days: what is found, with its sentences and the ways there."""

import alone
import pytest
import test_schedule
from test_ui_tables import links, told

from ui import actions
from ui.pages.words import say
from ui.words import day

home = test_schedule.home


@pytest.fixture
def visit(monkeypatch):
    return lambda home, **address: alone.visit("duties", home, monkeypatch, xem="doi-chieu", **address)


def test_each_contradiction_has_both_sentences_and_the_ways_to_them(visit, home):
    held = actions.schedule(home)
    shown = visit(home)
    text, ways = told(shown), links(shown)
    assert held["findings"]
    assert f"Không khớp giữa các văn bản ({len(held['findings'])})" in text
    for one in held["findings"]:
        assert one["why"] in text
        assert one["label"] in text
        for due in filter(None, (one["due"], one["against"])):
            assert due["text"] in text
            assert any(due["name"] in label and day(due["day"]) in label for label, _ in ways)
    assert held["statement"] in text


def test_levels_days_left_and_single_texts_are_told(visit, home):
    held = actions.schedule(home)
    shown = visit(home)
    text, ways = told(shown), [label for label, _ in links(shown)]
    least = min(held["lead"], key=lambda one: one["days"])
    assert any(f"{least['days']} ngày, hạn đầu {day(least['due']['day'])}" in label for label in ways)
    assert f"Trong từng văn bản ({len(held['in_one_text'])})" in text
    for one in held["in_one_text"]:
        assert one["text"].startswith("urn:chidao:text:")
        assert one["why"] in text
    (table,) = shown.table
    assert list(table.value.iloc[:, 0]) == [one["level"] for one in held["levels"]]


def test_a_unit_a_month_and_a_directive_narrow(visit, home):
    june = actions.schedule(home, month="2026-07")
    text = told(visit(home, thang="2026-07"))
    assert f"Không khớp giữa các văn bản ({len(june['findings'])})" in text
    assert "không tính theo tháng" in text
    unit = told(visit(home, dv="dang uy xa tan ho co"))
    found = actions.schedule(home, unit="dang uy xa tan ho co")["findings"]
    assert f"Không khớp giữa các văn bản ({len(found)})" in unit
    assert say("whose.unknown") in told(visit(home, vb="999-KH/TU"))


def test_where_all_fits_it_says_what_was_looked_for(visit, home):
    assert actions.schedule(home, unit="dang uy xa tan hong")["findings"] == []
    assert "Không thấy chỗ nào hẹn sau hạn của cấp trên" in told(visit(home, dv="dang uy xa tan hong"))
