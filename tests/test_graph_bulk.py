"""Many new documents at once: the same store as one by one, whole or not at all, and mended where a crash cut in."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_graph_samples import cascade, conclusion, many, plan, ward_plan

from graph import bulk
from graph.consistency import check
from graph.descriptions import mentions_of
from graph.errors import StoreError
from graph.export import export
from graph.home import Home
from graph.identity import resolve
from graph.register.compare import differences
from graph.register.mend import in_memory
from graph.rows import ask
from graph.store import open_reader, open_writer
from graph.transaction import quads

TESTS = Path(__file__).parent


def dump(home):
    with open_reader(home) as reader:
        return "".join(export(reader, "nq"))


def papers():
    return [conclusion(), plan("Cà Mau"), *many(30), ward_plan(), *cascade()[2:]]


def test_many_at_once_make_the_store_that_one_by_one_makes(tmp_path):
    together, alone = tmp_path / "a", tmp_path / "b"
    with open_writer(together) as writer:
        assert writer.load(paper.done() for paper in papers()) == len(papers())
    with open_writer(alone) as writer:
        for paper in papers():
            writer.load(paper.done())
    assert dump(together) == dump(alone)
    with open_reader(together) as reader:
        assert check(reader, shapes=False) == []
        assert list(differences(reader.register, in_memory(reader))) == []


def test_what_is_held_and_what_comes_twice_is_replaced(tmp_path):
    with open_writer(tmp_path / "a") as writer:
        writer.load(paper.done() for paper in papers()[:3])
        writer.load(paper.done() for paper in [*papers(), *papers()[5:8]])
    with open_writer(tmp_path / "b") as writer:
        writer.load(paper.done() for paper in papers())
    assert dump(tmp_path / "a") == dump(tmp_path / "b")


def test_a_mention_met_before_its_directive_is_identified_anew(tmp_path):
    undated = "urn:chidao:directive:27-kl-tw:x:trung-uong"
    with open_writer(tmp_path) as writer:
        writer.load(ward_plan().done())
        assert ask(writer, "identified", mentioned=undated)[0]["directive"] == undated
        writer.load(paper.done() for paper in [conclusion(), *many(20)])
        assert ask(writer, "identified", mentioned=undated)[0]["directive"] == conclusion().own


def test_a_failure_leaves_all_as_it_was(tmp_path, monkeypatch):
    with open_writer(tmp_path) as writer:
        writer.load(ward_plan().done())
        writer.publish()
        before = dump(tmp_path)
        with monkeypatch.context() as patch:
            patch.setattr(bulk, "quads", lambda graph, lines: "this is no quad")
            with pytest.raises((StoreError, SyntaxError)):
                writer.load(paper.done() for paper in [conclusion(), *many(20)])
        writer.publish()
        assert dump(tmp_path) == before
        assert {row["mentioned"]: row["directive"] for row in ask(writer, "identity")} == resolve(mentions_of(writer))
        assert writer.load(paper.done() for paper in [conclusion(), *many(20)]) == 21
    with open_reader(tmp_path) as reader:
        assert check(reader, shapes=False) == []


def test_lines_become_quads_whatever_they_hold():
    lines = '<urn:a> <urn:b> "x .\\n <urn:g> .\\u0085" .\n<urn:a> <urn:b> <urn:c> .'
    assert quads("urn:g", lines).splitlines(keepends=True)[-1] == "<urn:a> <urn:b> <urn:c> <urn:g> .\n"
    assert quads("urn:g", lines).count(" <urn:g> .\n") == 2
    assert quads("urn:g", "") == ""


LOADER = """
import sys
from test_graph_samples import many, ward_plan
from graph.store import open_writer
first, all = int(sys.argv[2]), [ward_plan(), *many(199)]
papers = [paper.done() for paper in all[first:]]
writer = open_writer(sys.argv[1])
print("ready", flush=True)
for at in range(0, len(papers), 40):
    writer.load(papers[at:at + 40])
    print(first + at + 40, flush=True)
"""


def test_a_crash_leaves_whole_batches_and_a_true_identity(tmp_path):
    environment = {**os.environ, "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"}
    chance, first, kills = random.Random(4), 0, 0
    while first < 200:
        words = [sys.executable, "-c", LOADER, str(tmp_path), str(first)]
        child = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)
        child.stdout.readline()
        time.sleep(chance.random() * 0.5)
        child.send_signal(signal.SIGKILL)
        told = [int(line) for line in child.communicate()[0].split("\n")[:-1]]
        first, kills = max([first, *told]), kills + 1
        with open_writer(tmp_path) as writer:
            held = {row["text"] for row in ask(writer, "documents")}
            assert len(held) >= min(first, 200), "what was acknowledged is there"
            assert len(held) % 40 == 0, "a batch is stored whole or not at all"
            assert {row["mentioned"]: row["directive"] for row in ask(writer, "identity")} == resolve(
                mentions_of(writer)
            )
            assert not list(Home.at(tmp_path).live.glob("bulk-*"))
        first = len(held)
    assert kills > 2
    with open_reader(tmp_path) as reader:
        assert check(reader, shapes=False) == []
        assert list(differences(reader.register, in_memory(reader))) == []
