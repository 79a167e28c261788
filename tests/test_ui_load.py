"""Several people at once, while many documents are put in beside them: nobody is blocked, nothing breaks."""

import http.client
import re
import shutil
import statistics
import subprocess
import time
import urllib.request

from conftest import COMMAND
from screens import ASKED
from sessions import many

from tests.bench.many import write
from ui import actions
from ui.pages.book import BOOK

WALK = [("" if at == 0 else path, ASKED.get(name, {})) for at, (name, path, _) in enumerate(BOOK)]


def test_three_people_and_a_bulk_ingest_do_not_disturb_one_another(server, served, tmp_path):
    write(tmp_path / "papers", 120)
    before = len(actions.directives(served))
    ingest = subprocess.Popen(
        [COMMAND, "--home", served, "ingest", tmp_path / "papers"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    told = many(server, WALK, sessions=3, rounds=1, think=0.1)
    _, said = ingest.communicate(timeout=120)
    assert ingest.returncode == 0, said.decode()
    assert told.faults == []
    assert len(told.all) == 3 * len(WALK)
    assert statistics.median(told.all) < 5, told.spent  # a bound for a loaded machine; `make bench ONLY=load` measures
    assert len(actions.directives(served)) > before
    shutil.rmtree(tmp_path / "papers")


def test_a_page_that_is_not_there_is_counted_as_a_fault(server):
    """Otherwise the test above could not fail."""
    told = many(server, [("khong-co-trang-nay", {})], sessions=1, rounds=1, think=0)
    assert told.faults


def test_what_the_server_says_goes_out_at_once(server):
    """Where it waits for the browser's thanks, every answer but the first takes 40 ms."""
    line, spent = http.client.HTTPConnection(server.removeprefix("http://")), []
    for _ in range(60):
        start = time.perf_counter()
        line.request("GET", "/favicon.png")
        line.getresponse().read()
        spent.append(time.perf_counter() - start)
    assert statistics.median(spent) < 0.035


def test_the_page_of_chains_names_what_its_picture_needs(server):
    with urllib.request.urlopen(f"{server}/chuoi?vb=27-KL/TW") as page:
        named = re.findall(r"<([^>]+)>; rel=modulepreload", page.headers["Link"])
        told = page.read().decode()
    assert [name for name in named if name.endswith(("/chain.js", "/vis-network.min.js"))] == named[-2:]
    assert any("/BidiComponent." in name for name in named), "Streamlit has another name for it"
    for name in named:
        assert name.removeprefix("/") not in told, "the page names it itself"
        with urllib.request.urlopen(server + name) as file:
            assert "javascript" in file.headers["Content-Type"]
    with urllib.request.urlopen(f"{server}/van-ban") as page:
        assert page.headers["Link"] is None
