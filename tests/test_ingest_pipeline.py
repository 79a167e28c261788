"""The whole way of a document: every word read is quoted where it stands; what is no directive is told so."""

import codecs
import dataclasses
import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import PLAN, source

import data
from ingest.pipeline import read_file, read_text
from ingest.record import record
from ontology.issue import Issue, Severity
from ontology.model import Evidence, Reading

CORPUS = sorted(path for path in data.path("corpus").rglob("*") if path.suffix in {".txt", ".md"})
each_document = pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.stem}")
TEXT = PLAN.format(
    subject="thực hiện Kết luận số 27-KL/TW của Ban Bí thư",
    preamble=(
        "Thực hiện Kết luận số 27-KL/TW ngày 24/4/2026 của Ban Bí thư, Ban Thường vụ Đảng ủy phường xây dựng "
        "Kế hoạch như sau:"
    ),
    body=(
        "I. CHỈ TIÊU\n\n- Ít nhất 05 tổ hòa giải mới.\n\nII. NHIỆM VỤ\n\n"
        "1. Giao Công an phường chủ trì, phối hợp với Trạm Y tế phường lập danh sách, "
        "báo cáo Đảng ủy (qua Văn phòng Đảng ủy) trước ngày 30/6/2026; cập nhật hằng tuần."
    ),
)


def evidences(value):
    """Every evidence anywhere in a reading."""
    if isinstance(value, Evidence):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from evidences(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from evidences(tuple(value.values()))
    elif isinstance(value, tuple):
        for item in value:
            yield from evidences(item)


def check(reading):
    for evidence in evidences(reading):
        assert evidence.quote, evidence
        assert reading.text[evidence.start : evidence.end] == evidence.quote, evidence
        assert evidence.rule
    for warning in reading.warnings:
        assert warning.span is None or reading.text[slice(*warning.span)] == warning.quote, warning
    for provision in reading.provisions:
        assert 0 <= provision.start < provision.end <= len(reading.text)
    assert all(task.text and task.ordinal >= 1 for task in reading.tasks)
    assert len({(task.path, task.ordinal) for task in reading.tasks}) == len(reading.tasks)
    cited = {citation.code.text for citation in reading.citations}
    assert all({edge.source.text, edge.target.text} <= cited for edge in reading.edges)


@each_document
def test_every_span_of_every_document_holds_its_quote(path):
    reading = read_file(path)
    assert isinstance(reading, Reading), reading
    assert list(evidences(reading))
    check(reading)
    assert unicodedata.is_normalized("NFC", reading.text)
    assert reading == read_file(path)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text):
    reading = read_text(source(text))
    if isinstance(reading, Reading):
        check(reading)
    else:
        assert reading.code in {"not-a-directive", "secret"}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CORPUS), st.data())
def test_a_document_that_lost_any_of_its_lines_is_read_too(path, draw):
    lines = path.read_text(encoding="utf-8").split("\n")
    kept = draw.draw(st.lists(st.booleans(), min_size=len(lines), max_size=len(lines)))
    reading = read_text(source("\n".join(line for line, keep in zip(lines, kept, strict=True) if keep)))
    if isinstance(reading, Reading):
        check(reading)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(CORPUS), st.integers(0, 10_000), st.integers(0, 10_000))
def test_any_piece_of_a_document_is_read_too(path, start, length):
    text = path.read_text(encoding="utf-8")
    reading = read_text(source(text[start % len(text) :][:length]))
    if isinstance(reading, Reading):
        check(reading)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("thơ.txt", "Trăng lên đỉnh núi trăng mờ\nGió đưa câu hát ơ hờ qua sông.\n".encode(), "not-a-directive"),
        ("số.txt", b"1\n2\n3\n", "not-a-directive"),
        ("rỗng.txt", b"", "empty"),
        ("trắng.txt", b" \n\t\r\n ", "empty"),
        ("mốc.txt", codecs.BOM_UTF8, "empty"),
        ("ảnh.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x04\x00\x08\x06\xff\xfe\x00\x01", "broken"),
        ("tập.txt", bytes(range(256)) * 4, "binary"),
        ("khung.txt", b"%PDF\x01\x02\x03\x04 text", "binary"),
        (
            "cp1258.txt",
            "Nghị quyết số 8 về việc làm".encode("cp1258", "ignore"),
            "not-a-directive",
        ),  # an old encoding is decoded
        ("latin1.txt", "Résumé de la décision, café".encode("latin-1"), "encoding"),
        ("cắt.txt", "KẾ HOẠ".encode()[:-1], "encoding"),
    ],
)
def test_what_cannot_be_read_is_an_issue(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    issue = read_file(path)
    assert isinstance(issue, Issue)
    assert (issue.code, issue.where, issue.severity) == (code, name, Severity.REFUSAL)
    assert issue.what
    assert issue.remedy


def test_a_missing_file_a_folder_and_a_giant(tmp_path):
    giant = tmp_path / "to.txt"
    with giant.open("wb") as file:
        file.truncate(20_000_001)
    found = [read_file(path) for path in (tmp_path / "không có.txt", tmp_path, giant)]
    assert [issue.code for issue in found if isinstance(issue, Issue)] == ["missing", "is-folder", "too-large"]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-32"),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(" ", "\u00a0").encode(),
        TEXT.replace("Đ", "\u00d0").encode(),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16", "utf-16 be", "utf-16 bare", "utf-32", "nfd", "crlf", "cr", "nbsp", "eth"],
)
def test_one_document_in_every_encoding_is_one_reading(tmp_path, content):
    path = tmp_path / "kế hoạch.txt"
    path.write_bytes(content)
    reading, plain = read_file(path), read_text(source(TEXT))
    assert isinstance(reading, Reading)
    assert isinstance(plain, Reading)
    assert (reading.text, reading.document, reading.tasks) == (plain.text, plain.document, plain.tasks)
    assert reading.file == "kế hoạch.txt"
    assert len(reading.sha256) == 64


ITEM = {"span", "quote", "rule"}
KEYS = {
    "": {"file", "sha256", "text", "document", "citations", "edges", "tasks", "targets", "results", "warnings"},
    "document": {
        "type", "number", "symbol", "code", "date", "date_from", "date_to", "month", "place", "issuer", "province",
        "level",
        "subject", "signer", "position", "addressees",
    },
    "citations": {"code", "date", "issuer", "relation"} | ITEM,
    "tasks": {"path", "text", "assignments", "deadlines", "recurrence", "reports"} | ITEM,
    "assignments": {"role", "surface", "unit", "via"} | ITEM,
    "deadlines": {"to", "from", "precision"} | ITEM,
    "reports": {"to", "via", "due"} | ITEM,
    "targets": {"value", "of", "comparator", "measure"} | ITEM,
    "results": {"value", "of", "comparator", "measure"} | ITEM,
}  # fmt: skip


@each_document
def test_the_record_has_the_keys_it_promises(path):
    reading = read_file(path)
    assert isinstance(reading, Reading)
    made = record(reading)
    assert json.loads(json.dumps(made, ensure_ascii=False)) == made
    assert KEYS[""] <= made.keys()
    assert KEYS["document"] <= made["document"].keys()
    for kind in ("citations", "tasks", "targets", "results"):
        assert all(KEYS[kind] <= item.keys() for item in made[kind])
    for kind in ("assignments", "deadlines", "reports"):
        assert all(KEYS[kind] <= item.keys() for task in made["tasks"] for item in task[kind])
    assert {a["via"] for task in made["tasks"] for a in task["assignments"]} <= {"stated", "heading", "lead-in"}
    assert {c["relation"] for c in made["citations"]} <= {
        "thực hiện",
        "căn cứ",
        "viện dẫn",
        "sửa đổi",
        "thay thế",
        "bãi bỏ",
        "chuyển tiếp",
    }


def test_one_record_in_full():
    reading = read_text(source(TEXT))
    assert isinstance(reading, Reading)
    made = record(reading)
    assert {key: made["document"][key] for key in ("type", "number", "symbol", "date", "issuer", "level", "province",
    "signer")} == {
        "type": "KH", "number": "15", "symbol": "KH/ĐU", "date": "2026-05-04",
        "issuer": "Ban Thường vụ Đảng ủy phường Sông Trầu",
        "level": "xã", "province": "Lam Giang", "signer": "Trần Văn Mẫu",
    }  # fmt: skip
    (citation,), (task,), (target,) = made["citations"], made["tasks"], made["targets"]
    assert (citation["code"], citation["date"], citation["issuer"], citation["relation"]) == (
        "27-KL/TW",
        "2026-04-24",
        "Ban Bí thư",
        "thực hiện",
    )
    assert (task["path"], [d["to"] for d in task["deadlines"]]) == ("II.1", ["2026-06-30"])
    assert [(a["role"], a["unit"]) for a in task["assignments"]] == [
        ("giao cho", "Công an phường Sông Trầu"),
        ("phối hợp", "Trạm Y tế phường Sông Trầu"),
    ]
    assert [(r["to"], r["via"], r["due"]) for r in task["reports"]] == [
        ("Đảng ủy phường Sông Trầu", "Văn phòng Đảng ủy phường Sông Trầu", "2026-06-30")
    ]
    assert "FREQ=WEEKLY" in json.dumps(task["recurrence"])
    assert (target["value"], target["comparator"], target["of"]) == (5, ">=", None)
    assert made["results"] == []
    assert made["warnings"] == []


def test_what_is_not_stated_is_null():
    reading = read_text(source("Kính gửi: Các chi bộ trực thuộc\n\n1. Rà soát hộ nghèo ở từng tổ."))
    assert isinstance(reading, Reading)
    made = record(reading)["document"]
    assert all(
        made[key] is None
        for key in ("number", "symbol", "date", "date_from", "date_to", "month", "issuer", "province", "signer")
    )
