"""Vietnamese words that the command line and the screens share (labels of relations come from the vocabulary)."""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["EXITS", "LEVELS", "STATUS", "day", "month", "shorten"]

LEVELS = ("trung ương", "tỉnh", "xã", "chi bộ")

STATUS: Mapping[str, str] = MappingProxyType(
    {
        "stored": "đã nạp",
        "replaced": "đã đọc lại",
        "unchanged": "không đổi",
        "refused": "từ chối",
    }
)

# The exit codes of the command line, as --help and the README tell them.
EXITS: Mapping[int, str] = MappingProxyType(
    {
        0: "xong, không có gì phải lo",
        1: "không tìm thấy gì, hoặc không biết mã đó",
        2: "gõ sai lệnh hay tùy chọn",
        3: "mã thuộc về nhiều văn bản: cần chọn",
        4: "có đầu vào bị từ chối (phần còn lại vẫn được nạp)",
        5: "kho đang bận, đầy đĩa, hoặc không ghi được",
        6: "kiểm tra thấy lỗi trong kho",
    }
)


def day(iso: str) -> str:
    """``2026-04-24`` → ``24/4/2026``, as directives print it; '' stays ''; anything else stays as it is."""
    parts = iso.split("-")
    return f"{int(parts[2])}/{int(parts[1])}/{parts[0]}" if len(parts) == 3 and all(p.isdigit() for p in parts) else iso


def month(iso: str) -> str:
    """``2026-02`` → ``tháng 02/2026``; '' stays ''."""
    return f"tháng {iso[5:7]}/{iso[:4]}" if len(iso) >= 7 else iso


def shorten(text: str, width: int) -> str:
    """One line of at most ``width`` characters, cut at a word with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[width // 2 :] else cut).rstrip(" ,;.:-") + "…"
