"""The review: what waits for a person, in which order, and what becomes of it once somebody has decided."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ui import actions
from ui.actions.questions import KINDS

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
LETTER = CORPUS / "an-hai" / "2026-04-29-thanh-uy-cv-215.txt"
KL31 = CORPUS / "an-hai" / "2026-06-18-thanh-uy-kl-31.txt"
WHO = {"by": "Nguyễn Văn A", "why": "đã đối chiếu bản gốc"}
SHORT = "2. Giao Ban Tổ chức Thành ủy kiểm điểm việc học tập Kết luận số 27, báo cáo trước ngày 28/8/2026.\n\n"


def with_a_short_form():
    """A conclusion that names another by its short form too: a relation that is inferred."""
    text = KL31.read_text(encoding="utf-8").replace("31-KL/TU", "41-KL/TU")
    return text.replace("2. Giao Ban Tổ chức", SHORT + "3. Giao Ban Tổ chức", 1)


@pytest.fixture
def home(tmp_path):
    file = tmp_path / "41-KL.txt"
    file.write_text(with_a_short_form(), encoding="utf-8")
    assert not actions.ingest(tmp_path / "home", [LETTER, KL31, file]).refused
    return tmp_path / "home"


def now(hour):
    return datetime(2026, 7, 1, hour, tzinfo=UTC)


def first(home, kind):
    return next(item for item in actions.review(home)["items"] if item["kind"] == kind)


def edge_of(home, assertion):
    return next(edge for edge in actions.trace(home, "27-KL/TW")["edges"] if edge["id"] == assertion)


def test_what_is_inferred_waits_with_its_sentence_and_goes_when_it_is_confirmed(home):
    item = first(home, "relation")
    assert "27-KL/TW" in item["question"]
    assert item["quote"] == "Kết luận số 27"
    around = actions.passage(home, item["text"], *item["span"])
    assert around["quote"] == item["quote"]
    assert "Ban Tổ chức" in around["before"] + around["after"] + around["quote"]
    (assertion,) = item["about"]
    assert edge_of(home, assertion)["grade"] == "suy đoán"
    made = actions.decide(home, item["about"], "confirmed", now=now(9), **WHO)
    after = actions.review(home)
    assert item["id"] not in {one["id"] for one in after["items"]}
    assert edge_of(home, assertion)["grade"] == "đã xác nhận"
    (told,) = actions.decided(home)
    assert (told["by"], told["verdict"], told["decision"]) == ("Nguyễn Văn A", "confirmed", made["decision"])
    assert told["about"] == ["41-KL/TU ngày 18/6/2026 viện dẫn 27-KL/TW ngày 24/4/2026"]
    actions.decide(home, [made["decision"]], "withdrawn", now=now(10), **WHO)
    assert first(home, "relation")["id"] == item["id"]
    assert actions.decided(home) == []


def test_the_most_consequential_comes_first_and_the_order_is_stable(samples):
    told = actions.review(samples)
    ranks = [list(KINDS).index(item["kind"]) for item in told["items"]]
    assert ranks == sorted(ranks)
    assert len({item["id"] for item in told["items"]}) == len(told["items"])
    assert actions.review(samples)["items"] == told["items"]
    assert sum(told["counts"].values()) == told["left"] == len(told["items"])
    assert all(item["why_first"] for item in told["items"])


def test_a_word_about_a_sentence_that_changed_waits_first(home, tmp_path):
    item = first(home, "relation")
    actions.decide(home, item["about"], "confirmed", now=now(9), **WHO)
    told = actions.review(home)
    assert told["counts"]["suspect"] == 0
    # the words around stay, so that the assertion is the same one, and its sentence is another
    from graph.decisions import Decision, Verdict  # noqa: PLC0415
    from graph.store import open_writer  # noqa: PLC0415

    with open_writer(home) as writer:
        stale = Decision(Verdict.REJECTED, tuple(item["about"]), "Trần Văn B", now(11), "câu cũ", "0" * 16)
        writer.decide(stale)
        writer.publish()
    after = actions.review(home)
    assert after["items"][0]["kind"] == "suspect"
    assert after["items"][0]["about"] == item["about"]
    assert "Trần Văn B đã ghi là sai" in after["items"][0]["reasons"][0]


def test_an_alignment_rejected_is_asked_no_more(samples, tmp_path):
    import shutil  # noqa: PLC0415

    home = shutil.copytree(samples, tmp_path / "home")
    item = first(home, "alignment")
    assert len(item["about"]) == 2
    assert item["quote"]
    actions.decide(home, item["about"], "rejected", now=now(9), **WHO)
    assert item["id"] not in {one["id"] for one in actions.review(home)["items"]}


def test_a_mention_that_is_told_apart_or_told_what_it_is_waits_no_more(samples, tmp_path):
    import shutil  # noqa: PLC0415

    home = shutil.copytree(samples, tmp_path / "home")
    item = first(home, "inferred")
    (candidate,) = item["candidates"]
    actions.means(home, item["about"][0], candidate["id"], file=None, everywhere=False, now=now(9), **WHO)
    assert item["id"] not in {one["id"] for one in actions.review(home)["items"]}
    pair = first(home, "collision") if actions.review(home)["counts"]["collision"] else None
    if pair:
        actions.judge(home, *pair["about"], same=False, now=now(10), **WHO)
        assert pair["id"] not in {one["id"] for one in actions.review(home)["items"]}


def test_an_empty_store_waits_for_nobody(tmp_path):
    told = actions.review(tmp_path)
    assert (told["items"], told["left"]) == ([], 0)
    assert actions.decided(tmp_path) == []
    assert actions.passage(tmp_path, "urn:chidao:text:none", 0, 5) is None


def test_a_passage_is_cut_at_words_and_never_outside(home):
    document = actions.document(home, "urn:chidao:directive:31-kl-tu:2026-06-18:an-hai")
    told = actions.passage(home, document["text_id"], 900, 10**9, around=40)
    assert told["before"].startswith("… ")
    assert told["quote"] == document["text"][900:]
    assert told["after"] == ""
