"""What the command says of a planted cascade, against the truth of it."""

import unicodedata
from dataclasses import dataclass

__all__ = ["Counted", "alignment", "changes", "key", "states", "unpicked"]


@dataclass
class Counted:
    """Hits and misses; F1 of nothing asked and nothing said is 1."""

    right: int = 0
    said: int = 0
    true: int = 0

    @property
    def f1(self):
        return 2 * self.right / (self.said + self.true) if self.said + self.true else 1.0

    def __iadd__(self, other):
        self.right, self.said, self.true = self.right + other.right, self.said + other.said, self.true + other.true
        return self


def key(text):
    """A text for comparing: letters and digits only, one case."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def states(told, city):
    """Units whose state or days are not those planted: (name, planted, told)."""
    by_id = {unit["unit_id"]: unit for unit in told["units"]}
    wrong = []
    for unit in city["units"]:
        found = by_id.get(unit["unit_id"])
        state = found["state"] if found else None
        days = found["latency_days"] if found and state in ("issued", "forwarded") else None
        if (state, days) != (unit["state"], unit["latency_days"]):
            wrong.append((unit["unit"], unit["state"], unit["latency_days"], state, days))
    return wrong


def _pairs(told):
    """(document unit, clause key, task key) → change, as the command says."""
    return {
        (task["unit_id"], key(clause["text"]), key(task["task"])): task["change"]
        for clause in told["clauses"]
        for task in clause["tasks"]
    }


def _planted(clauses):
    return {
        (task["unit_id"], key(clause["text"]), key(task["task"])): task.get("change")
        for clause in clauses
        for task in clause["tasks"]
    }


def alignment(told, clauses):
    """Which lower task carries out which clause."""
    said, true = _match(told, clauses)
    return Counted(len(said.keys() & true.keys()), len(said), len(true))


def _match(told, clauses):
    """Both sides with the planted names: a told text may have a stop or a heading more than the planted one."""
    true = _planted(clauses)
    said = {}
    for (unit, clause, task), change in _pairs(told).items():
        same = next((k for k in true if k[0] == unit and k[1] in clause and (k[2] in task or task in k[2])), None)
        said[same or (unit, clause, task)] = change
    return said, true


def changes(told, clauses, change):
    """Tasks of one kind of change, among those planted and those said."""
    said, true = _match(told, clauses)
    one, other = ({k for k, v in side.items() if v == change} for side in (said, true))
    return Counted(len(one & other), len(one), len(other))


def unpicked(told):
    """The clauses of which the command says that nobody picked them up."""
    return {key(clause["text"]) for clause in told["unpicked"]}
