"""The use cases that the command line and the screens share: plain values in and out, no click, no streamlit.

Every function says in its docstring what it answers and raises. Faults of input come back as values
(:class:`ontology.issue.Issue`, :class:`Unknown`, :class:`Ambiguous`); a store that cannot be used is raised as
:class:`graph.errors.StoreError`, whose message is a Vietnamese sentence. Importing this package imports nothing heavy:
each function imports what it needs.
"""

from ui.actions.archive import original, reread, verify
from ui.actions.chain_reports import CHAIN_FORMS, chain_report
from ui.actions.chains import DEPTH, directives, path, trace
from ui.actions.clarity import lint
from ui.actions.copies import choose_text, withdraw
from ui.actions.correct import FIELDS, correct, correctable
from ui.actions.coverage import coverage
from ui.actions.duties import duties
from ui.actions.gate import Clearance
from ui.actions.glance import glance
from ui.actions.groups import group_members
from ui.actions.home import default_home, home_of
from ui.actions.identity import identities, judge, rebuild, undo
from ui.actions.incoming import State, Upload, forms, largest_upload, lint_draft, upload
from ui.actions.journal import KINDS, journal
from ui.actions.keep import SUFFIXES, VERDICTS, check, decide, export, holds, queries, query, revision
from ui.actions.ledger import ledger
from ui.actions.letters import month_brief, reminder
from ui.actions.meant import means
from ui.actions.month import month
from ui.actions.months import months
from ui.actions.one import document, show
from ui.actions.paper import boxes, page_image, pages
from ui.actions.place_identity import identify_place
from ui.actions.read import Progress, extract, ingest, watch
from ui.actions.reports import REGISTER_FORMS, register
from ui.actions.review import decided, passage, review
from ui.actions.schedule import schedule
from ui.actions.scope import keep_scope, kept_scope, scope_called, scopes
from ui.actions.selected import register_of
from ui.actions.sparql import Bounds, ask_saved, ask_sparql
from ui.actions.standings import standings
from ui.actions.status import TASK_STATES, set_status, set_statuses
from ui.actions.tables import ROLES, places, tasks, units
from ui.actions.task import task
from ui.actions.unit_profile import unit_profile
from ui.actions.values import Ambiguous, Candidate, FileOutcome, Json, Report, Status, Summary, Unknown, issue_as_json

__all__ = [
    "CHAIN_FORMS",
    "DEPTH",
    "FIELDS",
    "KINDS",
    "REGISTER_FORMS",
    "ROLES",
    "SUFFIXES",
    "TASK_STATES",
    "VERDICTS",
    "Ambiguous",
    "Bounds",
    "Candidate",
    "Clearance",
    "FileOutcome",
    "Json",
    "Progress",
    "Report",
    "State",
    "Status",
    "Summary",
    "Unknown",
    "Upload",
    "ask_saved",
    "ask_sparql",
    "boxes",
    "chain_report",
    "check",
    "choose_text",
    "correct",
    "correctable",
    "coverage",
    "decide",
    "decided",
    "default_home",
    "directives",
    "document",
    "duties",
    "export",
    "extract",
    "forms",
    "glance",
    "group_members",
    "holds",
    "home_of",
    "identify_place",
    "identities",
    "ingest",
    "issue_as_json",
    "journal",
    "judge",
    "keep_scope",
    "kept_scope",
    "largest_upload",
    "ledger",
    "lint",
    "lint_draft",
    "means",
    "month",
    "month_brief",
    "months",
    "original",
    "page_image",
    "pages",
    "passage",
    "path",
    "places",
    "queries",
    "query",
    "rebuild",
    "register",
    "register_of",
    "reminder",
    "reread",
    "review",
    "revision",
    "schedule",
    "scope_called",
    "scopes",
    "set_status",
    "set_statuses",
    "show",
    "standings",
    "task",
    "tasks",
    "trace",
    "undo",
    "unit_profile",
    "units",
    "upload",
    "verify",
    "watch",
    "withdraw",
]
