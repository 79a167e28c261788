"""Telephone, identity and account numbers and e-mail addresses, masked where people are shown what a document says.

The stored text keeps them: evidence is checked against it, and a number in it may be needed by who may see it. What is
masked keeps its length, so that marks stay in place; the last three digits stay, to tell two numbers apart.
"""

import functools
import re
from typing import Any, Final

__all__ = ["hidden_in", "mask", "masked"]

_SHOWN: Final = 3
_S: Final = r"[ .\u00a0\u2009\u202f–-]"  # between groups of digits
_END: Final = rf"(?!\w|[.,]\d|{_S}?[A-Za-zÀ-ỹ]*[/]\s?(?!0\d)\w|-[A-ZĐ])"
_MOBILE: Final = (
    rf"0[35789]\d{{8}}|0[35789]\d{{2}}(?P<m>{_S})(?:\d{{3}}(?P=m)\d{{3}}|\d{{6}}|\d\d(?P=m)\d\d(?P=m)\d\d)"
    rf"|0[35789]\d(?P<n>{_S})(?:\d{{3}}(?P=n)\d{{4}}|\d{{4}}(?P=n)\d{{3}}|\d{{7}})"
    r"|0[35789]\.\d\d\.\d\d\.\d\d\.\d\d"
)
_ABROAD: Final = rf"(?:\(\s?\+\s?84\s?\)|\+\s?84|\b0084){_S}?\(?0?\)?\d(?:{_S}?\d){{7,9}}"
_LINE: Final = (
    rf"(?:\(\s?02\d{{1,2}}\s?\)|02\d{{1,2}}){_S}{{0,3}}\d{{3,4}}{_S}?\d{{3,4}}|02\d(?P<l>{_S})\d{{4}}(?P=l)\d{{4}}"
)
# The first three digits are the province's (001 to 096), the fourth tells sex and century.
_CITIZEN: Final = r"0(?:0[1-9]|[1-8]\d|9[0-6])(?:[0-3]\d{8}|(?P<c>[ .])[0-3]\d\d(?P=c)\d{3}(?P=c)\d{3})"
_UNIT: Final = (
    r"(?!\s*(?:đồng|đ\b|vnđ|triệu|tỷ|nghìn|người|hộ|thẻ|lượt|trường hợp|hồ sơ|công dân|thuê bao|máy|chiếc|số\b|%))"
)
_CALL: Final = r"(?:(?:số\s+)?(?:điện thoại|đt|đtdđ|sđt|di động|đường dây nóng|hotline|fax|tel|zalo))"
_PAPER: Final = (
    r"(?:cccd|cmnd|cmtnd|cmt|căn cước(?: công dân)?|chứng minh(?: thư)?(?: nhân dân)?|(?:số )?định danh(?: cá nhân)?"
    r"|hộ chiếu|thẻ đảng(?: viên)?|bảo hiểm xã hội|bhxh|bhyt|mã số thuế cá nhân)"
)
_TOLD: Final = (
    rf"(?P<told>\b(?:{_CALL}(?:\s*(?:liên hệ|cố định|cơ quan))?\s*(?:[:.]|\bsố\b)+|{_PAPER}(?:\s*\([^()\n]{{1,20}}\))?"
    rf"\s*(?:/\w{{2,6}})?(?:\s*(?:[:.]|\bsố\b))+)\s*)(?P<number>[A-Z]{{0,3}}[(]?\d(?:{_S}?[)]?{_S}?\d){{6,14}}){_UNIT}"
)
# A bank account is told by its name; accounts at the State Treasury (3511.0.1234567) are of units, and left.
_ACCOUNT: Final = (
    r"(?P<told>\b(?:tài khoản|stk|số tk)\b(?:\s+[^\W\d_]{1,12}){0,4}\s*(?:\([^()\n]{1,30}\)\s*)?[:.]?\s*)"
    rf"(?P<number>[A-Z]{{0,3}}\d(?:[ \u00a0-]?\d){{7,18}}){_UNIT}{_END}"
)
_MAIL: Final = r"(?<![\w.+-])(?P<mail>\w[\w.+-]{0,63})@(?=[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}\b)"
_SKIPPED: Final = r"(?P<skipped>\b(?:urn:|https?://|www\.)\S+)"
_START: Final = r"(?<![\w+])(?<![\d][.,])(?<![A-ZĐ]-)"
# What holds no seven digits close to each other, which is most of what is shown, is passed over quickly.
_LONG: Final = re.compile(r"\d(?:[^\d\n]{0,4}\d){6}")
_SERVICE: Final = re.compile(r"1[89]00|11\d\b")
_DIGIT: Final = re.compile(r"\d")


def mask(text: str) -> str:
    """``text`` with the digits of telephone, identity and account numbers as '•' but for the last three, and with the
    name before an e-mail's '@' as '•' but for its first letter; as long as before.

    Numbers of documents, days, sums of money, addresses on the web and public service lines (1800, 1900) are left.
    """
    if "@" in text:
        text = _mails().sub(_hidden_name, text)
    if not _LONG.search(text):
        return text
    return _numbers().sub(_hidden, _accounts().sub(_hidden, text))


def hidden_in(text: str) -> list[tuple[int, int]]:
    """The spans of ``text`` that :func:`mask` hides, in order."""
    shown = mask(text)
    if shown == text:
        return []
    hidden = [i for i, (was, now) in enumerate(zip(text, shown, strict=True)) if was != now]
    starts = [i for k, i in enumerate(hidden) if not k or hidden[k - 1] < i - 1]
    ends = [i + 1 for k, i in enumerate(hidden) if k + 1 == len(hidden) or hidden[k + 1] > i + 1]
    return list(zip(starts, ends, strict=True))


def masked(value: Any) -> Any:  # noqa: ANN401 - plain values of any shape
    """``value`` with every text in it masked: lists and dictionaries are gone through, keys left alone."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {key: masked(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(masked(item) for item in value)
    return value


@functools.cache
def _numbers() -> re.Pattern[str]:
    numbers = rf"{_SKIPPED}|{_TOLD}|{_START}(?:{_ABROAD}|{_CITIZEN}|{_MOBILE}|{_LINE}){_END}"
    return re.compile(numbers, re.IGNORECASE)


@functools.cache
def _accounts() -> re.Pattern[str]:
    return re.compile(rf"{_SKIPPED}|{_ACCOUNT}", re.IGNORECASE)


@functools.cache
def _mails() -> re.Pattern[str]:
    return re.compile(rf"{_SKIPPED}|{_MAIL}", re.IGNORECASE)


def _hidden_name(found: re.Match[str]) -> str:
    name = found["mail"]
    return found[0] if name is None else f"{name[0]}{'•' * (len(name) - 1)}@"


def _hidden(found: re.Match[str]) -> str:
    if found["skipped"]:
        return found[0]
    told, number = found["told"] or "", found["number"] or found[0]
    if _SERVICE.match(number):
        return found[0]
    left = len(_DIGIT.findall(number)) - _SHOWN
    return told + _DIGIT.sub("•", number, count=left)
