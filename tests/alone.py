"""One page without a browser: Streamlit's own test of a script, over a real store."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

__all__ = ["visit"]


def _script(which: str) -> None:
    import streamlit as st  # noqa: PLC0415 - this function is the text of a script

    from ui.pages.book import BOOK, show  # noqa: PLC0415
    from ui.pages.links import Pages  # noqa: PLC0415

    made = {}
    pages = Pages(made)
    for name, address, _ in BOOK:
        made[name] = st.Page(
            lambda name=name: show(name)(pages), title=name, url_path=address or name, default=name == which
        )
    st.navigation(list(made.values())).run()


def visit(which: str, home: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
    """The page as it stands once its script has run; that it ran is asserted."""
    monkeypatch.setenv("CHIDAO_HOME", str(home))
    at = AppTest.from_function(_script, kwargs={"which": which}, default_timeout=60)
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at
