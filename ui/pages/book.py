"""The table of the pages: what each is called in code and in the address, and its heading in the menu.

A page called ``x`` is the function ``show(pages)`` of the module ``ui.pages.x``; its title is the sentence ``app.x``.
Streamlit puts this folder on the path of modules: none here may be called as a package of ours or of others is.
"""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any, Final

__all__ = ["BOOK", "module", "show"]

#: (page, address, heading of the menu: a sentence 'menu.…', or '' where it stands by itself)
BOOK: Final = (
    ("overview", "", ""),  # the first page stands at the root, whatever it is called
    ("chain", "chuoi", ""),
    ("document", "van-ban", ""),
    ("tasks", "nhiem-vu", "menu.work"),
    ("month", "thang", "menu.work"),
    ("coverage", "do-phu", "menu.work"),
    ("duties", "trach-nhiem", "menu.work"),
    ("intake", "nap", "menu.desk"),
    ("review", "duyet", "menu.desk"),
    ("query", "tra-cuu", "menu.look"),
    ("unit", "don-vi", "menu.look"),
    ("journal", "nhat-ky", "menu.look"),
)


def module(page: str) -> ModuleType:
    """The module of a page; imported when first shown, or before by the server as it starts."""
    return import_module(f"ui.pages.{page}")


def show(page: str) -> Callable[[Any], None]:
    """The function that draws a page."""
    return module(page).show  # type: ignore[no-any-return]
