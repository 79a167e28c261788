"""What the picture of a chain needs in a new browser is named with the page itself, to be fetched while that starts.

Otherwise the browser learns of it step by step: Streamlit's own script, then its part for elements of others' making,
then our script, then the library that draws.
"""

import functools
import re
from importlib.resources import files
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.pages.book import BOOK

__all__ = ["Ahead", "links"]

_OURS: Final = (
    "/_stcore/bidi-components/chidao.chain/chain.js",
    "/_stcore/bidi-components/chidao.chain/vis-network.min.js",
)
#: Streamlit's part that draws elements of others' making; its files bear a digest in their names.
_PART: Final = "BidiComponent"
_IMPORTED: Final = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


@functools.cache
def links() -> str:
    """The ``Link`` header; of Streamlit's files those of this release, where it has them."""
    names = (*(f"/static/js/{name}" for name in sorted(_scripts())), *_OURS)
    return ", ".join(f"<{name}>; rel=modulepreload" for name in names)


def _scripts() -> set[str]:
    """The files that the part needs, without those that the page names itself."""
    static = files("streamlit").joinpath("static")
    folder = static.joinpath("static/js")
    known = set(re.findall(r"static/js/([\w.-]+\.js)", static.joinpath("index.html").read_text(encoding="utf-8")))
    found: set[str] = set()
    queue = [file.name for file in folder.iterdir() if re.fullmatch(rf"{_PART}\.[\w-]+\.js", file.name)]
    while queue:
        name = queue.pop()
        if name in known or name in found:
            continue
        found.add(name)
        queue += _IMPORTED.findall(folder.joinpath(name).read_text(encoding="utf-8"))
    return found


class Ahead:
    """ASGI middleware that puts the header on the page of chains."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._address = next(f"/{address}" for name, address, _ in BOOK if name == "chain")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; name the files as the answer starts."""
        if scope["type"] != "http" or scope["path"] != self._address:
            await self.app(scope, receive, send)
            return

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["Link"] = links()
            await send(message)

        await self.app(scope, receive, named)
