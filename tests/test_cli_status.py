"""``chidao status``: a person's word on a task outweighs the documents, is never lost, and can be taken back."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from graph.statuses import about_task, statuses, suspect
from graph.store import open_reader, open_writer

CAMERA = "13-NQ/ĐU#II.2.2.3"
WHO = ("--by", "Nguyễn Văn An", "--why", "đã nghiệm thu")


@pytest.fixture
def home(demo, tmp_path):
    return shutil.copytree(demo, tmp_path / "home")


def june(chidao, home):
    told = chidao("month", "2026-06", "--unit", "Đảng ủy phường Hòa Lạc", "--format", "json", home=home).json
    return {task["path"]: task["status"] for task in told["tasks"]}


def test_a_persons_word_shows_in_the_month_and_can_be_taken_back(chidao, home):
    assert june(chidao, home)["II.2.2.3"] == "overdue"
    words = ("status", CAMERA, "--issuer", "Hòa Lạc", "--set", "done", *WHO, "--evidence", "biên bản 02/7/2026")
    told = chidao(*words, "--format", "json", home=home).json
    assert june(chidao, home)["II.2.2.3"] == "done"
    later = chidao("status", told["task"], "--set", "undone", "--by", "Trần Thị B", "--why", "còn 08 bộ", home=home)
    assert later.code == 0
    assert june(chidao, home)["II.2.2.3"] == "overdue"
    rows = chidao("query", "decisions", "--param", f"about={told['task']}", "--format", "json", home=home).json["rows"]
    assert [(row["by"], row["source"]) for row in rows] == [
        ("Trần Thị B", None),
        ("Nguyễn Văn An", "biên bản 02/7/2026"),
    ]
    taken = chidao("decide", rows[0]["decision"], "--verdict", "withdrawn", *WHO, home=home)
    assert taken.code == 0
    assert june(chidao, home)["II.2.2.3"] == "done"
    assert chidao("check", home=home).code == 0


def test_a_word_about_a_sentence_that_changed_is_suspect(chidao, home):
    words = ("status", CAMERA, "--issuer", "Hòa Lạc", "--set", "done", *WHO, "--format", "json")
    task = chidao(*words, home=home).json["task"]
    with open_writer(home) as writer:
        made = about_task(writer, task, "done", by="Lê Văn C", at=datetime(2030, 1, 1, tzinfo=UTC), why="đã xem")
        writer.decide(replace(made, stamp="0" * 16))  # as of a sentence that stood there once
        writer.publish()
    with open_reader(home) as reader:
        assert statuses(reader) == {}
        assert [decision.by for decision in suspect(reader)] == ["Lê Văn C"]
    assert june(chidao, home)["II.2.2.3"] == "overdue"
    done = chidao("check", home=home)
    assert done.code == 6
    assert "Câu văn của nhiệm vụ đã đổi" in done.out + done.err


@pytest.mark.parametrize(
    ("task", "code", "words"),
    [
        ("13-NQ/ĐU#II.9.9", 1, "không có nhiệm vụ ở mục ấy"),
        ("99-NQ/ĐU#1", 1, "99-NQ/ĐU"),
        ("urn:chidao:text:0:task:1:1", 1, "Kho không có nhiệm vụ"),
    ],
)
def test_what_is_no_task_is_told(chidao, home, task, code, words):
    done = chidao("status", task, "--set", "done", *WHO, home=home)
    assert done.code == code
    assert words in done.err


def test_nobody_and_no_reason_are_refused(chidao, home):
    done = chidao("status", CAMERA, "--issuer", "Hòa Lạc", "--set", "done", "--by", " ", "--why", "x", home=home)
    assert (done.code, "ai quyết định" in done.err) == (2, True)
    assert chidao("status", CAMERA, "--set", "xong", *WHO, home=home).code == 2
