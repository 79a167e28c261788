"""Who signed, in what capacity and in whose name."""

import pytest
from texts import layout

from ingest.signature import read_signature

DECISION = """
ỦY BAN NHÂN DÂN
PHƯỜNG SÔNG TRẦU

Số: 45/QĐ-UBND
Sông Trầu, ngày 22 tháng 5 năm 2026

QUYẾT ĐỊNH
Về việc kiện toàn tổ hòa giải

Căn cứ Luật Hòa giải ở cơ sở;

Điều 1. Kiện toàn 14 tổ hòa giải ở các tổ dân phố.
"""


@pytest.mark.parametrize(
    ("lines", "capacity", "body", "position", "signer"),
    [
        ("T/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nTrần Văn Mẫu", "T/M", "BAN THƯỜNG VỤ", "Bí thư", "Trần Văn Mẫu"),
        (
            "**T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC**\n\n**Trần Văn Mẫu**",
            "T/M",
            "BAN THƯỜNG VỤ",
            "Phó Bí thư Thường trực",
            "Trần Văn Mẫu",
        ),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Thị Thử", "T/M", "ỦY BAN NHÂN DÂN", "Chủ tịch", "Lê Thị Thử"),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Thị Thử",
            "T/M",
            "ỦY BAN NHÂN DÂN",
            "Phó Chủ tịch",
            "Lê Thị Thử",
        ),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Thị Thử", "K/T", "", "Phó Chủ tịch", "Lê Thị Thử"),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nLê Thị Thử", "T/L", "", "Chánh Văn phòng", "Lê Thị Thử"),
        ("T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\n\nLê Thị Thử", "T/L", "BAN THƯỜNG VỤ", "Chánh Văn phòng", "Lê Thị Thử"),
        ("K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\n\nLê Thị Thử", "K/T", "", "Phó Trưởng Ban", "Lê Thị Thử"),
        ("T/M BỘ CHÍNH TRỊ\nTỔNG BÍ THƯ\n\nLê Thị Thử", "T/M", "BỘ CHÍNH TRỊ", "Tổng Bí thư", "Lê Thị Thử"),
        ("TM. CHI BỘ\nBÍ THƯ\n\nNGUYỄN THỊ THỬ", "T/M", "CHI BỘ", "Bí thư", "Nguyễn Thị Thử"),
        ("CHỦ TỊCH\n\nLê Thị Thử", "", "", "Chủ tịch", "Lê Thị Thử"),
        ("T/M BAN THƯỜNG VỤ\nBÍ THƯ\n(Đã ký)\n\nTrần Văn Mẫu", "T/M", "BAN THƯỜNG VỤ", "Bí thư", "Trần Văn Mẫu"),
        ("TRƯỞNG BAN\n(Đã ký)\nCHỦ TỊCH UBND PHƯỜNG\nTrần Văn Mẫu", "", "", "Trưởng Ban", "Trần Văn Mẫu"),
        ("T/M BAN BÍ THƯ\n\nTrần Văn Mẫu", "T/M", "BAN BÍ THƯ", "", "Trần Văn Mẫu"),
        ("T/M BAN THƯỜNG VỤ\nBÍ THƯ\n", "T/M", "BAN THƯỜNG VỤ", "Bí thư", ""),
    ],
)
def test_signatures(lines, capacity, body, position, signer):
    found = read_signature(layout(DECISION + "\nNơi nhận:\n- Như trên;\n- Lưu VT.\n\n" + lines))
    assert (found.capacity, found.for_body, found.position, found.signer) == (capacity, body, position, signer)


def test_no_signature():
    found = read_signature(layout(DECISION))
    assert (found.capacity, found.for_body, found.position, found.signer) == ("", "", "", "")


def test_a_tail_flattened_from_two_columns():
    parts = layout(
        DECISION
        + """
Nơi nhận:                                   KT. GIÁM ĐỐC
- Như Điều 1;                               PHÓ GIÁM ĐỐC
- UBND tỉnh (để b/c);
- Lưu: VT, TH.

                                            Lê Thị Thử
"""
    )
    found = read_signature(parts)
    assert (found.position, found.signer) == ("Phó Giám đốc", "Lê Thị Thử")
    assert not any("GIÁM ĐỐC" in p.text for p in parts.recipients)


def test_the_signer_beside_the_last_recipient():
    parts = layout(
        DECISION
        + """
Nơi nhận:                                   CHỦ TỊCH
- Như Điều 1;
- Lưu: VT, TH.                              Lê Thị Thử
"""
    )
    found = read_signature(parts)
    assert (found.position, found.signer) == ("Chủ tịch", "Lê Thị Thử")
    assert [p.text for p in parts.recipients][-1] == "- Lưu: VT, TH."
