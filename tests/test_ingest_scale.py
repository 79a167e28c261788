"""Long and odd texts are read in about the time their length asks for; no wording makes the reader run away."""

import time

import pytest
from texts import source

from ingest.pipeline import read_text
from ontology.model import Reading

HEAD = "KẾ HOẠCH\nvề việc chung\n\nBan Thường vụ Đảng ủy phường Sông Trầu xây dựng Kế hoạch như sau đây:\n\n1. "
# Each is read in well under a second; the limit leaves room for a slow machine.
LIMIT_SECONDS = 15.0

LONG = {
    "one long sentence": "Công an phường rà soát hộ nghèo" + " rồi rà soát hộ nghèo" * 4000,
    "a list of units": "Công an phường, " * 4000,
    "one number over and over": "Thực hiện " + "Nghị quyết số 27-KL/TW, " * 1500,
    "one number on one line, without a space": "27-KL/TW;" * 33_000,
    "numbers in titles of numbers": "Theo " + ", ".join(f"Nghị quyết số {i}-NQ/TW về thực hiện" for i in range(1, 400)),
    "dates": "trước ngày 10/2/2026, " * 4000,
    "reports": "báo cáo về Đảng ủy; " * 800,
    "items": "Công an phường rà soát hộ nghèo trước ngày 3/3/2026.\n\n1. " * 2000,
    "rows": "Việc\n| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n" + "| 1 | Rà soát | Công an phường | 6/2026 |\n" * 2000,
    "nested numbers": "\n".join(f"{'1.' * (i % 5 + 1)} Rà soát hộ nghèo ở từng tổ" for i in range(2000)),
    "digits": "1" * 40_000,
    "points": "1." * 20_000,
    "spaces": "a" + " " * 40_000 + "b",
    "stars": "*" * 40_000,
    "underlines": "_a" * 20_000,
    "bars": "|" * 20_000,
    "capitals": "A" * 40_000,
    "hyphens": "-" * 40_000 + "a",
    "accents": "a" + "\u0301" * 20_000,
    "blank lines": "\n" * 40_000,
    "footnotes": "¹ Xem sổ\n\n" * 4000,
    "words of time": "trước ngày đến hết năm trong quý " * 2000,
    "openers": "các những tất cả các " * 4000,
    "names upon names": "Công an " * 8000,
    "places upon names": "UBND xã " * 8000,
    "free names": "Ban Chỉ đạo " + "của phường " * 4000,
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_are_read_in_time(name):
    started = time.process_time()
    reading = read_text(source(HEAD + LONG[name]))
    assert time.process_time() - started < LIMIT_SECONDS
    assert isinstance(reading, Reading)


def test_a_list_of_any_length_is_one_list():
    reading = read_text(
        source(HEAD.removesuffix("1. ") + "Thực hiện " + ", ".join(f"Kết luận số {i}-KL/TW" for i in range(1, 1301)))
    )
    assert isinstance(reading, Reading)
    assert len(reading.citations) == 1300
