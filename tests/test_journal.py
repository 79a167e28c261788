"""The journal: everything done to a store leaves a line, in order, with who and why; nothing of a secret is in it."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ui import actions
from ui.actions.people import Grant, Person, Role
from ui.actions.rights import act

LAN, HOA = (Person(name, (Grant(Role.MANAGER),), signed_in=True) for name in ("Lê Thị Lan", "Phạm Văn Hòa"))
NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def home(papers, tmp_path_factory):
    """A store to which much was done, by two persons."""
    home = tmp_path_factory.mktemp("journal") / "home"
    act(LAN, home, actions.ingest, [papers])
    secret = tmp_path_factory.mktemp("secret") / "thu-12.txt"
    secret.write_text("TỐI MẬT\n\nTHÀNH ỦY LAM GIANG\n*\nSố 99-CV/TU\n\nKế hoạch hành quân\n", encoding="utf-8")
    assert act(LAN, home, actions.ingest, [secret]).refused
    edges = actions.trace(home, "215-CV/TU")["edges"]
    edge = next(edge for edge in edges if (edge["relation"], edge["document"]) == ("giao cho", "215-CV/TU"))
    first = act(HOA, home, actions.decide, [edge["id"]], "confirmed", why="đã xem bản giấy", now=NOW)
    act(LAN, home, actions.decide, [first["decision"]], "withdrawn", why="nhầm dòng", now=NOW + timedelta(hours=1))
    act(HOA, home, actions.set_status, edge["from"], "done", why="đã báo cáo", now=NOW, evidence="BC 7")
    act(HOA, home, actions.export, home.parent / "kho.nq")
    act(LAN, home, actions.original, "song-trau.txt", home.parent)
    act(LAN, home, actions.withdraw, "12-CV/ĐU")
    return home


def test_everything_done_is_there_with_who_and_why(home):
    told = actions.journal(home)
    kinds = {one["kind"]: one for one in told["entries"]}
    assert set(kinds) == {
        "ingest", "refused", "verdict", "undo", "status", "export", "original", "withdraw"
    }  # fmt: skip
    assert (kinds["ingest"]["by"], kinds["ingest"]["count"]) == ("Lê Thị Lan", 4)
    assert (kinds["verdict"]["by"], kinds["verdict"]["why"]) == ("Phạm Văn Hòa", "đã xem bản giấy")
    assert kinds["verdict"]["withdrawn"]
    assert not kinds["undo"]["withdrawn"]
    assert "đã xem bản giấy" in kinds["undo"]["about"][0]["name"]
    assert kinds["status"]["what"] == "đã xong; căn cứ: BC 7"
    assert kinds["withdraw"]["about"][0]["name"] == "12-CV/ĐU · song-trau.txt"
    assert told["people"] == {"Lê Thị Lan": 5, "Phạm Văn Hòa": 3}
    assert sum(told["kinds"].values()) == told["found"] == len(told["entries"]) == 8


def test_the_newest_comes_first_whatever_the_time_zone(home):
    times = [datetime.fromisoformat(one["at"]) for one in actions.journal(home)["entries"]]
    assert times == sorted(times, reverse=True)


def test_what_a_word_was_about_is_told_with_its_sentence(home):
    (one,) = actions.journal(home, kind="verdict")["entries"]
    (about,) = one["about"]
    assert about["kind"] == "relation"
    assert "215-CV/TU 1: " in about["name"]
    assert " giao cho " in about["name"]
    assert actions.document(home, about["text"])["text"][slice(*about["span"])] == about["quote"]


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        ({"by": "Phạm Văn Hòa"}, 3),
        ({"by": "Lê"}, 0),
        ({"kind": "undo"}, 1),
        ({"until": "2026-11-02"}, 3),
        ({"since": "2026-11-02", "until": "2026-11-02", "by": "Phạm Văn Hòa", "kind": "status"}, 1),
        ({"until": "2026-11-01"}, 0),
    ],
)
def test_the_journal_is_narrowed(home, choice, count):
    told = actions.journal(home, **choice)
    assert told["found"] == len(told["entries"]) == count
    assert told["people"] == {"Lê Thị Lan": 5, "Phạm Văn Hòa": 3}


def test_the_journal_comes_in_pages(home):
    whole = actions.journal(home)["entries"]
    assert [*actions.journal(home, limit=3)["entries"], *actions.journal(home, limit=9, skip=3)["entries"]] == whole


def test_nothing_of_a_secret_is_in_the_journal(home):
    (one,) = actions.journal(home, kind="refused")["entries"]
    assert (one["by"], one["about"], one["why"]) == ("Lê Thị Lan", [], None)
    kept = "".join(path.read_text(encoding="utf-8") for path in home.glob("*.*") if path.is_file())
    for word in ("thu-12", "99-CV", "hành quân"):
        assert word not in json.dumps(actions.journal(home), ensure_ascii=False)
        assert word not in kept


def test_lines_that_a_crash_cut_short_cost_only_themselves(home, tmp_path):
    lines = (home / "journal.jsonl").read_text(encoding="utf-8")
    (tmp_path / "journal.jsonl").write_text(f'{lines}{{"at": "2026-11', encoding="utf-8")
    (tmp_path / "refusals.log").write_text("2026-11-02T08:00:00+07:00 secret\nhỏng\n2026", encoding="utf-8")
    before = actions.journal(tmp_path)["found"]
    act(LAN, tmp_path, actions.ingest, [tmp_path / "none.txt"])
    assert before == 5
    assert actions.journal(tmp_path)["found"] == before


def test_an_empty_store_has_an_empty_journal(tmp_path):
    assert actions.journal(tmp_path)["entries"] == []


def test_the_command_tells_the_journal(chidao, home):
    done = chidao("journal", "--by", "Phạm Văn Hòa", home=home)
    assert done.code == 0
    assert "2026-11-02 08:00 · Phạm Văn Hòa · xác nhận là đúng (đã rút lại)" in done.out
    assert "vì: đã xem bản giấy" in done.out
    assert len(chidao("journal", "--kind", "ingest", "--format", "json", home=home).json["entries"]) == 1
    assert chidao("journal", "--until", "2020-01-01", home=home).code == 1


def test_what_was_corrected_in_one_go_is_one_deed_and_no_thing_is_named_twice(papers, tmp_path):
    home = tmp_path / "home"
    act(LAN, home, actions.ingest, [papers])
    task = next(one for one in actions.tasks(home)["tasks"] if one["code"] == "12-CV/ĐU")
    said = {"deadline": ["2026-06-30"], "owner": []}
    made = act(HOA, home, actions.correct, task["id"], said, why="bản giấy", now=NOW)
    assert len(made["decisions"]) == 2
    (one,) = actions.journal(home, kind="correction")["entries"]
    assert sorted(one["decisions"]) == sorted(made["decisions"])
    assert one["what"].count("sửa") == 1
    assert "30/6/2026" in one["what"]
    assert len(one["about"]) == one["count"] == 1
    act(HOA, home, actions.decide, [made["decisions"][0]], "withdrawn", why="thôi", now=NOW + timedelta(hours=1))
    assert sorted(one["withdrawn"] for one in actions.journal(home, kind="correction")["entries"]) == [False, True]
