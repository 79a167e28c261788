"""The layouts in which the planted directives are printed."""

import textwrap

__all__ = ["central", "party", "party_flat", "state"]

NOTE = "VĂN BẢN GIẢ ĐỊNH - không có giá trị pháp lý (dự án chidao sinh ra để kiểm thử)"


def central(code, day, kind, about, body, recipients):
    """A conclusion of the centre."""
    return f"""{NOTE}

BAN CHẤP HÀNH TRUNG ƯƠNG
*
Số {code}

ĐẢNG CỘNG SẢN VIỆT NAM

Hà Nội, ngày {day:%d} tháng {day.month} năm {day.year}

{kind}
CỦA BAN BÍ THƯ
{about}
-----

{body}

Nơi nhận:
{recipients}

T/M BAN BÍ THƯ

Nguyễn Văn A
"""


def party(
    over, body_name, code, day, seat, kind, about, body, recipients, addressees="", sign="T/M BAN THƯỜNG VỤ\nBÍ THƯ"
):
    """A Party directive, header stacked; ``kind`` '' is a letter."""
    head = f"{over}\n{body_name}" if over else body_name
    title = f"{kind}\n{about}\n-----" if kind else ""
    sub = "" if kind else f"\n{about}\n"
    to = f"\nKính gửi:\n{addressees}\n" if addressees else ""
    return f"""{NOTE}

{head}
*
Số {code}
{sub}
ĐẢNG CỘNG SẢN VIỆT NAM

{seat}, ngày {day:%d} tháng {day:%m} năm {day.year}

{title}
{to}
{body}

Nơi nhận:
{recipients}

{sign}

Nguyễn Văn A
"""


def party_flat(
    over, body_name, code, day, seat, kind, about, body, recipients, addressees="", sign="T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ"
):
    """The same, header flattened as a text layer gives it, lines wrapped."""
    first = f"{over}    ĐẢNG CỘNG SẢN VIỆT NAM\n{body_name}" if over else f"{body_name}    ĐẢNG CỘNG SẢN VIỆT NAM"
    title = f"{kind}\n{about}\n-----" if kind else f"V/v {about.removeprefix('V/v ').removeprefix('về việc ')}"
    to = f"\nKính gửi:\n{addressees}\n" if addressees else ""
    wrapped = "\n\n".join(textwrap.fill(part, 78) if not part.startswith("-") else part for part in body.split("\n\n"))
    return f"""{NOTE}

{first}
*    {seat}, ngày {day:%d} tháng {day.month} năm {day.year}
Số {code}

{title}
{to}
{wrapped}

Nơi nhận:
{recipients}

{sign}

Nguyễn Văn A
"""


def state(place_upper, code, day, seat, about, body, recipients):
    """A plan of a People's Committee."""
    return f"""{NOTE}

ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
{place_upper}        Độc lập - Tự do - Hạnh phúc

Số: {code}        {seat}, ngày {day:%d} tháng {day:%m} năm {day.year}

KẾ HOẠCH
{about}

{body}

Nơi nhận:
{recipients}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn A
"""
