"""Ingesting: good batches, bad inputs one by one, full disks, second writers. Real files, stores and processes."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import COMMAND

import ingest.pipeline
import ontology.shapes
from data import path as data_path
from graph.store import open_writer
from ingest.source import Limits
from ontology.issue import Issue, Severity
from ui import actions
from ui.actions import work

NO_DIRECTIVE = "Hôm nay trời đẹp, chúng tôi đi chợ mua rau.\nNgày mai nếu mưa thì ở nhà đọc sách.\n"


def outcomes(done):
    """File name → its outcome, of a run with ``--format json``."""
    return {Path(row["path"]).name: row for row in done.json["files"]}


def files_in(chidao, home):
    done = chidao("query", "documents", "--format", "json", home=home)
    return sorted(row["document"] for row in done.json["rows"])


def test_a_folder_is_read_whole_and_unchanged_files_are_left_alone(chidao, papers, home):
    first = chidao("ingest", papers, "--format", "json", home=home)
    assert first.code == 0
    assert (first.json["stored"], first.json["refused"], first.json["revision"]) == (4, 0, "1")
    assert outcomes(first)["song-trau.txt"]["code"] == "12-CV/ĐU"
    assert outcomes(first)["song-trau.txt"]["tasks"] == 2

    second = chidao("ingest", papers, "--format", "json", home=home)
    assert second.code == 0
    assert (second.json["stored"], second.json["unchanged"]) == (0, 4)
    assert second.json["revision"] == "1"  # nothing changed, so nothing new is published

    again = chidao("ingest", "--again", papers / "nq-5.txt", "--format", "json", home=home)
    assert again.json["replaced"] == 1
    assert len(files_in(chidao, home)) == 4


def test_text_output_tells_files_warnings_and_counts(chidao, papers, home):
    done = chidao("ingest", papers, home=home)
    assert done.code == 0
    assert f"đã nạp     {papers / 'song-trau.txt'} · 12-CV/ĐU · 2 nhiệm vụ" in done.out
    assert done.out.splitlines()[-1] == "4 tệp: 4 đã nạp."
    assert done.err == ""  # progress is for a person at a terminal only


def test_folders_are_searched_to_the_bottom_and_other_files_are_named(chidao, papers, tmp_path, home):
    deep = tmp_path / "in" / "2026" / "tháng 5"
    deep.mkdir(parents=True)
    shutil.copy(papers / "nq-5.txt", deep / "nghị quyết.TXT")
    shutil.copy(papers / "nq-6.txt", deep / "nq.md")
    (deep / "bang-tinh.xlsx").write_bytes(b"PK\x03\x04")
    (deep / ".an.txt").write_text("x")
    (tmp_path / "in" / "vòng").symlink_to(tmp_path / "in")
    done = chidao("ingest", tmp_path / "in", tmp_path / "in", "--format", "json", home=home)
    assert done.code == 0
    assert (done.json["stored"], done.json["skipped"], len(done.json["files"])) == (2, 1, 2)
    assert done.json["skipped_files"] == [str(deep / "bang-tinh.xlsx")]
    said = chidao("ingest", tmp_path / "in", home=home).out
    assert "không đọc loại tệp ấy (.xlsx):\n    " + str(deep / "bang-tinh.xlsx") in said


def test_a_folder_without_texts_finds_nothing(chidao, tmp_path, home):
    (tmp_path / "rỗng").mkdir()
    done = chidao("ingest", tmp_path / "rỗng", home=home)
    assert done.code == 1
    assert "không có tệp nào" in done.out


def test_a_second_text_of_one_directive_is_remarked_on(chidao, papers, tmp_path, home):
    corrected = tmp_path / "nq-5-sua.txt"
    corrected.write_text((papers / "nq-5.txt").read_text(encoding="utf-8").replace("15/5/2026", "18/5/2026"))
    chidao("ingest", papers / "nq-5.txt", home=home)
    done = chidao("ingest", corrected, home=home)
    assert done.code == 0
    assert "kho đã có một toàn văn khác của văn bản này (tệp nq-5.txt)" in done.out


def bad_files(folder):
    """Every kind of bad file: name → code of the issue it must give."""
    (folder / "rong.txt").write_bytes(b"")
    (folder / "trang.txt").write_bytes(b" \n\t\n")
    (folder / "nhi-phan.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "chuong-trinh.txt").write_bytes(b"MZ" + os.urandom(5000))
    (folder / "latin-1.txt").write_bytes("Công văn số 12 của Đảng ủy".encode("cp1258", "ignore") * 20)
    (folder / "khong-phai.txt").write_text(NO_DIRECTIVE, encoding="utf-8")
    with (folder / "50-mb.txt").open("wb") as file:
        for _ in range(50):
            file.write("Ủy ban nhân dân phường báo cáo. ".encode() * 26_000)
    assert (folder / "50-mb.txt").stat().st_size > 50_000_000
    return {
        "rong.txt": ("empty", "tệp rỗng"),
        "trang.txt": ("empty", "tệp rỗng"),
        "nhi-phan.txt": ("binary", "tệp nhị phân"),
        "chuong-trinh.txt": ("form", "tệp dạng EXE"),
        "latin-1.txt": ("encoding", "không phải UTF-8"),
        "khong-phai.txt": ("not-a-directive", "không nhận ra văn bản chỉ đạo"),
        "50-mb.txt": ("too-large", "lớn hơn 20 MB"),
    }


def test_bad_files_are_refused_with_reasons_and_the_rest_is_stored(chidao, papers, tmp_path, home):
    folder = tmp_path / "in"
    folder.mkdir()
    expected = bad_files(folder)
    for paper in papers.iterdir():
        shutil.copy(paper, folder)
    done = chidao("ingest", folder, folder / "khong-co.txt", "--format", "json", home=home)
    assert done.code == 4
    assert (done.json["stored"], done.json["refused"]) == (4, len(expected) + 1)
    told = outcomes(done)
    for name, (code, words) in {**expected, "khong-co.txt": ("missing", "không tìm thấy tệp")}.items():
        issue = told[name]["issue"]
        assert (issue["code"], issue["severity"]) == (code, "refusal")
        assert words in issue["what"]
        assert issue["remedy"]
    assert files_in(chidao, home) == sorted(paper.name for paper in papers.iterdir())

    text = chidao("ingest", folder, home=home)
    assert text.code == 4
    assert "từ chối" in text.out
    assert all(words in text.out for _, words in expected.values())


@pytest.mark.parametrize("name", ["rong.txt", "nhi-phan.txt", "latin-1.txt", "khong-phai.txt", "50-mb.txt"])
def test_extract_says_on_standard_error_why_a_file_is_refused(chidao, tmp_path, name):
    words = bad_files(tmp_path)[name][1]
    for form in ("text", "json"):
        done = chidao("extract", tmp_path / name, "--format", form)
        assert (done.code, done.out) == (4, "")
        assert words in done.err
        assert "→" in done.err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_of_unicode_read_the_same(chidao, papers, tmp_path, home, encoding):
    text = (papers / "song-trau.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    done = chidao("extract", tmp_path / "a.txt", "--format", "json")
    assert done.code == 0
    plain = chidao("extract", papers / "song-trau.txt", "--format", "json")
    assert done.json["text"] == plain.json["text"]
    assert done.json["tasks"] == plain.json["tasks"]
    stored = chidao("ingest", tmp_path / "a.txt", "--format", "json", home=home)
    assert (stored.code, stored.json["stored"]) == (0, 1)


def test_a_secret_document_is_refused_and_leaves_no_trace(chidao, papers, tmp_path, home):
    text = (papers / "song-trau.txt").read_text(encoding="utf-8").replace("*\n", "*\nTỐI MẬT\n", 1)
    assert "TỐI MẬT" in text
    marked = text.replace("vụ việc tồn đọng", "vụ việc ĐÃ-ĐÓNG-DẤU")
    (tmp_path / "a.txt").write_text(marked, encoding="utf-8")
    done = chidao("ingest", tmp_path / "a.txt", papers / "nq-5.txt", "--format", "json", home=home)
    assert done.code == 4
    assert done.json["stored"] == 1
    assert outcomes(done)["a.txt"]["issue"]["code"] == "secret"
    assert "ĐÃ-ĐÓNG-DẤU" not in done.out + done.err
    assert files_in(chidao, home) == ["nq-5.txt"]
    read = chidao("extract", tmp_path / "a.txt", "--format", "json")
    assert (read.code, read.out) == (4, "")
    assert "ĐÃ-ĐÓNG-DẤU" not in read.err
    needle = "ĐÃ-ĐÓNG-DẤU".encode()
    assert not any(needle in path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_a_pipe_or_device_is_not_opened(chidao, papers, tmp_path, home):
    os.mkfifo(tmp_path / "ong.txt")
    done = chidao("ingest", tmp_path, papers / "nq-5.txt", "--format", "json", home=home, timeout=60)
    assert done.code == 4
    assert outcomes(done)["ong.txt"]["issue"]["what"] == "không phải tệp thường"
    assert done.json["stored"] == 1


def without_override():
    """Words before a command that make permission bits bind it, root or not; skips where that cannot be had."""
    if os.geteuid() != 0:
        return []
    prefix = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    if not shutil.which("setpriv") or subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        pytest.skip("root, and setpriv cannot drop the right to read everything")
    return prefix


def test_an_unreadable_folder_and_file_are_told_and_the_rest_is_stored(chidao, papers, tmp_path, home):
    prefix = without_override()
    folder = tmp_path / "in"
    closed = folder / "khoa"
    closed.mkdir(parents=True)
    shutil.copy(papers / "nq-5.txt", closed / "trong.txt")
    shutil.copy(papers / "nq-6.txt", folder / "kin.txt")
    shutil.copy(papers / "song-trau.txt", folder)
    (folder / "kin.txt").chmod(0)
    closed.chmod(0)
    try:
        done = chidao("ingest", folder, "--format", "json", home=home, prefix=prefix)
    finally:
        closed.chmod(stat.S_IRWXU)
    assert done.code == 4
    told = outcomes(done)
    assert told["khoa"]["issue"]["code"] == "unreadable"
    assert "không đọc được thư mục" in told["khoa"]["issue"]["what"]
    assert told["kin.txt"]["issue"]["code"] == "unreadable"
    assert told["song-trau.txt"]["status"] == "stored"
    assert files_in(chidao, home) == ["song-trau.txt"]


def test_a_home_that_cannot_be_written_is_told(chidao, papers, tmp_path):
    prefix = without_override()
    closed = tmp_path / "kin"
    closed.mkdir()
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    done = chidao("ingest", papers, home=closed / "home", prefix=prefix)
    assert done.code == 5
    assert "Không tạo kho" in done.err
    assert done.out == ""


def test_a_second_writer_is_told_to_wait_and_changes_nothing(chidao, papers, home):
    chidao("ingest", papers / "nq-5.txt", home=home)
    with open_writer(home, run=True):
        for words in (["ingest", papers], ["withdraw", "08-NQ/ĐU"]):
            done = chidao(*words, home=home)
            assert done.code == 5
            assert "đang được một tiến trình khác ghi" in done.err
            assert "Hãy đợi" in done.err
        assert chidao("trace", "08-NQ/ĐU", home=home).code == 0  # readers go on
    assert files_in(chidao, home) == ["nq-5.txt"]
    assert chidao("ingest", papers, home=home).code == 0


FULL_DISK = """
set -u
mount -t tmpfs -o size=3m tmpfs "$DISK" || exit 77
"$CHIDAO" --home "$DISK/home" ingest "$PAPERS" >/dev/null || exit 1
"$CHIDAO" --home "$DISK/home" ingest --format json "$PAPERS" "$CORPUS" >"$OUT/full.json" 2>"$OUT/full.err"
echo $? >"$OUT/full.code"
"$CHIDAO" --home "$DISK/home" check >"$OUT/check.txt" 2>&1
echo $? >"$OUT/check.code"
mount -o remount,size=400m "$DISK" || exit 77
"$CHIDAO" --home "$DISK/home" ingest --format json "$PAPERS" "$CORPUS" >"$OUT/room.json" 2>"$OUT/room.err"
echo $? >"$OUT/room.code"
"$CHIDAO" --home "$DISK/home" check >"$OUT/sound.txt" 2>&1
echo $? >"$OUT/sound.code"
"$CHIDAO" --home "$DISK/home" export --to "$OUT/full.nq" >/dev/null
"""


def test_a_full_disk_stops_the_batch_keeps_what_was_stored_and_can_be_gone_on_with(chidao, papers, tmp_path):
    """On a disk of 3 MB in a mount namespace of its own; then the disk is given room and the batch is run again."""
    out, disk, corpus = tmp_path / "out", tmp_path / "disk", data_path("corpus", "hoa-lac")
    out.mkdir()
    disk.mkdir()
    env = {**os.environ, "DISK": disk, "OUT": out, "PAPERS": papers, "CORPUS": corpus, "CHIDAO": COMMAND}
    namespace = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    done = subprocess.run(
        [*namespace, "bash", "-c", FULL_DISK], env={k: str(v) for k, v in env.items()}, capture_output=True, check=False
    )
    if done.returncode == 77 or not (out / "full.code").exists():
        pytest.skip(f"no small disk can be mounted here: {done.stderr.decode()[:200]}")

    def code(name):
        return int((out / f"{name}.code").read_text())

    assert code("full") == 5
    full = json.loads((out / "full.json").read_text(encoding="utf-8"))
    assert "Ổ đĩa đã đầy" in full["stopped"]["what"]
    assert full["left"] > 0
    assert full["unchanged"] == 4
    assert code("check") == 0, (out / "check.txt").read_text()

    room = json.loads((out / "room.json").read_text(encoding="utf-8"))
    assert code("room") == 0, (out / "room.err").read_text()
    assert room["unchanged"] >= full["unchanged"] + full["stored"]
    assert room["unchanged"] + room["stored"] == full["unchanged"] + full["stored"] + full["left"]
    assert code("sound") == 0, (out / "sound.txt").read_text()

    plenty = tmp_path / "plenty"
    chidao("ingest", papers, corpus, home=plenty, timeout=300)
    chidao("export", "--to", tmp_path / "plenty.nq", home=plenty)
    assert (out / "full.nq").read_bytes() == (tmp_path / "plenty.nq").read_bytes()


def test_an_export_to_a_full_disk_leaves_the_former_file(chidao, stored, tmp_path):
    script = (
        'mount -t tmpfs -o size=20k tmpfs "$DISK" || exit 77; echo cũ >"$DISK/kho.nq"; '
        '"$CHIDAO" --home "$STORED" export --to "$DISK/kho.nq"; echo $?; cat "$DISK/kho.nq"; ls -A "$DISK"'
    )
    env = {**os.environ, "DISK": str(tmp_path), "CHIDAO": str(COMMAND), "STORED": str(stored)}
    namespace = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    done = subprocess.run([*namespace, "bash", "-c", script], env=env, capture_output=True, check=False)
    if done.returncode == 77 or not done.stdout:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.decode()[:200]}")
    assert done.stdout.decode().splitlines() == ["5", "cũ", "kho.nq"]
    assert "Không đọc hay ghi được" in done.stderr.decode()


def read(path):
    """What a worker makes of a file, in this process."""
    return list(work.read(work.Setup(Limits()), str(path)))


def test_a_fault_of_ours_met_in_one_file_is_told_as_such(papers, monkeypatch):
    def broken(source, **more):
        raise RecursionError("sâu quá")

    monkeypatch.setattr(ingest.pipeline, "read_text", broken)
    (refused,) = read(papers / "nq-5.txt")
    assert refused.issue.code == "internal"
    assert "RecursionError" in refused.issue.what


def test_a_graph_with_faults_is_refused_whole(papers, monkeypatch):
    fault = Issue("two-leads", "Nhiệm vụ có 2 đơn vị cùng chủ trì.", "nhiệm vụ 1", "báo lại", Severity.REFUSAL)
    monkeypatch.setattr(ontology.shapes, "validate", lambda graph: (fault,))
    (refused,) = read(papers / "nq-5.txt")
    assert refused.issue.code == "two-leads"


def test_progress_counts_the_files(papers, home):
    seen = []
    actions.ingest(home, [papers], lambda done, total, outcome: seen.append((done, total, outcome.path)))
    assert {path for _, _, path in seen} == {str(path) for path in papers.iterdir()}
    assert {total for _, total, _ in seen} == {4}


SLOW = """
import ingest.pipeline, ui.actions.work as work
kept = ingest.pipeline.read_text
def read(source, **more):
    while source.file == "song-trau.txt":
        pass
    return kept(source, **more)
ingest.pipeline.read_text = read
work.main()
"""


def test_a_file_beyond_its_limits_is_refused_and_the_rest_is_stored(papers, home, monkeypatch):
    monkeypatch.setattr(work, "COMMAND", (sys.executable, "-P", "-c", SLOW))
    files = [papers / name for name in ("nq-5.txt", "song-trau.txt", "nq-6.txt")]
    summary = actions.ingest(home, files, limits=Limits(seconds=10))
    assert [one.issue.code if one.issue else "" for one in summary.files] == ["", "too-slow", ""]
    told = actions.extract(files[1], limits=Limits(seconds=1))
    assert (told.code, told.where) == ("too-slow", str(files[1]))


def test_a_document_cannot_command_the_terminal(chidao, papers, tmp_path, home):
    text = (papers / "nq-5.txt").read_text(encoding="utf-8").replace("điểm tập kết", "điểm \x1b[31m tập \u202e kết")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert chidao("ingest", tmp_path / "a.txt", home=home).code == 0
    for words in (["extract", tmp_path / "a.txt"], ["trace", "08-NQ/ĐU"], ["tasks"], ["show", "08-NQ/ĐU"]):
        told = chidao(*words, home=home)
        assert told.code == 0
        assert "\x1b" not in told.out
        assert "\u202e" not in told.out
        assert "[31m" in told.out
    record = chidao("extract", tmp_path / "a.txt", "--format", "json")
    assert "\u202e" not in record.out
    assert record.json["text"] == actions.extract(tmp_path / "a.txt")["text"]
