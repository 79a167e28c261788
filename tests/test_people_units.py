"""Persons of some units: what they are shown holds nothing but what concerns these, whatever use case is asked."""

import contextlib
import io
import zipfile
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from inspect import signature
from pathlib import Path
from types import FunctionType

import pytest

from graph.errors import GraphError
from graph.reach import Reach, resolve
from graph.reader import open_reader
from graph.views import own_texts, root_of, view
from ui import actions
from ui.actions.people import Denied, Grant, Person, Right, Role
from ui.actions.rights import NEEDS, act, admit, may

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
TODAY = date(2026, 7, 15)
NOW = datetime(2026, 7, 15, 8, tzinfo=UTC)
WARD = "phường Minh Tân, An Hải"


def _of(role, *units):
    return Person("Bùi Thị Phường", tuple(Grant(role, unit) for unit in units), signed_in=True)


VIEWER, WORKER = _of(Role.VIEWER, WARD), _of(Role.WORKER, WARD)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Two wards of a city, the city, and wards of elsewhere; a decision about a document of each ward."""
    home = tmp_path_factory.mktemp("units") / "home"
    folders = [CORPUS / name for name in ("an-hai", "hoa-lac", "minh-tan", "facts")]
    assert not actions.ingest(home, folders).refused
    for code in ("19-CV/ĐU", "21-KH/ĐU"):
        actions.decide(home, [_edge(home, code)], "confirmed", by="Tổ trưởng", why=f"đã xem {code}", now=NOW)
    return home


def _edge(home, code, relation="giao cho"):
    edges = actions.trace(home, code, up=False)["edges"]
    return next(edge["id"] for edge in edges if edge["relation"] == relation and edge["document"] == code)


def _files(home):
    with open_reader(home) as reader:
        return {file for (file,) in reader.register.rows("SELECT DISTINCT file FROM texts")}


@pytest.fixture(scope="module")
def seen(home):
    return view(home, [WARD])


# -- what is in a view -------------------------------------------------------------------------------------------------


def test_a_ward_s_view_is_its_own_documents_the_city_s_and_what_charges_it(home, seen):
    with open_reader(seen) as reader:
        rows = reader.register.rows("SELECT level, place, province, COUNT(*) FROM texts GROUP BY 1, 2, 3")
    places = {(level, place or "", province or ""): count for level, place, province, count in rows}
    assert ("xã", "Hòa Lạc", "An Hải") not in places
    assert not [place for place in places if place[2] not in ("An Hải", "")]
    assert places["xã", "Minh Tân", "An Hải"] == 5
    assert places["tỉnh", "An Hải", "An Hải"] > 5
    assert len(own_texts(seen)) == 5
    assert root_of(seen) == home
    assert root_of(home) == home


def test_a_letter_to_single_units_elsewhere_is_not_for_everybody_below(home, seen):
    """The city writes to one department alone, or reports to the centre: that goes past a ward."""
    missing = sorted(file for file in _files(home) - _files(seen) if file.startswith("2026-07-20-thanh-uy"))
    assert missing == ["2026-07-20-thanh-uy-bc-62.md"]
    with open_reader(home) as reader:
        sent = reader.register.rows(
            "SELECT u.kind, u.level, u.place FROM addresses a JOIN texts x ON x.id = a.text AND "
            "x.directive = a.directive JOIN units u ON u.id = a.unit WHERE x.file = ? AND a.relation = 'addressedTo'",
            missing,
        )
    assert sent
    assert all(kind != "group" and place != "Minh Tân" for kind, _, place in sent)


def test_of_the_city_s_documents_only_the_tasks_of_the_ward_count(home, seen):
    own = own_texts(seen)
    foreign = [task for task in actions.tasks(seen)["tasks"] if task["text"] not in own]
    assert foreign
    for task in foreign:
        owners = task["owners"]
        single = [owner for owner in owners if owner["kind"] == "đơn vị"]
        mine = [owner for owner in owners if "minh-tan" in owner["id"]]
        assert not owners or mine or len(single) < len(owners), task["wording"]
    whole = {task["id"] for task in actions.tasks(home)["tasks"] if task["text"] in {t["text"] for t in foreign}}
    assert whole > {task["id"] for task in foreign}


def test_a_view_is_a_sound_store(seen):
    assert actions.check(seen) == ()


def test_a_view_follows_the_store(home, seen, tmp_path):
    before = _files(seen)
    text = (CORPUS / "minh-tan" / "2026-05-08-dang-uy-cv-19.txt").read_text(encoding="utf-8")
    (tmp_path / "moi.txt").write_text(text.replace("19-CV/ĐU", "77-CV/ĐU"), encoding="utf-8")
    actions.ingest(home, [tmp_path / "moi.txt"])
    assert _files(view(home, [WARD])) == before | {"moi.txt"}
    actions.withdraw(home, "moi.txt")
    assert _files(view(home, [WARD])) == before
    assert actions.check(view(home, [WARD])) == ()


def test_a_view_leads_to_the_originals_of_its_own_store(home, seen, tmp_path):
    assert (seen / "archive").resolve() == (home / "archive").resolve()
    act(WORKER, home, actions.original, "2026-05-08-dang-uy-cv-19.txt", tmp_path)
    kept = (CORPUS / "minh-tan" / "2026-05-08-dang-uy-cv-19.txt").read_bytes()
    assert (tmp_path / "2026-05-08-dang-uy-cv-19.txt").read_bytes() == kept
    assert not (seen / "archive").readlink().is_absolute()


def test_a_view_that_a_crash_left_half_made_is_made_anew(home, seen):
    (seen / "view.json").unlink()
    (seen / "store" / "register.db").write_bytes(b"x")
    assert _files(view(home, [WARD])) == _files(seen)
    assert actions.check(view(home, [WARD])) == ()


@pytest.mark.parametrize(
    ("name", "reach"),
    [
        ("An Hải", Reach("an hải")),
        ("thành phố An Hải", Reach("an hải")),
        ("Minh Tân, An Hải", Reach("an hải", "minh tân")),
        ("phường Hoà Lạc, An Hải", Reach("an hải", "hòa lạc")),
        ("Hòa Lạc", Reach("an hải", "hòa lạc")),
    ],
)
def test_a_unit_is_named_as_offices_name_it(home, name, reach):
    with open_reader(home) as reader:
        assert resolve(reader, name) == reach


@pytest.mark.parametrize(
    "name", ["Minh Tần, An Hải", "Minh Tân, Hà Nội", "không có", "", "*, An Hải", "99999", "urn:x"]
)
def test_a_unit_that_nobody_knows_gives_nothing(home, name):
    with pytest.raises(Denied):
        act(_of(Role.MANAGER, name), home, actions.directives)


# -- nothing leaks -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def marks(home, seen):
    """Words that stand in documents outside of the view and nowhere in it: names of files, digests, pieces of text."""
    hidden, known = [], ""
    with open_reader(home) as reader:
        rows = reader.register.rows("SELECT iri, file, sha256 FROM texts")
    inside = {row["text"] for row in _documents(seen)}
    for iri, file, sha256 in rows:
        text = actions.document(home, iri)["text"]
        if iri in inside:
            known += text
        else:
            hidden.append((iri, file, sha256, text))
    found = set()
    for iri, file, sha256, text in hidden:
        found |= {iri.rpartition(":")[2], sha256} | ({file} - _files(seen))
        found |= {piece for at in range(0, len(text) - 40, 901) if (piece := text[at : at + 40]) not in known}
    assert len(found) > 60
    return found


def _documents(home):
    with open_reader(home) as reader:
        return [{"text": iri} for (iri,) in reader.register.rows("SELECT iri FROM texts")]


def _told(value):
    """All that an answer says, in one text: files are opened."""
    if isinstance(value, bytes):
        with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(value)) as held:
            return " ".join(held.read(name).decode("utf-8", "replace") for name in held.namelist())
        return value.decode("utf-8", "replace")
    if is_dataclass(value):
        return " ".join(_told(getattr(value, name)) for name in value.__dataclass_fields__)
    if isinstance(value, dict):
        return " ".join(_told(item) for pair in value.items() for item in pair)
    if isinstance(value, list | tuple | set | frozenset):
        return " ".join(map(_told, value))
    return str(value)


HIDDEN_CODE = "21-KH/ĐU"  # of the other ward


def _calls(home, seen, to):
    """Every use case that reads, asked for all it can tell and for what is hidden."""
    texts = [row["text"] for row in _documents(home)][::3]
    codes = ["215-CV/TU", "19-CV/ĐU", HIDDEN_CODE, "2026-05-06-dang-uy-kh-21.txt", "27-KL/TW"]
    codes += [row["id"] for row in actions.directives(home)][::4]
    tasks = [task["id"] for task in actions.tasks(home)["tasks"]][::25]
    day = {"today": TODAY}
    everything = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"
    named = [query["name"] for query in actions.queries() if not any(p["required"] for p in query["parameters"])]
    return {
        "ask_sparql": [(everything, actions.Bounds(rows=100_000, characters=20_000_000, seconds=60))],
        "boxes": [(text, 0, 99) for text in texts],
        "chain_report": [(code, form, day) for code in codes[:3] for form in (".csv", ".html")],
        "coverage": [(code, day) for code in codes[:8]],
        "directives": [()],
        "document": [(name,) for name in (*texts, *codes)],
        "duties": [(), ({"unit": "Đảng ủy phường Hòa Lạc"},), ({"month": "2026-06"},)],
        "export": [(to / f"a{suffix}",) for suffix in actions.SUFFIXES],
        "forms": [()],
        "group_members": [("các xã, phường", "An Hải")],
        "identities": [()],
        "largest_upload": [()],
        "decided": [()],
        "month_brief": [("2026-06", day)],
        "passage": [(text, 0, 300) for text in texts],
        "path": [("27-KL/TW", code) for code in codes[1:5]],
        "reminder": [({**day, "unit": "Đảng ủy phường Hòa Lạc", "sender": "Thành ủy"},), (day,)],
        "review": [()],
        "standings": [(code, day) for code in codes[:5]],
        "ledger": [(day,), ({**day, "search": ("Hòa Lạc",)},)],
        "lint": [(code,) for code in codes[:5]],
        "lint_draft": [("du-thao.txt", (CORPUS / "hoa-lac" / "2026-05-06-dang-uy-kh-21.txt").read_bytes())],
        "month": [("2026-06", day), ("2026-05", {**day, "unit": "UBND phường Hòa Lạc"})],
        "months": [()],
        "glance": [("2026-06", day)],
        "original": [(name, to) for name in ("2026-05-06-dang-uy-kh-21.txt", *texts)],
        "page_image": [(text, 1) for text in texts],
        "pages": [(text,) for text in texts],
        "places": [("Hải Phòng",)],
        "queries": [()],
        "ask_saved": [(name, {}) for name in named[::12]],
        "query": [(name,) for name in named] + [("tasks-of-directive", {"directive": [HIDDEN_CODE]})],
        "register": [(form, day) for form in (".xlsx", ".csv", ".ics")],
        "register_of": [(form, tasks, day) for form in (".xlsx", ".csv")],
        "holds": [()],
        "revision": [()],
        "show": [(code,) for code in codes[:8]],
        "unit_profile": [(name, day) for name in ("Đảng ủy phường Hòa Lạc", "UBND phường Minh Tân", "Thành ủy An Hải")],
        "task": [(task, day) for task in tasks],
        "tasks": [
            (),
            ({"unit": "Đảng ủy phường Hòa Lạc"},),
            ({"directive": HIDDEN_CODE},),
            ({"search": ("thu gom",)},),
        ],
        "keep_scope": [(WARD,)],
        "scope_called": [("phường Hòa Lạc, An Hải",)],
        "scopes": [(), ("Hòa Lạc",)],
        "trace": [(code,) for code in codes[:8]],
        "units": [(), ("Hòa Lạc",)],
    }


#: What a parameter of a use case that is not listed above is given, by its name; others the number of what is hidden.
GUESSES = {
    "unit": "Hòa Lạc", "month": "2026-06", "today": TODAY, "form": ".csv", "start": 0, "end": 300, "limit": 1000,
    "params": {},
}  # fmt: skip


def _guessed(use_case, calls):
    """Calls of a use case that is not listed above: about what is hidden, by number and by text."""
    needed = [p.name for p in list(signature(use_case).parameters.values())[1:] if p.default is p.empty]
    subjects = [HIDDEN_CODE, *(text for (text,) in calls["pages"])]
    return [({name: GUESSES.get(name, subject) for name in needed},) for subject in subjects]


def test_nothing_of_another_ward_leaks_through_any_use_case(home, seen, marks, tmp_path):
    calls = _calls(home, seen, tmp_path)
    asked = {name for name, right in NEEDS.items() if right in (Right.SEE, Right.EXPORT)}
    leaks = set()
    for name in sorted(asked):
        use_case = getattr(actions, name)
        assert isinstance(use_case, FunctionType)
        for arguments in calls.get(name) or _guessed(use_case, calls):
            words = dict(arguments[-1]) if arguments and isinstance(arguments[-1], dict) and name != "query" else {}
            told = ""
            with contextlib.suppress(Denied, LookupError, TypeError, ValueError, OSError, GraphError):
                told = _told(act(WORKER, home, use_case, *(arguments[:-1] if words else arguments), **words))
            leaks |= {(name, mark) for mark in marks if mark in told and mark not in str(arguments)}
    for file in tmp_path.iterdir():
        told = file.read_text(encoding="utf-8", errors="replace")
        leaks |= {(file.name, mark) for mark in marks if mark in told}
    if "lint_draft" in {name for name, _ in leaks}:  # a draft's own words come back; the store's would be told by text
        leaks = {leak for leak in leaks if leak[0] != "lint_draft"}
    assert leaks == set()


def test_the_marks_are_found_where_nothing_is_hidden(home, marks):
    """So the test above can fail."""
    owner = Person("Chủ kho", (Grant(Role.VIEWER),))
    for use_case in (actions.tasks, actions.identities):
        assert any(mark in _told(act(owner, home, use_case)) for mark in marks)


def test_a_person_of_a_ward_sees_no_other_unit_s_coverage(home):
    told = act(VIEWER, home, actions.coverage, "215-CV/TU", today=TODAY)
    assert {unit["place"] for unit in told["units"]} == {"Minh Tân"}
    assert told["indicators"]["units"] == len(told["units"])
    assert len({unit["place"] for unit in actions.coverage(home, "215-CV/TU", today=TODAY)["units"]}) > 1


def test_nobody_is_said_to_have_done_nothing_by_who_cannot_know(home, seen):
    told = act(VIEWER, home, actions.standings, "31-KL/TU", today=TODAY)
    assert {unit["place"] for unit in told["unseen"]} == {"Minh Tân"}
    assert {unit["place"] for unit in actions.standings(seen, "31-KL/TU", today=TODAY)["unseen"]} <= {"Minh Tân"}
    assert len({unit["place"] for unit in actions.standings(home, "31-KL/TU", today=TODAY)["unseen"]}) > 1


def test_two_grants_add_up(home):
    both = _files(admit(_of(Role.VIEWER, WARD, "phường Hòa Lạc, An Hải"), home, actions.tasks))
    assert both > _files(admit(VIEWER, home, actions.tasks))
    assert "2026-05-06-dang-uy-kh-21.txt" in both


# -- what may be done --------------------------------------------------------------------------------------------------


def _decide(person, home, about, verdict="confirmed"):
    return act(person, home, actions.decide, about, verdict, why="thử", now=datetime.now(UTC))


def test_a_ward_decides_about_its_own_words_only(home):
    told = _decide(WORKER, home, [_edge(home, "19-CV/ĐU")])
    assert told["by"] == "Bùi Thị Phường"
    assert _decide(WORKER, home, [told["decision"]], "withdrawn")
    for code in (HIDDEN_CODE, "215-CV/TU"):
        with pytest.raises(Denied, match="của đơn vị mình"):
            _decide(WORKER, home, [_edge(home, code)], "rejected")
    with pytest.raises(Denied):
        _decide(VIEWER, home, [_edge(home, "19-CV/ĐU")])


def test_a_ward_takes_back_no_word_about_another_s(home):
    (other,) = [one["decision"] for one in actions.journal(home)["entries"] if one["why"] == f"đã xem {HIDDEN_CODE}"]
    with pytest.raises(Denied):
        _decide(WORKER, home, [other], "withdrawn")


def test_what_two_documents_are_is_for_who_manages_the_store(home):
    some = [row["id"] for row in actions.directives(home)][:2]
    for person in (WORKER, _of(Role.WORKER, "*"), _of(Role.MANAGER, WARD)):
        with pytest.raises(Denied):
            _decide(person, home, some, "same")
    made = _decide(_of(Role.MANAGER, "*"), home, some, "different")
    with pytest.raises(Denied):
        _decide(_of(Role.WORKER, "*"), home, [made["decision"]], "withdrawn")
    assert _decide(_of(Role.MANAGER, "*"), home, [made["decision"]], "withdrawn")


def test_a_ward_says_how_its_own_tasks_stand(home):
    own = actions.tasks(home, directive="19-CV/ĐU")["tasks"][0]
    told = act(WORKER, home, actions.set_status, own["id"], "done", why="xong", now=datetime.now(UTC))
    assert told["by"] == "Bùi Thị Phường"
    hidden = next(task["id"] for task in actions.tasks(home, directive=HIDDEN_CODE)["tasks"])
    for case, about in ((actions.set_status, hidden), (actions.set_statuses, [told["task"], hidden])):
        with pytest.raises(Denied):
            act(WORKER, home, case, about, "done", why="xong", now=datetime.now(UTC))
    assert isinstance(
        act(WORKER, home, actions.set_status, f"{HIDDEN_CODE}#1", "done", why="x", now=NOW), actions.Unknown
    )


def test_a_task_given_to_all_is_not_done_because_one_ward_says_so(home):
    everybody = next(
        task["id"]
        for task in actions.tasks(view(home, [WARD]), directive="215-CV/TU")["tasks"]
        if any(owner["kind"] != "đơn vị" for owner in task["owners"])
    )
    with pytest.raises(Denied):
        act(WORKER, home, actions.set_status, everybody, "done", why="xong", now=NOW)


def test_the_whole_store_is_for_who_manages_the_whole_store(home):
    for case in (actions.withdraw, actions.journal, actions.reread, actions.verify, actions.watch):
        assert not may(_of(Role.MANAGER, WARD), case)
        with pytest.raises(Denied):
            act(_of(Role.MANAGER, WARD), home, case, ["x"])


def test_a_ward_ingests_what_it_issues_and_nothing_else(home, tmp_path):
    own, other = (
        (CORPUS / folder / name).read_text(encoding="utf-8").replace(code, "88-CV/ĐU")
        for folder, name, code in (
            ("minh-tan", "2026-05-08-dang-uy-cv-19.txt", "19-CV/ĐU"),
            ("hoa-lac", "2026-05-25-dang-uy-cv-34.txt", "34-CV/ĐU"),
        )
    )
    (tmp_path / "cua-phuong.txt").write_text(own, encoding="utf-8")
    (tmp_path / "phuong-khac.txt").write_text(other, encoding="utf-8")
    with pytest.raises(Denied):
        act(VIEWER, home, actions.ingest, [tmp_path])
    told = act(WORKER, home, actions.ingest, [tmp_path])
    assert [(Path(one.path).name, one.status, one.issue and one.issue.code) for one in told.files] == [
        ("cua-phuong.txt", actions.Status.STORED, None),
        ("phuong-khac.txt", actions.Status.REFUSED, "beyond-unit"),
    ]
    assert "phuong-khac.txt" not in _files(home)
    assert actions.verify(home)["issues"] == []
    actions.withdraw(home, "cua-phuong.txt")


def test_no_file_of_the_server_is_read_for_a_person_at_a_screen(home, tmp_path):
    (tmp_path / "a.rq").write_text("SELECT * { ?s ?p ?o }", encoding="utf-8")
    for case, word in ((actions.lint, str(tmp_path / "a.rq")), (actions.query, tmp_path / "a.rq")):
        with pytest.raises(Denied):
            act(_of(Role.MANAGER, "*"), home, case, word)


def test_what_a_person_of_a_ward_takes_away_stands_in_the_one_journal(home, tmp_path):
    act(WORKER, home, actions.export, tmp_path / "kho.nq")
    newest = actions.journal(home, kind="export")["entries"][0]
    assert newest["by"] == "Bùi Thị Phường"
