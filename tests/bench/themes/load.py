"""Twenty people at the screens at once, alone and with a bulk ingest beside them; and the first page after a start."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.many import write
from tests.bench.measure import COMMAND, ROOT
from tests.bench.table import Options, Table

sys.path.insert(0, str(ROOT / "tests"))

TITLE = "Twenty people at once"
SESSIONS, ROUNDS, THINK = 20, 1, 2.0
PAPERS = 1000


def tables(options: Options) -> Iterator[Table]:
    """Page changes of many sessions over the demo store, and how long the first page takes."""
    note = (
        f"{SESSIONS} sessions over the samples speak Streamlit's protocol (`tests/sessions.py`), each through every "
        f"page {ROUNDS}× in an order of its own, about {THINK:.0f} s between; from asking for a page until its "
        "script has finished. One browser (Chromium) walks beside them, from click until the page is still. Server, "
        "sessions, browser and ingest share the machine. Load average before it all began: "
        f"{os.getloadavg()[0]:.1f}."
    )
    beside: list[tuple[str, ...]] = []
    head = ("what", "page changes", "faults", "median", "95 of 100", "slowest", "of a state before, and say so")
    yield Table(head, _rows(options.home, beside), note)
    note = (
        "What the ingest loses is what server, sessions and browser take of the two cores, and what the server does to "
        "follow it: the former is seen where the same sessions and browser are shown another store."
    )
    yield Table((f"the ingest of {PAPERS:,} documents", "wall", "documents/s", "exit code"), beside, note)
    yield Table(
        ("from `chidao ui` to", "wall"), _first(options.home, options.times), "The first page, best of several."
    )


def _rows(demo: Path, beside: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Page changes; what is learnt of the ingest meanwhile goes into ``beside``."""
    with tempfile.TemporaryDirectory() as folder:
        home, other, alone, quiet = (shutil.copytree(demo, Path(folder, str(at))) for at in range(4))
        papers = Path(folder, "papers")
        write(papers, PAPERS)
        beside.append(("alone", *_Ingest(quiet, papers).end()))
        yield from _measured(home, f"{SESSIONS} sessions", None, [])
        list(_measured(home, "", (other, papers), beside))
        yield from _measured(alone, f"the same, {PAPERS:,} documents put in beside them", (alone, papers), beside)


class _Ingest:
    """``chidao ingest`` on its way."""

    def __init__(self, home: Path, papers: Path) -> None:
        self._start, self._home = time.perf_counter(), home
        self._process = subprocess.Popen(
            [str(COMMAND), "--home", str(home), "ingest", str(papers)], stdout=subprocess.DEVNULL
        )

    def end(self) -> tuple[str, ...]:
        """Wait for its end: seconds, documents a second, exit code."""
        code = self._process.wait()
        spent = time.perf_counter() - self._start
        return f"{spent:.0f} s", f"{PAPERS / spent:.0f}", str(code)


def _measured(
    home: Path, name: str, put_in: tuple[Path, Path] | None, beside: list[tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """Sessions over ``home``, while documents are ``put_in``: (a home, a folder)."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    from screens import ASKED, serving  # noqa: PLC0415
    from sessions import many  # noqa: PLC0415

    from ui.pages.book import BOOK  # noqa: PLC0415

    walk = [("" if at == 0 else path, ASKED.get(page, {})) for at, (page, path, _) in enumerate(BOOK)]
    with serving(home, home.with_suffix(".log")) as server, ThreadPoolExecutor(2) as pool:
        many(server, walk, 1, 1, 0.1)  # the store is read once
        ingest = pool.submit(_Ingest(*put_in).end) if put_in else None
        browser = pool.submit(_browser, server)
        told = many(server, walk, SESSIONS, ROUNDS, THINK)
        seen = browser.result()
        yield (*_row(name, told.all, len(told.faults)), str(told.behind))
        yield (*_row(f"{name}: the browser", sorted(seen), 0), "")
        if ingest is None or put_in is None:
            return
        where = "they see" if put_in[0] == home else "they do not see"
        beside.append((f"beside the sessions, into a store that {where}", *ingest.result()))
        start = time.perf_counter()
        while many(server, walk[:1], 1, 1, 0.2).behind:
            pass
        if put_in[0] == home:
            beside.append(
                ("from its end until the pages tell all of it", f"{time.perf_counter() - start:.0f} s", "", "")
            )


def _row(name: str, spent: list[float], faults: int) -> tuple[str, ...]:
    late = spent[int(len(spent) * 0.95)]
    middle = statistics.median(spent)
    return name, str(len(spent)), str(faults), f"{middle:.2f} s", f"{late:.2f} s", f"{spent[-1]:.2f} s"


def _browser(server: str) -> list[float]:
    """Seconds of page changes by the menu of one real browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415
    from screens import CHROMIUM, FLAGS, quiet  # noqa: PLC0415

    spent = []
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS)).new_page(
            base_url=server, viewport={"width": 1440, "height": 900}
        )
        page.goto("/")
        quiet(page)
        for _ in range(6):
            for name in ("Chuỗi triển khai", "Văn bản", "Tổng quan"):
                link = page.get_by_role("link", name=name, exact=True).first
                start = time.perf_counter()
                link.click()
                quiet(page, 0)
                spent.append(time.perf_counter() - start)
                page.wait_for_timeout(700)
    return spent


def _first(home: Path, times: int) -> Iterator[tuple[str, str]]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415
    from screens import CHROMIUM, FLAGS  # noqa: PLC0415

    found: list[tuple[float, float]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for _ in range(times):
            found.append(_start(browser, home))
        browser.close()
    yield "the server answers", f"{min(up for up, _ in found):.2f} s"
    yield (
        "the first page, *Tổng quan*, shows its figures (new browser, empty cache)",
        f"{min(p for _, p in found):.2f} s",
    )


def _start(browser: Any, home: Path) -> tuple[float, float]:
    from screens import serving  # noqa: PLC0415

    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, serving(home, Path(folder, "log")) as server:
        up = time.perf_counter() - start
        page.goto(server)
        page.locator("[data-testid=stMetric]").first.wait_for()
        shown = time.perf_counter() - start
        context.close()
    return up, shown
