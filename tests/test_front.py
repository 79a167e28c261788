"""The words of Streamlit's own boxes and tables are Vietnamese."""

from importlib.resources import files

import pytest

from ui.pages.front import WORDS, spoken

SCRIPTS = [path.name for path in files("streamlit").joinpath("static/static/js").iterdir()]


@pytest.mark.parametrize("part", WORDS)
def test_each_word_is_found_in_the_release_that_is_installed_and_changed(part):
    (name,) = [name for name in SCRIPTS if name.startswith(f"{part}.")]
    before = files("streamlit").joinpath("static/static/js", name).read_text(encoding="utf-8")
    text = spoken(name)
    for english, words in WORDS[part].items():
        assert english in before, "the release says it otherwise"
        assert english not in text
        assert words in text
    assert abs(len(text) - len(before)) < 60 * len(WORDS[part])


def test_a_script_that_is_not_there_is_not_answered_for():
    assert spoken("Selectbox.xyz.js") is None
