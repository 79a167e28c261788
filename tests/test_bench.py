"""The bench finds its themes, and recording one theme leaves the figures of the others as they are."""

from datetime import date
from pathlib import Path

import pytest

from graph.coverage.coverage import coverage
from graph.coverage.states import State
from graph.reader import open_reader
from graph.store import open_writer
from tests.bench.__main__ import measured, names, theme
from tests.bench.asked import HEAD, questions
from tests.bench.city import PLAN, papers
from tests.bench.recorded import record
from tests.bench.table import Options, Table


@pytest.mark.parametrize("name", names())
def test_a_theme_says_what_it_is(name):
    assert theme(name).TITLE
    assert callable(theme(name).tables)


def test_there_are_themes_of_the_command_and_of_the_reading():
    assert {"command", "reading"} <= set(names())


def test_a_table_is_markdown(tmp_path):
    class Theme:
        TITLE = "Thử"

        @staticmethod
        def tables(options: Options):
            yield Table(("what", "MB/s"), iter([("one", "1.0"), ("two", f"{options.megabytes}.0")]), "A note.")

    lines = measured(Theme, Options(tmp_path, 1, 2))
    assert lines == ["A note.", "", "| what | MB/s |", "|---|---|", "| one | 1.0 |", "| two | 2.0 |", ""]


def test_a_theme_measured_again_replaces_only_itself(tmp_path: Path):
    file = tmp_path / "measured.md"
    record(file, "reading", "The reading", ["1 MB/s"])
    record(file, "command", "The command", ["0.08 s"])
    record(file, "reading", "The reading", ["5 MB/s"])
    text = file.read_text(encoding="utf-8")
    assert "1 MB/s" not in text
    assert text.index("0.08 s") < text.index("5 MB/s")
    assert text.count("# Measured") == 1
    assert text.count("\n## ") == 2


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """A home with the plan of the city, what each commune made of it, and a resolution of one of them."""
    home = tmp_path_factory.mktemp("city")
    with open_writer(home) as writer:
        writer.load(papers(140))
    return home


def test_the_city_is_what_is_told_of_it(city):
    with open_reader(city) as reader:
        told = coverage(reader, PLAN, today=date(2026, 12, 31))
        assert [answer.state for answer in told.answers] == [State.ISSUED] * 126
        assert [month for month, _ in told.indicators.trend] == [f"2026-{month:02}" for month in range(1, 13)]
        aligned = [task for clause in told.clauses for task in clause.tasks]
        assert len(aligned) > 2_000
        again = coverage(reader, PLAN, today=date(2026, 12, 31))
        assert again.clauses == told.clauses, "as it was kept"
        ((owned, every),) = reader.register.rows(
            "SELECT COUNT(a.task), COUNT(*) FROM tasks t LEFT JOIN assignments a ON a.task = t.id"
        )
        assert 0.9 < owned / every < 1


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.what)
def test_a_question_is_answered(city, question):
    with open_reader(city) as reader:
        question.ask(reader)
        if question.sparql:
            reader.rows(HEAD + question.sparql)
