"""What a refusal leaves behind: a time and a reason. What is held waits for a named person."""

import io
import json
import re
import shutil
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import WARD

from ingest.readers import SUFFIXES

PIECES = (
    "Sông Trầu",
    "điểm tập kết vũ khí ở đồi Mâm Xôi",
    "đồi Mâm Xôi",
    "Mâm Xôi",
    "TRẦU",
    "12-KH-rieng",
    "Trần Văn Mẫu",
    "tuần tra ban đêm",
)


def paper(mark: str) -> str:
    return WARD.format(
        body=f"ĐẢNG ỦY PHƯỜNG SÔNG TRẦU\n{mark}", code="12-CV/ĐU", about="V/v điểm tập kết vũ khí ở đồi Mâm Xôi",
        place="Sông Trầu", day=4, month=5, higher="Kết luận số 27-KL/TW ngày 24/4/2026 của Ban Bí thư",
    ).replace("rà soát", "tuần tra ban đêm")  # fmt: skip


def open_paper() -> str:
    return WARD.format(
        body="ĐẢNG ỦY PHƯỜNG ĐỒNG XOÀI", code="14-CV/ĐU", about="V/v xử lý rác thải", place="Đồng Xoài",
        day=6, month=5, higher="Kết luận số 27-KL/TW ngày 24/4/2026 của Ban Bí thư",
    ).replace("Trần Văn Mẫu", "Nguyễn Văn A")  # fmt: skip


def as_docx(text: str) -> bytes:
    import docx  # noqa: PLC0415 - only where it is installed

    document = docx.Document()
    document.core_properties.title = "điểm tập kết vũ khí ở đồi Mâm Xôi"
    for line in text.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_zip(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("đồi Mâm Xôi 12-KH-rieng.txt", text)
    return out.getvalue()


def as_pdf(text: str) -> bytes:
    from paper import pdf_of  # noqa: PLC0415 - only where it is installed

    return pdf_of(text)


def as_scan(text: str) -> bytes:
    from paper import scan_of  # noqa: PLC0415

    return scan_of(as_pdf(text))


def as_office(form: str) -> Callable[[str], bytes]:
    def write(text: str) -> bytes:
        from office_files import converted  # noqa: PLC0415

        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "a.docx")
            file.write_bytes(as_docx(text))
            converted([file], form, Path(folder))
            return file.with_suffix(f".{form}").read_bytes()

    return write


#: What a form needs that may not be there: modules of Python or programs.
NEEDS = {".docx": ["docx"], ".pdf": ["reportlab"], ".tif": ["reportlab", "tesseract"]}
NEEDS |= {f".{form}": ["docx", "soffice"] for form in ("doc", "odt", "rtf")}
FORMS = {
    ".txt": str.encode,
    ".md": lambda text: f"# {text}".encode("utf-16"),
    ".html": lambda text: (
        f"<html><body>{''.join(f'<p>{line}</p>' for line in text.splitlines())}</body></html>".encode()
    ),
    ".docx": as_docx,
    ".zip": as_zip,
    ".pdf": as_pdf,
    ".tif": as_scan,
    **{f".{form}": as_office(form) for form in ("doc", "odt", "rtf")},
}


def able(form: str) -> bool:
    return form in SUFFIXES and all(find_spec(need) or shutil.which(need) for need in NEEDS.get(form, ()))


def spellings(piece: str) -> set[bytes]:
    """A piece of text as bytes in any way it might be kept."""
    out = set()
    for form in ("NFC", "NFD"):
        for text in (piece, piece.lower(), piece.upper()):
            written = unicodedata.normalize(form, text)
            escaped = json.dumps(written)[1:-1]
            out |= {written.encode(), written.encode("utf-16-le"), escaped.encode(), written.encode("cp1258", "ignore")}
    bare = "".join(c for c in unicodedata.normalize("NFD", piece) if not unicodedata.combining(c)).replace("đ", "d")
    out |= {bare.encode(), bare.lower().encode(), bare.lower().replace(" ", "-").encode()}
    return {word for word in out if len(word) > 4}


def kept(*folders):
    """Every file below, with its name and all its bytes; what is packed is unpacked too."""
    for folder in folders:
        for path in folder.rglob("*"):
            yield path, str(path.relative_to(folder)).encode()
            if path.is_file():
                data = path.read_bytes()
                yield path, data
                if data.startswith(b"PK"):
                    with zipfile.ZipFile(path) as archive:
                        for name in archive.namelist():
                            yield path, archive.read(name)


def assert_nothing_is_kept(*folders):
    words = {word for piece in PIECES for word in spellings(piece)}
    for path, data in kept(*folders):
        low = data.lower()
        assert not [word for word in words if word.lower() in low], path


@pytest.fixture
def private(tmp_path):
    """Folders in which a program might leave something, none of which it shares with anybody."""
    folders = {name: tmp_path / name for name in ("user", "tmp", "cache", "state", "config", "data")}
    for folder in folders.values():
        folder.mkdir()
    env = {"HOME": "user", "TMPDIR": "tmp", "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state"}
    env |= {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data"}
    return list(folders.values()), {key: str(folders[name]) for key, name in env.items()}


def test_the_search_finds_what_is_there(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"\x00" + "MÂM XÔI".encode("utf-16-le"))
    with pytest.raises(AssertionError):
        assert_nothing_is_kept(tmp_path)


@pytest.mark.parametrize(
    ("mark", "code", "form"),
    [("TỐI MẬT", "secret", form) for form in FORMS if able(form)]
    + [("Bản số: 02", "held", form) for form in FORMS if form not in NEEDS],
)
def test_nothing_of_a_refused_document_is_left(tmp_path, home, chidao, private, form, mark, code):
    folders, env = private
    file = tmp_path / "in" / f"12-KH-rieng đồi Mâm Xôi{form}"
    file.parent.mkdir()
    file.write_bytes(FORMS[form](paper(mark)))
    good = tmp_path / "in" / "good.txt"
    good.write_text(open_paper(), "utf-8")
    done = chidao("ingest", file.parent, "--format", "json", home=home, env=env)
    assert (done.code, done.json["stored"], done.json["refused"]) == (4, 1, 1), done.err
    (issue,) = (one["issue"] for one in done.json["files"] if one["issue"])
    assert issue["code"] == code
    assert issue["remedy"]
    assert_nothing_is_kept(home, *folders)
    assert not [
        path for path, data in kept(home, *folders) if file.read_bytes()[64:1024] in data
    ]  # nor packed as it was
    whole = tmp_path / "whole"
    whole.mkdir()
    assert chidao("export", "--to", whole / "all.nq", home=home).code == 0  # the engine's own files may be packed
    assert "xử lý rác thải" in (whole / "all.nq").read_text("utf-8")
    assert_nothing_is_kept(whole)
    log = (home / "refusals.log").read_text("utf-8")
    assert re.fullmatch(rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d {code} .+\n", log)
    told = [value for key, value in issue.items() if key != "where"]
    assert not [word for word in PIECES if word in json.dumps(told, ensure_ascii=False)]


def test_a_name_alone_refuses_and_the_file_is_not_opened(tmp_path, home, chidao):
    file = tmp_path / "(MẬT) 12.txt"
    file.write_text(paper(""), "utf-8")
    file.chmod(0)  # opening it would be another refusal
    done = chidao("ingest", file, "--format", "json", home=home)
    assert done.json["files"][0]["issue"]["code"] == "secret"


def test_a_named_person_clears_what_was_held_and_nothing_else(tmp_path, home, chidao):
    unclear, plain = tmp_path / "a.txt", tmp_path / "b.txt"
    unclear.write_text(paper("Bản số: 02"), "utf-8")
    plain.write_text(paper("MẬT"), "utf-8")
    word = ("--cleared-by", "Nguyễn Văn A", "--cleared-why", "đã xem bản giấy, không có dấu mật")
    done = chidao("ingest", unclear, plain, *word, "--format", "json", home=home)
    assert [(one["status"], (one["issue"] or {}).get("code")) for one in done.json["files"]] == [
        ("stored", None),
        ("refused", "secret"),
    ]
    (line,) = (home / "cleared.jsonl").read_text("utf-8").splitlines()
    told = json.loads(line)
    assert (told["by"], told["why"]) == ("Nguyễn Văn A", "đã xem bản giấy, không có dấu mật")
    assert re.fullmatch(r"[0-9a-f]{64}", told["sha256"])
    again = chidao("ingest", tmp_path, "--again", "--format", "json", home=home)
    assert (again.json["replaced"], again.json["refused"]) == (1, 1)
    assert len((home / "cleared.jsonl").read_text("utf-8").splitlines()) == 1


def test_an_open_document_needs_nobody_and_nobody_is_noted(papers, home, chidao):
    done = chidao("ingest", papers / "song-trau.txt", "--cleared-by", "A", "--cleared-why", "B", home=home)
    assert done.code == 0
    assert not (home / "cleared.jsonl").exists()
    assert not (home / "refusals.log").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--cleared-by", "Nguyễn Văn A"),
        ("--cleared-why", "đã xem"),
        ("--cleared-by", " ", "--cleared-why", "đã xem"),
        ("--cleared-by", "Nguyễn Văn A", "--cleared-why", ""),
    ],
)
def test_nobody_clears_without_a_name_and_a_reason(papers, home, chidao, words):
    assert chidao("ingest", papers / "song-trau.txt", *words, home=home).code == 2
    assert not home.exists()


def test_a_folder_cannot_be_cleared(papers, home, chidao):
    assert chidao("ingest", papers, "--cleared-by", "A", "--cleared-why", "B", home=home).code == 2


def test_a_line_cut_short_clears_nothing(tmp_path, home, chidao):
    file = tmp_path / "a.txt"
    file.write_text(paper("Bản số: 02"), "utf-8")
    word = ("--cleared-by", "A", "--cleared-why", "B")
    assert chidao("ingest", file, *word, home=home).code == 0
    path = home / "cleared.jsonl"
    path.write_bytes(path.read_bytes()[:-9])
    assert chidao("ingest", file, "--again", home=home).code == 4
    assert chidao("ingest", file, "--again", *word, home=home).code == 0
    assert chidao("ingest", file, "--again", home=home).code == 0
