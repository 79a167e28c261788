"""The command as such: help, wrong usage, terminals of all kinds, and that starting it loads nothing heavy."""

import json
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from conftest import COMMAND, run_chidao

from ui import actions, cli
from ui.words import EXITS

COMMANDS = (
    "extract",
    "identity",
    "ingest",
    "watch",
    "trace",
    "tasks",
    "units",
    "show",
    "withdraw",
    "query",
    "report",
    "export",
    "check",
    "reread",
    "archive",
    "decide",
    "ui",
)
HEAVY = {"rdflib", "networkx", "streamlit", "pyshacl", "pyoxigraph", "oxrdflib", "pandas", "pyvis", "ingest.pipeline"}


def loaded_after(code):
    """The modules that a fresh interpreter has loaded after running ``code``."""
    script = f"{code}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_help_is_vietnamese_and_names_every_command_and_exit_code(chidao):
    done = chidao("--help")
    assert (done.code, done.err) == (0, "")
    assert "Cách dùng: chidao" in done.out
    assert all(f"\n  {name} " in done.out for name in COMMANDS)
    assert all(f"{code}  {meaning}" in done.out for code, meaning in EXITS.items())
    assert not any(word in done.out for word in ("Usage", "Options", "Commands", "Show this message"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_vietnamese_help_and_both_formats(chidao, name):
    done = chidao(name, "--help")
    assert done.code == 0
    assert f"Cách dùng: chidao {name}" in done.out
    assert "--format text|json" in done.out
    assert not any(word in done.out for word in ("Usage", "Options", "Show this message", "required", "default:"))


def test_importing_the_command_line_imports_nothing_heavy():
    assert not HEAVY & loaded_after("import ui.cli")


def test_extracting_needs_neither_store_nor_graph_library(papers):
    modules = loaded_after(
        "from ingest.source import Limits\nfrom ui.actions.work import Setup, read\n"
        f"(told,) = read(Setup(Limits(), record=True), {str(papers / 'song-trau.txt')!r})\nassert told['tasks']"
    )
    assert "ingest.pipeline" in modules
    assert not {"rdflib", "networkx", "streamlit", "pyshacl", "pyoxigraph"} & modules


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["decide", "urn:a", "--verdict", "confirmed", "--by", "Nguyễn Văn A"], "thiếu tùy chọn --why"),
        (["trance", "27-KL/TW"], "không có lệnh “trance”. Có phải: trace"),
        (["trace"], "thiếu tham số SỐ_KÝ_HIỆU"),
        (["trace", "27-KL/TW", "50-CT/TW"], "thừa tham số: 50-CT/TW"),
        (["trace", "27-KL/TW", "--dept", "2"], "không có tùy chọn --dept. Có phải: --depth"),
        (["trace", "27-KL/TW", "--depth", "0"], "tùy chọn --depth: “0” phải là số nguyên từ 1 đến 99"),
        (["trace", "27-KL/TW", "--date", "31/2/2026"], "không phải là ngày"),
        (["trace", "27-KL/TW", "--date"], "tùy chọn --date cần một giá trị"),
        (["tasks", "--month", "2026-13"], "không phải là tháng"),
        (["units", "--format", "xml"], "“xml” không hợp lệ; hãy chọn một trong: text, json"),
        (["export", "--to", "kho.docx"], "không biết dạng tệp “.docx”"),
        (["query", "units", "--param", "đơn vị"], "TÊN=GIÁ_TRỊ"),
        (["query", "khong-co"], "Không có câu hỏi «khong-co»"),
        (["decide", "urn:a", "--verdict", "same", "--by", "A", "--why", "x"], "cần 2 IRI khác nhau, đã nhận 1"),
        (["ingest"], "thiếu tham số TỆP|THƯ_MỤC"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(chidao, home, words, message):
    done = chidao(*words, home=home)
    assert done.code == 2
    assert done.out == ""
    assert message in done.err
    assert not home.exists()


def test_an_empty_home_says_what_to_do(chidao, home):
    for words in (["trace", "27-KL/TW"], ["show", "27-KL/TW"], ["withdraw", "27-KL/TW"], ["units", "công an"]):
        done = chidao(*words, home=home)
        assert done.code == 1
        assert "hãy nạp bằng: chidao ingest" in done.err
    assert not home.exists()


def test_the_home_comes_from_the_option_or_the_environment(chidao, papers, tmp_path):
    done = chidao("ingest", papers / "nq-5.txt", env={"CHIDAO_HOME": str(tmp_path / "a")})
    assert done.code == 0
    assert (tmp_path / "a" / "store").is_dir()
    done = chidao("units", home=tmp_path / "b", env={"CHIDAO_HOME": str(tmp_path / "a")})
    assert done.code == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_vietnamese_gets_letters_without_marks(chidao, stored, encoding):
    terminal = {"env": {"PYTHONIOENCODING": encoding}, "encoding": encoding}
    plain = chidao("trace", "27-KL/TW", home=stored, **terminal)
    assert plain.code == 0
    assert "Ket luan 27-KL/TW" in plain.out
    assert "12-CV/DU" in plain.out
    wrong = chidao("trance", **terminal)
    assert "Có phai: trace" in wrong.err or "Co phai: trace" in wrong.err


def test_json_is_the_same_on_any_terminal(chidao, stored):
    told = chidao("trace", "27-KL/TW", "--format", "json", home=stored)
    plain = chidao("trace", "27-KL/TW", "--format", "json", home=stored, env={"PYTHONIOENCODING": "ascii"})
    assert "Ủy ban nhân dân phường" in told.out
    assert plain.out.isascii()
    assert plain.json == told.json


def test_a_closed_pipe_is_no_fault(stored):
    for words in ("trace 27-KL/TW", "query edges --format json", "--help"):
        command = f"{COMMAND} --home {stored} {words} | true; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
        assert (done.stdout, done.stderr) == ("141\n", "")


def test_a_fault_of_our_own_is_told_apart(monkeypatch, capsys, tmp_path):
    (tmp_path / "store").mkdir()
    monkeypatch.setenv("CHIDAO_HOME", str(tmp_path))

    def broken(*_args, **_options):
        raise ZeroDivisionError("1/0")

    monkeypatch.setattr(actions, "check", broken)
    monkeypatch.setattr(sys, "argv", ["chidao", "check"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 70
    assert "Lỗi của chương trình (ZeroDivisionError" in capsys.readouterr().err


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def test_the_screens_are_served_on_this_machine_only(stored):
    port = free_port()
    words = [COMMAND, "--home", stored, "ui", "--no-browser", "--port", str(port)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout.readline() == f"Màn hình: http://127.0.0.1:{port} (Ctrl+C để dừng)\n"
            assert answers(f"http://127.0.0.1:{port}/_stcore/health", server) == "ok"
            with pytest.raises(OSError), socket.create_connection((other_address(), port), timeout=2):
                pass
        finally:
            server.terminate()
            server.wait(timeout=20)


def other_address():
    """An address of this machine other than 127.0.0.1; any in 127/8 is one, and a server on all interfaces has it."""
    return "127.0.0.2"


def answers(address, server, seconds=60):
    """What an address answers as soon as it does."""
    for _ in range(seconds * 5):
        assert server.poll() is None, "the server has ended"
        try:
            with urllib.request.urlopen(address, timeout=2) as page:
                return page.read().decode()
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"no answer at {address}")


def test_a_port_in_use_is_told(chidao, home):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = chidao("ui", "--no-browser", "--port", str(other.getsockname()[1]), home=home)
    assert done.code == 2
    assert "--port" in done.err


@pytest.mark.parametrize("words", [("check",), ("archive", "verify"), ("export", "--to", "kho.ttl")])
def test_what_is_asked_of_a_whole_store_is_not_answered_where_there_is_none(tmp_path, words):
    done = run_chidao(*words, home=tmp_path / "khong-co")
    assert done.code == 1
    assert "Chưa có kho ở" in done.err
    assert not (tmp_path / "khong-co").exists()


def test_a_question_of_a_file_knows_the_prefixes_and_a_code_any_spelling(demo, tmp_path):
    asked = tmp_path / "hoi.rq"
    asked.write_text("SELECT ?d WHERE { ?d a cd:Directive } ORDER BY ?d", encoding="utf-8")
    assert "urn:chidao:directive:27-kl-tw" in run_chidao("query", str(asked), home=demo).out
    told = run_chidao("query", "directive-by-code", "--param", "code=27-kl/tw", home=demo)
    assert "27-KL/TW" in told.out
    nothing = run_chidao("query", "directive-by-code", "--param", "code=28-kl/tw", home=demo)
    assert (nothing.code, "Có phải" in nothing.err) == (1, True)
