"""The elements of our own in the browser: the picture of a chain, a text with its sentences marked, where to type.

Both are file-backed components: the browser fetches their script once and a click resends only what changed. Streamlit
finds such components by the metadata of a distribution whose import package has the same name; ours have other names
(``chidao`` is imported as ``ui``), so the folder is registered here, alike for a wheel, an editable install and a bare
working copy.
"""

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["ASSETS", "HTML", "chain_element", "declare", "focus_element", "reader_element"]

ASSETS: Final = Path(__file__).with_name("assets")
HTML: Final = {
    "chain": (
        '<div class="chain"><div class="top"><details class="key"><summary></summary>'
        '<ul class="legend"></ul></details><div class="bar">'
        '<button type="button" value="in"></button><button type="button" value="out"></button>'
        '<button type="button" value="whole"></button><button type="button" value="root"></button>'
        '<button type="button" value="png"></button></div></div><ol class="trail"></ol>'
        '<div class="frame"><div class="net" role="application" tabindex="0"></div><div class="tip" hidden></div>'
        '<button type="button" class="beyond" value="left" hidden></button>'
        '<button type="button" class="beyond" value="right" hidden></button>'
        '<button type="button" class="more" hidden></button></div><div class="say" role="status"></div></div>'
    ),
    "focus": '<div class="focus" aria-hidden="true"></div>',
    "reader": '<div class="reader" tabindex="0" role="document" lang="vi"></div>',
}


def chain_element(
    data: Mapping[str, Any], *, key: str, on_picked: Callable[[], None], on_toggled: Callable[[], None]
) -> None:
    """Draw the payload of a picture. The callbacks find the id clicked in ``st.session_state[key]``.

    ``picked`` is the name of a card or a line, '' where nothing was hit; ``toggled`` the key of a fold.
    """
    _component("chain")(data=dict(data), key=key, on_picked_change=on_picked, on_toggled_change=on_toggled)


def reader_element(data: Mapping[str, Any], *, key: str, on_picked: Callable[[], None]) -> None:
    """Show a text in segments, some of them marked; ``picked`` is the number of the mark clicked."""
    _component("reader")(data=dict(data), key=key, on_picked_change=on_picked)


def declare() -> None:
    """Tell the runtime of the elements before anybody needs one: their files can be asked for from then on."""
    for name in HTML:
        _declare(name)


def focus_element(label: str, wish: str) -> None:
    """Put the keyboard into the input whose label begins so; once for each ``wish``."""
    _component("focus")(data={"label": label, "wish": wish}, key=f"focus {label}")


def _component(name: str) -> "ComponentRenderer":
    _declare(name)
    return _renderer(name)


@functools.cache
def _renderer(name: str) -> "ComponentRenderer":
    # never at import: a file-backed component can be made only where a Streamlit runtime is up
    from streamlit.components.v2 import component  # noqa: PLC0415

    return component(f"chidao.{name}", html=HTML[name], css=f"{name}.css", js=f"{name}.js")


def _declare(name: str) -> None:
    """Tell the runtime that serves this session where the files lie; each runtime is told once."""
    from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager  # noqa: PLC0415
    from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest  # noqa: PLC0415

    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"chidao.{name}") is None:
        config = ComponentConfig(name, asset_dir=ASSETS.name)
        manager.register_from_manifest(ComponentManifest("chidao", "0", [config]), ASSETS.parent)
