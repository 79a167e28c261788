"""The screens in a real browser, for every test that opens a page: a plugin of pytest, named in conftest.

``served`` is the store that the browser sees (a test file that needs another one defines a fixture of that name),
``server`` the address of ``chidao ui`` over it, ``chromium`` the browser, and ``page`` a page of it that fails its test
when it asked another host, when anything was complained about on its console, or when an answer failed. A file has one
server, so files that run side by side do not disturb one another.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlparse

import pytest

from ui import actions
from ui.pages.book import BOOK
from ui.serve import command, environment

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
#: On a page other than the first, Streamlit's own script looks for its server beside the page before at the root.
PROBES = re.compile(r"/[a-z-]+/_stcore/(health|host-config)$")
WIDE, PHONE = (1440, 900), (390, 844)

#: What a page is asked to show where its bare address offers a choice only.
ASKED = {
    "chain": {"vb": "27-KL/TW"},
    "document": {"vb": "urn:chidao:directive:215-cv-tu:2026-04-29:an-hai"},
    "coverage": {"vb": "27-KL/TW"},
    "tasks": {"thang": "2026-06"},
    "month": {"thang": "2026-06"},
    "duties": {"thang": "2026-06"},
    "unit": {"dv": "Đảng ủy phường Hòa Lạc"},
}


def address(page, **also):
    """The address of a page of the book with what it is to show; ``also`` comes in place of :data:`ASKED`."""
    path = "" if page == BOOK[0][0] else next(path for name, path, _ in BOOK if name == page)
    query = "&".join(f"{name}={quote(value)}" for name, value in (also or ASKED.get(page, {})).items())
    return f"/{path}?{query}" if query else f"/{path}"


EVIL = "<img src=x onerror=document.title=1>![x](http://evil.example/x.png) www.evil.example :material/home: $x$"
HOSTILE = f"""THÀNH ỦY AN HẢI    ĐẢNG CỘNG SẢN VIỆT NAM
*    An Hải, ngày 19 tháng 6 năm 2026
Số 66-KL/TU

KẾT LUẬN
CỦA BAN THƯỜNG VỤ THÀNH ỦY
về thực hiện Kết luận số 27-KL/TW {EVIL}
-----

Ban Thường vụ Thành ủy kết luận để thực hiện Kết luận số 27-KL/TW, ngày 24 tháng 4 năm 2026 của Ban Bí thư như sau:

I. NHIỆM VỤ

1. Giao Ban Tổ chức Thành ủy rà soát {EVIL} trước ngày 30/6/2026.

2. Giao Văn phòng Thành ủy <script>document.title=2</script> tham mưu báo cáo Ban Bí thư trước ngày 16/7/2026.

Nơi nhận:
- Như trên;
- Lưu Văn phòng Thành ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
"""


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """A home with the sample documents of two cities and one hostile document. Read it only."""
    home = tmp_path_factory.mktemp("samples")
    hostile = tmp_path_factory.mktemp("hostile") / "66-kl-tu.txt"
    hostile.write_text(HOSTILE, encoding="utf-8")
    summary = actions.ingest(home, [CORPUS / "an-hai", CORPUS / "hoa-lac", hostile])
    assert not summary.refused
    return home


@pytest.fixture(scope="module")
def served(samples, tmp_path_factory):
    """The store that the browser sees: a copy of the samples, which the tests of one file may change."""
    return shutil.copytree(samples, tmp_path_factory.mktemp("served") / "home")


def serving(home, log):
    """Serve a home as ``chidao ui`` does, on a free port; give its address."""
    return listening(lambda port: command(home, port, True), log, env=environment(home), cwd=home)


@contextmanager
def listening(start, log, **process):
    """Run a Streamlit server, ``start(port)`` being its command, on a free port; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("w") as out:
        process = subprocess.Popen(start(port), stdout=out, stderr=out, start_new_session=True, **process)
        try:
            _await(f"http://127.0.0.1:{port}/_stcore/health", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)
    assert "Traceback" not in log.read_text()


def _await(url, process, log):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module")
def server(served, tmp_path_factory):
    with serving(served, tmp_path_factory.mktemp("log") / "server.txt") as address:
        yield address


@pytest.fixture(scope="module")
def chromium():
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install --no-install-recommends chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the rest of the tests runs without it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


def quiet(page, least=400):
    """Wait until a page has come and nothing runs in it any more."""
    page.locator("[data-testid=stApp]").wait_for()
    page.locator(".stMainBlockContainer :is(h1, [data-testid=stAlert])").first.wait_for(timeout=60_000)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
    page.wait_for_timeout(least)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)


class Watch:
    """What a browser context asked for and what was complained about in it."""

    def __init__(self, context):
        self.asked, self.faults = [], []
        context.on("request", lambda asking: self.asked.append(asking.url))
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("console", self._console)
        context.on("response", lambda got: got.status >= 400 and self.faults.append(f"{got.status} {got.url}"))

    def _console(self, message):
        if message.type == "error":
            self.faults.append(f"{message.text} {message.location}")

    def check(self, server):
        """Fail when another host was asked or something was complained about."""
        hosts = {urlparse(url).netloc for url in self.asked if not url.startswith(("data:", "blob:"))}
        assert hosts <= {urlparse(server).netloc}
        assert [fault for fault in self.faults if not PROBES.search(_place(fault))] == []


def _place(fault):
    """The address a complaint is about."""
    found = re.findall(r"https?://[^\s'\"]+", fault)
    return urlparse(found[-1]).path if found else ""


@pytest.fixture(params=[WIDE], ids=["wide"])
def page(request, chromium, server):
    """A page; when the test is over: no other host was asked, nothing failed, nothing was complained about.

    ``@pytest.mark.parametrize("page", [PHONE], ids=["phone"], indirect=True)`` gives one of a telephone.
    """
    width, height = request.param
    context = chromium.new_context(base_url=server, viewport={"width": width, "height": height}, locale="vi-VN")
    page = context.new_page()
    watch = Watch(context)
    yield page
    strange = page.locator("[data-testid=stException], [data-testid=stAlertContentError]").all_inner_texts()
    context.close()
    watch.check(server)
    assert strange == []
