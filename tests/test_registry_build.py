"""Tables of units made from a package, and the check of tables that a user brings."""

import csv
import json
import shutil
import sqlite3
import zipfile

import pytest

from data import path as data_path
from ontology.issue import Severity
from ontology.registry_build import build
from ontology.registry_check import check
from ontology.registry_data import RegistryError, read

NEW = [
    ("Thành phố Lam Giang", "lamgiang", "02", "Phường Sông Trầu", "phuongsongtrau", "Xã", "00101"),
    ("Thành phố Lam Giang", "lamgiang", "02", "Xã Đồng Xoài", "xadongxoai", "Xã", "00104"),
    ("Tỉnh Bình Khê", "binhkhe", "03", "Đặc khu Hòn Én", "dackhuhonen", "Đặc khu", "00201"),
]
OLD = [
    ("Tỉnh Lam Giang", "tinhlamgiang", "02", "Thành Phố Lam", "tplam", "021", "Phường Trầu", "trau", "00101"),
    ("Tỉnh Lam Giang", "tinhlamgiang", "02", "Thành Phố Lam", "tplam", "021", "Xã Xoài", "xoai", "00102"),
    ("Tỉnh Bình Khê", "tinhbinhkhe", "03", "Huyện Hòn Én", "huyenhonen", "031", None, None, None),
]
CHANGES = """
[[change]]
units = ["00104"]
kind = "phường"
from = 2026-04-30

[[former]]
code = "02"
kind = "tỉnh"
name = "Lam Hà"
until = 2020-12-31
successors = ["02"]

[[began]]
code = "02"
kind = "tỉnh"
name = "Lam Giang"
from = 2021-01-01
"""


@pytest.fixture
def wheel(tmp_path):
    """A package of the same form as the one that the tables come from, with a handful of units."""
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE TABLE admin_units (province, provinceKey, provinceCode, ward, wardKey, wardType, wardCode)"
    )
    database.executemany("INSERT INTO admin_units VALUES (?,?,?,?,?,?,?)", NEW)
    database.execute(
        "CREATE TABLE admin_units_legacy (province, provinceKey, provinceCode, district, districtKey, districtCode,"
        " ward, wardKey, wardCode)"
    )
    database.executemany("INSERT INTO admin_units_legacy VALUES (?,?,?,?,?,?,?,?,?)", OLD)
    mapping = {
        "DICT_PROVINCE": {"lamgiang": ["tinhlamgiang"], "binhkhe": ["tinhbinhkhe"]},
        "DICT_PROVINCE_WARD_NO_DIVIDED": {
            "lamgiang": {"phuongsongtrau": ["tinhlamgiang_tplam_trau"]},
            "binhkhe": {"dackhuhonen": ["tinhbinhkhe_huyenhonen_"]},
        },
        "DICT_PROVINCE_WARD_DIVIDED": {
            "lamgiang": {
                "tinhlamgiang_tplam_xoai": [
                    {"newWardKey": "phuongsongtrau", "isDefaultNewWard": False},
                    {"newWardKey": "xadongxoai", "isDefaultNewWard": True},
                ]
            }
        },
    }
    file = tmp_path / "units.whl"
    with zipfile.ZipFile(file, "w") as archive:
        database.commit()
        archive.writestr("vietnamadminunits/data/dataset.db", database.serialize())
        archive.writestr("vietnamadminunits/data/converter_2025.json", json.dumps(mapping))
    (tmp_path / "changes.toml").write_text(CHANGES, encoding="utf-8")
    return file


def rows(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))[1:]


def test_build(wheel, tmp_path):
    counts = build(wheel, tmp_path, tmp_path / "changes.toml")
    assert counts == {"provinces.csv": 2, "communes.csv": 4, "predecessors.csv": 7}
    assert rows(tmp_path / "provinces.csv") == [
        ["02", "thành phố", "Lam Giang", "thành phố Lam Giang", "02", "2025-07-01", "", ""],
        ["03", "tỉnh", "Bình Khê", "tỉnh Bình Khê", "03", "2025-07-01", "", ""],
    ]
    # the kind of Sông Trầu comes from its name, not from the column that contradicts it
    assert rows(tmp_path / "communes.csv") == [
        ["00101", "phường", "Sông Trầu", "phường Sông Trầu", "02", "2025-07-01", "", ""],
        ["00104", "xã", "Đồng Xoài", "xã Đồng Xoài", "02", "2025-07-01", "2026-04-29", "00104"],
        ["00104", "phường", "Đồng Xoài", "phường Đồng Xoài", "02", "2026-04-30", "", ""],
        ["00201", "đặc khu", "Hòn Én", "đặc khu Hòn Én", "03", "2025-07-01", "", ""],
    ]
    assert rows(tmp_path / "predecessors.csv") == [
        ["02", "tỉnh", "Lam Hà", "", "02", "", "2020-12-31", "02"],
        ["02", "tỉnh", "Lam Giang", "", "02", "2021-01-01", "2025-06-30", "02"],
        ["03", "tỉnh", "Bình Khê", "", "03", "", "2025-06-30", "03"],
        ["021", "thành phố", "Lam", "", "02", "", "2025-06-30", "00101 00104"],
        ["031", "huyện", "Hòn Én", "", "03", "", "2025-06-30", "00201"],
        ["00101", "phường", "Trầu", "021", "02", "", "2025-06-30", "00101"],
        ["00102", "xã", "Xoài", "021", "02", "", "2025-06-30", "00104 00101"],
    ]
    assert check(tmp_path) == ()


def test_build_twice_is_the_same_bytes(wheel, tmp_path):
    build(wheel, tmp_path, tmp_path / "changes.toml")
    before = {file.name: file.read_bytes() for file in tmp_path.glob("*.csv")}
    build(wheel, tmp_path, tmp_path / "changes.toml")
    assert {file.name: file.read_bytes() for file in tmp_path.glob("*.csv")} == before


def test_changes_that_do_not_fit_are_refused(wheel, tmp_path):
    (tmp_path / "changes.toml").write_text(CHANGES.replace("00104", "99999"), encoding="utf-8")
    with pytest.raises(ValueError, match="99999"):
        build(wheel, tmp_path, tmp_path / "changes.toml")
    (tmp_path / "changes.toml").write_text(CHANGES.replace('successors = ["02"]', "successors = []"), encoding="utf-8")
    with pytest.raises(ValueError, match="successor"):
        build(wheel, tmp_path, tmp_path / "changes.toml")


# --- a user's own tables ------------------------------------------------------------------------------------------


@pytest.fixture
def tables(tmp_path):
    for name in ("provinces.csv", "communes.csv", "predecessors.csv"):
        shutil.copy(data_path("units", name), tmp_path / name)
    return tmp_path


def replaced(folder, name, old, new):
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return check(folder)


def test_our_tables_are_in_order():
    assert check(data_path("units")) == ()


def test_a_table_saved_by_a_spreadsheet_is_read(tables):
    file = tables / "communes.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert check(tables) == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "where"),
    [
        ("communes.csv", ",phường,Ba Đình,", ",phường,Ngọc Hà,", "registry-full-name", "00004"),
        (
            "communes.csv",
            "00008,phường,Ngọc Hà,phường Ngọc Hà",
            "00008,phường,Ba Đình,phường Ba Đình",
            "registry-double",
            "",
        ),
        ("communes.csv", "\n00008,", "\n00004,", "registry-double", ""),
        ("communes.csv", "2026-04-29,26368", "2026-04-30,26368", "registry-double", ""),
        ("communes.csv", "2026-04-29,26368", "2026-04-29,", "registry-successor", "26368"),
        ("communes.csv", "2026-04-29,26368", "2025-06-29,26368", "registry-dates", "26368"),
        (
            "communes.csv",
            "00004,phường,Ba Đình,phường Ba Đình",
            "00004,quận,Ba Đình,quận Ba Đình",
            "registry-kind",
            "00004",
        ),
        ("communes.csv", "Ngọc Hà,phường Ngọc Hà", "Ngọc  Hà,phường Ngọc  Hà", "registry-name", "00008"),
        ("predecessors.csv", "2025-06-30,08\n", "2025-06-30,99\n", "registry-successor", "02"),
    ],
)
def test_faults_are_told(tables, name, old, new, code, where):
    found = replaced(tables, name, old, new)
    assert code in {issue.code for issue in found}
    issue = next(issue for issue in found if issue.code == code)
    assert issue.where.startswith(name)
    assert where in issue.where
    assert issue.what.endswith(".")
    assert issue.remedy


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("00008,", "8,", "dòng 3"),
        ("phường Ba Đình,01,2025-07-01", "phường Ba Đình,01,1/7/2025", "dòng 2"),
        ("phường Ba Đình,01,", "phường Ba Đình,98,", "dòng 2"),
        ("phường Ngọc Hà,01,2025-07-01,,", "phường Ngọc Hà,01,2025-07-01", "dòng 3"),
        ("code,kind,", "mã,kind,", "dòng 1"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(tables, old, new, where):
    (issue,) = replaced(tables, "communes.csv", old, new)
    assert (issue.code, issue.severity) == ("registry-unreadable", Severity.REFUSAL)
    assert issue.where == f"communes.csv, {where}"
    with pytest.raises(RegistryError):
        list(read(tables / "communes.csv", {"01": "Hà Nội"}))


def test_missing_and_wrongly_encoded_tables_are_refused(tables):
    (tables / "provinces.csv").write_bytes("code,kind\n01,thành phố\n".encode("utf-16"))
    (issue,) = check(tables)
    assert issue.severity is Severity.REFUSAL
    (tables / "provinces.csv").unlink()
    (issue,) = check(tables)
    assert issue.where == "provinces.csv"
    assert "Không đọc được" in issue.what
