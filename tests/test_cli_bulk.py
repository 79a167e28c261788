"""Whole folders: incremental, watched, their originals kept, verified and read again. Real files, stores, processes."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import COMMAND

from graph.archive import Archive
from graph.home import Home
from graph.seen import Seen, stamp_of
from ingest.source import Limits
from ui import actions
from ui.actions import gather, work
from ui.actions.values import Status


@pytest.fixture
def folder(papers, tmp_path):
    """The papers, old enough to be told apart by their times."""
    inbox = tmp_path / "in"
    shutil.copytree(papers, inbox)
    return inbox


def aged(folder, monkeypatch):
    """As if the files had been there for long: what was changed just now is never trusted unread."""
    monkeypatch.setattr("graph.seen._FRESH", -1e9)
    return folder


def counts(summary):
    return {status.value: summary.count(status) for status in Status if summary.count(status)}


def archived(home):
    return sorted(path for path in (home / "archive").rglob("*") if path.is_file())


def test_unchanged_files_are_not_even_opened(folder, home, monkeypatch):
    aged(folder, monkeypatch)
    assert counts(actions.ingest(home, [folder])) == {"stored": 4}
    monkeypatch.setattr(work, "COMMAND", (sys.executable, "-c", "raise SystemExit(7)"))  # a worker would fail
    summary = actions.ingest(home, [folder])
    assert counts(summary) == {"unchanged": 4}
    assert summary.revision == "1"


def test_bytes_decide_where_times_may_lie(folder, home, monkeypatch):
    aged(folder, monkeypatch)
    actions.ingest(home, [folder])
    path = folder / "nq-5.txt"
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("15/5/2026", "18/5/2026"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert counts(actions.ingest(home, [folder])) == {"stored": 1, "unchanged": 3}
    for touched in folder.iterdir():
        touched.touch()
    assert counts(actions.ingest(home, [folder])) == {"unchanged": 4}


def test_a_file_changed_just_now_is_opened_again(folder):
    assert stamp_of(folder / "nq-5.txt") == ""


def test_losing_the_list_of_seen_files_loses_nothing(folder, home, monkeypatch):
    aged(folder, monkeypatch)
    actions.ingest(home, [folder])
    Home.at(home).seen.write_bytes(b"garbage" * 1000)
    assert counts(actions.ingest(home, [folder])) == {"unchanged": 4}
    seen = Seen(Home.at(home).seen)
    assert seen.texts(folder / "nq-5.txt", stamp_of(folder / "nq-5.txt"))
    seen.close()


def test_the_summary_tells_how_long_it_took_and_why_files_were_refused(chidao, folder, home):
    (folder / "rong.txt").write_bytes(b"")
    (folder / "rong-2.txt").write_bytes(b"")
    done = chidao("ingest", folder, "--format", "json", home=home)
    assert done.json["reasons"] == {"empty": 2}
    assert done.json["seconds"] > 0
    assert done.json["documents_per_second"] > 0


def test_originals_are_kept_and_can_be_had_back(chidao, papers, home, tmp_path):
    chidao("ingest", papers, home=home)
    kept = {path.read_bytes() for path in archived(home)}
    assert kept == {path.read_bytes() for path in papers.iterdir()}
    done = chidao("archive", "verify", home=home)
    assert (done.code, done.out) == (0, "4 văn bản, 4 bản gốc nguyên vẹn.\n")
    done = chidao("archive", "get", "nq-5.txt", "--to", tmp_path, home=home)
    assert done.code == 0
    assert (tmp_path / "nq-5.txt").read_bytes() == (papers / "nq-5.txt").read_bytes()
    assert chidao("archive", "get", "nq-5.txt", "--to", tmp_path, home=home).code == 5, "nothing is written over"
    assert chidao("archive", "get", "khong-co.txt", home=home).code == 1


def test_refused_files_never_reach_the_archive(papers, home, tmp_path):
    secret = (papers / "song-trau.txt").read_text(encoding="utf-8").replace("*\n", "*\nTỐI MẬT\n", 1)
    (tmp_path / "a.txt").write_text(secret, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Hôm nay trời đẹp.", encoding="utf-8")
    assert counts(actions.ingest(home, [tmp_path / "a.txt", tmp_path / "b.txt"])) == {"refused": 2}
    assert archived(home) == []


def test_verify_tells_what_is_missing_changed_or_left_over(chidao, papers, home):
    chidao("ingest", papers, home=home)
    gone, changed, *_ = archived(home)
    gone.unlink()
    changed.write_bytes(changed.read_bytes() + b"x")
    Archive(home / "archive").keep("ab" * 32, b"left over")
    done = chidao("archive", "verify", "--format", "json", home=home)
    assert done.code == 6
    assert sorted(issue["code"] for issue in done.json["issues"]) == [
        "original-changed",
        "original-missing",
        "original-orphaned",
    ]
    assert done.json["sound"] == 2


def test_an_old_home_gets_its_originals_by_reading_the_files_again(papers, home):
    actions.ingest(home, [papers])
    shutil.rmtree(home / "archive")
    Home.at(home).seen.unlink()
    told = actions.verify(home)
    assert [issue["code"] for issue in told["issues"]] == ["original-missing"] * 4
    assert "trước khi có kho lưu bản gốc" in told["issues"][0]["what"]
    assert counts(actions.ingest(home, [papers])) == {"unchanged": 4}
    assert actions.verify(home)["issues"] == []


def test_withdrawing_takes_the_original_along(chidao, papers, home):
    chidao("ingest", papers, home=home)
    assert chidao("withdraw", "12-CV/ĐU", home=home).code == 0
    assert len(archived(home)) == 3, "and no marker of an open batch"
    assert chidao("archive", "verify", home=home).code == 0
    assert counts(actions.ingest(home, [papers])) == {"stored": 1, "unchanged": 3}


def test_what_a_crash_left_in_the_archive_is_swept_by_the_next_batch(papers, home):
    actions.ingest(home, [papers / "nq-5.txt"])
    archive = Archive(home / "archive")
    archive.begin()
    archive.keep("ab" * 32, b"left over")
    (home / "archive" / "new" / "draft").write_bytes(b"half")
    actions.ingest(home, [papers / "nq-6.txt"])
    assert len(archived(home)) == 2
    assert actions.verify(home)["issues"] == []


def words(home):
    return {task["wording"] for task in actions.tasks(home)["tasks"]}


OTHER_RULES = """
import ingest.rules, ingest.pipeline, ui.actions.work as work
ingest.rules.rules = lambda: "0" * 16
kept = ingest.pipeline.read_text
def otherwise(source, **more):
    from dataclasses import replace
    from ontology.model import Reading
    reading = kept(source, **more)
    if not isinstance(reading, Reading):
        return reading
    return replace(reading, tasks=reading.tasks[:1])
ingest.pipeline.read_text = otherwise
work.main()
"""


def read_with_other_rules(home, folder, monkeypatch):
    """Fill a home as an older program would have: it knew only the first task of each document."""
    with monkeypatch.context() as patch:
        patch.setattr(work, "COMMAND", (sys.executable, "-P", "-c", OTHER_RULES))
        patch.setattr("ingest.rules.rules", lambda: "0" * 16)
        assert counts(actions.ingest(home, [folder])) == {"stored": 4}


def test_reread_tells_and_stores_what_todays_rules_read_otherwise(chidao, papers, home, tmp_path, monkeypatch):
    read_with_other_rules(home, papers, monkeypatch)
    before = words(home)
    dry = chidao("reread", "--dry-run", "--format", "json", home=home)
    assert dry.code == 0
    assert dry.json["read"] == 4
    assert dry.json["gained"] > 4
    assert {change["kind"] for one in dry.json["documents"] for change in one["changes"]} >= {"nhiệm vụ", "phân công"}
    assert words(home) == before
    done = chidao("reread", home=home)
    assert done.code == 0
    assert "thêm nhiệm vụ: 2/1: “Ban Xây dựng Đảng tổng hợp kết quả" in done.out
    assert before < words(home)
    actions.ingest(tmp_path / "fresh", [papers])
    assert words(home) == words(tmp_path / "fresh")
    again = chidao("reread", "--format", "json", home=home)
    assert (again.json["read"], again.json["current"], again.json["documents"]) == (0, 4, [])
    whole = chidao("reread", "--all", "--format", "json", home=home)
    assert (whole.json["read"], whole.json["documents"]) == (4, [])


def test_reread_keeps_decisions_and_tells_those_whose_sentence_changed(chidao, papers, home, monkeypatch):
    actions.ingest(home, [papers])
    chain = actions.trace(home, "12-CV/ĐU")
    relation = next(edge for edge in chain["edges"] if edge["relation"] == "thực hiện")
    now = datetime.now(UTC)
    actions.decide(home, [relation["id"]], "confirmed", by="Nguyễn Văn A", why="đã đối chiếu", now=now)
    told = actions.reread(home, everything=True)
    assert told["suspect"] == []
    without = OTHER_RULES.replace("tasks=reading.tasks[:1]", "citations=()")
    with monkeypatch.context() as patch:
        patch.setattr(work, "COMMAND", (sys.executable, "-P", "-c", without))
        told = actions.reread(home, everything=True)
    assert [one["assertion"] for one in told["suspect"]] == [relation["id"]]
    assert told["lost"] > 0
    assert "decision-suspect" in {issue.code for issue in actions.check(home)}
    assert actions.reread(home, everything=True)["suspect"] == []
    assert not actions.check(home)
    chain = actions.trace(home, "12-CV/ĐU")
    assert next(e for e in chain["edges"] if e["id"] == relation["id"])["grade"] == "đã xác nhận"


def test_reread_without_an_original_leaves_the_document_as_it_is(chidao, papers, home):
    chidao("ingest", papers, home=home)
    archived(home)[0].unlink()
    done = chidao("reread", "--all", "--format", "json", home=home)
    assert done.code == 4
    (told,) = done.json["documents"]
    assert told["issue"]["code"] == "original-missing"
    assert len(chidao("query", "documents", "--format", "json", home=home).json["rows"]) == 4


def test_a_watched_folder_is_read_as_it_fills(papers, home, tmp_path):
    inbox = tmp_path / "in"
    inbox.mkdir()
    shutil.copy(papers / "nq-5.txt", inbox)
    looks = actions.watch(home, [inbox], seconds=0.01, rounds=60)
    assert counts(next(looks)) == {"stored": 1}
    text = (papers / "nq-6.txt").read_text(encoding="utf-8")
    (inbox / "nq-6.txt").write_text(text, encoding="utf-8")
    assert counts(next(looks)) == {"stored": 1}
    (inbox / "rong.txt").write_bytes(b"")
    assert counts(next(looks)) == {"refused": 1}
    assert list(looks) == [], "nothing is read twice, a refused file neither"


def test_the_command_watches_and_tells(papers, home, tmp_path):
    shutil.copytree(papers, tmp_path / "in")
    command = [COMMAND, "--home", home, "watch", "--every", "1", "--rounds", "3", "--format", "json", tmp_path / "in"]
    done = subprocess.run(list(map(str, command)), capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["stored"] == 4


def test_watching_what_is_not_there_says_so(chidao, tmp_path, home):
    done = chidao("watch", "--every", "1", "--rounds", "1", tmp_path / "khong-co", home=home)
    assert done.code == 0
    assert f"chưa có {tmp_path / 'khong-co'}" in done.err


def test_readers_see_a_long_batch_grow(papers, home, monkeypatch):
    """Every so often what is stored is published, while the batch goes on."""
    monkeypatch.setattr("ui.actions.batch._PUBLISH", 0)
    monkeypatch.setattr("ui.actions.batch._TOGETHER", 1)
    monkeypatch.setattr("ui.actions.batch._LONGEST", 0)
    seen = []
    actions.ingest(home, [papers], lambda *_: seen.append(actions.revision(home)))
    assert seen[0] == "0"
    assert int(seen[-1]) >= 2


def test_a_document_is_read_the_same_from_file_and_from_the_archive(papers, home):
    actions.ingest(home, [papers / "nq-5.txt"])
    (kept,) = archived(home)
    (one,) = work.read(work.Setup(Limits()), str(papers / "nq-5.txt"))
    (other,) = work.read(work.Setup(Limits()), work.Original(str(kept), "nq-5.txt", one.sha256))
    assert one.graph == other.graph
    (false,) = work.read(work.Setup(Limits()), work.Original(str(kept), "nq-5.txt", "0" * 64))
    assert false.issue.code == "original-changed"


def test_a_place_without_room_for_originals_ends_the_batch(papers, home):
    home.mkdir()
    (home / "archive").write_text("a file where the folder should be")
    summary = actions.ingest(home, [papers])
    assert "Không ghi kho lưu bản gốc được" in summary.stopped.what
    assert summary.left == 4


def test_a_file_that_vanishes_before_it_is_read_is_told_and_the_others_are_stored(papers, home, tmp_path, monkeypatch):
    folder = tmp_path / "nap"
    shutil.copytree(papers, folder)
    gone = folder / "nq-5.txt"
    looked = gather.gather

    def then_gone(*arguments, **named):
        found = looked(*arguments, **named)
        gone.unlink()
        return found

    monkeypatch.setattr("ui.actions.gather.gather", then_gone)
    summary = actions.ingest(home, [folder])
    (refused,) = summary.refused
    assert (refused.issue.code, Path(refused.path).name) == ("missing", "nq-5.txt")
    assert summary.count(Status.STORED) == len(list(folder.iterdir()))


def test_a_file_that_changes_while_it_is_read_is_stored_as_it_was_read(papers, home, tmp_path):
    folder = tmp_path / "nap"
    shutil.copytree(papers, folder)
    stop = threading.Event()

    def write_on():
        while not stop.is_set():
            with (folder / "nq-5.txt").open("a", encoding="utf-8") as file:
                file.write("\nGiao Công an phường tuần tra.\n")
            time.sleep(0.001)

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        summary = actions.ingest(home, [folder])
    finally:
        stop.set()
        writer.join()
    assert summary.refused == ()
    assert actions.verify(home)["issues"] == []
    assert actions.check(home) == ()
