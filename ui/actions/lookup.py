"""Which directive or unit a person means: codes in any spelling, names without accents, near ones where none fits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from ontology.fold import fold
from ui.actions.values import Ambiguous, Candidate, Unknown

if TYPE_CHECKING:
    from graph.reader import Reader
    from graph.register.find import UnitRow
    from graph.rows import Record, Rows

__all__ = ["EMPTY", "Chosen", "called", "candidate", "candidates_of", "choose", "expand", "find", "find_units", "near"]

_CODES: Final = "SELECT DISTINCT ?code WHERE { GRAPH ?g { ?directive <urn:chidao:term:code> ?code } }"
_FILES: Final = (
    "SELECT DISTINCT ?file ?own WHERE { GRAPH ?g { "
    "?text <urn:chidao:term:fileName> ?file ; <urn:chidao:term:textOf> ?own } }"
)
EMPTY: Final = "kho chưa có văn bản nào; hãy nạp bằng: chidao ingest THƯ_MỤC"


def find(
    source: "Rows", asked: str, issuer: str | None = None, date: str | None = None
) -> Candidate | Ambiguous | Unknown:
    """The one directive that ``asked`` names: its IRI, its code in any spelling, or the name of its file.

    ``issuer`` (words of the issuer's name or place, accents and abbreviations do not matter) and ``date`` (ISO) choose
    among several. Raises what ``source`` raises.
    """
    named = _named(source, asked.strip())
    fitting = tuple(c for c in named if _issued(c, issuer) and (not date or c.date == date))
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        return Ambiguous(asked, fitting)
    if named:
        why = f"không văn bản nào trong {len(named)} văn bản mang số này hợp với nơi ban hành hay ngày đã cho"
        return Unknown(asked, tuple(_short(c) for c in named[:5]), why)
    codes = _codes(source)
    return Unknown(asked, near(asked, codes), "" if codes else EMPTY)


def candidates_of(source: "Rows", directives: Sequence[str]) -> tuple[Candidate, ...]:
    """The directives of these canonical IRIs, as lists show them, by date and code."""
    from graph.reader import Reader
    from graph.register.directives import described
    from graph.rows import Record, ask

    rows: Sequence[Record]
    if isinstance(source, Reader):
        rows = described(source.register, directives)
    else:
        rows = ask(source, "directive", directive=directives) if directives else []
    return tuple(sorted(map(candidate, rows), key=lambda c: (c.date or c.month, c.code, c.id)))


def candidate(row: "Record") -> Candidate:
    """A row of the queries ``directive`` and ``directives``."""
    from graph.words import type_word

    told = {
        key: str(row[key] or "")
        for key in ("code", "date", "month", "title", "issuer", "level", "place", "document", "known")
    }
    return Candidate(id=row["directive"], type=type_word(row["type"] or ""), **told)


def find_units(source: "Reader", asked: str) -> "list[UnitRow] | Unknown":
    """The units that ``asked`` names: an IRI, a whole name, or else all names that hold each of its words."""
    from graph.register import find as register

    if found := register.units(source.register, asked if asked.startswith("urn:") else expand(asked)):
        return found
    # "Ban Xây dựng Đảng của Đảng ủy phường …": official names do without
    bare = " ".join(word for word in expand(asked).split() if fold(word) != "cua")
    if bare and bare != asked and (found := register.units(source.register, bare)):
        return found
    names = {row.name: fold(row.name) for row in register.units(source.register) if row.name}
    return Unknown(asked, near(expand(asked), names), "" if names else EMPTY)


def called(rows: "Sequence[UnitRow]", asked: str) -> str:
    """What a person asked for by the name that documents print, where it means one name; else as it was asked for."""
    names = {row.name for row in rows if row.name}
    return names.pop() if len(names) == 1 else asked


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a question is narrowed to: all units that a name means, and one directive."""

    units: "Sequence[UnitRow]"
    directive: Candidate | None

    @property
    def iris(self) -> list[str]:
        """The units' IRIs."""
        return [row.iri for row in self.units]

    @property
    def id(self) -> str:
        """The directive's IRI, or ''."""
        return self.directive.id if self.directive else ""


def choose(
    source: "Reader", unit: str | None, directive: str | None, issuer: str | None = None, date: str | None = None
) -> Chosen | Ambiguous | Unknown:
    """The units and the directive that a person names, none of either where none is asked for."""
    units = find_units(source, unit) if unit else []
    if isinstance(units, Unknown):
        return units
    found = find(source, directive, issuer, date) if directive else None
    return found if isinstance(found, Ambiguous | Unknown) else Chosen(units, found)


def near(word: str, words: Iterable[str]) -> tuple[str, ...]:
    """At most five of ``words`` that look like ``word``, the nearest first."""
    from difflib import get_close_matches

    by_key: dict[str, str] = {}
    for known in sorted(words):
        by_key.setdefault(fold(known), known)
    return tuple(by_key[key] for key in get_close_matches(fold(word), by_key, n=5, cutoff=0.6))


def _named(source: "Rows", asked: str) -> tuple[Candidate, ...]:
    """All directives that ``asked`` may name, by the surest reading of it that fits any."""
    from graph.rows import ask

    if asked.startswith("urn:"):
        return candidates_of(source, [row["directive"] for row in ask(source, "identity", mentioned=asked)])
    for found in _coded_so(source, asked):
        if found:
            return candidates_of(source, found)
    return candidates_of(source, _by_file(source, asked))


def _coded_so(source: "Rows", asked: str) -> Iterator[list[str]]:
    """The directives that bear the very code asked for; this code in another spelling; a code among other words."""
    yield _coded(source, [asked])
    yield _spelt(source, asked)
    from ingest.codes import codes_in

    yield _coded(source, [found.code.text for found in codes_in(asked)])


def _coded(source: "Rows", codes: Sequence[str]) -> list[str]:
    """The directives that bear one of these very codes."""
    from graph.reader import Reader
    from graph.register.directives import by_code
    from graph.rows import ask

    if isinstance(source, Reader):
        return by_code(source.register, codes)
    return sorted({row["directive"] for row in ask(source, "directive-by-code", code=codes)}) if codes else []


def _spelt(source: "Rows", asked: str) -> list[str]:
    """The directives whose code differs from what is asked in accents, case, zeros and separators only."""
    from graph.reader import Reader
    from graph.register.directives import by_code_key
    from graph.register.fold import code_key

    key = code_key(asked)
    if isinstance(source, Reader):
        return by_code_key(source.register, key)
    return _coded(source, [code for code in _codes(source) if code_key(code) == key])


def _codes(source: "Rows") -> list[str]:
    from graph.rdf import value_of
    from graph.reader import Reader

    if isinstance(source, Reader):
        return [code for (code,) in source.register.rows("SELECT DISTINCT code FROM mentioned WHERE code IS NOT NULL")]
    return [str(value_of(row["code"])) for row in source.rows(_CODES)]


def _by_file(source: "Rows", asked: str) -> list[str]:
    """The directives whose file bears this name; the only name that one with a blank number has."""
    from graph.rdf import value_of
    from graph.rows import ask
    from graph.shelf import shelved

    files = [(str(value_of(row["file"])), str(value_of(row["own"]))) for row in source.rows(_FILES)]
    files += [(one.held.file, one.held.own) for one in shelved(source)]
    # a Mac stores names with the marks beside the letters, people type them on the letters
    own = [own for file, own in files if normalize("NFC", file) == normalize("NFC", asked)]
    return sorted({row["directive"] for row in ask(source, "identity", mentioned=own)}) if own else []


def _issued(candidate: Candidate, issuer: str | None) -> bool:
    told = fold(f"{candidate.issuer} {candidate.place}").split()
    return not issuer or set(fold(expand(issuer)).split()) <= set(told)


def expand(name: str) -> str:
    """A name with its abbreviations written out: 'UBND phường' → 'Ủy ban nhân dân phường'."""
    from ingest.names import expand

    if not name.islower():
        return expand(name)
    # abbreviations are known as offices print them: 'ubnd' is typed for 'UBND'
    return " ".join(expand(word.upper()) if expand(word.upper()) != word.upper() else word for word in name.split())


def _short(candidate: Candidate) -> str:
    from ui.words import day

    parts = (candidate.code, f"ngày {day(candidate.date)}" if candidate.date else "", candidate.issuer)
    return " ".join(filter(None, parts))
