"""Drawn tables: two columns are read left, then right; ornament is no table."""

from ingest.columns import unfold
from ingest.mapped import Mapped
from ingest.normalise import normalise

HEAD = """\
  ----------------------- -----------------------------
   **ĐẢNG BỘ TỈNH\\         ĐẢNG CỘNG SẢN VIỆT NAM
     LAM GIANG\\**

   Số 12-KH/ĐU            *Sông Trầu, ngày 04 tháng 5 năm 2026*
  ----------------------- -----------------------------
"""
TAIL = """\
+------------------+------------------+
| Nơi nhận:\\       | T/M ĐẢNG ỦY\\     |
| - Như trên;\\     | BÍ THƯ\\          |
| - Lưu Văn phòng. | Nguyễn Văn A     |
+------------------+------------------+
"""
ROWS = """\
+----+---------------------+-----------+
| TT | Nhiệm vụ            | Thời hạn  |
+====+=====================+===========+
| 1  | Rà soát hồ sơ       | 30/6/2026 |
|    | của xã              |           |
+----+---------------------+-----------+
| 2  | Lập danh sách       | 15/7/2026 |
+----+---------------------+-----------+
"""


def test_a_head_drawn_with_dashes():
    assert normalise(HEAD).value.split("\n") == [
        "ĐẢNG BỘ TỈNH",
        "LAM GIANG",
        "Số 12-KH/ĐU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Sông Trầu, ngày 04 tháng 5 năm 2026",
    ]


def test_a_tail_drawn_as_a_grid():
    assert normalise(TAIL).value.split("\n") == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu Văn phòng.",
        "T/M ĐẢNG ỦY",
        "BÍ THƯ",
        "Nguyễn Văn A",
    ]


def test_a_table_of_data_becomes_rows():
    lines = normalise(ROWS).value.split("\n")
    assert lines[0].startswith("| TT | Nhiệm vụ | Thời hạn")
    assert lines[1] == "| 1 | Rà soát hồ sơ của xã | 30/6/2026"
    assert len(lines) == 3


def test_dashes_as_ornament_stay_what_they_are():
    text = (
        "ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n-------    ---------------\n"
        "Thực hiện kế hoạch của tỉnh về\n-------    -------\n"
    )
    lines = Mapped.of(text).lines()
    assert [line.value for line in unfold(lines)] == [line.value for line in lines]


def test_every_character_still_leads_back():
    for source in (HEAD, TAIL, ROWS):
        text = normalise(source)
        for i, char in enumerate(text.value):
            if char not in " \n|":
                assert source[text.at[i]] == char
