"""Sessions of the screens without a browser: each speaks Streamlit's own protocol over a websocket, as a page does.

A page change is timed from asking for a page until the server says that its script has finished; faults that the page
shows (an exception, an error box) are counted.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field
from urllib.parse import quote

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

__all__ = ["Told", "many"]

#: How the page begins its word that it tells an earlier state (``app.behind``).
BEHIND = "Kho vừa có thay đổi"


@dataclass
class Told:
    """Seconds of every page change, by page, and what went wrong."""

    spent: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    behind: int = 0  # page changes that told of the store as it was a moment ago, and said so

    @property
    def all(self):
        """Every page change, the quickest first."""
        return sorted(second for seconds in self.spent.values() for second in seconds)


def many(server, walk, sessions, rounds, think, seed=1):
    """So many sessions at once, each going ``rounds`` times through ``walk``: (page's address, query) in an order of
    its own, with about ``think`` seconds between; the first page of each is a page change as well."""
    return asyncio.run(_many(server, walk, sessions, rounds, think, seed))


async def _many(server, walk, sessions, rounds, think, seed):
    told = Told()
    await asyncio.gather(
        *(_session(server, walk, rounds, think, random.Random(f"{seed}/{n}"), told) for n in range(sessions))
    )
    return told


async def _session(server, walk, rounds, think, rng, told):
    address = server.replace("http", "ws") + "/_stcore/stream"
    headers = {"Origin": server}
    try:
        async with websockets.connect(
            address, subprotocols=["streamlit"], additional_headers=headers, max_size=None
        ) as socket:
            for _ in range(rounds):
                for page, query in rng.sample(walk, len(walk)):
                    await asyncio.sleep(think * (0.5 + rng.random()))
                    start = time.perf_counter()
                    await _ask(socket, page, query)
                    faults, behind = await _finished(socket, page)
                    told.faults += faults
                    told.behind += behind
                    told.spent.setdefault(page, []).append(time.perf_counter() - start)
    except (OSError, websockets.WebSocketException, TimeoutError) as fault:
        told.faults.append(repr(fault))


async def _ask(socket, page, query):
    message = BackMsg()
    message.rerun_script.query_string = "&".join(f"{name}={quote(value)}" for name, value in query.items())
    message.rerun_script.page_name = page
    await socket.send(message.SerializeToString())


async def _finished(socket, page):
    """Read until the script has finished; returns the faults shown on the way, and whether a state before was told."""
    faults, behind = [], False
    while True:
        message = ForwardMsg.FromString(await asyncio.wait_for(socket.recv(), 120))
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            faults.append(f"{page}: {message.delta.new_element.exception.message}")
        if kind == "delta" and message.delta.new_element.alert.format == 1:
            faults.append(f"{page}: {message.delta.new_element.alert.body[:200]}")
        if kind == "delta" and BEHIND in message.delta.new_element.markdown.body:
            behind = True
        if kind == "page_not_found":
            faults.append(f"{page}: not found")
        if kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return faults, behind
