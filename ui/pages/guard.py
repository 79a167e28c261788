"""What keeps the screens to themselves: no script, style, font or request of another host, and no other host's name."""

import base64
import functools
import gc
import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.resources import files
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.pages.book import BOOK
from ui.pages.way_in import tell_in_vietnamese
from ui.picture.element import declare

__all__ = ["HOSTS", "Astray", "Headers", "policy", "settle", "settled"]

#: Names under which this machine may ask for the screens; another name is somebody else's page rebinding its own.
HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")

_PRELOADED: Final = (
    "pandas",
    "pyarrow",
    "ui.picture.network",
    *(f"ui.pages.{page}" for page, _, _ in BOOK),
)
#: An address such as a page has; in those of files and of Streamlit's own stand dots, underscores, figures, slashes.
_SLUG: Final = re.compile(r"/([a-z]+(?:-[a-z]+)*)/?")
_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@functools.cache
def policy() -> str:
    """The content security policy. The one inline script of Streamlit's own page is allowed by its hash."""
    page = files("streamlit").joinpath("static/index.html").read_text(encoding="utf-8")
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in _INLINE.findall(page)]
    scripts = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in digests)])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


class Headers:
    """ASGI middleware that puts the policy on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers as the answer starts."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy()
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        await self.app(scope, receive, guarded)


class Astray:
    """ASGI middleware that leads an address of no page to the first one: Streamlit would tell of it in English."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or lead it to the root."""
        asked = _SLUG.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if asked and asked[1] not in {address for _, address, _ in BOOK}:
            await RedirectResponse("/")(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def settle() -> None:
    """Let the garbage collector forget what lives as long as the process.

    Streamlit runs a full collection after every click; over modules and loaded graphs that costs more than the click.
    Called once the modules are in, and after each load of a store.
    """
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def settled(app: object) -> AsyncIterator[None]:
    """The life of the server: modules first, then serve."""
    del app
    for name in _PRELOADED:
        import_module(name)
    declare()
    tell_in_vietnamese()
    settle()
    yield
