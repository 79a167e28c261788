"""chidao units --group: a collective name expanded over the registry, or over what the store knows."""

import pytest


@pytest.mark.parametrize(
    ("group", "of", "count"),
    [
        ("các xã, phường", "Hải Phòng", 112),
        ("các xã, phường, đặc khu", "TP. Hải Phòng", 114),
        ("các đảng ủy trực thuộc Thành ủy", "Hải Phòng", 118),
        ("MTTQ và các tổ chức chính trị - xã hội", "phường Tân Hưng, Hải Phòng", 6),
    ],
)
def test_a_group_is_listed_without_a_store(chidao, home, group, of, count):
    told = chidao("units", "--group", group, "--of", of, "--format", "json", home=home).json
    assert len(told["members"]) == count
    assert (told["open"], told["known_by"]) == (False, "danh mục")
    assert all(isinstance(unit["code"], str) for unit in told["members"])
    assert not home.exists()


def test_a_day_is_asked_for(chidao, home):
    asked = ("units", "--group", "các phường", "--of", "Đồng Nai", "--on")
    assert chidao(*asked, "29/4/2026", home=home).out.endswith("23 đơn vị theo danh mục ngày 29/4/2026.\n")
    assert chidao(*asked, "2026-04-30", home=home).out.endswith("33 đơn vị theo danh mục ngày 30/4/2026.\n")


def test_an_invented_province_has_what_the_store_knows(chidao, stored):
    told = chidao("units", "--group", "các xã, phường", "--of", "Lam Giang", "--format", "json", home=stored).json
    assert [unit["name"] for unit in told["members"]] == ["phường Sông Trầu", "phường Đồng Xoài"]
    assert told["known_by"] == "kho"
    assert {unit["code"] for unit in told["members"]} == {None}


def test_an_open_group_says_at_least(chidao, home):
    run = chidao("units", "--group", "các cơ quan, đơn vị", "--of", "phường Tân Hưng, Hải Phòng", home=home)
    assert run.out.splitlines()[-1].startswith("ít nhất ")


@pytest.mark.parametrize(
    ("group", "of", "said"),
    [
        ("các xã, phường liên quan", "Hà Nội", "không kể hết được"),
        ("các xã", "", "cần --of"),
        ("các cơ quan, đơn vị", "Tân Hưng", "phường Tân Hưng, Hải Phòng"),
        ("các xã", "Sông Trầu Xa", "không có đơn vị nào"),
    ],
)
def test_what_cannot_be_listed_says_why(chidao, home, group, of, said):
    run = chidao("units", "--group", group, "--of", of, home=home)
    assert run.code == 1
    assert said in run.err
