"""Questions in SPARQL that people write themselves: judged before they are asked, and asked of one published state.

A text is *parsed* to decide what it is (rdflib's grammar), and only what reads the store is asked: SELECT, ASK,
CONSTRUCT and DESCRIBE; no update, no other machine (``SERVICE``), no data from elsewhere (``FROM`` of anything but the
store's own graphs). The engine has a grammar of its own. Where two grammars could see two questions in one text
(escapes of code points, odd line ends, control characters) the text is refused or made plain first, and a look at the
bare words comes on top: see ``docs/decisions/0018-people.md``.

Nothing here bounds time or memory: that is for a process that may be killed (:mod:`ui.actions.sparql`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from ontology.issue import Issue, Severity

if TYPE_CHECKING:
    from pyoxigraph import QueryTriples

    from graph.rdf import Value
    from graph.reader import Reader

__all__ = ["LONGEST", "Answer", "ask_freely", "bounded", "judge", "words_of"]

#: The longest text of a question, in characters: more than any question of a person needs.
LONGEST: Final = 20_000
_GRAPHS: Final = "urn:chidao:graph:"
#: What may hold any word without meaning it: strings (long ones before short ones), IRIs, comments, variables, names.
_BESIDE: Final = re.compile(
    r"""\"{3}(?:\\.|.)*?\"{3} | '{3}(?:\\.|.)*?'{3} | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'
    | <[^\x00-\x20<>"{}|^`\\]*> | \#[^\n]* | [?$]\w+ | [\w.-]*:[\w.-]*""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\[uU]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_PLACE: Final = re.compile(r"at (\d+):(\d+)")
_FORMS: Final = {"SelectQuery": "SELECT", "AskQuery": "ASK", "ConstructQuery": "CONSTRUCT", "DescribeQuery": "DESCRIBE"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gave: rows of plain values under ``columns``; ``cut`` where there was more than may be given."""

    form: str
    columns: tuple[str, ...]
    rows: "tuple[tuple[Value, ...], ...]"
    cut: bool = False


def judge(text: str) -> str | Issue:
    """The question as the engine may be given it, or why it is not asked (with line and column where there is one)."""
    if not text.strip():
        return _fault(
            "sparql-empty", "câu hỏi trống", "hãy viết câu hỏi, ví dụ: SELECT ?vb WHERE { ?vb a cd:Directive }"
        )
    if len(text) > LONGEST:
        return _fault("sparql-long", f"câu hỏi dài quá {LONGEST:,} ký tự".replace(",", "."), "hãy rút gọn câu hỏi")
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _ESCAPE.search(plain) or _CONTROL.search(plain):
        what = "câu hỏi có mã ký tự (\\u…) hoặc ký tự điều khiển"
        return _fault("sparql-escape", what, "hãy viết thẳng chữ ấy", *_at(plain, found.start()))
    return _parsed(plain)


def words_of(text: str) -> set[str]:
    """The bare words of a question in capitals: those outside strings, names, variables and comments."""
    return {word.upper() for word in re.findall(r"\w+", _BESIDE.sub(" ", text.replace("\r", "\n")))}


def ask_freely(reader: "Reader", question: str, rows: int, characters: int) -> Answer | Issue:
    """The answer to a question that :func:`judge` let pass, of at most so many rows and characters.

    A pattern outside ``GRAPH`` is looked for in all graphs; the usual prefixes need not be declared.
    """
    from pyoxigraph import QueryBoolean, QuerySolutions  # noqa: PLC0415 - judging alone needs no engine

    from graph.rdf import value_of  # noqa: PLC0415
    from ontology.terms import PREFIXES  # noqa: PLC0415

    try:
        found = reader.engine.query(question, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    except SyntaxError as error:
        place = _PLACE.search(str(error))
        return _unread(*map(int, place.groups())) if place else _unread(0, 0)
    if isinstance(found, QueryBoolean):
        return Answer("ASK", ("đúng",), ((bool(found),),))
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        told = (tuple(map(value_of, solution)) for solution in found)
        return Answer("SELECT", columns, *bounded(told, rows, characters))
    return Answer("CONSTRUCT", ("chủ thể", "quan hệ", "đối tượng"), *bounded(_triples(found), rows, characters))


def _triples(found: "QueryTriples") -> "Iterator[tuple[Value, ...]]":
    from graph.rdf import value_of  # noqa: PLC0415

    return (tuple(map(value_of, (triple.subject, triple.predicate, triple.object))) for triple in found)


def bounded(
    told: "Iterator[tuple[Value, ...]]", rows: int, characters: int
) -> "tuple[tuple[tuple[Value, ...], ...], bool]":
    """So many rows, and characters in them, of what is told; and whether there is more."""
    kept: list[tuple[Value, ...]] = []
    for row in islice(told, rows):
        characters -= sum(len(str(value)) for value in row)
        if characters < 0:
            return tuple(kept), True
        kept.append(row)
    return tuple(kept), next(told, None) is not None


def _parsed(plain: str) -> str | Issue:
    from pyparsing import ParseBaseException  # noqa: PLC0415 - rdflib's parser takes a sixth of a second
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        prologue, query = parseQuery(plain)
    except ParseBaseException as error:
        return _is_update(plain) or _unread(error.lineno, error.column)
    except (RecursionError, ValueError):
        return _fault("sparql-deep", "câu hỏi lồng nhau quá sâu hoặc viết sai", "hãy viết lại đơn giản hơn")
    if query.name not in _FORMS:
        return _fault("sparql-form", f"không nhận câu hỏi dạng {query.name}", _READ_ONLY)
    for node in _nodes(query):
        if node.name == "ServiceGraphPattern":
            return _elsewhere()
        if node.name == "DatasetClause" and not str(node.get("default") or node.get("named")).startswith(_GRAPHS):
            what = "câu hỏi lấy dữ liệu từ nơi khác (FROM)"
            return _fault("sparql-from", what, f"hãy bỏ FROM, hoặc chỉ nêu đồ thị của kho (<{_GRAPHS}…>)")
    if unknown := _undeclared(prologue, query):
        remedy = f"hãy khai báo ở đầu câu: PREFIX {unknown}: <…>"
        return _fault("sparql-prefix", f"tiền tố “{unknown}:” chưa khai báo", remedy)
    return _elsewhere() if words_of(plain) & {"SERVICE", "LOAD"} else plain


_READ_ONLY: Final = (
    "chỉ hỏi được bằng SELECT, ASK, CONSTRUCT hoặc DESCRIBE; muốn ghi thì dùng chức năng của chương trình"
)


def _is_update(plain: str) -> Issue | None:
    """That a text would change the store, where it is such a text."""
    from pyparsing import ParseBaseException  # noqa: PLC0415
    from rdflib.plugins.sparql.parser import parseUpdate  # noqa: PLC0415

    try:
        parseUpdate(plain)
    except (ParseBaseException, RecursionError, ValueError):
        return None
    return _fault("sparql-update", "đây là lệnh ghi vào kho, không phải câu hỏi", _READ_ONLY)


def _undeclared(prologue: Any, query: Any) -> str:  # noqa: ANN401 - rdflib's trees have no types
    """A prefix that nobody declared; '' where there is none."""
    from ontology.terms import PREFIXES  # noqa: PLC0415

    told = {*PREFIXES, *(str(one.get("prefix") or "") for one in prologue if one.name == "PrefixDecl")}
    used = (str(one.get("prefix") or "") for one in _nodes(query) if one.name == "pname")
    return next((prefix for prefix in used if prefix not in told), "")


def _nodes(value: Any) -> Iterator[Any]:  # noqa: ANN401 - rdflib's trees have no types
    """All named parts of a parsed question, however deep."""
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415

    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, CompValue):
            yield one
            waiting += one.values()
        elif not isinstance(one, str) and hasattr(one, "__iter__"):
            waiting += iter(one)


def _elsewhere() -> Issue:
    what = "câu hỏi có SERVICE hoặc LOAD, tức là hỏi một máy khác; chidao không gửi gì ra ngoài máy này"
    return _fault("sparql-elsewhere", what, "hãy bỏ phần ấy")


def _unread(line: int, column: int) -> Issue:
    remedy = "hãy xem lại chỗ ấy: thiếu dấu ngoặc, dấu chấm, tiền tố hay biến chưa có trong câu"
    return _fault("sparql-syntax", "câu hỏi viết sai", remedy, line, column)


def _at(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def _fault(code: str, what: str, remedy: str, line: int = 0, column: int = 0) -> Issue:
    where = f"dòng {line}, cột {column}" if line else ""
    return Issue(code, what, where, remedy, Severity.REFUSAL)
