"""What a person may decide: who is of some units only, what is theirs; what two documents are, those who manage it.

A word of a person changes what everybody reads. So a person of some units confirms, rejects or corrects what documents
of their units say, and says of a task how it stands where it is their document's, or given to their units alone.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ui.actions.correct import thing_named
from ui.actions.people import Denied, Person, Right
from ui.actions.status import task_named
from ui.actions.values import Ambiguous, Unknown

if TYPE_CHECKING:
    from graph.decisions import Decision
    from graph.reader import Reader

__all__ = ["unsettled"]

_IDENTITY: Final = ("same", "different", "leading")
#: A text's own IRI, 'urn:chidao:text:<sha32>', has so many colons; what stands in it has more.
_TEXT_PARTS: Final = 3


def unsettled(person: Person, home: Path, where: Path, name: str, told: dict[str, Any]) -> Ambiguous | Unknown | None:
    """``None`` where the person may decide so; the names in ``told`` are then settled to IRIs. Else why it is not clear
    what is meant. ``where``: the folder that the person may ask, ``home`` itself for one of the whole store.

    Raises :class:`Denied` where it is not theirs, :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader

    if name == "decide" and not person.everywhere(Right.MANAGE):
        _no_identity(person, home, told["verdict"], told["about"])
    if where == home:
        return None
    with open_reader(where) as reader:
        if name == "set_status":
            found = task_named(reader, told["task"], told.get("issuer"), told.get("date"))
            if isinstance(found, Ambiguous | Unknown):
                return found
            told["task"] = found
        if name == "correct":
            thing = thing_named(reader, told["about"], told.get("issuer"), told.get("date"))
            if isinstance(thing, Ambiguous | Unknown):
                return thing
            told["about"] = thing
        about = _about(name, told)
        stands = name in ("set_status", "set_statuses") or (name == "decide" and _is_of_standing(reader, told))
        for iri in _asserted(reader, about) if told.get("verdict") == "withdrawn" else about:
            if not _is_theirs(reader, where, iri, stands=stands):
                raise Denied(f"{person.name} chỉ được quyết định về văn bản và nhiệm vụ của đơn vị mình.")
    return None


def _about(name: str, told: Mapping[str, Any]) -> list[str]:
    if name == "correct":
        return [told["about"]]
    return list(told["about"] if name == "decide" else told["tasks"] if name == "set_statuses" else [told["task"]])


def _is_of_standing(reader: "Reader", told: Mapping[str, Any]) -> bool:
    """Whether a decision takes back one about how a task stands, not about what a document says."""
    from graph.decisions import recorded

    if told["verdict"] != "withdrawn":
        return False
    return all(one.correction is None for one in recorded(reader) if one.iri in told["about"])


def _no_identity(person: Person, home: Path, verdict: str, about: Sequence[str]) -> None:
    """What two documents are is for those who manage the store, and so is taking that back."""
    from graph.decisions import recorded
    from graph.reader import open_reader

    if verdict == "withdrawn":
        with open_reader(home) as reader:
            verdict = next((one.verdict.value for one in recorded(reader) if one.iri in about), "")
    if verdict in _IDENTITY or verdict == "withdrawn":
        raise Denied(f"{person.name} chưa có quyền {Right.MANAGE.value}, cần có để nhận diện hay rút lại việc rút.")


def _asserted(reader: "Reader", decided: Sequence[str]) -> list[str]:
    """What decisions are about; the decision itself where the reader does not know it, and that is nobody's."""
    from graph.decisions import recorded

    made: Mapping[str, Decision] = {one.iri: one for one in recorded(reader)}
    return [iri for one in decided for iri in (made[one].about if one in made else (one,))]


def _is_theirs(reader: "Reader", where: Path, iri: str, *, stands: bool) -> bool:
    """Whether the words are those of a document of the reach; or of a task that is given to it alone.

    ``stands``: how a task stands is decided, not what a document says.
    """
    from graph.reach import charged
    from graph.rows import ask
    from graph.views import own_texts, reaches_of

    if iri.startswith("urn:chidao:text:") and iri.count(":") == _TEXT_PARTS:
        return iri in own_texts(where)
    text, _, rest = iri.partition(":assertion:" if ":assertion:" in iri else ":task:")
    held = ask(reader, "task", task=iri) if ":task:" in iri else ask(reader, "evidence-of-edge", assertion=iri)
    if not (rest and held):
        return False
    return text in own_texts(where) or (stands and charged(reader, reaches_of(where), iri))
