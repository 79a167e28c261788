"""The picture of a chain: first paint, panning, plain pyvis beside it. Wants the development packages and Chromium."""

import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.measure import ROOT, run
from tests.bench.table import Options, Table

sys.path.insert(0, str(ROOT / "tests"))

TITLE = "The picture of a chain"
CITIES = {"126 communes": ("Hà Nội",), "four cities": ("Hà Nội", "Hải Phòng", "Cần Thơ", "Đà Nẵng")}
CODE = "9999-KL/TW"
PATIENCE = 60_000


def tables(options: Options) -> Iterator[Table]:
    """The page as a person opens it, then the drawing alone beside pyvis'."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the other themes run without it
    from screens import CHROMIUM, FLAGS  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        homes = {name: _home(Path(folder), cities) for name, cities in CITIES.items()}
        note = (
            "Planted cascades (`tests/planted`): a central directive, cities, their communes. Chromium headless, "
            "software rendering, on the cores that also serve; wall seconds, the best of several. First paint: from "
            "the click or the address until the canvas of the picture stands. The peer is a Streamlit application of "
            'one line, `st.write("x")`, until its word stands: so much is Streamlit\'s own. Load average before: '
            f"{os.getloadavg()[0]:.1f}."
        )
        yield Table(("the page, `chidao ui`", "nodes", "first paint"), _pages(browser, homes, options.times), note)
        note = (
            "The drawing alone, from files on this machine: from opening the file until the first frame with the "
            "chain; frames a second while the picture is moved at every frame (the browser gives at most 60). pyvis "
            "draws every node at once (its page with the script inlined); ours as a page opens it (cohorts and tasks "
            "folded), and with everything opened. Physics is shown by pyvis only once it has settled; more than "
            f"{PATIENCE // 1000} s are not waited for, and what was too slow for one chain is not run on a larger one."
        )
        head = ("drawn by", "nodes of the chain", "cards drawn", "first paint", "settled", "frames/s")
        yield Table(
            head, _drawings(browser, [(options.home, "27-KL/TW"), *((home, CODE) for home in homes.values())]), note
        )
        browser.close()


def _home(folder: Path, cities: tuple[str, ...]) -> Path:
    from planted.cascade import plant  # noqa: PLC0415

    papers, home = folder / f"papers{len(cities)}", folder / f"home{len(cities)}"
    papers.mkdir()
    for name, text in plant(cities=cities, months=0).files.items():
        (papers / name).write_text(text, encoding="utf-8")
    run("ingest", papers, home=home)
    return home


def _plain(browser: Any, folder: Path, times: int) -> float:
    """Seconds until a Streamlit application of one line stands in a new browser, the best of several."""
    from screens import listening  # noqa: PLC0415

    script = folder / "plain.py"
    script.write_text('import streamlit as st\n\nst.write("x")\n', encoding="utf-8")
    flags = {"server.address": "127.0.0.1", "server.headless": "true", "browser.gatherUsageStats": "false"}
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    with listening(
        lambda port: [*command, *(f"--{name}={value}" for name, value in flags.items()), f"--server.port={port}"],
        folder / "plain.log",
        cwd=folder,
    ) as server:
        _opened(browser, server, "/", "[data-testid=stMarkdown]")
        return min(_opened(browser, server, "/", "[data-testid=stMarkdown]") for _ in range(times))


def _nodes(home: Path) -> int:
    from ui import actions  # noqa: PLC0415

    return len(actions.trace(home, CODE, addressees=True)["nodes"])


def _pages(browser: Any, homes: dict[str, Path], times: int) -> Iterator[tuple[str, ...]]:
    from screens import quiet, serving  # noqa: PLC0415

    plain = _plain(browser, next(iter(homes.values())).parent, times)
    yield "peer: an application of one line, new browser, empty cache", "", f"{plain:.2f} s"
    for name, home in homes.items():
        count = f"{_nodes(home):,}"
        with serving(home, home.with_suffix(".log")) as server:
            cold = _opened(browser, server, f"/chuoi?vb={CODE}")
            yield f"{name}: first visit since the server started, empty browser cache", count, f"{cold:.2f} s"
            new = min(_opened(browser, server, f"/chuoi?vb={CODE}") for _ in range(times))
            yield f"{name}: new browser, empty cache, the chain read before", count, f"{new:.2f} s"
            page = browser.new_context(base_url=server, viewport={"width": 1440, "height": 900}).new_page()
            found = []
            for _ in range(times):
                page.goto("/")
                quiet(page)
                link = page.get_by_role("link", name=CODE).first
                link.wait_for()
                start = time.perf_counter()
                link.click()
                page.locator(".net canvas").wait_for()
                found.append(time.perf_counter() - start)
            yield f"{name}: from *Tổng quan* by a link", count, f"{min(found):.2f} s"
            page.context.close()


def _opened(browser: Any, server: str, address: str, awaited: str = ".net canvas") -> float:
    context = browser.new_context(base_url=server, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(awaited).first.wait_for()
    spent = time.perf_counter() - start
    context.close()
    return spent


def _drawings(browser: Any, chains: list[tuple[Path, str]]) -> Iterator[tuple[str, ...]]:
    from tests.bench.drawing import every_fold, folder_served, ours, pyvis_page  # noqa: PLC0415
    from ui import actions  # noqa: PLC0415
    from ui.picture.trace import months_of, read_trace, with_standings  # noqa: PLC0415

    peers = {"pyvis, hierarchical": True, "pyvis, physics (its default)": False}
    with tempfile.TemporaryDirectory() as made, folder_served(Path(made)) as server:
        for home, code in chains:
            trace = read_trace(actions.trace(home, code, addressees=True))
            stand = actions.standings(home, code, months_of(trace), today=dt.date(2026, 12, 1))
            trace, count = with_standings(trace, stand), f"{len(trace.nodes):,}"
            for name, keys in (("ours, as the page opens", frozenset()), ("ours, everything open", every_fold(trace))):
                cards = ours(Path(made), "ours", trace, keys)
                yield name, count, f"{cards:,}", *_drawn(browser, f"{server}/ours.html")
            for name, levels in tuple(peers.items()):
                cards = pyvis_page(Path(made), "pyvis", trace, levels)
                drawn = _drawn(browser, f"{server}/pyvis.html", not levels)
                yield name, count, f"{cards:,}", *drawn
                if not drawn[1]:
                    del peers[name]


def _drawn(browser: Any, address: str, physics: bool = False) -> tuple[str, str, str]:
    """First paint, settled, frames a second; what was not waited for is told."""
    from playwright.sync_api import TimeoutError as Late  # noqa: PLC0415

    from tests.bench.drawing import FPS  # noqa: PLC0415

    page = browser.new_page(viewport={"width": 1440, "height": 900})
    try:
        page.goto(address, timeout=PATIENCE)
        page.wait_for_function("window.painted", timeout=PATIENCE)
        if physics:
            page.wait_for_function("window.settled", timeout=PATIENCE)
        painted, settled = page.evaluate("[window.painted, window.settled]")
        frames = page.evaluate(f"({FPS})(window.pan)")
        return f"{painted / 1000:.2f} s", f"{settled / 1000:.1f} s" if settled else "at once", f"{frames:.0f}"
    except Late:
        return f"over {PATIENCE // 1000} s", "", ""
    finally:
        page.close()
