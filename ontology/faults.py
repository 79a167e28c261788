"""What the system says of a file, a disk or another machine, in Vietnamese: its own sentences are English.

One table of the numbers that POSIX gives its faults; the names are Python's (:mod:`errno`).
"""

import errno
import os
import re
from types import MappingProxyType
from typing import Final

__all__ = ["said"]

#: Name of a fault → what it means to a person.
_WORDS: Final = MappingProxyType(
    {
        "ENOENT": "không có tệp hay thư mục ấy",
        "EACCES": "không có quyền",
        "EPERM": "hệ thống không cho phép",
        "EISDIR": "đó là thư mục, không phải tệp",
        "ENOTDIR": "một phần của đường dẫn là tệp, không phải thư mục",
        "EEXIST": "đã có tệp hay thư mục mang tên ấy",
        "ENOTEMPTY": "thư mục không rỗng",
        "ENOSPC": "ổ đĩa đã đầy",
        "EDQUOT": "đã dùng hết phần ổ đĩa được cấp",
        "EFBIG": "tệp quá lớn với ổ đĩa này",
        "EROFS": "ổ đĩa chỉ cho đọc",
        "EIO": "ổ đĩa hoặc đường truyền bị lỗi",
        "ENAMETOOLONG": "tên tệp hoặc đường dẫn quá dài",
        "EILSEQ": "tên tệp có chữ mà ổ đĩa này không ghi được",
        "EINVAL": "ổ đĩa này không nhận tên hoặc cách dùng ấy",
        "ELOOP": "các liên kết trỏ vòng quanh nhau",
        "EBUSY": "đang được chương trình khác dùng",
        "ETXTBSY": "đang được chương trình khác dùng",
        "EAGAIN": "đang được chương trình khác giữ",
        "ESTALE": "ổ đĩa mạng đã mất kết nối",
        "ENODEV": "không có thiết bị ấy",
        "ENXIO": "không có thiết bị ấy",
        "EMFILE": "mở quá nhiều tệp cùng lúc",
        "ENFILE": "cả máy mở quá nhiều tệp cùng lúc",
        "ENOMEM": "máy hết bộ nhớ",
        "EXDEV": "hai nơi nằm trên hai ổ đĩa khác nhau",
        "EPIPE": "bên nhận đã đóng",
        "EADDRINUSE": "cổng ấy đang được chương trình khác dùng",
        "EADDRNOTAVAIL": "máy này không có địa chỉ mạng ấy",
        "ECONNREFUSED": "máy ấy từ chối kết nối (không có chương trình nào nghe ở cổng đó)",
        "ECONNRESET": "máy ấy ngắt kết nối giữa chừng",
        "ETIMEDOUT": "máy ấy không trả lời",
        "EHOSTUNREACH": "mạng không tới được máy ấy",
        "ENETUNREACH": "mạng không tới được máy ấy",
    }
)
_NUMBERS: Final = MappingProxyType(
    {getattr(errno, name): words for name, words in _WORDS.items() if hasattr(errno, name)}
)
#: How libraries tell the system's fault within a sentence of theirs, without its number.
_WITHIN: Final = MappingProxyType(
    {os.strerror(number).casefold(): words for number, words in _NUMBERS.items()}
    | {
        "unable to open database file": "không mở được tệp ấy",
        "database is locked": "đang được chương trình khác giữ",
        "readonly database": "tệp chỉ cho đọc",
        "disk i/o error": "ổ đĩa hoặc đường truyền bị lỗi",
        "malformed": "tệp bị hỏng",
        "not a database": "tệp bị hỏng",
        "corruption": "tệp bị hỏng",
        "exists but is not a directory": "đã có tệp mang tên thư mục ấy",
    }
)
_SPACES: Final = re.compile(r"\s+")
#: Classes that say more than their number; by name, lest modules of the net be loaded to tell of a file.
_KINDS: Final = MappingProxyType(
    {
        "SSLError": "chứng chỉ bảo mật của máy ấy không được máy này tin",
        "gaierror": "không tìm thấy máy mang tên ấy",
    }
)


def said(error: BaseException) -> str:
    """What a fault of the system means, as a clause without a full stop; the machine's own words, marked as such, where
    they are none of the known.

    >>> said(FileNotFoundError(2, "No such file or directory"))
    'không có tệp hay thư mục ấy'
    """
    for kind in type(error).__mro__:
        if kind.__name__ in _KINDS:
            return _KINDS[kind.__name__]
    if isinstance(error, TimeoutError) and getattr(error, "errno", None) is None:
        return _WORDS["ETIMEDOUT"]
    number = getattr(error, "errno", None)
    if number in _NUMBERS:
        return _NUMBERS[number]
    told = _SPACES.sub(" ", str(error)).strip()
    for english, words in _WITHIN.items():
        if english in told.casefold():
            return words
    if number is not None:
        return f"hệ thống báo lỗi số {number}"
    return f"máy báo: “{told}”" if told else type(error).__name__
