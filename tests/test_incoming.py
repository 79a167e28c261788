"""Files that come by the screens: the way of ``chidao ingest``, out of the server's process, nothing left behind."""

import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.store import open_writer
from ontology.issue import Issue
from ui import actions
from ui.actions import State
from ui.actions.people import Denied, Grant, Person, Role, owner
from ui.actions.rights import act
from ui.serve import command

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
FILE = CORPUS / "an-hai" / "2026-06-18-thanh-uy-kl-31.txt"
NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
ZONE = "DẤU HIỆU RIÊNG 48151623"
SECRET = FILE.read_text(encoding="utf-8").replace("Số 31-KL/TU", f"TỐI MẬT\nSố 31-KL/TU\n{ZONE}").encode()


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """Where temporary files go, for this process and those it starts."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folder
    monkeypatch.setattr(tempfile, "tempdir", None)


def _over(upload, seconds=60):
    deadline = time.monotonic() + seconds
    while not upload.is_over:
        assert time.monotonic() < deadline, upload
        time.sleep(0.05)
    return upload


def _holding(folder, words):
    """The files below a folder whose name or bytes hold the words."""
    found = []
    for at, _, names in os.walk(folder):
        for name in names:
            path = Path(at) / name
            if words in name or words.encode() in path.read_bytes():
                found.append(path)
    return found


def test_what_comes_is_stored_under_the_name_it_came_with_and_the_rest_is_told(tmp_path, scratch):
    home = tmp_path / "home"
    data = FILE.read_bytes()
    files = [("../../31-KL sửa.txt", data), ("31-KL sửa.txt", data), ("hỏng.pdf", b"%PDF-1.4 x"), ("mật.txt", SECRET)]
    upload = _over(act(owner(), home, actions.upload, files, now=NOW))
    assert upload.state is State.DONE
    became = {one.path: one.status.value for one in upload.outcomes}
    # which of two files of the same bytes is read first is not told
    assert {became.pop("_.._31-KL sửa.txt"), became.pop("31-KL sửa.txt")} == {"stored", "unchanged"}
    assert became == {"hỏng.pdf": "refused", "mật.txt": "refused"}
    assert all(one.issue and one.issue.remedy for one in upload.outcomes if one.status == "refused")
    assert actions.directives(home)[0]["code"] == "31-KL/TU"
    assert upload.summary and not upload.summary.files
    _gone(scratch)


def _gone(scratch):
    """The folder of what came is removed by the thread, a moment after the upload is over."""
    deadline = time.monotonic() + 10
    while list(scratch.rglob("*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert list(scratch.rglob("*")) == []


def test_nothing_of_a_secret_file_remains_in_the_home_or_on_the_way(tmp_path, scratch):
    home = tmp_path / "home"
    upload = _over(act(owner(), home, actions.upload, [("bí danh 4815.txt", SECRET)], now=NOW))
    (outcome,) = upload.outcomes
    assert outcome.issue and outcome.issue.code == "secret"
    _gone(scratch)
    for words in (ZONE, "bí danh 4815", "31-KL"):
        assert _holding(tmp_path, words) == []
    assert (home / "refusals.log").read_text().split()[1:] == ["secret", *owner().name.split()]


def test_a_busy_store_is_waited_for(tmp_path, scratch):
    home = tmp_path / "home"
    with open_writer(home, run=True):
        upload = act(owner(), home, actions.upload, [("31.txt", FILE.read_bytes())], now=NOW)
        deadline = time.monotonic() + 30
        while upload.state is not State.WAITING:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert "đang được một tiến trình khác ghi" in upload.why
        assert upload.outcomes == []
    assert _over(upload).state is State.DONE
    assert [one.status.value for one in upload.outcomes] == ["stored"]


def test_an_upload_can_be_stopped(tmp_path, scratch):
    home = tmp_path / "home"
    with open_writer(home, run=True):
        upload = act(owner(), home, actions.upload, [("31.txt", FILE.read_bytes())], now=NOW)
        upload.stop()
        assert _over(upload).state is State.STOPPED
    _gone(scratch)


def test_what_a_person_found_open_is_stored_with_who_said_so(tmp_path, scratch):
    home = tmp_path / "home"
    unclear = FILE.read_text(encoding="utf-8").replace("Số 31-KL/TU", "GIẢI MẬT\nMẬT\nSố 31-KL/TU").encode()
    (held,) = _over(act(owner(), home, actions.upload, [("31.txt", unclear)], now=NOW)).outcomes
    assert held.issue and held.issue.code == "held"
    person = Person("Nguyễn Văn A", (Grant(Role.WORKER),))
    told = act(person, home, actions.upload, [("31.txt", unclear)], now=NOW, open_because="đã xem bản giấy")
    assert [one.status.value for one in _over(told).outcomes] == ["stored"]
    assert "Nguyễn Văn A" in (home / "cleared.jsonl").read_text()
    assert {one["by"] for one in actions.journal(home)["entries"] if one["kind"] == "ingest"} == {"Nguyễn Văn A"}
    (secret,) = _over(act(person, home, actions.upload, [("a.txt", SECRET)], now=NOW, open_because="xem")).outcomes
    assert secret.issue and secret.issue.code == "secret"


def test_a_draft_is_checked_and_let_go(tmp_path, scratch):
    home = tmp_path / "home"
    actions.ingest(home, [FILE])
    before = actions.revision(home)
    told = act(owner(), home, actions.lint_draft, "dự thảo.txt", FILE.read_bytes().replace(b"31-KL", b"38-KL"))
    assert told["score"] is not None and told["tasks"] and told["repeats"]
    assert told["file"] == "dự thảo.txt"
    refused = act(owner(), home, actions.lint_draft, "a.txt", SECRET)
    assert isinstance(refused, Issue) and refused.code == "secret"
    assert list(scratch.rglob("*")) == []
    assert actions.revision(home) == before
    assert _holding(home, ZONE) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\u202etxt.exe\x00.pdf", "a_txt.exe_.pdf"),
        ("Công văn số 12.docx", "Công văn số 12.docx"),
        ("", "văn bản"),
        ("..", "văn bản"),
    ],
)
def test_a_name_leads_nowhere(name, kept):
    from ui.actions.incoming import _safe  # noqa: PLC0415 - the rule of names, not reachable by what a disk takes

    assert _safe(name) == kept


def test_a_long_name_keeps_its_suffix_and_fits_on_a_disk():
    from ui.actions.incoming import _safe  # noqa: PLC0415

    short = _safe("số " * 200 + ".docx")
    assert len(short.encode()) <= 200
    assert short.endswith(".docx")


def test_who_may_not_put_in_puts_nothing_in(tmp_path, scratch):
    viewer = Person("Nguyễn Thị Xem", (Grant(Role.VIEWER),))
    with pytest.raises(Denied):
        act(viewer, tmp_path / "home", actions.upload, [("31.txt", FILE.read_bytes())], now=NOW)
    assert not (tmp_path / "home").exists()


def test_the_server_takes_what_the_gate_takes():
    flag = next(part for part in command(Path("x"), 1, True) if part.startswith("--server.maxUploadSize="))
    assert int(flag.partition("=")[2]) == actions.largest_upload() == 191
