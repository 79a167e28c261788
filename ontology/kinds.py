"""The types of document that Party and State issue, with the abbreviations that their symbols print.

Labels in two languages stand in ``vocabulary.ttl``; a test keeps this table equal to the scheme there.
"""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["DOCUMENT_TYPES", "TYPE_VARIANTS", "type_name"]

#: Abbreviation → Vietnamese name. The reader's word table uses the same abbreviations, some of which no symbol prints
#: ('TBố', 'Luật'). 'TT' is what both Thông tư (State) and Thông tri (Party) print; the far commoner Thông tư has it.
DOCUMENT_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "NQ": "nghị quyết",
        "QĐ": "quyết định",
        "QyĐ": "quy định",
        "CT": "chỉ thị",
        "KL": "kết luận",
        "QC": "quy chế",
        "TTri": "thông tri",
        "HD": "hướng dẫn",
        "TB": "thông báo",
        "TC": "thông cáo",
        "TBố": "tuyên bố",
        "LKG": "lời kêu gọi",
        "BC": "báo cáo",
        "KH": "kế hoạch",
        "QH": "quy hoạch",
        "CTr": "chương trình",
        "ĐA": "đề án",
        "PA": "phương án",
        "DA": "dự án",
        "TTr": "tờ trình",
        "CV": "công văn",
        "BB": "biên bản",
        "CLCT": "cương lĩnh chính trị",
        "ĐLĐ": "điều lệ đảng",
        "CL": "chiến lược",
        "GGT": "giấy giới thiệu",
        "GCN": "giấy chứng nhận",
        "GĐĐ": "giấy đi đường",
        "GNP": "giấy nghỉ phép",
        "GM": "giấy mời",
        "PC": "phiếu chuyển",
        "PG": "phiếu gửi",
        "PGV": "phiếu giao việc",
        "PB": "phiếu báo",
        "ThC": "thư công",
        "CĐ": "công điện",
        "HĐ": "hợp đồng",
        "BGN": "bản ghi nhớ",
        "BTT": "bản thỏa thuận",
        "GUQ": "giấy ủy quyền",
        "SY": "bản sao y",
        "SL": "bản sao lục",
        "TrS": "bản trích sao",
        "HP": "hiến pháp",
        "Luật": "luật",
        "PL": "pháp lệnh",
        "NĐ": "nghị định",
        "TT": "thông tư",
        "L": "lệnh",
        "SLệnh": "sắc lệnh",
        "VBHN": "văn bản hợp nhất",
        "PLục": "phụ lục",
    }
)

#: Spellings seen in print → abbreviation of the table above.
TYPE_VARIANTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "QĐi": "QyĐ",
        "QCh": "QC",
        "CTHĐ": "CTr",
        "chương trình hành động": "CTr",
        "thông báo kết luận": "TB",
        "sao y": "SY",
        "sao lục": "SL",
        "trích sao": "TrS",
        "bộ luật": "Luật",
        "cương lĩnh": "CLCT",
        "điều lệ": "ĐLĐ",
    }
)


def type_name(abbreviation: str) -> str:
    """The ASCII local name: 'CV' → 'type-CV'. Đ is typed DD, so that ĐA (đề án) and DA (dự án) stay two."""
    typed = unicodedata.normalize("NFD", abbreviation.replace("Đ", "DD"))
    return f"type-{typed.encode('ascii', 'ignore').decode()}"
