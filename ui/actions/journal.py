"""The journal: all that was done to a store, by whom, when, why and on what, the newest first."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.actions.correct import field_word
from ui.actions.doings import done
from ui.actions.values import Json

if TYPE_CHECKING:
    from graph.decisions import Decision

__all__ = ["KINDS", "journal"]

#: What may be done → the Vietnamese words, in the order of a list to choose from.
KINDS: Final = {
    "ingest": "nạp văn bản",
    "refused": "từ chối văn bản",
    "unread": "không đọc được tệp",
    "cleared": "xác nhận không mật",
    "verdict": "xác nhận, bác bỏ",
    "correction": "sửa điều máy đọc",
    "status": "tình trạng nhiệm vụ",
    "identity": "nhận diện văn bản, địa danh",
    "undo": "rút quyết định",
    "withdraw": "rút văn bản",
    "reread": "đọc lại",
    "rebuild": "dựng lại kho",
    "export": "xuất dữ liệu",
    "original": "lấy bản gốc",
    "sign-in": "đăng nhập",
    "sign-out": "đăng xuất",
}
_COUNTED: Final = {
    "ingest": "nạp {n} văn bản",
    "unread": "{n} tệp không đọc được",
    "reread": "đọc lại {n} văn bản bằng quy tắc mới",
}
_VERDICTS: Final = {
    "confirmed": ("verdict", "xác nhận là đúng"),
    "rejected": ("verdict", "bác bỏ"),
    "same": ("identity", "là một"),
    "different": ("identity", "không phải là một"),
    "withdrawn": ("undo", "rút lại quyết định"),
    "completed": ("status", "đã xong"),
    "underway": ("status", "xong một phần"),
    "unfinished": ("status", "chưa xong"),
    "cancelled": ("status", "đã thôi"),
    "corrected": ("correction", "sửa"),
    "leading": ("identity", "là bản dùng để tính"),
}
#: A refusal by the gate → what may be told of it.
_REFUSED: Final = {
    "secret": "có dấu hiệu mật; không giữ lại gì của văn bản",
    "held": "chưa rõ có mật hay không; chờ người xem bản giấy",
}


def journal(
    home: Path,
    *,
    by: str | None = None,
    kind: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 100,
    skip: int = 0,
) -> Json:
    """What was done to the store: entries ``skip`` to ``skip + limit`` of those by a person (name), of a kind
    (:data:`KINDS`), from one day to another (ISO, both included).

    Keys: ``entries`` (each ``at``, ``by``, ``kind``, ``word``, ``what``, ``why``, ``about``, ``count``, ``decision``,
    ``decisions`` (all of one deed), ``withdrawn``;
    ``about`` has ``id``, ``kind``, ``name``, and ``text`` and ``span`` where it stands in a document),
    ``found`` (how many in all), ``people`` and ``kinds`` (how many entries each has, before choosing), ``statement``.
    Of what the gate refused only time, reason and who put it in are told: nothing else was kept. Raises ``OSError``,
    :class:`graph.errors.StoreError`.
    """
    from graph.decisions import in_force, recorded
    from graph.reader import open_reader
    from ui.actions.things import called

    with open_reader(home) as reader:
        made = recorded(reader)
        standing = {decision.iri for decision in in_force(made)}
        entries = [*_kept(home), *_refusals(home), *_clearances(home), *_decisions(made, standing)]
        entries.sort(key=lambda one: (_when(one["at"]), one["decision"] or ""), reverse=True)
        chosen = [one for one in entries if _fits(one, by, kind, since, until)]
        shown = chosen[skip : skip + limit]
        names = called(reader, {thing["id"] for one in shown for thing in one["about"] if thing["id"]}, made)
    return {
        "entries": [_once(one, names) for one in shown],
        "found": len(chosen),
        "people": dict(Counter(one["by"] for one in entries if one["by"]).most_common()),
        "kinds": {kind: count for kind in KINDS if (count := sum(one["kind"] == kind for one in entries))},
        "statement": f"{len(chosen)} việc; từ sổ việc và các quyết định lưu trong kho, không việc nào bị sửa hay xóa.",
    }


def _once(one: Json, names: Json) -> Json:
    """An entry that names each thing once: two files of one name, two ends that are called alike."""
    told = [names.get(thing["id"], thing) for thing in one["about"]]
    about = list({(thing["name"], str(thing.get("span"))): thing for thing in told}.values())
    return {**one, "about": about, "count": one["count"] - len(told) + len(about)}


def _fits(one: Json, by: str | None, kind: str | None, since: str | None, until: str | None) -> bool:
    day = one["at"][:10]
    return (
        (not by or one["by"] == by)
        and (not kind or one["kind"] == kind)
        and (not since or day >= since)
        and (not until or day <= until)
    )


def _entry(at: str, by: str, kind: str, what: str, why: str = "") -> Json:
    return {
        "at": at,
        "by": by or None,
        "kind": kind,
        "word": KINDS[kind],
        "what": what,
        "why": why or None,
        "about": [],
        "count": 1,
        "decision": None,
        "decisions": [],
        "withdrawn": False,
    }


def _kept(home: Path) -> Iterator[Json]:
    """What :mod:`ui.actions.doings` wrote."""
    for told in done(home):
        if told["kind"] in KINDS and _is_time(told["at"]):
            what = _COUNTED.get(told["kind"], KINDS[told["kind"]]).format(n=told["count"])
            entry = _entry(told["at"], told["by"], told["kind"], what, told["why"])
            about = [{"id": None, "kind": "name", "name": name} for name in told["names"]]
            yield {**entry, "about": about, "count": told["count"]}


def _refusals(home: Path) -> Iterator[Json]:
    for line in _lines(home / "refusals.log"):
        at, _, rest = line.partition(" ")
        code, _, by = rest.partition(" ")
        if code in _REFUSED and _is_time(at):
            yield _entry(at, by, "refused", f"từ chối một văn bản: {_REFUSED[code]}")


def _clearances(home: Path) -> Iterator[Json]:
    for line in _lines(home / "cleared.jsonl"):
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if isinstance(told, dict) and {"sha256", "by", "why", "at"} <= told.keys() and _is_time(str(told["at"])):
            what = "xác nhận một văn bản không mật và cho nạp"
            yield _entry(told["at"], told["by"], "cleared", what, told["why"])


def _decisions(made: "Iterable[Decision]", standing: set[str]) -> Iterator[Json]:
    """What people decided; several points of one thing that were corrected in one go are one deed."""
    deeds: dict[object, Json] = {}
    for entry in _words(made, standing):
        point = (entry["at"], entry["by"], entry["why"], str(entry["about"]), entry["withdrawn"])
        first = deeds.setdefault(point if entry["kind"] == "correction" else entry["decision"], entry)
        if first is not entry:
            first["what"] += f"; {entry['what'].removeprefix('sửa ')}"
            first["decisions"] += entry["decisions"]
    yield from deeds.values()


def _words(made: "Iterable[Decision]", standing: set[str]) -> Iterator[Json]:
    for one in made:
        kind, what = _VERDICTS[one.verdict.value]
        source = f"; căn cứ: {one.source}" if one.source else ""
        if one.correction is not None:
            source = f" {field_word(one.correction.field)} thành: {one.correction.words()}"
        yield {
            **_entry(one.at.isoformat(), one.by, kind, what + source, one.why),
            "about": [{"id": iri} for iri in one.about],
            "count": len(one.about),
            "decision": one.iri,
            "decisions": [one.iri],
            "withdrawn": kind != "undo" and one.iri not in standing,
        }


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _when(at: str) -> datetime:
    return datetime.fromisoformat(at)
