"""``chidao duties`` on the command line."""

KEYS = {"units", "no_owner", "two_leads", "pile_ups", "reports", "recipients", "statement"}


def test_duties_as_json(chidao, demo):
    told = chidao("duties", "--format", "json", home=demo).json
    assert set(told) >= KEYS
    assert told["units"] == sorted(told["units"], key=lambda u: (-u["assigned"], u["unit"], u["unit_id"]))
    assert all(sum(unit["by_grade"].values()) == unit["assigned"] for unit in told["units"])
    assert {line["to"] for line in told["reports"]}


def test_a_monthly_resolution_without_named_owners_is_told(chidao, demo):
    name = "tan-hung-nghi-quyet-thang-02-2026.txt"
    told = chidao("duties", "--directive", name, "--format", "json", home=demo).json
    tasks = chidao("tasks", "--directive", name, "--format", "json", home=demo).json["tasks"]
    assert 0 < len(told["no_owner"]) <= len(tasks)
    assert {task["document"] for task in told["no_owner"]} == {name}


def test_duties_as_text(chidao, demo):
    out = chidao("duties", "--month", "2026-06", "--unit", "Công an phường Hòa Lạc", home=demo).out
    assert "chủ trì" in out.splitlines()[0]
    assert "Công an phường Hòa Lạc" in out
    assert "toàn văn trong kho" in out


def test_nobody_found_ends_with_one(chidao, demo):
    assert chidao("duties", "--month", "2031-01", home=demo).code == 1
    assert chidao("duties", "--unit", "Sở Vũ trụ Hỏa tinh", home=demo).code == 1
