"""The word tables and their matchers: every example of every entry is read, no counter-example is."""

import tomllib
from dataclasses import FrozenInstanceError
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import names, words

TABLES = {
    "types": words.types,
    "bodies": words.bodies,
    "abbreviations": words.abbreviations,
    "organs": words.organs,
    "offices": words.offices,
}
VIETNAMESE = st.text(alphabet="aàáảãạăâeêioòóôơuưyỳủÝỦĐđÐB cnghtUYOA,.-–\u00a0İẤ")


def phrases(table: str, field: str) -> list[pytest.param]:
    return [
        pytest.param(entry, phrase, id=f"{label(entry)}: {phrase}")
        for entry in TABLES[table]()
        for phrase in getattr(entry, field)
    ]


def label(entry: object) -> str:
    return str(
        next(getattr(entry, name) for name in ("id", "symbol", "short", "head", "official") if hasattr(entry, name))
    )


# --- tables ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_table_loads_whole(table):
    raw = tomllib.loads((resources.files("data") / "words" / f"{table}.toml").read_text(encoding="utf-8"))
    assert len(TABLES[table]()) == len(raw["entry"]) > 20


@pytest.mark.parametrize("table", TABLES)
def test_every_entry_is_shown_both_ways(table):
    assert [label(e) for e in TABLES[table]() if not e.examples or not e.counter] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_counter_example_is_an_example(table):
    assert [
        (label(e), set(e.examples) & set(e.counter)) for e in TABLES[table]() if set(e.examples) & set(e.counter)
    ] == []


def test_entries_are_frozen():
    with pytest.raises(FrozenInstanceError):
        words.types()[0].name = "Khác"


def test_types_named_in_the_standards_are_there():
    ids = {entry.id for entry in words.types()}
    party = {
        "NQ",
        "QĐ",
        "QyĐ",
        "CT",
        "KL",
        "QC",
        "HD",
        "TB",
        "TC",
        "BC",
        "KH",
        "QH",
        "CTr",
        "ĐA",
        "PA",
        "DA",
        "TTr",
        "CV",
        "BB",
    }
    state = {
        "Luật",
        "PL",
        "NĐ",
        "TT",
        "HP",
        "CĐ",
        "L",
        "HĐ",
        "BGN",
        "BTT",
        "GUQ",
        "VBHN",
        "GM",
        "GGT",
        "PG",
        "PGV",
        "PC",
        "PB",
        "SY",
        "SL",
        "TrS",
    }
    assert party | state <= ids


def test_printed_forms_of_organs_are_not_claimed_twice():
    seen: dict[str, str] = {}
    twice = []
    for entry in words.organs():
        for form in (entry.head, *entry.variants):
            for full in [f"{form} {sector}" for sector in entry.sectors] or [form]:
                key = f"{entry.kind == 'group'} {names.match_key(full)}"
                if seen.setdefault(key, entry.head) != entry.head:
                    twice.append((full, seen[key], entry.head))
    assert twice == []


# --- malformed tables -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "entry", "field"),
    [
        ('[[entry]]\nid = "NQ"\nside = "both"', "NQ", "name"),
        ('[[entry]]\nid = "NQ"\nname = "Nghị quyết"\nside = "nobody"', "NQ", "side"),
        ('[[entry]]\nid = "NQ"\nname = 5\nside = "both"', "NQ", "name"),
        ('[[entry]]\nid = "NQ"\nname = "Nghị quyết"\nside = "both"\nsymbols = "NQ"', "NQ", "symbols"),
        ('[[entry]]\nid = "NQ"\nname = "Nghị quyết"\nside = "both"\nsymbols = [""]', "NQ", "symbols"),
        ('[[entry]]\nid = "NQ"\nname = "Nghị quyết"\nside = "both"\nexample = ["x"]', "NQ", "example"),
        ('[[entry]]\nname = "Nghị quyết"\nside = "both"', "1", "id"),
        ('[[entry]]\nid = "A"\nname = "a"\nside = "both"\n[[entry]]\nid = "A"\nname = "b"\nside = "both"', "A", "id"),
    ],
)
def test_malformed_entry_is_named(text, entry, field):
    with pytest.raises(words.WordsError) as caught:
        words.parse("types.toml", text, words.DocumentType)
    assert (caught.value.file, caught.value.entry, caught.value.field) == ("types.toml", entry, field)
    assert "types.toml" in str(caught.value)


@pytest.mark.parametrize("text", ["", "entry = 3", "[[entry]", "[entry]\nid = 'NQ'"])
def test_text_that_is_no_table_is_refused(text):
    with pytest.raises(words.WordsError):
        words.parse("types.toml", text, words.DocumentType)


@pytest.mark.parametrize(("field", "value"), [("pattern", "QH("), ("until", "30/6/2025"), ("level", "huyện")])
def test_malformed_body_is_named(field, value):
    text = f'[[entry]]\nsymbol = "HU"\nnames = ["Huyện ủy"]\nside = "party"\n{field} = "{value}"'
    with pytest.raises(words.WordsError) as caught:
        words.parse("bodies.toml", text, words.Body)
    assert caught.value.field == field


# --- folding --------------------------------------------------------------------------------------------------------


@given(VIETNAMESE | st.text())
def test_match_key_keeps_every_place(text):
    assert len(names.match_key(text)) == len(text)


@given(VIETNAMESE)
def test_match_key_of_a_key_is_itself(text):
    assert names.match_key(names.match_key(text)) == names.match_key(text)


@pytest.mark.parametrize(
    ("one", "other"), [("Uỷ ban", "ỦY BAN"), ("Hoà", "hòa"), ("Ðảng uỷ", "Đảng ủy"), ("CT–XH", "CT-XH")]
)
def test_spellings_meet(one, other):
    assert names.match_key(one) == names.match_key(other)


@pytest.mark.parametrize(("one", "other"), [("Đồng Tiến", "Đông Tiến"), ("Ba Tơ", "Ba Tô"), ("Cẩm Giang", "Cẩm Giàng")])
def test_different_names_stay_apart(one, other):
    assert names.match_key(one) != names.match_key(other)


# --- document types -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("entry", "phrase"), phrases("types", "examples"))
def test_type_is_read(entry, phrase):
    assert names.type_of(phrase) == entry.id


@pytest.mark.parametrize(("entry", "phrase"), phrases("types", "counter"))
def test_type_is_not_read(entry, phrase):
    assert names.type_of(phrase) != entry.id


@pytest.mark.parametrize("entry", words.types(), ids=label)
def test_title_line_names_its_type(entry):
    for name in (entry.name, *entry.aliases):
        found = names.type_at(name.upper(), 0)
        assert found is not None
        assert (found.entry, found.end) == (entry, len(name))


@pytest.mark.parametrize(
    ("text", "number", "kind", "word"),
    [
        ("Thực hiện Kế hoạch số 10-KH/TU ngày 03/11/2025", "10-KH", "KH", "Kế hoạch"),
        ("theo Quy định số 160-QĐ/TU", "160-QĐ", "QyĐ", "Quy định"),
        ("theo Quyết định 160-QĐ/TU", "160-QĐ", "QĐ", "Quyết định"),
        ("và Chương trình hành động số: 06-CTr/TU", "06-CTr", "CTr", "Chương trình hành động"),
        ("Thông báo kết luận số 163/TB-VPCP", "163/TB", "TB", "Thông báo kết luận"),
        ("tại Nghị định số30/2020/NĐ-CP", "30/2020", "NĐ", "Nghị định"),
    ],
)
def test_word_before_a_number_tells_its_type(text, number, kind, word):
    found = names.type_before(text, text.index(number))
    assert found is not None
    assert (found.entry.id, text[found.start : found.end]) == (kind, word)


@pytest.mark.parametrize(
    "text", ["trước ngày 10/02/2026", "Kế hoạch của Đảng ủy 10-KH/TU", "Kế hoạch\n10-KH/TU", "10-KH/TU"]
)
def test_no_type_before_a_number(text):
    assert names.type_before(text, text.index("10")) is None


@pytest.mark.parametrize(
    ("symbol", "side", "kinds"),
    [
        ("QĐ/TW", "", ("QĐ", "QyĐ")),
        ("KL/TW", "", ("KL",)),
        ("TT/TU", "", ("TTri",)),
        ("TT-BNV", "", ("TT",)),
        ("TT", "party", ("TTri",)),
        ("TT", "", ("TTri", "TT")),
        ("QĐi/TW", "", ("QyĐ",)),
        ("UBND-KGVX", "", ()),
    ],
)
def test_types_that_a_symbol_may_stand_for(symbol, side, kinds):
    assert names.types_of_symbol(symbol, side) == kinds


# --- bodies ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("entry", "symbol"), phrases("bodies", "examples"))
def test_body_is_read(entry, symbol):
    assert names.body_of(symbol) is entry


@pytest.mark.parametrize(("entry", "symbol"), phrases("bodies", "counter"))
def test_body_is_not_read(entry, symbol):
    assert names.body_of(symbol) is not entry


@pytest.mark.parametrize("symbol", ["", "KL/", "XYZ", "KH/ABCXYZ", "KH"])
def test_unknown_symbol_names_no_body(symbol):
    assert names.body_of(symbol) is None


@pytest.mark.parametrize("entry", words.bodies(), ids=label)
def test_names_of_bodies_are_names_of_organs(entry):
    for name in entry.names:
        found = names.organ_at(name, 0)
        assert found is not None
        assert found.surface == name


# --- abbreviations --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("entry", "phrase"), phrases("abbreviations", "examples"))
def test_abbreviation_is_read(entry, phrase):
    assert entry in [found.entry for found in names.abbreviations_in(phrase)]


@pytest.mark.parametrize(("entry", "phrase"), phrases("abbreviations", "counter"))
def test_abbreviation_is_not_read(entry, phrase):
    assert entry not in [found.entry for found in names.abbreviations_in(phrase)]


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("TT HĐND, UBND phường", "Thường trực Hội đồng nhân dân, Ủy ban nhân dân phường"),
        ("MTTQ và các tổ chức CT - XH xã", "Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội xã"),
        ("BCH Quân sự và BCH Đảng bộ", "Ban Chỉ huy Quân sự và Ban Chấp hành Đảng bộ"),
        ("Kế hoạch số 200/KH-UBND, Công văn số 12-CV/ĐU", "Kế hoạch số 200/KH-UBND, Công văn số 12-CV/ĐU"),
        ("TT Y tế và TT Đảng ủy", "Trung tâm Y tế và Thường trực Đảng ủy"),
    ],
)
def test_abbreviations_are_written_out(text, full):
    assert names.expand(text) == full


@given(VIETNAMESE | st.text(alphabet="UBNDHĐTVK/-. ,\n"))
def test_abbreviations_stand_apart_and_in_order(text):
    found = names.abbreviations_in(text)
    assert all(one.end <= other.start for one, other in pairwise(found))


# --- signatures -----------------------------------------------------------------------------------------------------


def read_office(entry: words.Office, line: str) -> words.Office | None:
    if entry.kind == "title":
        return names.office_of(line)
    found = names.capacity_of(line)
    return found[0] if found else None


@pytest.mark.parametrize(("entry", "line"), phrases("offices", "examples"))
def test_office_is_read(entry, line):
    assert read_office(entry, line) is entry


@pytest.mark.parametrize(("entry", "line"), phrases("offices", "counter"))
def test_office_is_not_read(entry, line):
    assert read_office(entry, line) is not entry


@pytest.mark.parametrize(
    ("line", "capacity", "rest"),
    [
        ("T/M BAN THƯỜNG VỤ", "T/M", "BAN THƯỜNG VỤ"),
        ("T/M. BAN THƯỜNG VỤ", "T/M", "BAN THƯỜNG VỤ"),
        ("KT.CHỦ TỊCH", "K/T", "CHỦ TỊCH"),
        ("TUQ. CHỦ TỊCH", "TUQ.", "CHỦ TỊCH"),
    ],
)
def test_capacity_ends_where_the_words_begin(line, capacity, rest):
    found = names.capacity_of(line)
    assert found is not None
    assert (found[0].official, line[found[1] :]) == (capacity, rest)


# --- organs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("entry", "name"), phrases("organs", "examples"))
def test_organ_is_read_whole(entry, name):
    found = names.organ_at(name, 0)
    assert found is not None
    assert (found.surface, found.entry) == (name, entry)


@pytest.mark.parametrize(("entry", "name"), phrases("organs", "examples"))
def test_organ_is_read_whole_in_a_sentence(entry, name):
    text = f"1. Giao {name}: chủ trì."
    found = names.organs_in(text)
    assert [match.surface for match in found] == [name]
    assert text[found[0].start : found[0].end] == name


@pytest.mark.parametrize(("entry", "text"), phrases("organs", "counter"))
def test_organ_is_not_read(entry, text):
    assert entry not in [match.entry for match in names.organs_in(text)]


def surfaces(text: str) -> list[str]:
    return [match.surface for match in names.organs_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "với UBND phường, Công an phường, Ban Chỉ huy Quân sự phường và các đoàn thể trong",
            ["UBND phường", "Công an phường", "Ban Chỉ huy Quân sự phường", "các đoàn thể"],
        ),
        (
            "Văn phòng Thành ủy, các ban xây dựng Đảng và Đảng ủy Ủy ban nhân dân Thành phố² cùng làm",
            ["Văn phòng Thành ủy", "các ban xây dựng Đảng", "Đảng ủy Ủy ban nhân dân Thành phố"],
        ),
        (
            "nộp kết quả về Đảng ủy (qua Văn phòng Đảng ủy) trước ngày 12/02/2026./.",
            ["Đảng ủy", "Văn phòng Đảng ủy"],
        ),
        (
            "nộp về Thường trực, Ban Thường vụ Đảng ủy cùng Ban Tuyên giáo và Dân vận Thành ủy, xong",
            ["Ban Thường vụ Đảng ủy", "Ban Tuyên giáo và Dân vận Thành ủy"],
        ),
        (
            "Bộ Tài chính; các bộ, ngành, địa phương; VTV, VOV, TTXVN",
            ["Bộ Tài chính", "các bộ, ngành, địa phương", "VTV", "VOV", "TTXVN"],
        ),
        ("bầu cử đại biểu Quốc hội khóa XVI và đại biểu HĐND các cấp", []),
        ("Hội nghị tại xã Hội Nghĩa, xã Sở Dầu, đặc khu Trường Sa; Ngày hội; Trung tâm thành phố", []),
        ("Kế hoạch số 200/KH-UBND, Công văn số 12-CV/ĐU, Quyết định số 291/QĐ-MTTQ-BTT", []),
        ("quy định về văn phòng phẩm, chính phủ điện tử, công an nhân dân, phòng, chống tham nhũng", []),
        (
            "Đảng ủy UBND Thành phố lãnh đạo UBND Thành phố và các sở, ngành",
            ["Đảng ủy UBND Thành phố", "UBND Thành phố", "các sở, ngành"],
        ),
    ],
)
def test_names_in_a_sentence(text, found):
    assert surfaces(text) == found


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("UBND phường", "Ủy ban nhân dân phường"),
        ("Uỷ ban mặt trận tổ quốc phường Ngọc Sơn", "Ủy ban Mặt trận Tổ quốc Việt Nam phường Ngọc Sơn"),
        ("BTV Đảng uỷ xã", "Ban Thường vụ Đảng ủy xã"),
        ("Ban xây dựng Đảng đảng ủy xã", "Ban Xây dựng Đảng Đảng ủy xã"),
        ("ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI", "Ủy ban nhân dân tỉnh Quảng Ngãi"),
        ("UBND TP. Hồ Chí Minh", "Ủy ban nhân dân thành phố Hồ Chí Minh"),
        ("TT HĐND", "Thường trực Hội đồng nhân dân"),
        ("các đồng chí Ủy viên BTV Đảng ủy", "Ủy viên Ban Thường vụ Đảng ủy"),
        ("các  cơ quan, đơn vị", "các cơ quan, đơn vị"),
        ("Sở KH&CN tỉnh", "Sở Khoa học và Công nghệ tỉnh"),
        ("phòng lý luận chính trị - lịch sử Đảng", "Phòng Lý luận chính trị - Lịch sử Đảng"),
    ],
)
def test_official_form_of_what_is_printed(name, official):
    found = names.organ_at(name, 0)
    assert found is not None
    assert found.name == official


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Công an phường", "unit"),
        ("Công an các xã, phường", "group"),
        ("Ban thường vụ các đảng ủy trực thuộc Thành ủy", "group"),
        ("Uỷ ban nhân dân cấp tỉnh", "group"),
        ("các Sở Tư pháp", "group"),
        ("Chủ tịch UBND các xã", "post"),
        ("Bí thư chi bộ", "post"),
    ],
)
def test_kind_follows_the_tail(name, kind):
    found = names.organ_at(name, 0)
    assert found is not None
    assert (found.surface, found.kind) == (name, kind)


def test_tail_is_told_apart():
    found = names.organ_at("Văn phòng Đảng ủy phường Việt Hưng, thành phố Hà Nội, các chi bộ", 0)
    assert found is not None
    assert (found.surface, found.head) == ("Văn phòng Đảng ủy phường Việt Hưng, thành phố Hà Nội", "Văn phòng")
    assert found.owner is not None
    assert (found.owner.head, found.owner.locality, found.owner.place, found.owner.province) == (
        "Đảng ủy",
        "phường",
        "Việt Hưng",
        "Hà Nội",
    )


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("UBND phường 1 Bảo Lộc báo cáo", "UBND phường 1 Bảo Lộc"),
        ("UBND phường 15 ngày một lần", "UBND phường"),
        ("UBND xã A Lưới 2 tổ chức", "UBND xã A Lưới 2"),
        ("UBND phường Ngọc Sơn Kế hoạch số 5", "UBND phường Ngọc Sơn"),
        ("Ban Xây dựng Đảng\nTham mưu", "Ban Xây dựng Đảng"),
        ("Công an phường\nNgọc Sơn", "Công an phường"),
        ("Đảng ủy xã hội hóa", "Đảng ủy"),
        ("UBND các cấp Cần quan tâm", "UBND các cấp"),
        ("Trung tâm Phục vụ hành chính công tiếp nhận 3 hồ sơ", "Trung tâm Phục vụ hành chính công"),
        ("Trung tâm Bảo trợ xã hội tỉnh chủ trì", "Trung tâm Bảo trợ xã hội tỉnh"),
        ("Phòng Kiểm tra văn bản chủ trì", "Phòng Kiểm tra văn bản"),
        ("Tổ công tác tham mưu", "Tổ công tác"),
        ("UBND xã Ea H'leo, tỉnh Đắk Lắk; Công an", "UBND xã Ea H'leo, tỉnh Đắk Lắk"),
        ("Phòng Văn hóa - Xã hội chuẩn bị 186 suất quà", "Phòng Văn hóa - Xã hội"),
        ("Trung tâm Chính trị mở 02 lớp", "Trung tâm Chính trị"),
        ("Chi hội Phụ nữ vận động 04 hộ", "Chi hội Phụ nữ"),
        (
            "Trưởng thôn các thôn Đồng Sim, Khe Lạnh, Bãi Vàng kiểm tra",
            "Trưởng thôn các thôn Đồng Sim, Khe Lạnh, Bãi Vàng",
        ),
        ("UBND các xã Tân Lập, Ngọc Sơn và Công an tỉnh", "UBND các xã Tân Lập, Ngọc Sơn"),
        ("các tổ dân phố số 1, 2 và 5 rà soát", "các tổ dân phố số 1, 2 và 5"),
        ("các thôn 5 ngày một lần", "các thôn"),
        ("các xã 5 tỷ đồng", "các xã"),
        ("Các xã Tăng cường kiểm tra", "Các xã"),
        ("CÁC XÃ NGHIÊM TÚC", "CÁC XÃ"),
        ("các cơ sở Ngọc Sơn", None),
        ("Chủ tịch xã Ngọc Sơn báo cáo", "Chủ tịch xã Ngọc Sơn"),
        ("Bí thư chi bộ, tổ trưởng tổ dân phố", "Bí thư chi bộ"),
    ],
)
def test_a_name_stops(text, surface):
    found = names.organ_at(text, 0)
    assert (found.surface if found else None) == surface


@pytest.mark.parametrize(
    ("end", "surface"),
    [
        (len("Giao UBND phường Ngọc Sơn"), "UBND phường Ngọc Sơn"),
        (len("Giao UBND phường"), "UBND phường"),
        (len("Giao UBND"), "UBND"),
        (len("Giao UB"), None),
        (0, None),
    ],
)
def test_no_word_behind_the_end_is_read(end, surface):
    text = "Giao UBND phường Ngọc Sơn chủ trì"
    found = names.organ_at(text, len("Giao "), end=end)
    assert (found.surface if found else None) == surface


def test_a_very_long_line_is_read_near_the_place():
    filler = "Các cơ quan, đơn vị chủ động rà soát; " * 400
    text = f"{filler}giao UBND phường Ngọc Sơn chủ trì; {filler}"
    place = text.index("UBND")
    found = names.organ_at(text, place)
    assert found is not None
    assert (found.start, found.surface) == (place, "UBND phường Ngọc Sơn")
    assert [match.surface for match in names.organs_in(text)].count("UBND phường Ngọc Sơn") == 1


@pytest.mark.parametrize(
    "text", ["Kế hoạch\nGiao các Sở, Ban Xây dựng Đảng Đảng ủy xã An Hải; Chủ tịch UBND các xã, phường"]
)
def test_names_at_a_place_are_the_names_in_the_text(text):
    for match in names.organs_in(text):
        assert names.organ_at(text, match.start) == match


def test_known_places_cut_a_name_in_capitals():
    text = "ĐẢNG ỦY PHƯỜNG NGỌC SƠN YÊU CẦU"
    known = {names.match_key("Ngọc Sơn")}
    found = names.organ_at(text, 0, known)
    assert found is not None
    assert (found.surface, found.place) == ("ĐẢNG ỦY PHƯỜNG NGỌC SƠN", "Ngọc Sơn")


@pytest.mark.parametrize(
    ("text", "pos"), [("xUBND phường", 1), ("10-KH/UBND", 6), ("", 0), ("Nhân dân phường", 0), ("UBND", 9)]
)
def test_no_name_begins_there(text, pos):
    assert names.organ_at(text, pos) is None


@given(
    st.lists(
        st.sampled_from(
            [
                "Giao",
                "UBND",
                "phường",
                "Ngọc Sơn",
                "các",
                "xã",
                ",",
                "và",
                "Đảng ủy",
                "trực thuộc",
                "của",
                "\n",
                "Bí thư",
                "5",
            ]
        ),
        max_size=25,
    )
)
def test_names_stand_apart_in_order_and_as_printed(pieces):
    text = " ".join(pieces)
    found = names.organs_in(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[match.start : match.end] == match.surface for match in found)
    assert not any("\n" in match.surface for match in found)


def test_a_ministry_and_the_verb_behind_it():
    found = names.organs_in("Thủ trưởng các đơn vị thuộc Bộ xây dựng kế hoạch; Bộ Xây dựng hướng dẫn")
    assert [match.surface for match in found] == ["Thủ trưởng các đơn vị", "Bộ Xây dựng"]
