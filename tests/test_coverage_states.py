"""Coverage against what was written down about the sample documents by reading them."""

import tomllib
from pathlib import Path

import pytest
from conftest import run_chidao

ROOT = Path(__file__).resolve().parent
TRUTH = tomllib.loads((ROOT / "gold" / "cascade.toml").read_text(encoding="utf-8"))["coverage"]
WORDS = {"issued": "issued", "forwarded": "forwarded", "only_cited": "cited", "not_seen": "not_in_corpus"}
#: No text says of Hòn Sao that it is a unit of the city: an invented place is known from the store alone.
UNKNOWN = {"Hòn Sao"}


def covered(home, code, *words):
    done = run_chidao("coverage", code, *words, "--format", "json", home=home)
    assert done.code == 0, done.err
    return done.json


@pytest.mark.parametrize("wanted", TRUTH, ids=[one["directive"] for one in TRUTH])
def test_states_are_those_of_the_documents(demo, wanted):
    told = covered(demo, wanted["directive"], "--issuer", wanted["seat"])
    states = {place: state for key, state in WORDS.items() for place in wanted[key] if place not in UNKNOWN}
    assert {unit["place"]: unit["state"] for unit in told["units"]} == states
    counted = {state: list(states.values()).count(state) for state in WORDS.values()}
    assert {state: told["indicators"][state] for state in counted} == counted
    assert all(bool(unit["documents"]) == (unit["state"] != "not_in_corpus") for unit in told["units"])
    assert all(document["quote"] for unit in told["units"] for document in unit["evidence"])


def test_days_and_documents(demo):
    told = covered(demo, "215-CV/TU", "--issuer", "an hai")
    units = {unit["place"]: unit for unit in told["units"]}
    assert (units["Hòa Lạc"]["documents"][0], units["Hòa Lạc"]["latency_days"]) == ("21-KH/ĐU", 7)
    assert (units["Tân Thịnh"]["documents"], units["Tân Thịnh"]["latency_days"]) == (["07-CV/ĐU"], 6)
    assert units["Phú Cường"]["latency_days"] is None
    assert told["indicators"]["call"]["due"] == "2026-05-15"
    assert told["indicators"]["late"] == []
    assert {name.rpartition(" ")[2] for name in told["indicators"]["overdue"]} == {"Phú", "Khê", "Cường"}
    assert [step["step"] for step in told["indicators"]["latency_days"]] == ["tỉnh → xã"]
    assert "21-KH/ĐU" not in told["statement"]
    assert "chưa thấy trong kho 2" in told["statement"]


def test_as_of_leaves_out_what_came_later(demo):
    told = covered(demo, "215-CV/TU", "--issuer", "an hai", "--as-of", "2026-05-07")
    states = {unit["place"]: unit["state"] for unit in told["units"]}
    assert (states["Hòa Lạc"], states["Tân Thịnh"], states["Minh Tân"]) == ("issued", "forwarded", "not_in_corpus")
    assert told["indicators"]["overdue"] == []


def test_a_source_that_was_amended_makes_what_was_written_before_suspect(demo):
    (one,) = covered(demo, "14-HD/BTGDVTU")["suspect"]
    assert (one["by"]["code"], [paper["code"] for paper in one["documents"]]) == ("19-HD/BTGDVTU", ["15-KH/ĐU"])


def test_a_central_directive_reaches_provinces_and_communes(demo):
    told = covered(demo, "27-KL/TW")
    assert told["presumed"]
    assert "suy đoán" in told["statement"]
    levels = [unit["level"] for unit in told["units"]]
    assert (levels.count("tỉnh"), levels.count("xã")) == (34, 3321)
    assert {"215-CV/TU", "31-KL/TU"} <= {paper["code"] for paper in told["beyond"]}
    one = covered(demo, "27-KL/TW", "--province", "hai phong")
    assert len(one["units"]) == 1 + 114
    assert {unit["province"] for unit in one["units"]} == {"Hải Phòng"}


def test_never_not_issued(demo):
    for form in ("text", "json"):
        done = run_chidao("coverage", "05-CT/TU", "--format", form, home=demo)
        assert "chưa ban hành" not in done.out.lower()
        assert "chưa thấy trong kho" in done.out


def test_text_names_the_gaps(demo):
    done = run_chidao("coverage", "112/KH-UBND", home=demo)
    assert "chưa thấy trong kho" in done.out.lower()
    assert "Ủy ban nhân dân phường Minh Tân" in done.out
    assert "45/KH-UBND ngày 22/5/2026" in done.out


@pytest.mark.parametrize(
    ("words", "code"), [(("99-KL/TW",), 1), (("215-CV/TU",), 3), (("05-CT/TU", "--province", "Hải Phòng"), 1)]
)
def test_what_cannot_be_answered_is_said(demo, words, code):
    done = run_chidao("coverage", *words, home=demo)
    assert done.code == code
    assert done.err
