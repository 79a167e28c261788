"""Several texts of one directive: one is counted, in every answer; which one, why, and what the others say."""

import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path

import office_files
import paper
import pytest
from pyoxigraph import NamedNode
from test_graph_samples import Paper, cascade, commune, plan

from graph import corrections, decisions
from graph.consistency import check
from graph.copies import Held, leading, reason
from graph.correction import Correction, Field, Named
from graph.export import export
from graph.register.find import Wanted, tasks
from graph.rows import ask
from graph.shelf import SHELF, shelved
from graph.statuses import statuses, suspect
from graph.store import open_reader, open_writer
from graph.views import view
from ontology import queries
from ui import actions

TODAY = date(2026, 5, 20)
NOW = datetime(2026, 5, 20, 8, tzinfo=UTC)
WHO = {"by": "Nguyễn Văn A", "why": "đã đối chiếu bản ký"}
CODE = "08-NQ/ĐU"


def held(name, **told):
    return replace(Held(f"t:{name}", "d", name, name, "", recognised=False, whole=True, paged=False), **told)


def came(*places):
    return frozenset(places)


# -- the choice --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lead", "other", "why"),
    [
        (held("a"), held("z", recognised=True, paged=True, came=came((9, "q"))), "read"),
        (held("a"), held("z", whole=False, came=came((9, "q"))), "whole"),
        (held("a", came=came((2, "p"))), held("z", came=came((1, "q")), paged=True), "later"),
        (held("a", paged=True, came=came((1, "p"))), held("z", came=came((1, "q"))), "paged"),
        (held("z"), held("a"), "fixed"),
        # saved over, whatever it is
        (held("a", recognised=True, came=came((2, "p"))), held("z", came=came((1, "p"))), "newer"),
        # the old one still stands elsewhere: then the rules say, and the new one came later
        (held("a", came=came((2, "p"))), held("z", came=came((1, "p"), (1, "q"))), "later"),
    ],
)
def test_the_choice_does_not_depend_on_the_order(lead, other, why):
    for texts in permutations((lead, other)):
        assert leading(texts) == lead
        assert reason(lead, other, texts) == why
        assert leading(texts, [other.text]) == other
        assert leading(texts, ["t:gone", other.text, lead.text]) == other
        assert reason(other, lead, texts, [other.text]) == "person"


def test_a_file_restored_is_the_newest_again():
    old, new = held("a", came=came((1, "p"), (3, "p"))), held("z", came=came((2, "p")))
    assert leading([old, new]) == old


# -- twins change no answer --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def twins(papers, tmp_path_factory):
    """Two stores of the same directives: in one each has its Word and PDF too."""
    root = tmp_path_factory.mktemp("twins")
    folder = root / "giấy tờ"
    folder.mkdir()
    for file in sorted(papers.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        (folder / file.name).write_text(text, encoding="utf-8")
        (folder / f"{file.stem}.docx").write_bytes(office_files.word(text))
    (folder / "nq-5 (đã ký).pdf").write_bytes(paper.pdf_of((papers / "nq-5.txt").read_text(encoding="utf-8")))
    one, several = root / "one", root / "several"
    actions.ingest(one, [papers])
    summary = actions.ingest(several, [folder])
    assert summary.count(actions.Status.STORED) == len(list(folder.iterdir()))
    return one, several


def counted(home):
    """What every answer counts, without what names a file or a text."""
    month = actions.month(home, "2026-05", today=TODAY)
    trace = actions.trace(home, "27-KL/TW")
    with open_reader(home) as reader:
        named = {
            name: len(ask(reader, name))
            for name in queries.names()
            if not any(one.required for one in queries.load(name).parameters) and name != "evidence"
        }
        found = tasks(reader.register, Wanted(), limit=100)[1]
        lines = "".join(export(reader, "graphml")).count("<node ")
    answers = {
        "tasks": actions.tasks(home)["statement"],
        "ledger": actions.ledger(home, today=TODAY)["statement"],
        "month": {key: _size(value) for key, value in month.items()},
        "duties": {key: _size(value) for key, value in actions.duties(home, month="2026-05").items()},
        "coverage": {key: _size(value) for key, value in actions.coverage(home, "27-KL/TW", today=TODAY).items()},
        "schedule": {key: _size(value) for key, value in actions.schedule(home).items()},
        "review": {key: _size(value) for key, value in actions.review(home).items()},
        "units": {row["name"]: row["tasks"] for row in actions.units(home)},
        "trace": (len(trace["nodes"]), len(trace["edges"]), trace["statement"]),
        "directives": [(row["code"], row["tasks"]) for row in actions.directives(home)],
        "months": actions.months(home),
    }
    return {**answers, "register": found, "rows": named, "nodes": lines}


def _size(value):
    return len(value) if isinstance(value, list | dict) else value


def test_twins_are_counted_once_in_every_answer(twins):
    one, several = (counted(home) for home in twins)
    assert one["register"] > 3
    for name, value in one.items():
        assert several[name] == value, name


def test_twins_leave_the_store_sound_and_are_all_kept(twins):
    _, several = twins
    assert actions.check(several) == ()
    verified = actions.verify(several)
    assert (verified["documents"], verified["sound"], verified["issues"]) == (9, 9, [])
    texts = actions.show(several, "08-NQ/ĐU", issuer="Sông Trầu")["texts"]
    assert texts[0]["document"] == "nq-5 (đã ký).pdf", "a PDF before Word of the same run"
    assert {text["document"] for text in texts if not text["counted"]} == {"nq-5.txt", "nq-5.docx"}
    assert [text["differs"] for text in texts] == [[], [], []]
    again = actions.reread(several, everything=True)
    assert (again["read"], again["gained"], again["lost"], again["changed"]) == (9, 0, 0, 0)
    assert actions.check(several) == ()


# -- a corrected file --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def put_right(papers, tmp_path_factory):
    """A home, and a file that was ingested, put right and ingested again. Read them only."""
    folder = tmp_path_factory.mktemp("corrected")
    home, file = folder / "home", folder / "Kế hoạch 'phường' (2).txt"
    file.write_text((papers / "nq-5.txt").read_text(encoding="utf-8"), encoding="utf-8")
    actions.ingest(home, [file])
    actions.set_status(home, f"{CODE}#2", "done", now=NOW, **WHO)
    actions.set_status(home, f"{CODE}#1", "done", now=NOW, **WHO)
    file.write_text(file.read_text(encoding="utf-8").replace("15/5/2026", "18/5/2026"), encoding="utf-8")
    return home, file, actions.ingest(home, [file])


@pytest.fixture
def corrected(put_right, tmp_path):
    """The same to do something with; the file is one of all."""
    home, file, summary = put_right
    text = file.read_text(encoding="utf-8")
    yield Path(shutil.copytree(home, tmp_path / "home")), file, summary
    file.write_text(text, encoding="utf-8")


def due(home):
    return [one["to"] for task in actions.tasks(home)["tasks"] for one in task["deadlines"] if one["to"]]


def test_a_corrected_file_replaces_what_it_was(put_right):
    home, file, summary = put_right
    assert "2026-05-18" in due(home)
    assert "2026-05-15" not in due(home)
    said = next(issue for issue in summary.files[0].warnings if issue.code == "another-text")
    assert "đè lên tệp cũ" in said.what
    assert "thời hạn đổi 1" in said.what
    words = shlex.split(said.remedy.partition(": ")[2].partition(" --by")[0])
    assert words[:4] == ["chidao", "identity", "use", CODE]
    now, former = actions.show(home, CODE)["texts"]
    assert (now["counted"], former["counted"]) == (True, False)
    assert now["came"][0]["path"] == former["came"][0]["path"] == os.path.realpath(file)
    change = next(one for one in former["differs"] if one["kind"] == "thời hạn")
    assert (change["before"], change["after"]) == ("2026-05-15", "2026-05-18")
    assert actions.identities(home)["copies"] == [], "a correction is no contradiction"
    assert former["sha256"].startswith(words[-1])


def test_what_people_said_of_tasks_goes_along_where_the_sentence_stands(put_right):
    home, _, _ = put_right
    states = {task["path"]: task for task in actions.tasks(home)["tasks"]}
    with open_reader(home) as reader:
        assert list(statuses(reader)) == [states["2"]["id"]]
        assert [one.about for one in suspect(reader)] == [(states["1"]["id"],)], "its sentence is another now"
    assert [issue.code for issue in actions.check(home)] == ["decision-suspect"]
    told = [one for one in actions.decided(home) if one["verdict"] == "completed"]
    assert all(CODE in " ".join(one["about"]) for one in told)


def test_the_store_of_some_units_counts_the_same_text_and_the_same_words(corrected):
    home, _, _ = corrected
    seen = view(home, ["phường Sông Trầu"])
    assert due(seen) == due(home)
    with open_reader(home) as whole, open_reader(seen) as part:
        assert list(statuses(part)) == list(statuses(whole)) != []
    assert {issue.code for issue in actions.check(seen)} == {"decision-suspect"}
    (task,) = [task["id"] for task in actions.tasks(home)["tasks"] if task["path"] == "2"]
    assert [one["state"] for one in actions.task(home, task, today=TODAY)["history"]] == ["done"]


def test_a_person_chooses_takes_it_back_and_withdraws(corrected, chidao):
    home, file, _ = corrected
    now, former = actions.show(home, CODE)["texts"]
    which = actions.withdraw(home, CODE)
    assert isinstance(which, actions.Ambiguous)
    assert [former["sha256"][:8] in one.document for one in which.candidates] == [False, True]
    assert isinstance(actions.withdraw(home, CODE, file=file.name), actions.Ambiguous), "both have this name"
    made = actions.choose_text(home, CODE, file=former["sha256"][:6], now=NOW, **WHO)
    assert "2026-05-15" in due(home)
    assert {text["why"] for text in actions.show(home, CODE)["texts"]} == {None, "người đã chọn bản ấy"}
    actions.ingest(home, [file], again=True)
    assert "2026-05-15" in due(home), "a person's word outlives reading again"
    assert actions.reread(home, everything=True)["changed"] == 0
    assert "2026-05-15" in due(home)
    undone = chidao("identity", "undo", made["decision"], "--by", "Nguyễn Văn A", "--why", "nhầm", home=home)
    assert undone.code == 0, undone.err
    assert "2026-05-18" in due(home)
    words = ("--by", "Nguyễn Văn A", "--why", "bản thay thế")
    done = chidao("withdraw", CODE, "--file", now["sha256"][:8], *words, home=home)
    assert done.code == 0, done.err
    assert f"Từ nay tính theo tệp {file.name}." in done.out
    assert "2026-05-15" in due(home)
    entry = actions.journal(home)["entries"][0]
    assert (entry["by"], entry["why"]) == ("Nguyễn Văn A", "bản thay thế")
    assert actions.verify(home)["issues"] == []
    assert [text["text"] for text in actions.show(home, CODE)["texts"]] == [former["text"]]


def test_a_file_restored_counts_again_and_elsewhere_it_does_not_matter(corrected, papers):
    home, file, _ = corrected
    file.write_text((papers / "nq-5.txt").read_text(encoding="utf-8"), encoding="utf-8")
    summary = actions.ingest(home, [file])
    assert [one.status for one in summary.files] == [actions.Status.UNCHANGED]
    assert [issue.code for issue in summary.files[0].warnings] == ["another-text"]
    assert "2026-05-15" in due(home)
    assert actions.ingest(home, [file]).files[0].warnings == ()


def test_watch_follows_a_corrected_file(papers, tmp_path):
    home, file = tmp_path / "home", tmp_path / "a.txt"
    text = (papers / "nq-5.txt").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    for summary in actions.watch(home, [tmp_path / "a.txt"], seconds=0.05, rounds=60):
        if "18/5/2026" in file.read_text(encoding="utf-8"):
            break
        assert summary.count(actions.Status.STORED) == 1
        file.write_text(text.replace("15/5/2026", "18/5/2026"), encoding="utf-8")
    assert "2026-05-18" in due(home)
    assert "2026-05-15" not in due(home)


def test_a_name_as_a_mac_stores_it_is_found_as_it_is_typed(papers, tmp_path):
    home = tmp_path / "home"
    file = tmp_path / unicodedata.normalize("NFD", "Nghị quyết 08.txt")
    file.write_text((papers / "nq-5.txt").read_text(encoding="utf-8"), encoding="utf-8")
    actions.ingest(home, [file])
    typed = unicodedata.normalize("NFC", "Nghị quyết 08.txt")
    assert typed != file.name
    assert actions.show(home, typed)["directive"]["code"] == CODE
    assert actions.original(home, typed, tmp_path / "ra.txt")["bytes"] == file.stat().st_size
    assert actions.withdraw(home, CODE, file=typed)["document"] == file.name


# -- files that contradict each other ----------------------------------------------------------------------------------


@pytest.fixture
def contradicting(papers, tmp_path):
    home, text = tmp_path / "home", (papers / "nq-5.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text.replace("15/5/2026", "18/5/2026"), encoding="utf-8")
    actions.ingest(home, [tmp_path / "a.txt"])
    actions.ingest(home, [tmp_path / "b.txt"])
    return home


def test_a_contradiction_waits_for_a_person_and_is_settled(contradicting, chidao):
    home = contradicting
    (found,) = actions.identities(home)["copies"]
    assert (found["counted"]["document"], found["copy"]["document"]) == ("b.txt", "a.txt")
    (point,) = [item for item in actions.review(home)["items"] if item["kind"] == "copies"]
    assert point["about"] == [found["counted"]["text"], found["copy"]["text"]]
    said = chidao("identity", home=home)
    assert "Các tệp của một văn bản nói khác nhau: 1" in said.out
    assert "15/5/2026" in said.out
    assert "bản khác, không tính" in chidao("show", CODE, home=home).out
    actions.choose_text(home, point["directive"], file=point["about"][1], now=NOW, **WHO)
    assert "2026-05-15" in due(home)
    assert actions.identities(home)["copies"] == []
    assert actions.check(home) == ()


# -- the store ---------------------------------------------------------------------------------------------------------


def texts_of_one(count):
    """So many texts of one directive, each with another day for its task."""
    for number in range(count):
        one = Paper("kh.txt", "KH", "33-KH/ĐU", date(2026, 5, 4), commune("Đảng ủy"), version=str(number))
        one.task("1.a", f"Báo cáo kết quả lần {number}.", [commune("Văn phòng Đảng ủy")])
        yield one


def test_any_order_of_loading_gives_the_same_store(tmp_path):
    dumps = set()
    for number, order in enumerate(permutations(texts_of_one(3))):
        with open_writer(tmp_path / str(number)) as writer:
            writer.load(one.done() for one in (*order, *cascade()))
        with open_reader(tmp_path / str(number)) as reader:
            assert len(shelved(reader)) == 2
            assert check(reader, shapes=False) == []
            dumps.add("".join(export(reader, "nq")))
    assert len(dumps) == 1


def test_two_that_a_person_calls_one_are_counted_once_and_apart_again(tmp_path):
    blank = Paper("nháp.txt", "KH", "", None, commune("Đảng ủy"), version="nháp")
    blank.task("1", "Dự thảo.", [commune("Văn phòng Đảng ủy")])
    signed = next(iter(texts_of_one(1)))
    with open_writer(tmp_path / "home") as writer:
        writer.load([blank.done(), signed.done()])
        assert len(ask(writer, "tasks")) == 2
        word = decisions.about_directives(writer, blank.own, signed.own, same=True, at=NOW, **WHO)
        writer.decide(word)
        assert [row["document"] for row in ask(writer, "tasks")] == ["kh.txt"], "the one with number and day"
        writer.decide(decisions.about_text(writer, blank.text, at=NOW + timedelta(hours=1), **WHO))
        assert [row["document"] for row in ask(writer, "tasks")] == ["nháp.txt"]
        (held_now,) = {row["directive"] for row in ask(writer, "documents")}
        assert ask(writer, "directive", directive=held_now)[0]["known"].endswith("byText")
        writer.decide(decisions.withdrawal(writer, word.iri, at=NOW + timedelta(hours=2), **WHO))
        assert len(ask(writer, "tasks")) == 2
        assert shelved(writer) == []
    with open_reader(tmp_path / "home") as reader:
        assert check(reader, shapes=False) == []


def test_a_store_older_than_the_shelf_is_set_right_at_the_first_reading(tmp_path):
    home, papers = tmp_path / "home", list(texts_of_one(3))
    with open_writer(home) as writer:
        writer.load(plan().done())
        for one in papers:  # as stores did before: every text a graph of its own
            lines = "".join(f"{' '.join(term.n3() for term in triple)} .\n" for triple in one.done().triples)
            writer.engine.update(f"INSERT DATA {{ GRAPH <{one.graph}> {{ {lines} }} }}")
        writer.engine.remove_graph(SHELF)
        writer._mark()
        writer.publish()
    with open_reader(home) as reader:
        assert reader.engine.contains_named_graph(SHELF)
        assert len([row for row in ask(reader, "documents") if row["document"] == "kh.txt"]) == 1
        assert len(shelved(reader)) == 2
        assert check(reader, shapes=False) == []


def test_check_tells_a_directive_that_two_texts_lead(tmp_path):
    home, (one, other) = tmp_path / "home", texts_of_one(2)
    with open_writer(home) as writer:
        writer.load([one.done(), other.done()])
        (copy,) = shelved(writer)
        known = next(iter(writer.engine.quads_for_pattern(NamedNode(copy.held.text), None, None, SHELF)))
        writer.engine.remove(known)
        for quad in list(writer.engine.quads_for_pattern(NamedNode(copy.held.text), None, None, SHELF)):
            writer.engine.remove(quad)
        paper_ = one if one.text == copy.held.text else other
        lines = "".join(f"{' '.join(term.n3() for term in triple)} .\n" for triple in paper_.done().triples)
        writer.engine.update(f"INSERT DATA {{ GRAPH <{paper_.graph}> {{ {lines} }} }}")
        writer._mark()
    with open_reader(home) as reader:
        assert "text-leading" in {issue.code for issue in check(reader, shapes=False)}
    with open_writer(home):
        pass
    with open_reader(home) as reader:
        assert check(reader, shapes=False) == []


KILLED = """
import sys
from test_copies import texts_of_one
from graph.store import open_writer
print("go", flush=True)
for round in range(200):
    with open_writer(sys.argv[1]) as writer:
        for run, one in enumerate(texts_of_one(4)):
            writer.load(one.done(), {one.text: (1 + 4 * round + run, "/p")})
        writer.withdraw(one.text)
"""


def test_killed_at_any_moment_one_text_leads_and_none_is_lost(tmp_path):
    home, dice = tmp_path / "home", random.Random(7)
    path = f"{Path(__file__).parent.parent}{os.pathsep}{Path(__file__).parent}"
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(home)], env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE
        )
        assert process.stdout.readline() == b"go\n"
        time.sleep(dice.uniform(0.1, 1.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        with open_writer(home) as writer:
            known = list(writer.texts)
        with open_reader(home) as reader:
            assert check(reader) == []
            leads = [row["document"] for row in ask(reader, "documents")]
            assert len(leads) == min(1, len(known))
            assert len(shelved(reader)) == len(known) - len(leads)


# -- corrections -------------------------------------------------------------------------------------------------------


def test_a_correction_goes_along_and_is_taken_back(corrected):
    home, file, _ = corrected
    with open_writer(home) as writer:
        now = next(row for row in ask(writer, "tasks") if row["path"] == "2")["task"]
        owner = Named("urn:chidao:unit:van-phong-phuong:x", "Văn phòng phường")
        made = corrections.about(writer, now, Correction(Field.OWNER, (owner,)), at=NOW, **WHO)
        writer.decide(made)
    assert "Văn phòng phường" in {row["unit"] for row in owners(home)}
    file.write_text(file.read_text(encoding="utf-8").replace("18/5/2026", "19/5/2026"), encoding="utf-8")
    actions.ingest(home, [file])
    assert "2026-05-19" in due(home)
    assert {row["unit"] for row in owners(home)} == {"Văn phòng phường"}, "the sentence is the same"
    assert [issue.code for issue in actions.check(home)] == ["decision-suspect"]
    actions.decide(home, [made.iri], "withdrawn", now=NOW + timedelta(hours=1), **WHO)
    assert "Văn phòng phường" not in {row["unit"] for row in owners(home)}
    assert [issue.code for issue in actions.check(home)] == ["decision-suspect"]


def owners(home):
    return [one for task in actions.tasks(home)["tasks"] if task["path"] == "2" for one in task["owners"]]
