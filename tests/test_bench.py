"""The bench finds its themes, and recording one theme leaves the figures of the others as they are."""

from pathlib import Path

import pytest

from tests.bench.__main__ import measured, names, theme
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
