"""A slice of the planted cascade (``planted``) through the commands: states and gaps exactly, clauses nearly."""

import pytest
from conftest import run_chidao
from planted.__main__ import write
from planted.cascade import CODE
from planted.other_themes import OTHER
from planted.score import Counted, alignment, changes, key, states, unpicked
from planted.themes import THEMES

LEAST = 0.90


@pytest.fixture(scope="module", params=["themes", "other"])
def planted(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    themes = THEMES if request.param == "themes" else OTHER
    truth = write(folder, seed=31, communes=9, months=3, themes=themes)
    done = run_chidao("ingest", folder / "documents", home=folder / "home", timeout=300)
    assert done.code == 0, done.out + done.err
    codes = [city["code"] for city in truth["cities"]]
    asked = {code: run_chidao("coverage", code, "--format", "json", home=folder / "home") for code in (*codes, CODE)}
    return folder / "home", truth, {code: done.json for code, done in asked.items()}


def test_states_days_and_gaps_are_those_planted(planted):
    _, truth, told = planted
    for city in truth["cities"]:
        assert states(told[city["code"]], city) == []
        assert told[city["code"]]["roster"] == {"known": True, "groups": []}  # the registry lists their communes
        gaps = {unit["unit_id"] for unit in city["units"] if unit["state"] == "not_in_corpus"}
        loaded = {unit["unit_id"] for unit in city["units"]}
        missing = {unit["unit_id"] for unit in told[city["code"]]["units"] if unit["state"] == "not_in_corpus"}
        assert missing & loaded == gaps
        assert told[city["code"]]["indicators"]["call"]["due"] == city["due"]


def test_the_central_directive_reaches_its_cities_and_their_communes(planted):
    _, truth, told = planted
    states_of = {unit["unit_id"]: unit["state"] for unit in told[CODE]["units"]}
    assert {states_of[city["unit_id"]] for city in truth["cities"]} == {"issued"}
    for city in truth["cities"]:
        assert all(states_of[unit["unit_id"]] == unit["state"] for unit in city["units"])
    assert [step["step"] for step in told[CODE]["indicators"]["latency_days"]] == ["trung ương → tỉnh", "tỉnh → xã"]


def total(counted):
    whole = Counted()
    for one in counted:
        whole += one
    return whole


def test_clauses_are_aligned(planted):
    _, truth, told = planted
    below = total(alignment(told[city["code"]], city["clauses"]) for city in truth["cities"])
    assert below.true > 60
    assert below.f1 >= LEAST, below
    assert alignment(told[CODE], truth["central"]["clauses"]).f1 >= LEAST


@pytest.mark.parametrize("change", ["copied", "softened", "specialised"])
def test_what_became_of_clauses(planted, change):
    _, truth, told = planted
    found = total(changes(told[city["code"]], city["clauses"], change) for city in truth["cities"])
    assert found.f1 >= LEAST, found


def test_clauses_nobody_picked_up_are_those_planted(planted):
    _, truth, told = planted
    for city in truth["cities"]:
        said = unpicked(told[city["code"]])
        assert len(said) <= len(city["unpicked"])
        assert all(any(key(text) in one for text in city["unpicked"]) for one in said)


def test_one_province_alone(planted):
    home, truth, _ = planted
    city = truth["cities"][1]
    told = run_chidao("coverage", CODE, "--province", city["name"], "--format", "json", home=home).json
    assert {unit["province"] for unit in told["units"]} == {city["name"]}
    assert next(unit for unit in told["units"] if unit["level"] == "tỉnh")["deep"] is False


def test_a_person_confirms_or_rejects_an_alignment(planted):
    home, truth, told = planted
    code = truth["cities"][0]["code"]
    clause = next(one for one in told[code]["clauses"] if len(one["tasks"]) > 1)
    right, wrong = clause["tasks"][:2]
    assert {right["grade"], wrong["grade"]} == {"suy đoán"}
    who = ("--by", "Nguyễn Văn A", "--why", "đã đối chiếu")
    for task, verdict in ((right, "confirmed"), (wrong, "rejected")):
        done = run_chidao("decide", task["id"], clause["id"], "--verdict", verdict, *who, home=home)
        assert done.code == 0, done.err
    after = run_chidao("coverage", code, "--format", "json", home=home).json
    tasks = {task["id"]: task for one in after["clauses"] if one["id"] == clause["id"] for task in one["tasks"]}
    assert tasks[right["id"]]["grade"] == "đã xác nhận"
    assert wrong["id"] not in tasks
    assert run_chidao("decide", right["id"], "--verdict", "same", *who, home=home).code == 2
