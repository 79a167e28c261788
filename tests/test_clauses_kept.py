"""Alignments that are kept are those that are worked out anew, whatever is decided, withdrawn, loaded, renamed."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from conftest import run_chidao
from planted.__main__ import write
from planted.themes import THEMES
from test_graph_samples import Paper

from graph import decisions
from graph.clauses.clauses import clauses
from graph.coverage.branch import branch
from graph.register.mend import in_memory
from graph.store import open_reader, open_writer
from ontology.model import Actor, ActorKind, Grade

WHO = {"by": "Nguyễn Văn A", "at": datetime(2026, 11, 1, tzinfo=UTC), "why": "đã đối chiếu"}


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    truth = write(folder, seed=31, communes=9, months=2, themes=THEMES)
    done = run_chidao("ingest", folder / "documents", home=folder / "home", timeout=300)
    assert done.code == 0, done.out + done.err
    return folder, truth["cities"][0]["code"]


def asked(home, code):
    """The answer as it is kept, that worked out anew, and the directive."""
    with open_reader(home) as reader:
        ((root,),) = reader.register.rows("SELECT DISTINCT directive FROM texts WHERE code = ?", (code,))
        ((root,),) = reader.register.rows("SELECT directive FROM identity WHERE mentioned = ?", (root,))
        told = [clauses(register, branch(register, root)) for register in (reader.register, in_memory(reader))]
        return *told, root


def files(home):
    return sorted((home / "store" / "aligned").glob("*"))


def test_kept_is_anew_after_each_change(planted):
    folder, code = planted
    home = folder / "home"
    kept, anew, _ = asked(home, code)
    assert kept == anew
    assert sum(len(clause.tasks) for clause in kept) > 30
    assert len(files(home)) == 1
    assert asked(home, code)[0] == kept, "a second time, from the file"

    pairs = [(aligned.task, clause.task) for clause in kept for aligned in clause.tasks]
    (wrong, over), (moved, _), (right, above) = pairs[0], pairs[1], pairs[-1]
    with open_writer(home) as writer:
        for task, clause, verdict in ((wrong, over, False), (moved, above, True), (right, above, True)):
            writer.decide(decisions.about_alignment(writer, task.id, clause.id, right=verdict, **WHO))
    decided, anew, _ = asked(home, code)
    assert decided == anew
    assert len(files(home)) == 1, "what people say is none of what is kept"
    told = {(aligned.task.id, clause.task.id): aligned.grade for clause in decided for aligned in clause.tasks}
    assert (wrong.id, over.id) not in told
    assert told[moved.id, above.id] == told[right.id, above.id] == Grade.CONFIRMED

    gone = moved.id.partition(":task:")[0]
    with open_writer(home) as writer:
        writer.withdraw(gone)
    fewer, anew, _ = asked(home, code)
    assert fewer == anew != decided
    assert all(not aligned.task.id.startswith(gone) for clause in fewer for aligned in clause.tasks)
    assert len(files(home)) == 2

    assert run_chidao("ingest", "--again", folder / "documents", home=home, timeout=300).code == 0
    assert asked(home, code)[0] == decided
    assert len(files(home)) == 2, "as it was, and found again"


def test_a_unit_that_another_text_calls_otherwise(planted):
    """Names of owners are those of all texts together: a text outside the branch may change them."""
    folder, code = planted
    home = folder / "home"
    before, _, root = asked(home, code)
    with open_reader(home) as reader:
        name, level, place, province = reader.register.rows(
            "SELECT u.name, u.level, COALESCE(u.place, ''), u.province FROM identity i "
            "JOIN links l ON l.target = i.mentioned JOIN tasks t ON t.text = l.text "
            "JOIN assignments a ON a.task = t.id JOIN units u ON u.id = a.unit "
            "WHERE i.directive = ? AND u.kind = 'unit' AND l.relation = 'implements' ORDER BY u.iri",
            (root,),
        )[0]
    known = len(files(home))
    other = Paper(
        "khac.txt", "CV", "9-CV/ĐU", date(2026, 2, 1), Actor(name, name.upper(), ActorKind.UNIT, level, place, province)
    )
    with open_writer(home) as writer:
        writer.load(other.done())
    kept, anew, _ = asked(home, code)
    assert kept == anew
    assert len(files(home)) == known + 1, "worked out anew, since it may look at names"
    with open_writer(home) as writer:
        writer.withdraw(other.text)
    assert asked(home, code)[0] == before


@pytest.mark.parametrize(
    "spoil",
    [
        b"", b"{}", b"[1]", b'{"made": [], "pairs": [[0, 0, 1, 7]]}', b'{"made": [], "pairs": [[0], [0], [1], [7]]}',
        b'{"made": [["other", []]], "pairs": [[0, 1], [0], [1], [0]]}',
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_worked_out(planted, spoil):
    folder, code = planted
    told, *_ = asked(folder / "home", code)
    for path in files(folder / "home"):
        path.write_bytes(spoil)
    assert asked(folder / "home", code)[0] == told


def test_what_is_kept_is_what_is_told_and_holds_no_words(planted):
    folder, code = planted
    told, _, _ = asked(folder / "home", code)
    for path in files(folder / "home"):
        kept = json.loads(path.read_bytes())
        assert set(kept) == {"made", "pairs"}
        kept["pairs"][2] = [0.123] * len(kept["pairs"][2])
        path.write_text(json.dumps(kept), encoding="utf-8")
    again, *_ = asked(folder / "home", code)
    scores = {a.score for clause in again for a in clause.tasks if a.grade is Grade.INFERRED}
    assert scores == {0.123}, "the file is believed: nothing was worked out"
    assert [replace(clause, tasks=()) for clause in again] == [replace(clause, tasks=()) for clause in told]
