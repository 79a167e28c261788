"""The questions of ``queries/*.rq``: each a SPARQL query with a head that says what it asks, takes and gives.

::

    # title: Nhiệm vụ của một đơn vị trong tháng
    # parameters: unit (iri, required): đơn vị
    # parameters: month (month, optional): tháng, dạng 2026-02; bỏ trống là mọi tháng
    # columns: task, wording, due
    SELECT ?task ?wording ?due WHERE { GRAPH ?g { ?task cd:assignedTo $unit ; cd:month $month … } }

In the text a parameter is written ``$name``, an ordinary variable ``?name``. :func:`bind` puts the value, escaped by
its type, in place of ``$name``; several values stand side by side, as ``VALUES ?unit { $units }`` wants them. An
optional parameter left out stays a variable and matches anything; ``BOUND($name)`` says whether it was given.
Types: ``iri``, ``string``, ``date`` (2026-02-28), ``month`` (2026-02), ``integer``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

__all__ = ["Parameter", "Query", "QueryError", "Value", "bind", "load", "names", "parse"]

#: One value of a parameter, or several.
Value = str | int | date | Sequence[str | int | date]

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_PARAMETER: Final = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*)\s*\(\s*(?P<type>\w+)\s*,\s*(?P<need>required|optional)\s*\)\s*(:\s*(?P<words>.*))?"
)
_HEAD: Final = re.compile(r"#\s*(title|parameters?|columns)\s*:(.*)")
_CONTINUED: Final = re.compile(r"#\s{2,}(\S.*)")
_COLUMN: Final = re.compile(r"[A-Za-z_]\w*")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_INTEGER: Final = re.compile(r"[+-]?\d+")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ESCAPES: Final = MappingProxyType(str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}))
#: What may hold a '$' that is no parameter comes first: strings (long ones before short ones), IRIs, comments.
_TOKEN: Final = re.compile(
    r"""(?P<skip>\"{3}(?:\\.|.)*?\"{3} | '{3}(?:\\.|.)*?'{3} | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'
    | <[^\x00-\x20<>"{}|^`\\]*> | \#[^\n]*)
    | (?P<bound>\bBOUND\s*\(\s*\$(?P<asked>\w+)\s*\)) | \$(?P<name>\w+)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


class QueryError(ValueError):
    """A query's head is wrong, a query is unknown, or a value does not fit; the message is Vietnamese."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query takes: ``type`` is 'iri', 'string', 'date', 'month' or 'integer'; ``description`` is Vietnamese."""

    name: str
    type: str
    required: bool
    description: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A query and its head; ``columns`` are the names of the variables it gives, in order."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str = field(repr=False)


def names() -> tuple[str, ...]:
    """The names of all queries, sorted."""
    found = (entry.name for entry in files("ontology").joinpath("queries").iterdir())
    return tuple(sorted(name.removesuffix(".rq") for name in found if name.endswith(".rq")))


@cache
def load(name: str) -> Query:
    """The query ``queries/<name>.rq``; raises :class:`QueryError` if there is none, or its head is wrong."""
    if not _NAME.fullmatch(name) or name not in names():
        raise QueryError(f"Không có câu hỏi «{name}». Các câu hỏi hiện có: {', '.join(names())}.")
    return parse(files("ontology").joinpath("queries", f"{name}.rq").read_text(encoding="utf-8"), name)


def parse(text: str, name: str = "") -> Query:
    """A query from its text; raises :class:`QueryError` for a head that is missing, wrong or untrue of the body."""
    titles, parameters, columns = _head(text, name)
    if len(titles) != 1:
        raise _fault(name, "phải có đúng một dòng «# title: …»")
    if not columns:
        raise _fault(name, "thiếu dòng «# columns: …»")
    query = Query(name, titles[0], tuple(parameters), tuple(columns), text)
    _check(query)
    return query


def bind(query: Query, values: Mapping[str, Value | None]) -> str:
    """The text of ``query`` with ``values`` in place of its parameters; ``None`` is the same as left out.

    Raises :class:`QueryError` for a name that is no parameter, a required one left out, or a value of another type.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    given = {key: value for key, value in values.items() if value is not None}
    for key in given:
        if key not in known:
            raise QueryError(f"Câu hỏi «{query.name}» không có tham số «{key}».")
    for parameter in query.parameters:
        if parameter.required and parameter.name not in given:
            raise QueryError(f"Câu hỏi «{query.name}» cần tham số «{parameter.name}»: {parameter.description}")
    terms = {key: _terms(known[key], value) for key, value in given.items()}

    def put(match: re.Match[str]) -> str:
        if match["bound"]:
            return "true" if match["asked"] in terms else "false"
        return terms.get(match["name"] or "", match[0])

    return _TOKEN.sub(put, query.text)


def _head(text: str, name: str) -> tuple[list[str], list[Parameter], list[str]]:
    titles: list[str] = []
    parameters: list[Parameter] = []
    columns: list[str] = []
    key = ""
    for line in text.splitlines():
        head, continued = _HEAD.match(line), _CONTINUED.match(line)
        if head is None and (continued is None or key != "parameters"):
            key = ""
            continue
        words = head[2].strip() if head else continued[1].strip() if continued else ""
        key = ("parameters" if head[1].startswith("parameter") else head[1]) if head else key
        if key == "title":
            titles.append(words)
        elif key == "columns":
            columns += [column.strip() for column in words.split(",")]
        elif words:
            parameters.append(_parameter(words, name))
    return [title for title in titles if title], parameters, columns


def _parameter(words: str, name: str) -> Parameter:
    match = _PARAMETER.fullmatch(words)
    if match is None:
        raise _fault(
            name, f"không đọc được tham số «{words}»; hãy viết «tên (kiểu, required|optional): lời giải thích»"
        )
    if match["type"] not in _WRITERS:
        raise _fault(name, f"không có kiểu «{match['type']}»; các kiểu là {', '.join(_WRITERS)}")
    return Parameter(match["name"], match["type"], match["need"] == "required", (match["words"] or "").strip())


def _check(query: Query) -> None:
    """The head and the body speak of the same parameters and columns."""
    declared = [parameter.name for parameter in query.parameters]
    matches = list(_TOKEN.finditer(query.text))
    used = {match["name"] or match["asked"] for match in matches} - {None}
    body = _TOKEN.sub(lambda match: " " if match["skip"] else match[0], query.text)
    if len(set(declared)) != len(declared):
        raise _fault(query.name, "có tham số khai báo hai lần")
    for parameter in sorted(used.symmetric_difference(declared)):
        where = "dùng mà không khai báo" if parameter in used else "khai báo mà không dùng"
        raise _fault(query.name, f"tham số «{parameter}» {where}")
    for column in query.columns:
        if not _COLUMN.fullmatch(column) or not re.search(rf"\?{column}\b", body):
            raise _fault(query.name, f"cột «{column}» không có trong câu hỏi")


def _fault(name: str, what: str) -> QueryError:
    return QueryError(f"Câu hỏi «{name}»: {what}." if name else f"Câu hỏi viết sai: {what}.")


def _terms(parameter: Parameter, value: Value) -> str:
    several = value if isinstance(value, Sequence) and not isinstance(value, str) else (value,)
    write = _WRITERS[parameter.type]
    try:
        return " ".join(write(one) for one in several)
    except ValueError:
        kind = _KINDS[parameter.type]
        raise QueryError(f"Tham số «{parameter.name}» phải là {kind}; đã nhận «{value}».") from None


def _iri(value: str | int | date) -> str:
    if not isinstance(value, str) or not _IRI.fullmatch(value):
        raise ValueError
    return f"<{value}>"


def _string(value: str | int | date) -> str:
    """A SPARQL string: what could end it is escaped; a control character stands in no document and is refused."""
    if not isinstance(value, str) or _CONTROL.search(value):
        raise ValueError
    return f'"{value.translate(_ESCAPES)}"'


def _date(value: str | int | date) -> str:
    if isinstance(value, int):
        raise ValueError
    day = value if isinstance(value, date) else date.fromisoformat(value)
    return f'"{day:%Y-%m-%d}"^^<{_XSD}date>'


def _month(value: str | int | date) -> str:
    month = f"{value:%Y-%m}" if isinstance(value, date) else value
    if not isinstance(month, str) or not _MONTH.fullmatch(month):
        raise ValueError
    return f'"{month}"^^<{_XSD}gYearMonth>'


def _integer(value: str | int | date) -> str:
    if isinstance(value, (bool, date)) or not _INTEGER.fullmatch(str(value)):
        raise ValueError
    return str(int(value))


_WRITERS: Final[Mapping[str, Callable[[str | int | date], str]]] = MappingProxyType(
    {"iri": _iri, "string": _string, "date": _date, "month": _month, "integer": _integer}
)
_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "iri": "một tên gọi (IRI)",
        "string": "chữ",
        "date": "ngày dạng 28/2/2026 hay 2026-02-28",
        "month": "tháng dạng 2/2026 hay 2026-02",
        "integer": "số nguyên",
    }
)
