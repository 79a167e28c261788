"""The tables of the register. Everything in them is derived from the graph; another layout only costs a rebuild.

Rows of a text are told here as tuples in which units and tasks are IRIs; on the disk they are numbers. Grades and
relations are the local names of their terms (``stated``, ``assignedTo``); days and months are ISO texts; what is not
told is ``NULL``.
"""

from dataclasses import dataclass
from typing import Final

__all__ = ["SCHEMA", "TABLES", "VERSION", "Table"]

#: Changed whenever the tables or what is put into them change; a register of another version is built anew.
VERSION: Final = 6


@dataclass(frozen=True, slots=True)
class Table:
    """One table of rows of a text. ``units`` and ``tasks`` name the columns that hold numbers of units and tasks.

    ``of_task``: rows belong to a task, whose text they share; else they have a column ``text`` of their own.
    """

    name: str
    columns: tuple[str, ...]
    units: tuple[str, ...] = ()
    of_task: bool = False


#: What every assertion has: where its sentence stands, how sure it is, its IRI, the stamp of the sentence, who read it.
_PROOF: Final = ("start", "ending", "grade", "assertion", "stamp", "rule")

#: Every table that holds rows of texts, tasks before what belongs to them.
TABLES: Final = (
    Table("mentioned", ("directive", "known", "code", "type", "date", "title", "level", "place", "province", "key")),
    Table("tasks", ("iri", "directive", "path", "ordinal", "wording", "product", *_PROOF)),
    Table("months", ("task", "month"), of_task=True),
    Table(
        "deadlines",
        ("task", "iri", "kind", "due", "due_from", "precision", "recurrence", "relative", "printed", "grade"),
        of_task=True,
    ),
    Table("turns", ("task", "month", "due"), of_task=True),
    Table("assignments", ("task", "unit", "role", "lead", "surface", *_PROOF), ("unit",), of_task=True),
    Table("reports", ("task", "unit", "via", "due", "recurrence", "printed", *_PROOF), ("unit", "via"), of_task=True),
    Table("links", ("source", "relation", "target", "quote", *_PROOF)),
    Table("annexes", ("source", "target", *_PROOF)),
    Table("issues", ("unit", "directive", *_PROOF), ("unit",)),
    Table("addresses", ("directive", "relation", "unit", *_PROOF), ("unit",)),
    Table("parts", ("unit", "whole", *_PROOF), ("unit", "whole")),
    Table("evidence", ("start", "ending", "quote")),
    Table("figures", ("iri", "directive", "kind", "value", "whole", "comparator", "measure", "path", "quote")),
    Table(
        "outcomes",
        ("iri", "directive", "path", "ordinal", "wording", "progress", "proved", "month", "quote", "start", "ending"),
    ),
    Table("warnings", ("iri", "code", "message", "quote")),
)

SCHEMA: Final = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE texts(id INTEGER PRIMARY KEY, graph TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, iri TEXT NOT NULL,
  file TEXT NOT NULL, sha256 TEXT, directive TEXT NOT NULL, code TEXT, type TEXT, date TEXT, month TEXT,
  issued_from TEXT, issued_until TEXT, title TEXT, level TEXT, place TEXT, province TEXT);
CREATE INDEX texts_directive ON texts(directive);
CREATE INDEX texts_iri ON texts(iri);
CREATE INDEX texts_date ON texts(date);
CREATE INDEX texts_month ON texts(month);
CREATE TABLE mentioned(text INTEGER NOT NULL, directive TEXT NOT NULL, known TEXT, code TEXT, type TEXT, date TEXT,
  title TEXT, level TEXT, place TEXT, province TEXT, key TEXT);
CREATE INDEX mentioned_text ON mentioned(text);
CREATE INDEX mentioned_directive ON mentioned(directive);
CREATE INDEX mentioned_code ON mentioned(code);
CREATE INDEX mentioned_key ON mentioned(key);
CREATE TABLE identity(mentioned TEXT PRIMARY KEY, directive TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX identity_directive ON identity(directive);
CREATE TABLE units(id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind TEXT, name TEXT, level TEXT, place TEXT,
  province TEXT, code TEXT, folded TEXT, told TEXT);
CREATE INDEX units_code ON units(code);
CREATE TABLE named(unit INTEGER NOT NULL, text INTEGER NOT NULL, kind TEXT, name TEXT, level TEXT, place TEXT,
  province TEXT, PRIMARY KEY(unit, text)) WITHOUT ROWID;
CREATE INDEX named_text ON named(text);
CREATE TABLE tasks(id INTEGER PRIMARY KEY, text INTEGER NOT NULL, iri TEXT NOT NULL UNIQUE, directive TEXT, path TEXT,
  ordinal INTEGER, wording TEXT, product TEXT, start INTEGER, ending INTEGER, grade TEXT, assertion TEXT, stamp TEXT,
  rule TEXT);
CREATE INDEX tasks_text ON tasks(text);
CREATE TABLE months(task INTEGER NOT NULL, month TEXT NOT NULL, PRIMARY KEY(month, task)) WITHOUT ROWID;
CREATE INDEX months_task ON months(task);
CREATE TABLE deadlines(task INTEGER NOT NULL, iri TEXT, kind TEXT, due TEXT, due_from TEXT, precision TEXT,
  recurrence TEXT, relative TEXT, printed TEXT, grade TEXT);
CREATE INDEX deadlines_task ON deadlines(task);
CREATE INDEX deadlines_due ON deadlines(due, task);
CREATE TABLE turns(task INTEGER NOT NULL, month TEXT NOT NULL, due TEXT NOT NULL, PRIMARY KEY(month, task, due))
  WITHOUT ROWID;
CREATE INDEX turns_task ON turns(task);
CREATE INDEX turns_due ON turns(due, task);
CREATE TABLE assignments(task INTEGER NOT NULL, unit INTEGER NOT NULL, role TEXT, lead INTEGER, surface TEXT,
  start INTEGER, ending INTEGER, grade TEXT, assertion TEXT, stamp TEXT, rule TEXT);
CREATE INDEX assignments_task ON assignments(task);
CREATE INDEX assignments_unit ON assignments(unit, task, role);
CREATE TABLE tally(unit INTEGER NOT NULL, role TEXT NOT NULL, month TEXT NOT NULL, tasks INTEGER NOT NULL,
  PRIMARY KEY(role, month, unit)) WITHOUT ROWID;
CREATE TABLE reports(task INTEGER NOT NULL, unit INTEGER NOT NULL, via INTEGER, due TEXT, recurrence TEXT, printed TEXT,
  start INTEGER, ending INTEGER, grade TEXT, assertion TEXT, stamp TEXT, rule TEXT);
CREATE INDEX reports_task ON reports(task);
CREATE INDEX reports_unit ON reports(unit);
CREATE TABLE links(text INTEGER NOT NULL, source TEXT, relation TEXT, target TEXT, quote TEXT, start INTEGER,
  ending INTEGER, grade TEXT, assertion TEXT, stamp TEXT, rule TEXT);
CREATE INDEX links_text ON links(text);
CREATE INDEX links_source ON links(source);
CREATE INDEX links_target ON links(target);
CREATE TABLE annexes(text INTEGER NOT NULL, source TEXT, target TEXT, start INTEGER, ending INTEGER, grade TEXT,
  assertion TEXT, stamp TEXT, rule TEXT);
CREATE INDEX annexes_text ON annexes(text);
CREATE INDEX annexes_source ON annexes(source);
CREATE INDEX annexes_target ON annexes(target);
CREATE TABLE issues(text INTEGER NOT NULL, unit INTEGER NOT NULL, directive TEXT, start INTEGER, ending INTEGER,
  grade TEXT, assertion TEXT, stamp TEXT, rule TEXT);
CREATE INDEX issues_text ON issues(text);
CREATE INDEX issues_unit ON issues(unit);
CREATE INDEX issues_directive ON issues(directive);
CREATE TABLE addresses(text INTEGER NOT NULL, directive TEXT, relation TEXT, unit INTEGER NOT NULL,
  start INTEGER, ending INTEGER, grade TEXT, assertion TEXT, stamp TEXT, rule TEXT);
CREATE INDEX addresses_text ON addresses(text);
CREATE INDEX addresses_directive ON addresses(directive);
CREATE TABLE parts(text INTEGER NOT NULL, unit INTEGER, whole INTEGER, start INTEGER, ending INTEGER,
  grade TEXT, assertion TEXT, stamp TEXT, rule TEXT);
CREATE INDEX parts_text ON parts(text);
CREATE TABLE evidence(text INTEGER NOT NULL, start INTEGER NOT NULL, ending INTEGER NOT NULL, quote TEXT NOT NULL,
  PRIMARY KEY(text, start, ending)) WITHOUT ROWID;
CREATE TABLE figures(text INTEGER NOT NULL, iri TEXT, directive TEXT, kind TEXT, value REAL, whole REAL,
  comparator TEXT, measure TEXT, path TEXT, quote TEXT);
CREATE INDEX figures_text ON figures(text);
CREATE INDEX figures_directive ON figures(directive);
CREATE TABLE outcomes(text INTEGER NOT NULL, iri TEXT, directive TEXT, path TEXT, ordinal INTEGER, wording TEXT,
  progress TEXT, proved INTEGER, month TEXT, quote TEXT, start INTEGER, ending INTEGER);
CREATE INDEX outcomes_text ON outcomes(text);
CREATE INDEX outcomes_directive ON outcomes(directive);
CREATE INDEX outcomes_month ON outcomes(month, text);
CREATE TABLE warnings(text INTEGER NOT NULL, iri TEXT, code TEXT, message TEXT, quote TEXT);
CREATE INDEX warnings_text ON warnings(text);
CREATE TABLE rulings(assertion TEXT PRIMARY KEY, grade TEXT NOT NULL, stamp TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(folded, content='', tokenize="unicode61 remove_diacritics 0");
"""
