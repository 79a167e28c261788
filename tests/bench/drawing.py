"""Pictures drawn in a browser, ours and pyvis' own, from files on this machine: until the first paint, and panning.

Each is a page in a folder that is served on the loopback; nothing of it asks another host.
"""

import json
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pyvis.network import Network

from ui.picture.element import ASSETS, HTML
from ui.picture.marks import short
from ui.picture.network import payload
from ui.picture.scene import build
from ui.picture.trace import Trace

__all__ = ["FPS", "every_fold", "folder_served", "ours", "pyvis_page"]

#: Frames a second while the picture is moved at every frame for a second and a half.
FPS = """(pan) => new Promise((done) => {
  let frames = 0, start = 0;
  const step = (now) => {
    start ||= now;
    if (now - start > 1500) return done((frames / (now - start)) * 1000);
    frames++;
    pan(Math.floor(frames / 30) % 2 ? -14 : 14, Math.floor(frames / 30) % 2 ? -9 : 9);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
_OURS = """<!doctype html><meta charset="utf-8"><style>body {{ margin: 0; font-family: sans-serif; }} {css}</style>
<div id="host">{html}</div><script type="module">
  import draw from "./chain.js";
  const data = await (await fetch("{data}")).json();
  await document.fonts.ready;
  const host = document.getElementById("host");
  draw({{ data, parentElement: host, setTriggerValue() {{}}, setStateValue() {{}} }});
  requestAnimationFrame(() => requestAnimationFrame(() => {{ window.painted = performance.now(); }}));
  window.pan = (x, y) => host.querySelector(".net").panBy(x, y);
</script>"""
_PYVIS = """
  network.once("afterDrawing", () => { window.painted = performance.now(); });
  network.once("stabilizationIterationsDone", () => { window.settled = performance.now(); });
  window.pan = (x, y) => {
    const v = network.getViewPosition();
    network.moveTo({ position: { x: v.x + x, y: v.y + y } });
  };
"""


def every_fold(trace: Trace) -> frozenset[str]:
    """The keys of all folds, so that as much of a chain is drawn as the budget lets."""
    keys: frozenset[str] = frozenset()
    while True:
        cards = build(trace, keys).cards.values()
        folds = (fold for card in cards for fold in (*card.folds, *([card.fold] if card.fold else ())))
        more = {fold.key for fold in folds if not fold.open} - keys
        if not more:
            return keys
        keys |= more


def ours(folder: Path, name: str, trace: Trace, keys: frozenset[str]) -> int:
    """Write our picture of a chain; returns how many cards it has."""
    scene = build(trace, keys)
    words = dict.fromkeys(("picture", "in", "in_why", "out", "out_why", "whole", "whole_why", "root", "root_why", "png",
                           "png_why", "more"), "x")  # fmt: skip
    extra: dict[str, Any] = {"legend": [], "told": [], "lang": "vi", "file": "x", "panel": ".x"}
    data = payload(scene, ask={"n": 0, "id": ""}, words=words, **extra)
    (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    for asset in ("chain.js", "vis-network.min.js"):
        shutil.copy(ASSETS / asset, folder / asset)
    css = (ASSETS / "chain.css").read_text(encoding="utf-8")
    page = _OURS.format(css=css, html=HTML["chain"], data=f"{name}.json")
    (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return len(scene.cards)


def pyvis_page(folder: Path, name: str, trace: Trace, hierarchical: bool) -> int:
    """Write plain pyvis' page of the same chain: all its nodes and facts; its script inlined, other hosts cut out."""
    network = Network(height="800px", width="100%", directed=True, cdn_resources="in_line")
    for node in trace.nodes.values():
        network.add_node(short(node.id), label=node.label[:40] or node.code, title=node.title, shape="box")
    for fact in trace.facts:
        network.add_edge(short(fact.source), short(fact.target), title=fact.relation)
    if hierarchical:
        network.options = {
            "layout": {"hierarchical": {"enabled": True, "direction": "LR"}},
            "physics": {"enabled": False},
        }
    page = network.generate_html(notebook=False)
    page = re.sub(r"<(link|script)[^>]*(https?:)?//[^>]*>(</script>)?", "", page)
    page = page.replace("return network;", f"{_PYVIS} return network;")
    (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return len(network.nodes)


@contextmanager
def folder_served(folder: Path) -> Iterator[str]:
    """The address of a folder on the loopback."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
