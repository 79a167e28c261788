"""``chidao lint``: a directive of the store, and a draft nobody has issued, against the formula that applies."""

import pytest

import data

SIX = ["rõ người", "rõ việc", "rõ thời gian", "rõ trách nhiệm", "rõ thẩm quyền", "rõ kết quả"]


@pytest.fixture
def draft(papers, tmp_path):
    """A copy of a letter as a draft, with a formula of its own where one is given."""

    def make(formula=""):
        text = (papers / "song-trau.txt").read_text(encoding="utf-8")
        path = tmp_path / "du-thao.txt"
        path.write_text(text.replace("\n1. ", f"\n1. {formula}", 1) if formula else text, encoding="utf-8")
        return path

    return make


def test_a_directive_of_the_store_is_judged_task_by_task(chidao, stored):
    told = chidao("lint", "12-CV/ĐU", "--format", "json", home=stored).json
    assert told["directive"]["code"] == "12-CV/ĐU"
    assert told["formula"] == {"aspects": SIX, "stated_by": None, "span": None, "quote": None}
    assert set(told["missing"]) == set(SIX)
    assert told["tasks"]
    assert 0 < told["score"] < 1
    for task in told["tasks"]:
        assert [finding["aspect"] for finding in task["findings"]] == SIX
        assert all(f["suggestion"] for f in task["findings"] if f["state"] != "đạt")
    assert sum(unit["tasks"] for unit in told["units"]) >= len(told["units"]) > 0


def test_a_draft_is_judged_and_not_stored(chidao, home, draft):
    path = draft()
    done = chidao("lint", path, "--format", "json", home=home)
    assert (done.code, done.json["directive"], done.json["file"]) == (0, None, "du-thao.txt")
    assert not list(home.glob("**/*"))


def test_a_formula_of_its_own_is_applied_and_quoted(chidao, home, draft):
    path = draft("Lập kế hoạch theo 3 rõ: rõ người, rõ việc, rõ nguồn lực. ")
    told = chidao("lint", path, "--format", "json", home=home).json
    assert told["formula"]["aspects"] == ["rõ người", "rõ việc", "rõ nguồn lực"]
    assert told["formula"]["stated_by"] == "văn bản này"
    assert "3 rõ" in told["formula"]["quote"]


def test_the_formula_of_the_directive_above_binds_below(chidao, home, papers, tmp_path):
    folder = tmp_path / "nap"
    folder.mkdir()
    above = (papers / "thanh-uy.txt").read_text(encoding="utf-8")
    (folder / "tren.txt").write_text(
        above.replace("\n1. ", "\n1. Theo 3 rõ: rõ người, rõ việc, rõ nguồn lực. ", 1), "utf-8"
    )
    (folder / "duoi.txt").write_bytes((papers / "song-trau.txt").read_bytes())
    assert chidao("ingest", folder, home=home).code == 0
    for asked in ("12-CV/ĐU", folder / "duoi.txt"):
        formula = chidao("lint", asked, "--format", "json", home=home).json["formula"]
        assert formula["aspects"] == ["rõ người", "rõ việc", "rõ nguồn lực"]
        assert formula["stated_by"] == "215-CV/TU"
        assert "3 rõ" in formula["quote"]


def test_the_text_tells_what_is_missing_and_what_to_write(chidao, stored):
    out = chidao("lint", "12-CV/ĐU", home=stored).out
    assert "Soát theo “6 rõ” chung" in out
    assert "Điểm rõ ràng" in out
    assert "→ thêm" in out
    assert "Ai được giao:" in out


@pytest.mark.parametrize(("asked", "code"), [("99-CV/ĐU", 1), ("27-KL/TW", 1), ("08-NQ/ĐU", 3)])
def test_what_cannot_be_judged_is_told(chidao, stored, asked, code):
    done = chidao("lint", asked, home=stored)
    assert (done.code, done.out) == (code, "")
    assert done.err


def test_a_file_that_is_no_directive_is_refused(chidao, home, tmp_path):
    path = tmp_path / "thu.txt"
    path.write_text("Chào bạn, hẹn gặp lại.", encoding="utf-8")
    done = chidao("lint", path, home=home)
    assert done.code == 4
    assert "không nhận ra văn bản chỉ đạo" in done.err


def test_a_draft_is_held_against_what_the_store_asks(chidao, demo, tmp_path):
    held = next(path for path in data.path("corpus").rglob("2026-06-nghi-quyet-thang.txt") if "hoa-lac" in str(path))
    path = tmp_path / "du-thao.txt"
    path.write_text(held.read_text(encoding="utf-8").replace("trước ngày 29/6/2026", "trước ngày 08/7/2026"), "utf-8")
    found = chidao("lint", path, "--format", "json", home=demo).json
    again = next(one for one in found["repeats"] if "20 camera" in one["text"])
    assert "20 camera" in again["asked"]
    assert again["deadlines"] == ["2026-06-29"]
    assert again["other_day"]
    assert any(not one["other_day"] for one in found["repeats"])
    assert "khác thời hạn" in chidao("lint", path, home=demo).out
    assert "repeats" not in chidao("lint", "215-CV/TU", "--issuer", "An Hải", "--format", "json", home=demo).json


def test_a_day_that_a_draft_fills_up_is_told(chidao, demo, papers, tmp_path):
    text = (papers / "song-trau.txt").read_text(encoding="utf-8")
    start = text.index("\n1. ")
    items = "".join(f"\n{n}. Giao Công an phường lập danh sách số {n} trước ngày 29/5/2026.\n" for n in range(1, 6))
    path = tmp_path / "du-thao.txt"
    path.write_text(text[:start] + items + text[text.index("\nNơi nhận") :], encoding="utf-8")
    (crowd,) = chidao("lint", path, "--format", "json", home=demo).json["pile_ups"]
    assert (crowd["day"], crowd["planned"]) == ("2026-05-29", 5)
    assert crowd["unit"].startswith("Công an")
