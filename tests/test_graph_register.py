"""The register is what the graphs make it: after each change, after a crash, beside any snapshot, and when asked."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from test_graph_samples import cascade, conclusion, plan, ward_plan

from graph import decisions, snapshot
from graph.consistency import register_holds
from graph.register import assertions
from graph.register.compare import differences
from graph.register.directives import by_code, by_code_key, described, every, implementers, tasks_set
from graph.register.find import Wanted, counts, held, tasks, units
from graph.register.fold import code_key, phrase, search_key
from graph.register.mend import in_memory
from graph.register.register import claim
from graph.rows import ask
from graph.store import open_reader, open_writer

TESTS = Path(__file__).parent
NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)


def store(home, papers):
    with open_writer(home) as writer:
        writer.load(paper.done() for paper in papers)


def faults(home):
    with open_reader(home) as reader:
        return [issue.code for issue in register_holds(reader)]


def texts(reader):
    return held(reader.register).texts


def test_the_register_follows_each_change(tmp_path):
    papers = [*cascade(), plan("Hà Nội")]
    with open_writer(tmp_path) as writer:
        for paper in papers:
            writer.load(paper.done())
            writer.publish()
            assert faults(tmp_path) == []
        for paper in papers[::2]:
            writer.withdraw(paper.text)
            writer.publish()
            assert faults(tmp_path) == []
    with open_reader(tmp_path) as reader:
        assert reader.has_register
        assert texts(reader) == len(papers) - len(papers[::2])


def test_an_empty_store_holds_nothing_and_a_withdrawn_one_nothing_again(tmp_path):
    with open_reader(tmp_path) as reader:
        assert tasks(reader.register, Wanted()) == ([], 0)
    store(tmp_path, cascade())
    with open_writer(tmp_path) as writer:
        for paper in cascade():
            writer.withdraw(paper.text)
    with open_reader(tmp_path) as reader:
        for name in ("texts", "tasks", "units", "named", "assignments", "tally", "links", "identity", "words"):
            assert reader.register.rows(f"SELECT COUNT(*) FROM {name}") == [(0,)], name


def test_what_a_reader_sees_stays_of_one_revision(tmp_path):
    store(tmp_path, [conclusion()])
    with open_reader(tmp_path) as early:
        store(tmp_path, [plan()])
        with open_reader(tmp_path) as late:
            assert (texts(early), texts(late)) == (1, 2)
        assert early.refresh()
        assert texts(early) == 2


def test_unpublished_changes_are_not_seen(tmp_path):
    store(tmp_path, [conclusion()])
    with open_writer(tmp_path) as writer:
        writer.load(plan().done())
        with open_reader(tmp_path) as reader:
            assert reader.has_register
            assert texts(reader) == 1


def test_a_reader_between_register_and_snapshot_waits_for_the_snapshot(tmp_path, monkeypatch):
    """Else each reader of that moment would make a register of its own in memory."""
    store(tmp_path, [conclusion()])
    committed, point = threading.Event(), snapshot._point

    def slow(home, revision):
        committed.set()
        time.sleep(0.3)
        point(home, revision)

    monkeypatch.setattr(snapshot, "_point", slow)
    writer = threading.Thread(target=store, args=(tmp_path, [plan("Hà Nội")]))
    writer.start()
    assert committed.wait(20)
    with open_reader(tmp_path) as reader:
        assert reader.has_register
        assert texts(reader) == 2
    writer.join()


def test_a_register_of_another_revision_is_not_believed(tmp_path):
    store(tmp_path, [conclusion()])
    db = sqlite3.connect(tmp_path / "store" / "register.db")
    db.execute("UPDATE meta SET value = 99 WHERE key = 'revision'")
    db.execute("DELETE FROM texts")
    db.commit()
    db.close()
    assert claim(tmp_path / "store" / "register.db", 1) is None
    with open_reader(tmp_path) as reader:
        assert not reader.has_register
        assert texts(reader) == 1  # made in memory, from the snapshot
    assert faults(tmp_path) == ["register-missing"]
    open_writer(tmp_path).close()
    assert faults(tmp_path) == []


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"no database at all" * 99)])
def test_a_lost_or_damaged_register_is_made_anew(tmp_path, spoil):
    store(tmp_path, cascade())
    for rest in (tmp_path / "store").glob("register.db-*"):
        rest.unlink()
    spoil(tmp_path / "store" / "register.db")
    assert faults(tmp_path) == ["register-missing"]
    with open_reader(tmp_path) as reader:
        assert texts(reader) == len(cascade())
    open_writer(tmp_path).close()
    assert faults(tmp_path) == []


def test_an_untrue_register_is_found_and_rebuilt(tmp_path):
    store(tmp_path, cascade())
    db = sqlite3.connect(tmp_path / "store" / "register.db")
    db.execute("UPDATE tasks SET wording = 'khác' WHERE id = 1")
    db.execute("DELETE FROM identity")
    db.commit()
    db.close()
    assert set(faults(tmp_path)) == {"register-stale"}
    with open_writer(tmp_path) as writer:
        writer.rebuild_register()
    assert faults(tmp_path) == []


CRASH = """
import os, signal, sys
from test_graph_samples import cascade, plan
from graph.register import register
from graph.store import open_writer
kept, moment = register.Register.commit, sys.argv[2]
writer = open_writer(sys.argv[1])
writer.load(cascade()[0].done())
writer.publish()
if moment == "transaction":
    writer._keeper.identify = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
elif moment == "before":
    register.Register.commit = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
else:
    def commit(self, revision):
        kept(self, revision)
        os.kill(os.getpid(), signal.SIGKILL)
    register.Register.commit = commit
writer.load([paper.done() for paper in cascade()[1:]])
writer.withdraw(cascade()[0].text)
writer.publish()
"""


@pytest.mark.parametrize("moment", ["transaction", "before", "after"])
def test_a_crash_between_the_two_is_found_and_mended(tmp_path, moment):
    environment = {**os.environ, "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"}
    done = subprocess.run([sys.executable, "-c", CRASH, str(tmp_path), moment], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    with open_reader(tmp_path) as reader:
        assert texts(reader) == 1
        assert list(differences(reader.register, in_memory(reader))) == []
    open_writer(tmp_path).close()
    assert faults(tmp_path) == []
    with open_reader(tmp_path) as reader:
        assert reader.revision > 1
        assert texts(reader) == (2 if moment == "transaction" else len(cascade()) - 1)


def test_a_register_that_cannot_be_written_does_not_undo_what_is_stored(tmp_path):
    with open_writer(tmp_path) as writer:
        writer.load(conclusion().done())
        writer._keeper._register._db.execute("DROP TABLE months")
        writer.load(ward_plan().done())  # the register's rows fail; the document is stored
        assert writer._keeper.torn
    with open_reader(tmp_path) as reader:
        assert texts(reader) == 2
    assert faults(tmp_path) == []


def test_mending_costs_what_has_changed(tmp_path):
    """A writer that opens a sound store derives nothing."""
    store(tmp_path, cascade())
    with open_writer(tmp_path) as writer:
        start = time.process_time()
        assert not writer._keeper.torn
        assert time.process_time() - start < 0.1


def assigned(home):
    with open_reader(home) as reader:
        ((assertion, task, unit),) = reader.register.rows(
            "SELECT a.assertion, t.iri, u.iri FROM assignments a JOIN tasks t ON t.id = a.task "
            "JOIN units u ON u.id = a.unit WHERE a.role = 'assignedTo' ORDER BY a.assertion LIMIT 1"
        )
    return assertion, task, unit


def test_a_rejected_assignment_is_not_counted_until_the_word_is_taken_back(tmp_path):
    store(tmp_path, cascade())
    assertion, task, unit = assigned(tmp_path)
    with open_reader(tmp_path) as reader:
        before = dict(counts(reader.register))
        assert task in tasks(reader.register, Wanted(units=[unit]))[0]
    with open_writer(tmp_path) as writer:
        made = decisions.about_assertion(writer, assertion, right=False, by="A", at=NOW, why="thử")
        writer.decide(made)
    with open_reader(tmp_path) as reader:
        assert task not in tasks(reader.register, Wanted(units=[unit]))[0]
        assert dict(counts(reader.register)).get(unit, 0) == before[unit] - 1
    assert faults(tmp_path) == []
    with open_writer(tmp_path) as writer:
        writer.decide(decisions.withdrawal(writer, made.iri, by="A", at=NOW, why="thôi"))
    with open_reader(tmp_path) as reader:
        assert dict(counts(reader.register)) == before


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đảng ủy phường", "dang uy phuong"),
        ("ĐẢNG UỶ  PHƯỜNG", "dang uy phuong"),
        ("Ðảng u\u0309y", "dang uy"),
        ("27-KL/TW", "27-kl/tw"),
        ("", ""),
    ],
)
def test_search_keys(text, key):
    assert search_key(text) == key


def test_phrases_are_words_only():
    assert phrase('Đảng "ủy" OR phường*') == '"dang uy or phuong"'
    assert phrase("27-KL/TW") == '"27 kl tw"'
    assert phrase(' "* ') == ""


def words(home, *asked, **wanted):
    with open_reader(home) as reader:
        found, count = tasks(reader.register, Wanted(search=asked, **wanted))
        assert count == len(found)
        return {
            wording
            for iri in found
            for (wording,) in reader.register.rows("SELECT wording FROM tasks WHERE iri=?", (iri,))
        }


def test_search_finds_words_in_any_spelling(demo):
    found = words(demo, "dang uy phuong")
    assert found
    assert all("đảng ủy phường" in wording.lower() for wording in found)
    assert found == words(demo, "ĐẢNG UỶ PHƯỜNG")
    assert words(demo, "dang uy phuong", "hoa lac") < found
    assert words(demo, "phường đảng ủy không có câu này") == set()
    assert words(demo, "!!") == set()


def test_choices_narrow_each_other(demo):
    with open_reader(demo) as reader:
        (unit,) = units(reader.register, "uy ban nhan dan phuong hoa lac")
        assert unit.name == "Ủy ban nhân dân phường Hòa Lạc"
        own, month = Wanted(units=[unit.iri]), Wanted(units=[unit.iri], month="2026-06")
        all_of, of_month = tasks(reader.register, own)[0], tasks(reader.register, month)[0]
        assert set(of_month) < set(all_of)
        assert len(tasks(reader.register, Wanted(month="2026-06"))[0]) > len(of_month)
        led = tasks(reader.register, Wanted(units=[unit.iri], role="assignedTo", lead=True))[0]
        assert set(led) < set(all_of)
        some, count = tasks(reader.register, own, 2)
        assert (some, count) == (all_of[:2], len(all_of))
        assert unit.tasks == dict(counts(reader.register))[unit.iri]


def test_units_are_found_by_words_of_name_and_place(demo):
    with open_reader(demo) as reader:
        assert {row.place for row in units(reader.register, "hoa lac cong an")} == {"Hòa Lạc"}
        assert units(reader.register, "100% _") == []
        ours = next(row for row in units(reader.register) if row.place == "Tân Hưng" and row.province == "Hải Phòng")
        assert ours.code
        assert all(not row.code for row in units(reader.register) if row.province == "An Hải")


def test_a_unit_keeps_one_description_whatever_the_order(tmp_path):
    """Two texts spell one unit in two ways: loading and withdrawing in any order leaves the same words."""
    told = []
    for number, order in enumerate((cascade(), cascade()[::-1])):
        store(tmp_path / str(number), order)
        with open_reader(tmp_path / str(number)) as reader:
            told.append([(row.iri, row.name, row.level) for row in units(reader.register)])
    assert told[0] == told[1] != []


def test_directives_are_described_as_the_graph_describes_them(demo):
    with open_reader(demo) as reader:
        every = sorted({iri for (iri,) in reader.register.rows("SELECT directive FROM identity")})
        told = ask(reader, "directive", directive=every)
        assert len(told) > 60
        plain = [{key: str(value) if value else None for key, value in row.items()} for row in told]
        assert sorted(described(reader.register, every), key=lambda row: row["directive"]) == plain
        assert described(reader.register, ["urn:chidao:directive:nowhere:x:x"]) == []


def test_a_code_is_found_in_any_spelling(demo):
    with open_reader(demo) as reader:
        for (code,) in reader.register.rows("SELECT DISTINCT code FROM mentioned WHERE code IS NOT NULL"):
            spelt = by_code_key(reader.register, code_key(f"0{code.lower().replace('-', ' ')}"))
            assert set(by_code(reader.register, [code])) <= set(spelt)
        assert by_code_key(reader.register, code_key("99999-KL/TW")) == []


def _proof(row, codes):
    where = (row["quote"], row["start"], row["end"], row["rule"] or "", row["text"])
    return (row["assertion"], row["grade"].rpartition(":")[2], *where, codes[row["text"]] or row["document"])


def _unit(row):
    kind = {"Unit": "unit", "UnitGroup": "group", "Post": "post"}[row["kind"].rpartition(":")[2]]
    return row["unit"], row["name"], kind, row["level"], row["place"], row["province"]


def test_assertions_are_told_as_the_graph_tells_them(demo):
    with open_reader(demo) as reader:
        register = reader.register
        every = sorted({iri for (iri,) in register.rows("SELECT directive FROM identity")})
        texts = [iri for (iri,) in register.rows("SELECT iri FROM texts")]
        work = [iri for (iri,) in register.rows("SELECT iri FROM tasks")]
        codes = {row["text"]: row["code"] for row in ask(reader, "text", text=texts)}
        for down, query, near in ((True, "chain-down", "higher"), (False, "chain-up", "lower")):
            told = [
                (r["lower"], r["relation"].rpartition(":")[2], r["higher"], r["mentioned"], *_proof(r, codes))
                for r in ask(reader, query, **{near: every})
            ]
            assert len(told) > 100
            assert list(map(tuple, assertions.links(register, every, down=down))) == told
        told = [(r["directive"], *_unit(r), *_proof(r, codes)) for r in ask(reader, "issuers", directive=every)]
        assert assertions.issuers(register, every) == told != []
        told = [
            (r["directive"], r["relation"].rpartition(":")[2], *_unit(r), *_proof(r, codes))
            for r in ask(reader, "addressees", directive=every)
        ]
        assert assertions.addressees(register, every) == told != []
        told = [
            (r["task"], r["relation"].rpartition(":")[2], *_unit(r), *_proof(r, codes))
            for r in ask(reader, "assignments-of-task", task=work)
        ]
        assert assertions.assignments(register, every) == told != []
        told = [
            (r["task"], str(r["due"] or r["recurrence"] or r["printed"] or ""), r["viaName"] or "", *_unit(r),
             *_proof(r, codes))
            for r in ask(reader, "reports-of-task", task=work)
        ]  # fmt: skip
        assert sorted(assertions.reports(register, every), key=str) == sorted(told, key=str) != []
        told = {}
        for r in ask(reader, "tasks-of-directive", directive=every):
            day = r["due"].isoformat() if r["due"] else None
            row = (r["directive"], r["task"], r["path"], r["wording"], r["month"], day, r["recurrence"])
            told.setdefault(r["task"], []).append((*row, *_proof(r, codes)))
        found = assertions.tasks(register, every)
        assert len(found) == len(told) > 100
        assert all(row == min(told[row[1]], key=lambda one: one[4] or "") for row in found), "of two months the first"


def test_the_list_of_directives_is_that_of_the_graph(demo):
    with open_reader(demo) as reader:
        told = {row["directive"] for row in ask(reader, "directives")}
        assert every(reader.register) == sorted(told)
        counted = Counter()
        for row in ask(reader, "documents"):
            counted[row["directive"]] += row["tasks"]
        assert tasks_set(reader.register) == {iri: tasks for iri, tasks in counted.items() if tasks}
        lower = {
            (row["higher"], row["lower"])
            for row in ask(reader, "chain-down", higher=sorted(told))
            if row["relation"].endswith(":implements") and row["lower"] != row["higher"]
        }
        assert implementers(reader.register) == Counter(higher for higher, _ in lower) != {}
