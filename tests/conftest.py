"""What several test files need: the command as a user runs it, and small directives that belong together."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from data import path as data_path

#: what the tests of the screens share
pytest_plugins = ["screens"]

COMMAND = Path(sys.executable).with_name("chidao")

HEAD = """ĐẢNG BỘ THÀNH PHỐ LAM GIANG
{body}
*
Số {code}

{about}

ĐẢNG CỘNG SẢN VIỆT NAM

{place}, ngày {day:02} tháng {month} năm 2026
"""
TAIL = """
Nơi nhận:
- Như trên,
- Lưu VPĐU.

T/M BAN THƯỜNG VỤ
BÍ THƯ

Trần Văn Mẫu
"""
WARD = (
    HEAD
    + """
Kính gửi:
- Ủy ban nhân dân phường,
- Các chi bộ trực thuộc.

Thực hiện {higher}, Ban Thường vụ Đảng ủy phường yêu cầu:

1. Ủy ban nhân dân phường rà soát các vụ việc tồn đọng, hoàn thành trước ngày 20/5/2026.

2. Ban Xây dựng Đảng tổng hợp kết quả, báo cáo về Ban Thường vụ Đảng ủy (qua Văn phòng Đảng ủy) trước ngày 10/6/2026./.
"""
    + TAIL
)
RESOLUTION = (
    HEAD
    + """
Thực hiện Kết luận số 27-KL/TW ngày 24/4/2026 của Ban Bí thư, Ban Thường vụ Đảng ủy phường quyết nghị:

1. Ủy ban nhân dân phường lập danh sách các điểm tập kết rác trước ngày 15/5/2026.

2. Công an phường xử lý vi phạm trật tự đô thị trong tháng 5/2026.
"""
    + TAIL
)


@dataclass(frozen=True)
class Run:
    """How one run of the command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


def run_chidao(*arguments, home=None, env=None, prefix=(), timeout=120, encoding="utf-8"):
    """Run the installed command in a process of its own, with no home of the user's in reach."""
    bare = {key: value for key, value in os.environ.items() if key not in ("CHIDAO_HOME", "CHIDAO_DEBUG")}
    words = [*prefix, COMMAND, *(("--home", home) if home else ()), *arguments]
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, env={**bare, **(env or {})}, timeout=timeout, check=False
    )
    return Run(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))


@pytest.fixture(scope="session")
def chidao():
    return run_chidao


@pytest.fixture(scope="session")
def papers(tmp_path_factory):
    """A folder of directives: a city letter, a ward's letter that carries it out, two wards' 08-NQ/ĐU."""
    folder = tmp_path_factory.mktemp("papers")
    letter = "Công văn số 215-CV/TU ngày 29/4/2026 của Ban Thường vụ Thành ủy Lam Giang"
    conclusion = "Kết luận số 27-KL/TW ngày 24/4/2026 của Ban Bí thư"
    city = WARD.replace("ĐẢNG BỘ THÀNH PHỐ LAM GIANG\n", "").replace("Đảng ủy phường", "Thành ủy")
    files = {
        "thanh-uy.txt": city.format(
            body="THÀNH ỦY LAM GIANG", code="215-CV/TU", about="V/v thực hiện Kết luận số 27-KL/TW", place="Lam Giang",
            day=29, month=4, higher=conclusion,
        ),
        "song-trau.txt": WARD.format(
            body="ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", code="12-CV/ĐU", about="V/v thực hiện Công văn số 215-CV/TU",
            place="Sông Trầu", day=4, month=5, higher=letter,
        ),
    }  # fmt: skip
    for ward, place, day in (("SÔNG TRẦU", "Sông Trầu", 5), ("ĐỒNG XOÀI", "Đồng Xoài", 6)):
        about = "NGHỊ QUYẾT\nvề vệ sinh môi trường và trật tự đô thị\n-----"
        files[f"nq-{day}.txt"] = RESOLUTION.format(
            body=f"ĐẢNG ỦY PHƯỜNG {ward}", code="08-NQ/ĐU", about=about, place=place, day=day, month=5
        )
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture(scope="session")
def stored(papers, tmp_path_factory):
    """A home that holds the papers. Read it only."""
    home = tmp_path_factory.mktemp("stored")
    done = run_chidao("ingest", papers, home=home)
    assert done.code == 0, done.out + done.err
    return home


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """A home that holds the sample documents. Read it only."""
    home = tmp_path_factory.mktemp("demo")
    done = run_chidao("ingest", data_path("corpus"), home=home, timeout=300)
    assert done.code == 0, done.out + done.err
    return home
