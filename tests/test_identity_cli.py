"""``chidao identity`` as a person uses it: what is listed, what is decided, that it holds, and that it is undone."""

import pytest
from conftest import RESOLUTION, WARD, run_chidao

from graph.store import open_writer

WHO = ("--by", "Nguyễn Văn An", "--why", "đã đối chiếu bản gốc")
TRAU, XOAI = "08-NQ/ĐU@2026-05-05", "08-NQ/ĐU@2026-05-06"


@pytest.fixture
def kept(papers, home):
    done = run_chidao("ingest", papers, home=home)
    assert done.code == 0, done.err
    return home


def identity(home, *words):
    return run_chidao("identity", *words, "--format", "json", home=home)


def traced(home, code, **choice):
    options = [word for key, value in choice.items() for word in (f"--{key}", value)]
    done = run_chidao("trace", code, *options, "--format", "json", home=home)
    assert done.code == 0, done.err
    return done.json["root"]


def roots(home):
    """The directives that the two resolutions are now."""
    done = run_chidao("trace", "08-NQ/ĐU", "--format", "json", home=home)
    return {done.json["root"]} if done.code == 0 else {one["id"] for one in done.json["candidates"]}


def test_collisions_are_listed_in_both_forms(stored):
    done = identity(stored)
    assert done.code == 0
    (collision,) = done.json["collisions"]
    assert collision["code"] == "08-NQ/ĐU"
    assert [(d["date"], d["document"], d["citing"]) for d in collision["directives"]] == [
        ("2026-05-05", "nq-5.txt", 0),
        ("2026-05-06", "nq-6.txt", 0),
    ]
    assert all("phường" in d["issuer"] for d in collision["directives"])
    assert done.json["duplicates"] == done.json["unresolved"] == done.json["self_naming"] == []
    text = run_chidao("identity", home=stored).out
    assert "Số và ký hiệu thuộc về nhiều văn bản: 1" in text
    assert "Có lẽ là một văn bản: không có" in text
    assert run_chidao("identity", "--format", "json", home=stored).json == done.json


def test_one_word_joins_and_one_command_undoes_it(kept, papers):
    assert len(roots(kept)) == 2
    joined = identity(kept, "same", TRAU, XOAI, *WHO)
    assert joined.code == 0, joined.err
    assert len(set(joined.json["directives"].values())) == 1
    assert len(roots(kept)) == 1
    undone = run_chidao("identity", "undo", TRAU, XOAI, *WHO, home=kept)
    assert undone.code == 0, undone.err
    assert "Nay là hai văn bản" in undone.out
    assert len(roots(kept)) == 2
    assert run_chidao("ingest", papers, "--again", home=kept).code == 0
    assert len(roots(kept)) == 2, "what is undone stays undone"
    assert identity(kept).json["decisions"] == []
    assert run_chidao("check", home=kept).code == 0


def test_a_word_repeated_is_undone_at_once_and_a_word_before_it_counts_again(kept):
    for verdict in ("different", "same", "same"):
        assert identity(kept, verdict, TRAU, XOAI, *WHO).code == 0
    assert len(roots(kept)) == 1
    undone = identity(kept, "undo", XOAI, TRAU, *WHO)
    assert [one["verdict"] for one in undone.json["withdrawn"]] == ["same", "same"]
    assert len(roots(kept)) == 2
    (left,) = identity(kept).json["decisions"]
    assert (left["verdict"], left["by"], left["why"]) == ("different", WHO[1], WHO[3])
    assert identity(kept, "undo", left["decision"], *WHO).code == 0
    again = identity(kept, "undo", left["decision"], *WHO)
    assert again.code == 1
    assert "không có quyết định" in again.err


def test_a_word_holds_when_texts_are_read_again_or_go_and_come_back(kept, papers):
    assert identity(kept, "same", "nq-5.txt", "nq-6.txt", *WHO).code == 0
    (one,) = roots(kept)
    assert run_chidao("ingest", papers, "--again", home=kept).code == 0
    assert roots(kept) == {one}
    for file in ("nq-5.txt", "nq-6.txt"):
        assert run_chidao("withdraw", "08-NQ/ĐU", "--file", file, home=kept).code == 0
    assert run_chidao("ingest", papers, home=kept).code == 0
    assert roots(kept) == {one}
    parted = identity(kept, "different", "nq-5.txt", "nq-6.txt", *WHO)
    assert parted.code == 0, parted.err
    assert len(roots(kept)) == 2
    assert run_chidao("ingest", papers, "--again", home=kept).code == 0
    assert len(roots(kept)) == 2


def test_a_merge_that_the_reading_made_is_parted_and_stays_so(home, tmp_path):
    """The undated citation is the dated one, until a person says that it is not."""
    folder = write(tmp_path, a=cite("Kết luận số 27-KL/TW ngày 24/4/2026 của Ban Bí thư", 4),
                   b=cite("Kết luận số 27-KL/TW của Ban Bí thư", 5))  # fmt: skip
    assert run_chidao("ingest", folder, home=home).code == 0
    dated, undated = "27-KL/TW@2026-04-24", "urn:chidao:directive:27-kl-tw:x:trung-uong"
    assert traced(home, undated) == traced(home, "27-KL/TW")
    parted = identity(home, "different", dated, undated, *WHO)
    assert parted.code == 0, parted.err
    assert traced(home, undated) == undated
    for again in (["ingest", folder, "--again"], ["withdraw", "b.txt"], ["ingest", folder]):
        assert run_chidao(*again, home=home).code == 0
    assert traced(home, undated) == undated
    # the code alone, beside the dated one, means the citation that tells no date
    assert identity(home, "undo", dated, undated, *WHO).code == 0
    assert traced(home, undated) != undated
    assert identity(home, "different", dated, "27-KL/TW", *WHO).code == 0
    assert traced(home, undated) == undated


def test_a_conclusion_cited_four_ways_is_one(home, tmp_path):
    folder = write(
        tmp_path,
        a=cite("Kết luận số 27-KL/TW ngày 24/4/2026 của Ban Bí thư", 4),
        b=cite("Kết luận số 27-KL/TW của Ban Bí thư", 5),
        c=cite("Kết luận số 27-KL/TW, ngày 24 tháng 4 năm 2026 của Ban Bí thư Trung ương Đảng", 6),
        d=cite("Kết luận số\n27-KL/TW ngày\n24/4/2026 của\nBan Bí thư", 7),
    )
    assert run_chidao("ingest", folder, home=home).code == 0
    root = traced(home, "27-KL/TW")
    chain = run_chidao("trace", "27-KL/TW", "--down", "--format", "json", home=home).json
    lower = {edge["from"] for edge in chain["edges"] if (edge["relation"], edge["to"]) == ("thực hiện", root)}
    assert len(lower) == 4, chain["edges"]
    listed = identity(home).json
    assert not any("27-KL/TW" in str(listed[key]) for key in ("collisions", "duplicates", "unresolved"))


def test_the_resolutions_of_two_communes_never_meet(demo):
    listed = identity(demo).json
    (codes,) = [one["directives"] for one in listed["collisions"] if one["code"] == "08-NQ/ĐU"]
    assert {one["place"] for one in codes} >= {"Minh Tân", "Hòa Lạc"}
    assert len({one["id"] for one in codes}) == len(codes) == 3
    assert not any(one["code"] == "27-KL/TW" for one in listed["collisions"])
    asked = run_chidao("identity", "same", "08-NQ/ĐU", TRAU, *WHO, home=demo)
    assert asked.code == 3
    assert "SỐ_KÝ_HIỆU@NĂM-THÁNG-NGÀY" in asked.err


def test_a_file_without_a_number_is_proposed_decided_and_traced(home, tmp_path):
    about = "lập lại trật tự vỉa hè, lòng đường các tuyến phố chính năm 2026"
    letter = WARD.format(body="ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", code="   -CV/ĐU", about=f"V/v {about}",
                         place="Sông Trầu", day=4, month=5, higher="Kết luận số 27-KL/TW của Ban Bí thư")  # fmt: skip
    letter = letter.replace(", ngày 04 tháng 5 năm 2026", ", ngày    tháng 5 năm 2026")
    words = f"Công văn số 19-CV/ĐU ngày 12/5/2026 của Ban Thường vụ Đảng ủy phường Sông Trầu về {about}"
    folder = write(tmp_path, thu=letter, nq=cite(words, 20))
    done = run_chidao("ingest", folder, home=home)
    assert done.code == 0, done.err
    (found,) = identity(home).json["self_naming"]
    assert found["document"]["document"] == "thu.txt"
    assert found["candidate"]["code"] == "19-CV/ĐU"
    assert "19-CV/ĐU" in found["evidence"][0]["quote"]
    assert traced(home, "thu.txt") != traced(home, "19-CV/ĐU")
    assert identity(home, "same", "thu.txt", "19-CV/ĐU", *WHO).code == 0
    assert traced(home, "thu.txt") == traced(home, "19-CV/ĐU")
    assert identity(home).json["self_naming"] == []
    assert run_chidao("check", home=home).code == 0


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["same", TRAU, XOAI, "--by", "A"], 2, "thiếu tùy chọn --why"),
        (["same", TRAU, XOAI, "--by", " ", "--why", "x"], 2, "ai quyết định"),
        (["same", TRAU, *WHO], 2, "thiếu tham số VĂN_BẢN_2"),
        (["same", TRAU, TRAU, *WHO], 2, "Cần hai văn bản khác nhau"),
        (["same", "99-NQ/ĐU", TRAU, *WHO], 1, "Chưa thấy “99-NQ/ĐU”"),
        (["same", TRAU, "08-NQ/ĐU@2026-05-07", *WHO], 1, "08-NQ/ĐU@2026-05-05"),
        (["different", "08-NQ/ĐU", TRAU, *WHO], 3, "Có 2 văn bản mang số"),
        (["undo", TRAU, XOAI, *WHO], 1, "không có quyết định"),
        (["undo", "a", "b", "c", *WHO], 2, "IRI của một quyết định"),
        (["sama"], 2, "Có phải: same"),
    ],
)
def test_what_cannot_be_decided_is_told(stored, words, code, message):
    done = run_chidao("identity", *words, home=stored)
    assert (done.code, done.out) == (code, "")
    assert message in done.err


def test_a_store_whose_identity_is_untrue_is_mended_by_the_command_that_check_names(kept):
    with open_writer(kept) as writer:
        writer._mark()
        writer._open.update("DELETE WHERE { GRAPH <urn:chidao:graph:identity> { ?s ?p ?o } }")
        writer.publish()
    told = run_chidao("check", home=kept)
    assert told.code == 6
    assert "chidao identity rebuild" in told.out + told.err
    done = run_chidao("identity", "rebuild", home=kept)
    assert (done.code, done.err) == (0, "")
    assert "Đã tính lại nhận dạng" in done.out
    assert run_chidao("check", home=kept).code == 0


def test_nothing_is_rebuilt_where_there_is_no_store(home):
    done = run_chidao("identity", "rebuild", home=home)
    assert (done.code, done.out) == (0, "Kho chưa có văn bản nào.\n")
    assert not home.exists() or not any(home.iterdir())


@pytest.mark.parametrize("name", [[], ["same"], ["different"], ["is"], ["undo"], ["rebuild"]])
def test_the_help_is_vietnamese(name):
    done = run_chidao("identity", *name, "--help")
    assert done.code == 0
    assert " ".join(["Cách dùng: chidao identity", *name]) in done.out
    assert "--format text|json" in done.out
    assert not any(word in done.out for word in ("Usage", "Options", "COMMAND", "Show this message"))


def test_an_empty_store_has_nothing_to_list(home):
    done = run_chidao("identity", home=home)
    assert (done.code, run_chidao("tasks", home=home).code) == (0, 1)
    assert "không có" in done.out


def cite(words, day):
    """A ward's resolution that carries out what ``words`` name."""
    text = RESOLUTION.replace("Kết luận số 27-KL/TW ngày 24/4/2026 của Ban Bí thư", words)
    about = "NGHỊ QUYẾT\nvề vệ sinh môi trường\n-----"
    return text.format(body="ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", code=f"{day:02}-NQ/ĐU", about=about, place="Sông Trầu", day=day,
                       month=5)  # fmt: skip


def write(folder, **texts):
    folder = folder / "texts"
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def named(words, day):
    """A ward's resolution whose task names something by a short form."""
    text = RESOLUTION.replace("xử lý vi phạm trật tự đô thị", f"tổng kết {words} gắn với trật tự đô thị")
    about = "NGHỊ QUYẾT\nvề vệ sinh môi trường\n-----"
    return text.format(body="ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", code=f"{day:02}-NQ/ĐU", about=about, place="Sông Trầu", day=day,
                       month=5)  # fmt: skip


def target(home, file):
    """What the short form in a file is taken for: the other ends of what the file cites."""
    chain = run_chidao("trace", file, "--up", "--format", "json", home=home).json
    wanted = ("suy đoán", "đã xác nhận")
    return {edge["to"] for edge in chain["edges"] if edge["relation"] == "viện dẫn" and edge["grade"] in wanted}


def grades(home, file, to):
    chain = run_chidao("trace", file, "--up", "--format", "json", home=home).json
    return {edge["grade"] for edge in chain["edges"] if (edge["relation"], edge["to"]) == ("viện dẫn", to)}


def test_a_short_form_is_what_the_store_leaves_and_what_a_person_says(home, tmp_path):
    folder = write(tmp_path, a=named("Đề án 15,", 9), b=named("Đề án 15,", 10),
                   c=cite("Đề án số 15-ĐA/TU ngày 03/2/2026 của Ban Thường vụ Tỉnh ủy Lam Giang", 4))  # fmt: skip
    assert run_chidao("ingest", folder, home=home).code == 0
    meant = traced(home, "15-ĐA/TU")
    assert target(home, "a.txt") == target(home, "b.txt") == {meant}
    assert grades(home, "a.txt", meant) == {"suy đoán"}
    (one, _) = identity(home).json["inferred"]
    assert one["mention"]["words"].startswith("Đề án 15")
    assert one["reasons"][-1] == "không còn văn bản nào khác trong kho hợp với lời gọi"
    # a second scheme of that number: nothing is guessed any more
    more = write(
        tmp_path / "more", d=cite("Đề án số 15-ĐA/ĐU ngày 04/3/2026 của Ban Thường vụ Đảng ủy phường Sông Trầu", 6)
    )
    assert run_chidao("ingest", more, home=home).code == 0
    assert meant not in target(home, "a.txt")
    listed = identity(home).json
    assert listed["inferred"] == []
    assert {len(one["candidates"]) for one in listed["open"]} == {2}
    asked = identity(home, "is", "Đề án 15", "15-ĐA/TU", *WHO)
    assert asked.code == 3, "two files print these words"
    assert "--all" in asked.err
    said = identity(home, "is", "đề án 15", "15-ĐA/TU", "--file", "a.txt", *WHO)
    assert said.code == 0, said.err
    assert target(home, "a.txt") == {meant}
    assert meant not in target(home, "b.txt")
    assert run_chidao("ingest", folder, "--again", home=home).code == 0
    assert target(home, "a.txt") == {meant}, "kept across reading again"
    assert grades(home, "a.txt", meant) == {"đã xác nhận"}
    (left,) = identity(home).json["open"]
    assert left["mention"]["document"] == "b.txt"
    assert identity(home, "is", "Đề án 15", "15-ĐA/TU", "--all", *WHO).code == 0
    assert target(home, "b.txt") == {meant}
    (decision, *_) = said.json["decisions"]
    assert identity(home, "undo", decision, *WHO).code == 0
    assert run_chidao("ingest", folder, "--again", home=home).code == 0
    assert run_chidao("check", home=home).code == 0


def test_what_a_mention_cannot_be_said_to_be_is_told(stored):
    for words, code, message in (
        (["is", "Đề án 77", "215-CV/TU"], 1, "Chưa thấy “Đề án 77”"),
        (["is", "12-CV/ĐU", "99-NQ/TW"], 1, "Chưa thấy “99-NQ/TW”"),
        (["is", "12-CV/ĐU", "12-CV/ĐU"], 2, "Cần hai văn bản khác nhau"),
        (["is", "12-CV/ĐU", "08-NQ/ĐU"], 3, "Có 2 văn bản mang số"),
    ):
        done = run_chidao("identity", *words, *WHO, home=stored)
        assert (done.code, done.out) == (code, ""), done.err
        assert message in done.err
