"""What the server says goes out at once, not after the browser has thanked for what it said before.

Streamlit binds its socket without naming the protocol, so asyncio does not take it for TCP and leaves Nagle's algorithm
on: a second small write waits until the first is acknowledged, which browsers put off by 40 ms. A page is a hundred
files, and every click some messages.
"""

import socket
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Prompt"]


class Prompt:
    """ASGI middleware that turns the delay off for the connection of each request (``TCP_NODELAY``)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the connection up, pass the request on."""
        if scope["type"] in ("http", "websocket"):
            _hurry(receive)
        await self.app(scope, receive, send)


def _hurry(receive: Receive) -> None:
    """ASGI names no connection; uvicorn's ``receive`` is a method of what holds it. Another server is left alone."""
    transport: Any = getattr(getattr(receive, "__self__", None), "transport", None)
    connection = transport.get_extra_info("socket") if transport is not None else None
    if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
