"""Finding a directive, the register, duties and days: what is listed, narrowed, turned to, and told whole."""

import datetime as dt
from pathlib import Path

import pytest
from alone import visit

from ui import actions
from ui.pages import choose, duties_matrix, month_lines, tasks
from ui.words import body

CORPUS = Path(__file__).parents[1] / "data" / "corpus"


@pytest.fixture
def home(samples):
    return samples


def _rows(at):
    return [link.proto.query_string for link in at.get("page_link") if "vb=" in link.proto.query_string]


def _told(at):
    return " ".join(str(one.value) for kind in (at.caption, at.markdown, at.info, at.warning) for one in kind)


# -- Văn bản -----------------------------------------------------------------------------------------------------------


def test_every_directive_stands_on_some_page_of_the_list(home, monkeypatch):
    count = len(actions.directives(home))
    seen = []
    for turned in range(1, -(-count // choose.AT_ONCE) + 1):
        at = visit("document", home, monkeypatch, **({"trang": str(turned)} if turned > 1 else {}))
        seen += _rows(at)
    assert len(set(seen)) == len(seen) == count
    assert f"21–{min(40, count)} trên {count} văn bản" in _told(visit("document", home, monkeypatch, trang="2"))


@pytest.mark.parametrize("turned", ["0", "-1", "99999", "x", "2.5"])
def test_a_page_that_is_none_is_the_nearest(home, monkeypatch, turned):
    assert _rows(visit("document", home, monkeypatch, trang=turned))


def test_the_list_is_narrowed_by_issuer_type_month_and_words_of_the_address(home, monkeypatch):
    rows = actions.directives(home)
    city = "Ủy ban nhân dân thành phố An Hải"
    for address, fits in (
        ({"cq": city}, lambda row: row["issuer"] == city),
        ({"loai": "Kế hoạch"}, lambda row: row["type"] == "Kế hoạch"),
        ({"thang": "2026-05"}, lambda row: (row["date"] or "").startswith("2026-05")),
        (
            {"cq": city, "loai": "Kế hoạch", "tim": "112"},
            lambda row: (row["issuer"], row["type"]) == (city, "Kế hoạch") and "112" in f"{row['code']}{row['title']}",
        ),
    ):
        wanted = [row for row in rows if fits(row)]
        assert 0 < len(wanted) < len(rows)
        at = visit("document", home, monkeypatch, **address)
        assert len(_rows(at)) == min(len(wanted), choose.AT_ONCE)
        assert f"trên {len(wanted)} văn bản" in _told(at)


def test_a_filter_that_nothing_fits_says_so_and_can_be_cleared(home, monkeypatch):
    at = visit("document", home, monkeypatch, cq="Cơ quan không có", loai="](x)", trang="4")
    assert "Không có văn bản nào như vậy trong kho" in _told(at)
    next(button for button in at.button if button.label == "Bỏ lọc").click().run()
    assert len(_rows(at)) == choose.AT_ONCE
    assert not {"cq", "loai", "trang"} & set(at.query_params)


def test_another_filter_turns_back_to_the_first_page(home, monkeypatch):
    at = visit("document", home, monkeypatch, trang="3")
    next(box for box in at.selectbox if box.label == "Loại").select("Kế hoạch").run()
    assert at.query_params["loai"] == "Kế hoạch"
    assert "trang" not in at.query_params
    assert "1–" in _told(at)


def test_the_other_end_of_a_way_is_offered_among_what_the_chain_shows(home, monkeypatch):
    from ui.picture.marks import short  # noqa: PLC0415

    chain = actions.trace(home, "27-KL/TW")
    shown = {node["id"] for node in chain["nodes"] if node["kind"] == "directive"}
    rows = {row["id"]: row for row in actions.directives(home)}
    assert len(shown & set(rows)) < len(rows)
    at = visit("chain", home, monkeypatch, vb="27-KL/TW", chon=short(chain["root"]))
    ends = [link.proto.query_string for link in at.get("page_link") if "den=" in link.proto.query_string]
    assert len(ends) == min(len(shown) - 1, choose.FEW)
    for turned in range(2, 9):
        at = visit("chain", home, monkeypatch, vb="27-KL/TW", chon=short(chain["root"]), **{"cuoi-trang": str(turned)})
        ends += [link.proto.query_string for link in at.get("page_link") if "den=" in link.proto.query_string]
    assert len(set(ends)) == len(shown & set(rows)) - 1


# -- Nhiệm vụ ----------------------------------------------------------------------------------------------------------


def test_a_cell_of_the_register_is_cut_at_a_word_and_says_so(home, monkeypatch):
    at = visit("tasks", home, monkeypatch)
    (table,) = at.dataframe
    known = {task["text"] for task in actions.ledger(home, today=dt.date.today())["tasks"]}
    cells = list(table.value["Nhiệm vụ"])
    assert len(cells) == tasks.AT_ONCE
    cut = [cell for cell in cells if cell not in known]
    assert cut
    for cell in cut:
        assert cell.endswith("…")
        assert any(" ".join(text.split()).startswith(cell[:-1]) for text in known)


def test_the_list_for_a_telephone_says_what_the_table_says(home, monkeypatch):
    at = visit("tasks", home, monkeypatch, thang="2026-06")
    links = [link.proto.query_string for link in at.get("page_link") if "nv=" in link.proto.query_string]
    assert len(links) == len(at.dataframe[0].value) == tasks.AT_ONCE


def test_what_can_be_done_stands_above_the_table(home, monkeypatch):
    at = visit("tasks", home, monkeypatch)
    flat = [node.type for node in _flat(at.main)]
    assert flat.index("download_button") < flat.index(at.dataframe[0].type)


def _flat(node):
    for child in getattr(node, "children", {}).values():
        yield child
        yield from _flat(child)


# -- names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ban Xây dựng Đảng Đảng ủy phường Hòa Lạc", "Ban Xây dựng Đảng của Đảng ủy phường Hòa Lạc"),
        ("Ban Xây dựng Đảng Đảng uỷ xã", "Ban Xây dựng Đảng của Đảng uỷ xã"),
        ("các ban xây dựng đảng đảng ủy xã", "các ban xây dựng đảng của đảng ủy xã"),
        ("Ban Xây dựng Đảng của Đảng ủy xã", "Ban Xây dựng Đảng của Đảng ủy xã"),
        ("Đảng ủy Ủy ban nhân dân phường Hòa Lạc", "Đảng ủy Ủy ban nhân dân phường Hòa Lạc"),
        ("Ban Xây dựng Đảng", "Ban Xây dựng Đảng"),
        ("", ""),
    ],
)
def test_a_body_s_name_does_not_run_into_that_of_its_committee(name, said):
    assert body(name) == said


def test_a_body_is_found_as_it_is_shown(home):
    name = "Ban Xây dựng Đảng Đảng ủy phường Hòa Lạc"
    shown = actions.units(home, body(name))
    assert [row["id"] for row in shown] == [row["id"] for row in actions.units(home, name)]
    assert {row["name"] for row in shown} == {name}


# -- one letter, counted once ------------------------------------------------------------------------------------------


def test_a_letter_that_names_whom_it_is_to_at_its_head_and_at_its_end_is_one(home):
    told = actions.unit_profile(home, "Ủy ban nhân dân phường Hòa Lạc", today=dt.date(2026, 7, 15))
    (letter,) = (row for row in told["sent"] if row["code"] == "34-CV/ĐU")
    assert (letter["relation"], letter["asks"]) == ("gửi", True)
    for row in actions.units(home):
        sent = actions.unit_profile(home, row["id"], today=dt.date(2026, 7, 15))["sent"]
        assert len({one["id"] for one in sent}) == len(sent)


def test_a_unit_s_heading_and_its_statement_count_the_same(home, monkeypatch):
    at = visit("unit", home, monkeypatch, dv="Ủy ban nhân dân phường Hòa Lạc")
    assert "Văn bản gửi đích danh (3), để thực hiện: 1" in [one.value for one in at.subheader]
    assert "Trong 1 văn bản gửi đích danh để thực hiện" in _told(at)


# -- Trách nhiệm, Tháng ------------------------------------------------------------------------------------------------


def test_the_matrix_shows_every_column_of_the_samples_and_whole_names(home, monkeypatch):
    at = visit("duties", home, monkeypatch)
    assert "Hình có" not in _told(at)
    assert len(max(actions.units(home), key=lambda row: len(row["name"]))["name"]) > 40
    assert duties_matrix._short("Ban Xây dựng Đảng Đảng ủy phường Hòa Lạc") == (
        "Ban Xây dựng Đảng của Đảng ủy phường Hòa Lạc"
    )


def test_a_line_of_the_month_names_whose_task_it_is(home):
    told = actions.month(home, "2026-06", today=dt.date(2026, 7, 15))
    lines = month_lines.lines(told)
    assert lines
    owned = [line for line in lines if line["who"] != "Chưa nêu đơn vị"]
    assert len(owned) > len(lines) / 2
    assert all(line["who"] for line in lines)


def test_the_calendar_says_what_its_colours_mean(home, monkeypatch):
    at = visit("month", home, monkeypatch, thang="2026-06", xem="lich")
    legend = next(one.value for one in at.markdown if "-badge[" in one.value and "quá hạn" in one.value)
    assert "Nghỉ" in legend
