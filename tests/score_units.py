"""Unit identity against careful readings (``tests/gold/units.toml``): part of ``make score``.

A name of a document is right where its code and body are those of the gold; a code told for a name that the gold does
not list, or lists as unknown, is wrong. ``unknown`` counts the names that must stay unknown, and do.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.officials import Officials
from ingest.pipeline import read_file
from ontology.fold import tone_fold
from ontology.model import Actor, Reading

Told = tuple[str, str, str]


def actors(reading: Reading) -> Iterator[Actor]:
    """Every actor of a reading."""
    document = reading.document
    if document.issuer:
        yield document.issuer
    yield from (actor for actor, _ in (*document.addressees, *document.recipients))
    yield from (citation.issuer for citation in reading.citations if citation.issuer)
    for task in reading.tasks:
        yield from (assignment.actor for assignment in task.assignments)
        for report in task.reports:
            yield report.receiver
            if report.via:
                yield report.via


def told(reading: Reading) -> tuple[set[Told], set[str]]:
    """What is identified, as (printed name, code, body), and the names that stay unknown."""
    of = Officials(reading).of
    units, unknown = set(), set()
    for actor in actors(reading):
        found = of(actor)
        name = tone_fold(actor.surface)
        if found is not None and found.unit is not None:
            units.add((name, found.unit.code, found.unit.body))
        else:
            unknown.add(name)
    return units, unknown


def table(gold: Path, folders: dict[str, Path]) -> tuple[dict[str, list[float]], list[str], list[str]]:
    """Rows (P, R, F1, gold) by collection and together; misses by name; documents that could not be read."""
    counts: dict[str, Counter[str]] = {}
    misses, unread = [], []
    for wanted in tomllib.loads(gold.read_text(encoding="utf-8"))["documents"]:
        reading = read_file(folders[wanted["collection"]] / wanted["file"])
        if not isinstance(reading, Reading):
            unread.append(wanted["file"])
            continue
        for name in (wanted["collection"], "all"):
            counts.setdefault(name, Counter()).update(documents=1)
        misses += _count(wanted, reading, [counts[wanted["collection"]], counts["all"]])
    return {row: values for name, counter in counts.items() for row, values in _rows(name, counter)}, misses, unread


def _count(wanted: dict[str, Any], reading: Reading, counters: list[Counter[str]]) -> Iterator[str]:
    units, unknown = told(reading)
    gold = {(tone_fold(name), code, body) for name, code, body in wanted["units"]}
    negative = {tone_fold(name) for name in wanted["unknown"]}
    claimed = {name for name, _, _ in units}
    met = negative & (unknown | claimed)
    for counter in counters:
        counter.update(
            hit=len(units & gold), claimed=len(units), gold=len(gold), kept=len(met - claimed), negative=len(met)
        )
    yield from (f"{wanted['file']}: sai {one}" for one in sorted(units - gold))
    yield from (f"{wanted['file']}: thiếu {one}" for one in sorted(gold - units))


def _rows(name: str, counts: Counter[str]) -> Iterator[tuple[str, list[float]]]:
    p = counts["hit"] / counts["claimed"] if counts["claimed"] else 1.0
    r = counts["hit"] / counts["gold"] if counts["gold"] else 1.0
    yield f"{name} ({counts['documents']})", [p, r, 2 * p * r / (p + r) if p + r else 0.0, counts["gold"]]
    if counts["negative"]:
        kept = counts["kept"] / counts["negative"]
        yield f"{name}: chưa rõ", [kept, kept, kept, counts["negative"]]
