"""The parts of a document: head, salutation, preamble, outline, recipients, signature, annexes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import LETTER, PLAN, layout, read

from ingest.layout import Layout, lay_out

PARTY = PLAN.format(
    subject="thực hiện phong trào sạch ngõ đẹp nhà",
    preamble="Để mỗi ngõ phố đều sạch, Ban Thường vụ Đảng ủy phường Sông Trầu xây dựng Kế hoạch như sau:",
    body="I. MỤC ĐÍCH\n\nCho dân vui.\n\nII. NHIỆM VỤ\n\n1. Quét ngõ.",
)
STATE = """
ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG SÔNG TRẦU                   Độc lập - Tự do - Hạnh phúc

Số: 45/QĐ-UBND                 Sông Trầu, ngày 22 tháng 5 năm 2026

QUYẾT ĐỊNH
Về việc kiện toàn tổ hòa giải ở tổ dân phố

CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG

Căn cứ Luật Tổ chức chính quyền địa phương;
Căn cứ Luật Hòa giải ở cơ sở;
Theo đề nghị của Trưởng Phòng Văn hóa - Xã hội,

QUYẾT ĐỊNH:

Điều 1. Kiện toàn 14 tổ hòa giải.

Điều 2. Văn phòng HĐND và UBND phường thi hành Quyết định này./.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Thị Mẫu

PHỤ LỤC
DANH SÁCH TỔ HÒA GIẢI
(Kèm theo Quyết định số 45/QĐ-UBND)

1. Tổ dân phố số 1
2. Tổ dân phố số 2
"""


def texts(paragraphs):
    return [p.text for p in paragraphs]


def test_a_party_plan():
    parts = layout(PARTY)
    assert texts(parts.head)[-1] == "thực hiện phong trào sạch ngõ đẹp nhà"
    assert texts(parts.head)[0] == "ĐẢNG BỘ TỈNH LAM GIANG ĐẢNG CỘNG SẢN VIỆT NAM"
    assert parts.addressees == ()
    assert [text[:13] for text in texts(parts.preamble)] == ["Để mỗi ngõ ph"]
    assert texts(parts.body) == ["I. MỤC ĐÍCH", "Cho dân vui.", "II. NHIỆM VỤ", "1. Quét ngõ."]
    assert texts(parts.recipients) == ["Nơi nhận:", "- Thường trực Tỉnh ủy (để b/c);", "- Lưu Văn phòng Đảng ủy."]
    assert texts(parts.signature) == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Trần Văn Mẫu"]
    assert parts.annex == ()


def test_a_state_decision_with_an_annex():
    parts = layout(STATE)
    assert "QUYẾT ĐỊNH" in texts(parts.head)
    assert any(text.startswith("Căn cứ Luật Hòa giải") for text in texts((*parts.head, *parts.preamble)))
    assert [text[:7] for text in texts(parts.body) if text.startswith("Điều")] == ["Điều 1.", "Điều 2."]
    assert texts(parts.signature) == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Mẫu"]
    assert texts(parts.annex)[0] == "PHỤ LỤC"
    assert texts(parts.annex)[-1] == "2. Tổ dân phố số 2"
    assert all(text.startswith(("Nơi nhận", "-")) for text in texts(parts.recipients))


def test_a_letter_with_several_addressees():
    text = LETTER.format(
        subject="rà soát hộ nghèo",
        preamble=(
            "Thực hiện ý kiến của Thường trực Đảng ủy, Ban Thường vụ Đảng ủy phường yêu cầu các đơn vị làm "
            "ngay các việc sau:"
        ),
        body="1. Lập danh sách.\n\n2. Gửi danh sách.",
    ).replace(
        "Kính gửi: Các chi bộ, đảng bộ trực thuộc.",
        "Kính gửi:\n- Các chi bộ;\n- Ủy ban nhân dân phường;\n- Công an phường.",
    )
    parts = layout(text)
    assert texts(parts.addressees) == ["Kính gửi:", "- Các chi bộ;", "- Ủy ban nhân dân phường;", "- Công an phường."]
    assert texts(parts.preamble)[0].startswith("Thực hiện ý kiến")
    assert texts(parts.body) == ["1. Lập danh sách.", "2. Gửi danh sách."]


def test_a_letter_with_one_addressee_on_the_line():
    parts = layout(
        LETTER.format(
            subject="rà soát", preamble="Ban Thường vụ Đảng ủy phường yêu cầu các chi bộ như sau:", body="1. Làm."
        )
    )
    assert texts(parts.addressees) == ["Kính gửi: Các chi bộ, đảng bộ trực thuộc."]


def test_a_head_that_is_cut_off():
    text = """
    Thực hiện ý kiến chỉ đạo của Thường trực Tỉnh ủy, Ban Thường vụ Đảng ủy phường đề nghị các đơn vị như sau:

    1. Rà soát hộ nghèo.

    T/M BAN THƯỜNG VỤ
    PHÓ BÍ THƯ

    Trần Văn Mẫu
    """
    parts = layout(text)
    assert parts.head == ()
    assert len(parts.preamble) == 1
    assert texts(parts.body) == ["1. Rà soát hộ nghèo."]
    assert texts(parts.signature) == ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Trần Văn Mẫu"]


@pytest.mark.parametrize("lead_in", ["Đảng ủy phường báo cáo như sau:", "Như sau:", ""])
def test_a_short_lead_in_or_none_does_not_swallow_the_head(lead_in):
    parts = layout(
        f"ĐẢNG ỦY XÃ ĐẦM SEN\nSố 9-BC/ĐU\n\nBÁO CÁO\nkết quả tháng 4\n\n{lead_in}\n\n"
        "1. Tuần tra 12 đêm liền.\n\n2. Trồng 300 cây."
    )
    assert texts(parts.head) == ["ĐẢNG ỦY XÃ ĐẦM SEN", "Số 9-BC/ĐU", "BÁO CÁO", "kết quả tháng 4"]
    assert texts(parts.preamble) == ([lead_in] if lead_in else [])
    assert texts(parts.body) == ["1. Tuần tra 12 đêm liền.", "2. Trồng 300 cây."]


def test_a_signature_that_stands_before_the_recipients():
    text = PARTY.split("Nơi nhận:", maxsplit=1)[0] + (
        "T/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nTrần Văn Mẫu\n\nNơi nhận:\n- Thường trực Tỉnh ủy;\n- Lưu Văn phòng.\n"
    )
    parts = layout(text)
    assert texts(parts.signature) == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Trần Văn Mẫu"]
    assert texts(parts.recipients) == ["Nơi nhận:", "- Thường trực Tỉnh ủy;", "- Lưu Văn phòng."]


def test_columns_of_the_tail_that_were_mixed_line_by_line():
    text = PARTY.split("Nơi nhận:", maxsplit=1)[0] + (
        "Nơi nhận:\nT/M BAN THƯỜNG VỤ\n- Thường trực Tỉnh ủy;\nBÍ THƯ\n- Lưu Văn phòng.\n\nTrần Văn Mẫu\n"
    )
    parts = layout(text)
    assert {"- Thường trực Tỉnh ủy;", "- Lưu Văn phòng."} <= set(texts(parts.recipients))
    assert texts(parts.signature) == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Trần Văn Mẫu"]


@pytest.mark.parametrize(
    "capacity",
    [
        "T/M BAN THƯỜNG VỤ",
        "TM. ỦY BAN NHÂN DÂN",
        "T.M ĐẢNG ỦY",
        "KT. CHỦ TỊCH",
        "K/T BÍ THƯ",
        "TL. CHỦ TỊCH",
        "TUQ. CHỦ TỊCH",
        "Q. CHỦ TỊCH",
    ],
)
def test_every_capacity_opens_the_signature(capacity):
    parts = layout(
        "KẾ HOẠCH\nvề việc thử\n\nĐể thử bộ đọc, người viết lập đề cương này cho đủ một câu dài:\n\n"
        f"1. Làm.\n\n{capacity}\n\nTrần Văn Mẫu"
    )
    assert texts(parts.signature)[0] == capacity
    assert texts(parts.body) == ["1. Làm."]


def test_an_office_without_capacity_is_a_signature_too():
    parts = layout(
        "BÁO CÁO\nvề việc thử\n\nĐể thử bộ đọc, người viết lập đề cương này cho đủ một câu dài:\n\n1. Làm.\n\n"
        "CHỦ TỊCH\n\nTrần Văn Mẫu"
    )
    assert texts(parts.signature) == ["CHỦ TỊCH", "Trần Văn Mẫu"]


def test_a_guide_that_shows_signatures_among_its_items_ends_where_it_is_signed():
    shown = "2. Ký thay mặt cấp ủy, ví dụ:\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nHọ và tên\n\n3. Nơi nhận ghi ở góc trái.\n"
    about = (
        "Phụ lục của văn bản trình bày trên trang giấy riêng, có tiêu đề, và được đánh số thứ tự khi có từ hai trở lên."
    )
    about = f"{about[:-1]}; số thứ tự là chữ số Ả Rập, trình bày giữa dòng."
    parts = layout(PLAN.format(subject="x", preamble="Ban hành như sau:", body=f"1. Việc đầu.\n\n{shown}\n{about}"))
    assert texts(parts.body)[-1] == about
    assert texts(parts.signature)[-1] == "Trần Văn Mẫu"
    assert parts.annex == ()


def test_a_plan_promulgated_by_a_decision_is_its_annex():
    parts = layout(STATE.replace("PHỤ LỤC\nDANH SÁCH TỔ HÒA GIẢI", "QUY CHẾ\nHoạt động của tổ hòa giải"))
    assert texts(parts.annex)[0] == "QUY CHẾ"


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_has_a_layout_that_covers_it_once(text):
    parts = lay_out(text)
    assert isinstance(parts, Layout)
    spans = sorted(
        (p.start, p.end)
        for group in (
            parts.head,
            parts.addressees,
            parts.preamble,
            parts.body,
            parts.recipients,
            parts.signature,
            parts.annex,
        )
        for p in group
    )
    starts = [start for start, _ in spans]
    assert len(set(starts)) == len(starts)
    assert [text[a:b] for a, b in spans] == [line for line in text.split("\n") if line]
    assert parts == lay_out(text)


TELEGRAM = """
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG TRẦU

Số: 04/CĐ-UBND
Sông Trầu, ngày 22 tháng 9 năm 2026

CÔNG ĐIỆN
Về việc đối phó triều cường

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:{addressees}

Triều cường đang lên nhanh, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Giám đốc Sở Xây dựng rà soát các cống ngăn triều, xong trước ngày 24/9/2026.
"""


@pytest.mark.parametrize(
    "addressees",
    [
        "\n\n- Giám đốc Sở Xây dựng;\n\n- Chủ tịch Ủy ban nhân dân các xã, phường ven sông.",
        " Giám đốc Sở Xây dựng; Chủ tịch Ủy ban nhân dân các xã, phường ven sông.",
    ],
)
def test_a_telegram_names_its_addressees_behind_the_sender(addressees):
    reading = read(TELEGRAM.format(addressees=addressees))
    assert next(iter(reading.document.addressees))[0].surface == "Giám đốc Sở Xây dựng"
    (task,) = reading.tasks
    assert [a.actor.surface for a in task.assignments] == ["Giám đốc Sở Xây dựng"]


def test_the_signer_beside_the_recipients():
    parts = layout(
        "HỘI ĐỒNG NHÂN DÂN XÃ ĐẦM SEN\nSố: 19/NQ-HĐND\n\nNGHỊ QUYẾT\nvề nhiệm vụ năm 2026\n\nĐiều 1. Giao Ủy ban "
        "nhân dân xã tổ chức thực hiện.\n\nNơi nhận:    CHỦ TỊCH\n- TT Đảng ủy;\n"
        "- Các đại biểu HĐND xã;    Trần Văn Mẫu\n- Lưu: VT."
    )
    assert "Trần Văn Mẫu" in texts(parts.signature)
    assert texts(parts.recipients)[1:] == ["- TT Đảng ủy;", "- Các đại biểu HĐND xã;", "- Lưu: VT."]
