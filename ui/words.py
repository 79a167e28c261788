"""Vietnamese words that the command line and the screens share (labels of relations come from the vocabulary)."""

import re
from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["EXITS", "LEVELS", "STATUS", "body", "day", "iso", "month", "number", "shorten", "when"]

LEVELS = ("trung ương", "tỉnh", "xã", "chi bộ")

STATUS: Mapping[str, str] = MappingProxyType(
    {
        "stored": "đã nạp",
        "replaced": "đã đọc lại",
        "unchanged": "không đổi",
        "refused": "từ chối",
    }
)

_EVERY: Mapping[str, str] = MappingProxyType(
    {"DAILY": "hằng ngày", "WEEKLY": "hằng tuần", "MONTHLY": "hằng tháng", "YEARLY": "hằng năm"}
)
_WEEKDAYS: Mapping[str, str] = MappingProxyType(
    dict(
        zip(
            ["MO", "TU", "WE", "TH", "FR", "SA", "SU"],
            ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"],
            strict=True,
        )
    )
)

_TYPED = re.compile(r"(?:(?:ngày|tháng|t)\s*)?(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.I)
_POINTS = str.maketrans(",.", ".,")
_RUN_ON = re.compile(r"\b([Xx]ây dựng [Đđ]ảng) ([Đđ]ảng (?:ủy|uỷ|bộ)\b)")

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


def body(name: str) -> str:
    """The name of a body for reading: its official one runs into that of its Party committee ('… Đảng Đảng ủy …')."""
    return _RUN_ON.sub(r"\1 của \2", name)


def day(iso: str) -> str:
    """``2026-04-24`` → ``24/4/2026``, as directives print it; '' stays ''; anything else stays as it is."""
    parts = iso.split("-")
    return f"{int(parts[2])}/{int(parts[1])}/{parts[0]}" if len(parts) == 3 and all(p.isdigit() for p in parts) else iso


def iso(typed: str) -> str:
    """A day or month as people type it, in ISO form: ``12/9/2026``, ``11/2026``, ``tháng 11/2026``; else as it is."""
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        return typed.strip()
    day_, month_, year = found["day"], int(found["month"]), found["year"]
    return f"{year}-{month_:02}" + (f"-{int(day_):02}" if day_ else "")


def number(value: float) -> str:
    """``21.4`` → ``21,4``, ``1086`` → ``1.086``: a comma before the fraction, points between thousands."""
    whole = f"{round(value, 4):,.4f}".rstrip("0").rstrip(".")
    return whole.translate(_POINTS)


def month(iso: str) -> str:
    """``2026-02`` → ``tháng 02/2026``; '' stays ''."""
    return f"tháng {iso[5:7]}/{iso[:4]}" if len(iso) >= 7 else iso


def when(due: str) -> str:
    """A deadline for reading: an ISO day as printed, a recurrence in words, anything else as it is."""
    rule = dict(part.split("=", 1) for part in due.split(";") if "=" in part) if due.startswith("FREQ=") else {}
    if not rule:
        return day(due)
    said = _EVERY.get(rule["FREQ"], rule["FREQ"])
    weekday = ", ".join(_WEEKDAYS.get(name, name) for name in rule.get("BYDAY", "").split(",") if name)
    parts = (
        weekday,
        f"ngày {rule['BYMONTHDAY']}" if "BYMONTHDAY" in rule else "",
        f"tháng {rule['BYMONTH']}" if "BYMONTH" in rule else "",
        said if rule.get("INTERVAL", "1") == "1" else f"{rule['INTERVAL']} {said.removeprefix('hằng ')} một lần",
    )
    return " ".join(filter(None, parts))


def shorten(text: str, width: int) -> str:
    """One line of at most ``width`` characters, cut at a word with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[width // 2 :] else cut).rstrip(" ,;.:-") + "…"
