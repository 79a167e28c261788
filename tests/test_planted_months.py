"""The month against a planted year of several wards: what became of each task, what goes on, what vanishes."""

from collections import defaultdict

import pytest
from planted.__main__ import write

from graph.month.body import whose
from graph.month.month import month_of
from graph.reader import open_reader
from graph.register import find


@pytest.fixture(scope="module")
def judged(chidao, tmp_path_factory):
    """Months by ward: the truth's rows and the month as told."""
    folder, home = tmp_path_factory.mktemp("planted"), tmp_path_factory.mktemp("home")
    truth = write(folder, seed=11, communes=1, months=6)
    done = chidao("ingest", folder / "documents", home=home, timeout=300)
    assert done.code == 0, done.out + done.err
    rows = defaultdict(list)
    for row in truth["months"]:
        rows[row["unit_id"], row["month"]].append(row)
    with open_reader(home) as reader:
        register = reader.register
        found = []
        for (code, month), told in sorted(rows.items()):
            ((place,),) = register.rows("SELECT DISTINCT place FROM units WHERE code = ? AND place > ''", (code,))
            mine = whose(register, [unit.iri for unit in find.units(register, f"Đảng ủy {place}")])
            found.append((told, month_of(register, month, mine, "2026-12-31")))
        yield found


def key(words):
    return words.strip(" .")


def measured(pairs):
    """F1 of found sets against true ones, over all months."""
    hits = sum(len(found & true) for found, true in pairs)
    return 2 * hits / sum(len(found) + len(true) for found, true in pairs)


def test_what_became_of_each_task(judged):
    right = []
    for rows, told in judged:
        states = {key(closure.task.wording): closure.fate.value for closure in told.closures}
        for row in rows:
            if row["fate"] != "open":
                # a task that only goes on is told of by nobody
                right.append(states.get(key(row["task"])) == {"carried": "silent"}.get(row["fate"], row["fate"]))
    assert len(right) > 60
    assert sum(right) / len(right) >= 0.9


def test_what_goes_on(judged):
    pairs = [
        ({key(young.wording) for _, young in told.carried}, {key(r["task"]) for r in rows if r["carried_from"]})
        for rows, told in judged
    ]
    assert measured(pairs) >= 0.93


def test_what_vanishes(judged):
    pairs = [
        ({key(task.wording) for task in told.dropped}, {key(r["task"]) for r in rows if r["fate"] == "silent"})
        for rows, told in judged
    ]
    assert measured(pairs) >= 0.88
