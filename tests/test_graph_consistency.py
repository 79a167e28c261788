"""A sound store has no faults; each fault that is put into one is found."""

from datetime import UTC, date, datetime

import pytest
from test_graph_samples import Paper, cascade, conclusion, plan, provincial

from graph import decisions
from graph.consistency import CHECKS, check
from graph.rows import ask
from graph.store import open_reader, open_writer
from ontology.terms import CD, OA

WHO = {"by": "Nguyễn Văn An", "at": datetime(2026, 5, 5, 12, tzinfo=UTC), "why": "đã đối chiếu"}


def found(home, **asked):
    with open_reader(home) as reader:
        return check(reader, **asked)


def codes(home, **asked):
    return {issue.code for issue in found(home, **asked)}


def store(home, papers):
    with open_writer(home) as writer:
        writer.load(paper.done() for paper in papers)


def damage(home, update):
    """Change the live files behind the store's back."""
    with open_writer(home) as writer:
        writer._mark()
        writer._open.update(f"PREFIX cd: <{CD._NS}> PREFIX oa: <{OA._NS}> {update}")


def test_a_sound_store_has_no_faults(tmp_path):
    store(tmp_path, cascade())
    with open_writer(tmp_path) as writer:
        assertion = ask(writer, "edges")[0]["assertion"]
        writer.decide(decisions.about_assertion(writer, assertion, right=True, **WHO))
    assert found(tmp_path) == []
    assert len(CHECKS) == 9


def test_an_empty_store_has_no_faults(tmp_path):
    assert found(tmp_path) == []


def changed(term, value):
    """An update that gives every subject of a term of a text graph this value instead of its own."""
    put = f"INSERT {{ GRAPH ?g {{ ?s {term} {value} }} }}" if value else ""
    return f"DELETE {{ GRAPH ?g {{ ?s {term} ?o }} }} {put} WHERE {{ GRAPH ?g {{ ?s {term} ?o }} }}"


@pytest.mark.parametrize(
    ("update", "code"),
    [
        (changed("cd:evidence", ""), "edge-without-evidence"),
        (changed("cd:identifiedAs", ""), "identity-stale"),
        (changed("cd:identifiedAs", "<urn:b>"), "identity-stale"),
        ("INSERT DATA { GRAPH <urn:chidao:graph:identity> { <urn:a> cd:identifiedAs <urn:b> } }", "identity-stale"),
        (changed("cd:content", "'Văn bản khác.'"), "quote-not-at-span"),
        (changed("cd:content", ""), "quote-not-at-span"),
        (changed("cd:stamp", "'0123456789abcdef'"), "stamp-wrong"),
        (changed("cd:sha256", ""), "text-sha256"),
    ],
)
def test_damage_is_found_and_told_in_vietnamese(tmp_path, update, code):
    store(tmp_path, cascade())
    assert found(tmp_path) == []
    damage(tmp_path, update)
    issues = [issue for issue in found(tmp_path) if issue.code == code]
    assert issues
    assert all(issue.what.endswith(".") and issue.remedy.startswith("Hãy ") for issue in issues)


def test_the_slow_check_of_shapes_may_be_left_out(tmp_path):
    store(tmp_path, [conclusion()])
    damage(tmp_path, changed("cd:sha256", ""))
    assert "text-sha256" in codes(tmp_path)
    assert codes(tmp_path, shapes=False) == set()


def test_a_suspect_decision_is_found(tmp_path):
    with open_writer(tmp_path) as writer:
        writer.load(plan().done())
        (assertion,) = [row["assertion"] for row in ask(writer, "addressees", directive=plan().own)]
        writer.decide(decisions.about_assertion(writer, assertion, right=True, **WHO))
        writer.load(plan(sent=False).done())
    (issue,) = found(tmp_path)
    assert (issue.code, issue.where) == ("decision-suspect", assertion)
    assert "Nguyễn Văn An ngày 5/5/2026" in issue.what


def replacing(number, other):
    paper = Paper(f"{number}.txt", "KH", f"0{number}-KH/TU", date(2026, 1, number), provincial("Ban Thường vụ"))
    assertion = paper.cite("thay thế", f"0{other}-KH/TU", date(2026, 1, other), provincial("Ban Thường vụ"))[1]
    return paper, assertion


def test_directives_that_replace_each_other_in_a_ring_are_found_until_one_is_rejected(tmp_path):
    ring = [replacing(1, 2), replacing(2, 3), replacing(3, 1)]
    store(tmp_path, [paper for paper, _ in ring])
    (issue,) = found(tmp_path)
    assert issue.code == "succession-ring"
    assert all(paper.own in issue.what for paper, _ in ring)
    with open_writer(tmp_path) as writer:
        writer.decide(decisions.about_assertion(writer, ring[0][1], right=False, **WHO))
    assert found(tmp_path) == []


def test_a_directive_that_replaces_itself_is_found(tmp_path):
    paper = replacing(1, 1)[0]
    store(tmp_path, [paper])
    assert "succession-ring" in codes(tmp_path)


def test_quotes_count_code_points_and_not_bytes(tmp_path):
    paper = conclusion()
    paper.say("Đậm đà bản sắc 𝒳 dân tộc")
    paper.task("1", "Việc sau chữ ngoài mặt phẳng cơ bản.")
    store(tmp_path, [paper])
    assert found(tmp_path) == []
