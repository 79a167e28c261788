"""Small documents for the tests of reading: text in, what was read out."""

import hashlib
import textwrap
import unicodedata

from ingest.layout import lay_out
from ingest.normalise import normalise
from ingest.outline import outline
from ingest.pipeline import read_text
from ingest.sender import Sender
from ingest.source import Source
from ontology.model import Reading

WARD = Sender("xã", "phường", "Sông Trầu", "Lam Giang", False)
CITY = Sender("tỉnh", "", "", "Lam Giang", True)

LETTER = """
ĐẢNG BỘ TỈNH LAM GIANG    ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY PHƯỜNG SÔNG TRẦU
*    Sông Trầu, ngày 04 tháng 5 năm 2026
Số 12-CV/ĐU

V/v {subject}

Kính gửi: Các chi bộ, đảng bộ trực thuộc.

{preamble}

{body}

Nơi nhận:
- Như trên;
- Lưu Văn phòng Đảng ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Trần Văn Mẫu
"""

PLAN = """
ĐẢNG BỘ TỈNH LAM GIANG    ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY PHƯỜNG SÔNG TRẦU
*    Sông Trầu, ngày 04 tháng 5 năm 2026
Số 15-KH/ĐU

KẾ HOẠCH
{subject}
-----

{preamble}

{body}

Nơi nhận:
- Thường trực Tỉnh ủy (để b/c);
- Lưu Văn phòng Đảng ủy.

T/M BAN THƯỜNG VỤ
BÍ THƯ

Trần Văn Mẫu
"""


def source(text: str, file: str = "mau.txt") -> Source:
    """The source that a file of this text would be."""
    return Source(file, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), text, "utf-8")


def read(text: str) -> Reading:
    """The reading of a text that must be readable."""
    reading = read_text(source(textwrap.dedent(text)))
    assert isinstance(reading, Reading), reading
    return reading


def letter(body: str, preamble: str = "", subject: str = "nắm chắc tình hình cơ sở") -> Reading:
    """The reading of a ward's letter with this body."""
    preamble = preamble or "Ban Thường vụ Đảng ủy phường có ý kiến như sau:"
    return read(LETTER.format(subject=subject, preamble=preamble, body=textwrap.dedent(body)))


def plan(body: str, preamble: str = "", subject: str = "mở rộng tổ hòa giải ở cơ sở") -> Reading:
    """The reading of a ward's plan with this body."""
    preamble = preamble or "Ban Thường vụ Đảng ủy phường Sông Trầu xây dựng Kế hoạch như sau:"
    return read(PLAN.format(subject=subject, preamble=preamble, body=textwrap.dedent(body)))


def blocks(body: str):
    """The blocks of a body set below a plan's head."""
    head = (
        "KẾ HOẠCH\nvề việc thử bộ đọc\n\nĐể thử bộ đọc, người viết thử lập một đề cương ngắn, đủ dài cho một câu:\n\n"
    )
    return outline(lay_out(normalise(head + textwrap.dedent(body)).value))


def layout(text: str):
    """The layout of a text as a file would hold it."""
    return lay_out(normalise(textwrap.dedent(text)).value)


def squeezed(text: str) -> str:
    """The letters and digits of a text, NFC, without space and signs."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())
