"""A task's words as features: what is done, without who does it and by when."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Final

from data import path as data_path
from ontology.fold import tone_fold

__all__ = [
    "Words",
    "fields_of",
    "fields_of_body",
    "forget",
    "is_mild",
    "is_soft",
    "numbers_of",
    "table",
    "tokens",
    "words_of",
]

_TOKEN: Final = re.compile(r"[^\W\d_]+")
#: An age says who is meant ('trẻ em dưới 16 tuổi'): it is no figure to reach.
_NUMBER: Final = re.compile(r"(?<![\w/.,-])(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s*(%?)(?![\w/])(?!\s*tuổi\b)")
_CODE: Final = re.compile(r"\b(?:số\s+)?\d+(?:/\d{4})?[-/][A-ZĐƯ][\wĐđƯư./-]*")
_DAY: Final = re.compile(
    r"(?:trước |chậm nhất |muộn nhất |đến |xong |trong )?(?:hết )?(?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?"
    r"|tháng \d{1,2}(?:/\d{4}| năm \d{4})?|quý [IV]+(?:/\d{4}| năm \d{4})?|năm \d{4}"
)
#: Each day that is found so has one of these in it.
_OF_DAYS: Final = ("/", "tháng", "quý", "năm")
#: Words that only open a demand; how many words in the main verb is looked for.
_OPENING: Final = frozenset(
    word
    for words in ("lãnh đạo", "chỉ đạo", "tập trung", "tiếp tục", "giao các", "cơ quan", "đơn vị", "chi bộ", "yêu cầu")
    for word in (*words.split(), "và")
)
_MAIN: Final = 5
#: Of how many texts the features are remembered: a task is looked at when it is aligned, and for what became of it.
_REMEMBERED: Final = 4096
#: Words that tell how, not what: they stand in any directive.
_COMMON: Final = frozenset(
    [
        "và",
        "các",
        "của",
        "cho",
        "với",
        "theo",
        "trong",
        "trên",
        "tại",
        "đối",
        "từ",
        "đến",
        "để",
        "là",
        "có",
        "được",
        "những",
        "một",
        "này",
        "khi",
        "về",
        "việc",
        "công",
        "tác",
        "thực",
        "hiện",
        "tổ",
        "chức",
        "chỉ",
        "đạo",
        "lãnh",
        "tập",
        "trung",
        "tiếp",
        "tục",
        "tăng",
        "cường",
        "triển",
        "khai",
        "hoàn",
        "thành",
        "trước",
        "ngày",
        "tháng",
        "năm",
        "xong",
        "báo",
        "cáo",
        "kết",
        "quả",
        "giao",
        "yêu",
        "cầu",
        "ban",
        "thường",
        "vụ",
        "đảng",
        "ủy",
        "ủy",
        "thành",
        "tỉnh",
        "xã",
        "phường",
        "đặc",
        "khu",
        "cơ",
        "quan",
        "đơn",
        "vị",
        "chi",
        "bộ",
        "phải",
        "bảo",
        "đảm",
        "làm",
        "ra",
        "không",
        "ít",
        "nhất",
        "do",
        "bằng",
        "từng",
        "mỗi",
        "toàn",
    ]
)


@dataclass(frozen=True, slots=True)
class Words:
    """``bag``: single words and pairs of neighbours; ``fields``: the fields of work spoken of; ``plain``: all words."""

    bag: frozenset[str]
    fields: frozenset[str]
    plain: tuple[str, ...]

    @property
    def body(self) -> tuple[str, ...]:
        """All words but those that only open a demand ('lãnh đạo, chỉ đạo', 'tập trung')."""
        return self.plain[next((at for at, word in enumerate(self.plain) if word not in _OPENING), 0) :]


def words_of(text: str, names: Iterable[str] = ()) -> Words:
    """The words of a task without ``names`` (of those who do it, as printed), days and numbers of directives."""
    return _words_of(text, tuple(names))


@lru_cache(maxsize=_REMEMBERED)
def _words_of(text: str, names: tuple[str, ...]) -> Words:
    bare = tone_fold(_bare(text))
    for name in sorted(map(tone_fold, names), key=len, reverse=True):
        bare = bare.replace(name, " ") if name else bare
    plain = tokens(bare)
    telling = [word for word in plain if word not in _COMMON]
    pairs = [f"{one} {other}" for one, other in pairwise(plain) if one not in _COMMON or other not in _COMMON]
    return Words(frozenset((*telling, *pairs)), fields_of(plain), tuple(plain))


@lru_cache(maxsize=_REMEMBERED)
def _bare(text: str) -> str:
    """A text without days and numbers of directives; most have no sign of either, and are not searched for them."""
    if "/" in text or "-" in text:
        text = _CODE.sub(" ", text)
    return _DAY.sub(" ", text) if any(sign in text for sign in _OF_DAYS) else text


def tokens(text: str) -> list[str]:
    """The syllables of a folded text, without numbers and signs."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=_REMEMBERED)
def numbers_of(text: str) -> frozenset[tuple[float, str]]:
    """The figures of a text (value, '%' or ''), without days and numbers of directives."""
    found = _NUMBER.findall(_bare(text))
    return frozenset((float(n.replace(".", "").replace(",", ".")), sign) for n, sign in found)


def fields_of(plain: Iterable[str]) -> frozenset[str]:
    """The fields of work that words belong to (``data/clauses/fields.toml``)."""
    return frozenset(field for field, _ in _hits(list(plain), _field_words()))


@lru_cache(maxsize=_REMEMBERED)
def fields_of_body(body: str) -> frozenset[str]:
    """The fields of work of a body, by its name without a place."""
    found = (field["name"] for field in table("fields")["field"] for known in field["bodies"] if body.startswith(known))
    return frozenset(found)


@lru_cache(maxsize=_REMEMBERED)
def is_soft(text: str) -> frozenset[str]:
    """The words of a text that make a demand weaker (``data/clauses/strength.toml``)."""
    return frozenset(words for _, words in _hits(tokens(tone_fold(text)), _strength("soft")))


def is_mild(words: Words) -> frozenset[str]:
    """Weak words that are the first thing a task tells to do; those of its doers are not among ``words``."""
    return frozenset(found for _, found in _hits(list(words.body[:_MAIN]), _strength("mild")))


def forget() -> None:
    """Forget the features of all texts: for measuring what a process that begins takes."""
    for remembered in (_words_of, _bare, numbers_of, fields_of_body, is_soft):
        remembered.cache_clear()


@cache
def table(name: str) -> Mapping[str, Any]:
    """One word table of ``data/clauses``."""
    return tomllib.loads(data_path("clauses", f"{name}.toml").read_text(encoding="utf-8"))


def _hits(plain: list[str], known: Mapping[str, list[tuple[tuple[str, ...], str]]]) -> Iterable[tuple[str, str]]:
    for at in [at for at, word in enumerate(plain) if word in known]:
        for phrase, of in known[plain[at]]:
            if tuple(plain[at : at + len(phrase)]) == phrase:
                yield of, " ".join(phrase)


@cache
def _field_words() -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    return _by_first((words, field["name"]) for field in table("fields")["field"] for words in field["words"])


@cache
def _strength(kind: str) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    return _by_first((words, kind) for words in table("strength")[kind]["words"])


def _by_first(listed: Iterable[tuple[str, str]]) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    known: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for words, of in listed:
        phrase = tuple(tokens(tone_fold(words)))
        known[phrase[0]].append((phrase, of))
    return known
