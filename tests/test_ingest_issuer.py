"""Who speaks and from where; and what relative names come to mean in the sender's mouth."""

import pytest
from texts import CITY, WARD, letter, read

from ingest import names
from ingest.actors import actors_in
from ingest.sender import Sender, proper_name
from ontology import registry
from ontology.model import ActorKind

END = """

Để việc chung sớm xong, {speaker} yêu cầu các đơn vị thực hiện ngay những việc sau đây:

1. Rà soát hộ nghèo.

Nơi nhận:
- Như trên;
- Lưu.

{signature}
"""


def document(head, speaker="cơ quan ban hành", signature="T/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nTrần Văn Mẫu"):
    return read(head + END.format(speaker=speaker, signature=signature)).document


@pytest.mark.parametrize(
    ("head", "signature", "issuer", "level", "place", "province"),
    [
        (
            "ĐẢNG BỘ TỈNH LAM GIANG   ĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG ỦY PHƯỜNG SÔNG TRẦU\n*   Sông Trầu, ngày 04 "
            "tháng 5 năm 2026\nSố 12-CV/ĐU",
            "T/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nTrần Văn Mẫu",
            "Ban Thường vụ Đảng ủy phường Sông Trầu", "xã", "Sông Trầu", "Lam Giang",
        ),
        (
            "ĐẢNG BỘ THÀNH PHỐ AN HẢI   ĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG UỶ XÃ ĐẦM SEN\n*   Đầm Sen, ngày 04 tháng "
            "5 năm 2026\nSố 12-CV/ĐU",
            "T/M ĐẢNG ỦY\nBÍ THƯ\n\nTrần Văn Mẫu",
            "Đảng ủy xã Đầm Sen", "xã", "Đầm Sen", "An Hải",
        ),
        (
            "TỈNH ỦY LAM GIANG   ĐẢNG CỘNG SẢN VIỆT NAM\n*   Lam Giang, ngày 04 tháng 5 năm 2026\nSố 120-CV/TU",
            "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nTrần Văn Mẫu",
            "Ban Thường vụ Tỉnh ủy Lam Giang", "tỉnh", "", "Lam Giang",
        ),
        (
            "THÀNH ỦY AN HẢI   ĐẢNG CỘNG SẢN VIỆT NAM\nVĂN PHÒNG\n*   An Hải, ngày 04 tháng 5 năm 2026\nSố 88-TB/VPTU",
            "CHÁNH VĂN PHÒNG\n\nTrần Văn Mẫu",
            "Văn phòng Thành ủy An Hải", "tỉnh", "", "An Hải",
        ),
        (
            "TỈNH ỦY LAM GIANG   ĐẢNG CỘNG SẢN VIỆT NAM\nBAN TUYÊN GIÁO VÀ DÂN VẬN\n*   Lam Giang, ngày 04 "
            "tháng 5 năm 2026\nSố 14-HD/BTGDVTU",
            "TRƯỞNG BAN\n\nTrần Văn Mẫu",
            "Ban Tuyên giáo và Dân vận Tỉnh ủy Lam Giang", "tỉnh", "", "Lam Giang",
        ),
        (
            "ỦY BAN NHÂN DÂN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHƯỜNG SÔNG TRẦU   Độc lập - Tự do - Hạnh phúc\n"
            "Số: 45/UBND-VP   Sông Trầu, ngày 22 tháng 5 năm 2026",
            "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Mẫu",
            "Ủy ban nhân dân phường Sông Trầu", "xã", "Sông Trầu", "",
        ),
        (
            "UỶ BAN NHÂN DÂN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH LAM GIANG   Độc lập - Tự do - Hạnh phúc\n"
            "Số: 45/UBND-VP   Lam Giang, ngày 22 tháng 5 năm 2026",
            "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn Mẫu",
            "Ủy ban nhân dân tỉnh Lam Giang", "tỉnh", "", "Lam Giang",
        ),
        (
            "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHƯỜNG SÔNG TRẦU   Độc lập "
            "- Tự do - Hạnh phúc\n"
            "BAN THƯỜNG TRỰC\nSố: 19/MTTQ-BTT   Sông Trầu, ngày 22 tháng 5 năm 2026",
            "TM. BAN THƯỜNG TRỰC\nCHỦ TỊCH\n\nTrần Văn Mẫu",
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam phường Sông Trầu", "xã", "Sông Trầu", "",
        ),
        (
            "BAN CHẤP HÀNH TRUNG ƯƠNG   ĐẢNG CỘNG SẢN VIỆT NAM\n*   Hà Nội, ngày 22 tháng 12 năm 2024\nSố "
            "97-NQ/TW\n\nNGHỊ QUYẾT\nCỦA BỘ CHÍNH TRỊ\nvề nhà ở",
            "T/M BỘ CHÍNH TRỊ\nTỔNG BÍ THƯ\n\nTrần Văn Mẫu",
            "Bộ Chính trị", "trung ương", "", "",
        ),
        (
            "BAN CHẤP HÀNH TRUNG ƯƠNG   ĐẢNG CỘNG SẢN VIỆT NAM\n*   Hà Nội, ngày 22 tháng 12 năm 2024\nSố "
            "97-CT/TW\n\nCHỈ THỊ\nCỦA BAN BÍ THƯ\nvề nhà ở",
            "T/M BAN BÍ THƯ\n\nTrần Văn Mẫu",
            "Ban Bí thư", "trung ương", "", "",
        ),
        (
            "THỦ TƯỚNG CHÍNH PHỦ   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: "
            "12/CĐ-TTg   Hà Nội, ngày 22 tháng 5 năm 2026\n\nCÔNG ĐIỆN\nvề chống bão",
            "THỦ TƯỚNG\n\nTrần Văn Mẫu",
            "Thủ tướng Chính phủ", "trung ương", "", "",
        ),
        (
            "ĐẢNG ỦY PHƯỜNG SÔNG TRẦU   ĐẢNG CỘNG SẢN VIỆT NAM\nCHI BỘ TỔ DÂN PHỐ SỐ 4\n*   Sông Trầu, ngày 15 "
            "tháng 5 năm 2026\nSố 05-NQ/CB\n\nNGHỊ QUYẾT\nvề việc chung",
            "T/M CHI BỘ\nBÍ THƯ\n\nTrần Văn Mẫu",
            "Chi bộ Tổ dân phố số 4 phường Sông Trầu", "chi bộ", "Sông Trầu", "",
        ),
        (
            "UBND TỈNH LAM GIANG\nSỞ NÔNG NGHIỆP VÀ MÔI\nTRƯỜNG\nSố: 77/KH-SNNMT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "Lam Giang, ngày 04 tháng 5 năm 2026\n\nKẾ HOẠCH\nvề việc chung",
            "GIÁM ĐỐC\n\nTrần Văn Mẫu",
            "Sở Nông nghiệp và Môi trường tỉnh Lam Giang", "tỉnh", "", "Lam Giang",
        ),
        (
            "UBND XÃ SÔNG TRẦU    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBAN CHỈ HUY PTDS\nSố: 07/CĐ-BCH    Sông Trầu, "
            "ngày 28 tháng 9 năm 2026\n\nCÔNG ĐIỆN\nVề việc ứng phó bão\n\n"
            "TRƯỞNG BAN CHỈ HUY PHÒNG THỦ DÂN SỰ XÃ ĐIỆN:\n- Trưởng các thôn, xóm.",
            "TRƯỞNG BAN\nCHỦ TỊCH UBND XÃ\nTrần Văn Mẫu",
            "Ban Chỉ huy phòng thủ dân sự xã Sông Trầu", "xã", "Sông Trầu", "",
        ),
    ],
    ids=["ward", "commune", "province", "office", "propaganda", "ward committee", "province committee", "front",
    "politburo", "secretariat", "premier", "cell", "broken", "command"],
)  # fmt: skip
def test_issuers(head, signature, issuer, level, place, province):
    found = document(head, signature=signature)
    assert found.issuer is not None
    assert (found.issuer.name, found.level, found.issuer.place) == (issuer, level, place)
    assert found.province == province
    assert found.evidence["issuer"].quote


REPORT = """
ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG SÔNG TRẦU\tĐộc lập - Tự do - Hạnh phúc
Số: 88/BC-UBND\tSông Trầu, ngày 25 tháng 6 năm 2026

BÁO CÁO
Kết quả tháng 6, nhiệm vụ tháng 7 năm 2026

I. KẾT QUẢ THÁNG 6

1. Đã lát 300 m vỉa hè.

II. NHIỆM VỤ THÁNG 7

1. Công an phường vẽ lại vạch kẻ đường.

III. KIẾN NGHỊ

1. Đề nghị Ủy ban nhân dân thành phố cấp thêm sơn.
"""


def test_the_motto_beside_the_issuer_lends_it_no_letter():
    assert read(REPORT).document.issuer.place == "Sông Trầu"


def test_what_a_report_begs_of_those_above_is_no_task():
    assert [task.path for task in read(REPORT).tasks] == ["II.1"]


def test_a_chairman_who_decides():
    found = document(
        "ỦY BAN NHÂN DÂN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ ĐẦM SEN   Độc lập - Tự do - Hạnh phúc\n"
        "Số: 9/QĐ-UBND   Đầm Sen, ngày 22 tháng 5 năm 2026\n\nQUYẾT ĐỊNH\nVề việc kiện toàn tổ hòa giải\n\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ\n",
        signature="CHỦ TỊCH\n\nTrần Văn Mẫu",
    )
    assert found.issuer is not None
    assert found.issuer.name.endswith("Ủy ban nhân dân xã Đầm Sen")
    assert (found.type, found.position) == ("QĐ", "Chủ tịch")


def test_a_letter_without_head_is_spoken_by_whom_it_names():
    found = document("", "Ban Thường vụ Thành ủy An Hải", "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nTrần Văn Mẫu")
    assert found.issuer is not None
    assert (found.issuer.name, found.level, found.province) == ("Ban Thường vụ Thành ủy An Hải", "tỉnh", "An Hải")


def test_nobody_speaks():
    assert document("KẾ HOẠCH\nvề việc chung", "người viết", "Trần Văn Mẫu").issuer is None


def test_a_place_that_is_told_nowhere_stays_unknown():
    found = document("ĐẢNG ỦY PHƯỜNG\n\nKẾ HOẠCH\nvề việc chung", "Ban Thường vụ Đảng ủy phường")
    assert found.issuer is not None
    assert (found.issuer.place, found.province) == ("", "")


@pytest.mark.parametrize(
    ("printed", "name", "level"),
    [
        ("UBND phường", "Ủy ban nhân dân phường Sông Trầu", "xã"),
        ("Uỷ ban nhân dân phường", "Ủy ban nhân dân phường Sông Trầu", "xã"),
        ("Công an phường", "Công an phường Sông Trầu", "xã"),
        ("Ban Xây dựng Đảng", "Ban Xây dựng Đảng Đảng ủy phường Sông Trầu", "xã"),
        ("Ủy ban Kiểm tra Đảng ủy", "Ủy ban Kiểm tra Đảng ủy phường Sông Trầu", "xã"),
        ("Văn phòng Đảng ủy", "Văn phòng Đảng ủy phường Sông Trầu", "xã"),
        ("Ban Thường vụ Đảng ủy", "Ban Thường vụ Đảng ủy phường Sông Trầu", "xã"),
        ("Đảng ủy", "Đảng ủy phường Sông Trầu", "xã"),
        ("Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy Lam Giang", "tỉnh"),
        ("Ban Tổ chức Tỉnh ủy", "Ban Tổ chức Tỉnh ủy Lam Giang", "tỉnh"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh Lam Giang", "tỉnh"),
        ("UBND phường Cửa Đông", "Ủy ban nhân dân phường Cửa Đông", "xã"),
        ("Kho bạc Nhà nước khu vực III", "Kho bạc Nhà nước khu vực III", "tỉnh"),
        ("Bộ Tư lệnh Quân khu 3", "Bộ Tư lệnh Quân khu 3", "trung ương"),
        ("Ban Chỉ huy Phòng thủ khu vực 2", "Ban Chỉ huy Phòng thủ khu vực 2", "tỉnh"),
        ("Ban Bí thư", "Ban Bí thư", "trung ương"),
        ("Bộ Chính trị", "Bộ Chính trị", "trung ương"),
    ],
)
def test_relative_names_in_a_ward(printed, name, level):
    ((actor, start, end),) = actors_in(printed, 0, len(printed), WARD)
    assert (actor.name, actor.level, actor.kind, actor.surface) == (name, level, ActorKind.UNIT, printed)
    assert (start, end) == (0, len(printed))


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ban Thường vụ Thành ủy", "Ban Thường vụ Thành ủy Lam Giang"),
        ("Ban Tổ chức Thành ủy", "Ban Tổ chức Thành ủy Lam Giang"),
        ("Ủy ban nhân dân thành phố", "Ủy ban nhân dân thành phố Lam Giang"),
        ("Sở Nội vụ", "Sở Nội vụ thành phố Lam Giang"),
    ],
)
def test_relative_names_in_a_city(printed, name):
    ((actor, _, _),) = actors_in(printed, 0, len(printed), CITY)
    assert (actor.name, actor.level) == (name, "tỉnh")


def test_a_post_of_the_committee_is_its_own():
    ((actor, _, _),) = actors_in("Phó Bí thư", 0, 10, WARD)
    assert actor.name == "Phó Bí thư Đảng ủy phường Sông Trầu"


def test_names_whose_place_is_unknown_carry_none():
    ((actor, _, _),) = actors_in("UBND phường", 0, 11, Sender())
    assert (actor.name, actor.place, actor.province) == ("Ủy ban nhân dân phường", "", "")


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("các chi bộ trực thuộc", ActorKind.GROUP),
        ("Chủ tịch UBND phường", ActorKind.POST),
        ("Trạm Y tế phường", ActorKind.UNIT),
    ],
)
def test_kinds_of_actors(printed, kind):
    ((actor, _, _),) = actors_in(printed, 0, len(printed), WARD)
    assert actor.kind is kind


def test_names_in_a_sentence_stand_where_they_say():
    text = "Giao Công an phường, phối hợp với Trạm Y tế phường và các tổ dân phố."
    for actor, start, end in actors_in(text, 5, len(text), WARD):
        assert text[start:end] == actor.surface
    assert [actor.surface for actor, _, _ in actors_in(text, 5, len(text), WARD)][:2] == [
        "Công an phường",
        "Trạm Y tế phường",
    ]


def test_the_sender_is_taken_from_the_head_and_not_from_other_places_named():
    reading = letter("1. Công an phường học cách làm của phường Cửa Đông, phường Cửa Đông và phường Cửa Đông.")
    assert reading.document.issuer is not None
    assert reading.document.issuer.place == "Sông Trầu"


@pytest.mark.parametrize(
    ("capitals", "name"),
    [("NGỌC SƠN", "Ngọc Sơn"), (" HÒA LẠC ", "Hòa Lạc"), ("BẢO LỘC 2", "Bảo Lộc 2"), ("A LƯỚI", "A Lưới")],
)
def test_place_names_in_capitals(capitals, name):
    assert proper_name(capitals) == name


@pytest.mark.parametrize("body", ["ĐẢNG ỦY", "ỦY BAN NHÂN DÂN"])
def test_every_commune_of_the_registry_is_read_whole_in_a_head(body):
    lines = [f"{body} {place.kind} {place.name}".upper() for place in registry.communes()]
    cut = [line for line in lines if (match := names.organ_at(line, 0)) is None or line[: match.end] != line]
    assert len(lines) > 3000
    assert cut == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [("xã", "Sơn Kim 1"), ("xã", "Keng Đu"), ("xã", "M'Drắk"), ("phường", "2 Bảo Lộc"), ("xã", "Hội Thịnh"),
     ("phường", "Văn Miếu - Quốc Tử Giám"), ("xã", "Độc Lập"), ("xã", "Vinh Quý"), ("phường", "Hội An Tây")],
)  # fmt: skip
def test_a_sender_whose_name_holds_figures_dashes_or_words_of_office(kind, name):
    head = f"ĐẢNG BỘ TỈNH LAM GIANG\nĐẢNG ỦY {kind.upper()} {name.upper()}\n*   {name}, ngày 04 tháng 5 năm 2026\n"
    told = document(f"{head}Số 12-KH/ĐU\n\nKẾ HOẠCH\nhiến đất làm đường")
    assert (told.issuer.place, told.issuer.name) == (name, f"Ban Thường vụ Đảng ủy {kind} {name}")


def test_the_motto_beside_an_issuer_is_no_name():
    told = document("ỦY BAN NHÂN DÂN XÃ  Độc lập - Tự do - Hạnh phúc\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nhiến đất làm đường")
    assert told.issuer.place == ""


def test_a_union_that_speaks_has_committees_of_its_own():
    reading = document(
        "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM PHƯỜNG SÔNG TRẦU\nBAN THƯỜNG VỤ\nSố: 21/HD-BTV\n"
        "Sông Trầu, ngày 12 tháng 6 năm 2026\n\nHƯỚNG DẪN\ntổ chức đại hội chi hội",
        signature="TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n\nLê Thị Thử",
    )
    sender = Sender("xã", "phường", "Sông Trầu", "Lam Giang", speaker=reading.issuer.name)
    ((actor, _, _),) = actors_in("Ủy viên Ban Chấp hành", 0, 21, sender)
    assert actor.name == "Ủy viên Ban Chấp hành Hội Liên hiệp Phụ nữ phường Sông Trầu"
