"""Mutated lines by the thousand: ``make fuzz`` (``COUNT=…``). No crash, no span outside its text, every quote exact.

Each input is a line of a sample document or of the number grammar's own kinds, mutated by a seeded generator, so that a
run can be repeated: ``python tests/fuzz.py --seed S --only N`` tries the one input numbered N again. Every input goes
through the number grammar, the dates and the names; every second one (``--whole``) is read whole, as the body of a
small document.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import islice
from pathlib import Path

from ingest import names
from ingest.codes import codes_in
from ingest.dates import dates_in
from ingest.mentions import mentions_in
from ingest.pipeline import read_text
from ingest.script import Script
from ingest.sender import Sender
from ingest.source import Source
from ontology.issue import Issue
from ontology.model import Evidence

ROOT = Path(__file__).resolve().parents[1]
SENDER = Sender("xã", "phường", "Sông Trầu", "Lam Giang", False)
HEAD = (
    "ĐẢNG ỦY PHƯỜNG SÔNG TRẦU\nSố {number}\n\nKẾ HOẠCH\nvề việc thử\n\nThực hiện {line}, Đảng ủy phường đề ra:\n\n1. "
)

NUMBERS = (
    "27-KL/TW", "số 08-NQ/ĐU", "1836 QĐ/TWĐTN", "367 - QĐ/TWĐTN-VP", "45/KH-UBND", "128/2025/QĐ-UBND", "117/2025/QH15",
    "7288/UBND-KGVX", "3.096/3.114 hồ sơ", "2026-2031", "0912.345.678", "127-KL/TW", "số      -CV/ĐU", "33/NQTW",
    "Điều 12", "20-HD/BTGDVTW", "12/5//2026", "30/4", "25 hằng tháng", "quý III/2026", "02-VBHN/VPQH", "24/7", "95,5%",
)  # fmt: skip
ODD = (
    "\u0301", "\u0323", "\u200b", "\u00a0", "\ufeff", "\ud800", "\U0001f600", "–", "—", "‑", "/", "//", "|", "*", "_",
    "\\", "(", ")", ".", ";", ":", "\n", "\n\n", "\t", "…", "0", "9", "İ", "ı", "ſ", "Ð", "đ", "¹", "½", "%", "“",
    "số ", "ngày ", "tháng ", "năm ", "trước ", "giao ", "các ", "và ", "phối hợp với ", "báo cáo về ", "của ",
)  # fmt: skip


def lines() -> list[str]:
    """What is mutated: every line of the samples, and numbers of all kinds."""
    texts = sorted((ROOT / "data" / "corpus").rglob("*.txt"))
    found = [line for path in texts for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [*dict.fromkeys(found), *NUMBERS]


def mutated(rng: random.Random, stock: list[str]) -> str:
    """One input: a line, changed in a few places."""
    line = rng.choice(stock) if rng.random() < 0.8 else f"{rng.choice(NUMBERS)} {rng.choice(stock)}"
    letters = list(line[: rng.randrange(20, 260)])
    for _ in range(rng.randrange(6)):
        place = rng.randrange(len(letters) + 1)
        kind = rng.randrange(6)
        if kind == 0:
            letters[place:place] = rng.choice(ODD)
        elif kind == 1:
            letters[place:place] = rng.choice(NUMBERS)
        elif kind == 2:
            del letters[place : place + rng.randrange(1, 9)]
        elif kind == 3 and place < len(letters):
            letters[place] = letters[place].upper() if rng.random() < 0.5 else letters[place].lower()
        elif kind == 4:
            letters[place : place + 1] = str(rng.randrange(10))
        else:
            start = rng.randrange(len(letters) + 1)
            letters[place:place] = letters[start : start + rng.randrange(12)]
    return "".join(letters)


def inputs(seed: int, first: int = 0) -> Iterator[tuple[int, str]]:
    """Numbered inputs, each from a seed of its own, without end."""
    stock, number = lines(), first
    while True:
        yield number, mutated(random.Random(f"{seed}:{number}"), stock)
        number += 1


def evidences(value: object) -> Iterator[Evidence]:
    """Every piece of evidence within a value."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from evidences(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from evidences(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from evidences(getattr(value, field.name))


def faults(number: int, line: str, whole: int) -> Iterator[str]:
    """What is wrong with the reading of one input."""
    text = Script(line)
    spans = [(found.start, found.end, None) for found in (*codes_in(text), *dates_in(text, default_year=2026))]
    spans += [(found.start, found.end, None) for found in mentions_in(text, len(text) // 2, SENDER)]
    spans += [(found.start, found.end, found.surface) for found in names.organs_in(text)]
    yield from _wrong(line, spans)
    if number % whole:
        return
    paper = HEAD.format(number=NUMBERS[number % 12], line=line[:80]) + line
    reading = read_text(Source("thu.txt", f"{number:064x}", paper, "utf-8"))
    if isinstance(reading, Issue):
        return
    yield from _wrong(reading.text, [(e.start, e.end, e.quote) for e in evidences(reading)])
    yield from _wrong(reading.text, [(*w.span, w.quote) for w in reading.warnings if w.span is not None])
    yield from _wrong(reading.text, [(p.start, p.end, None) for p in reading.provisions])


def _wrong(text: str, spans: list[tuple[int, int, str | None]]) -> Iterator[str]:
    for start, end, quote in spans:
        if not 0 <= start < end <= len(text):
            yield f"span [{start}, {end}) of a text of {len(text)}"
        elif quote is not None and text[start:end] != quote:
            yield f"quote {quote!r} at [{start}, {end}), where {text[start:end]!r} stands"


def run(count: int, seed: int, first: int = 0, whole: int = 2) -> list[str]:
    """The faults of ``count`` inputs, each with its number and its text."""
    out: list[str] = []
    for number, line in islice(inputs(seed, first), count):
        try:
            out += [f"{number}: {fault}: {line!r}" for fault in faults(number, line, whole)]
        except Exception:  # a fuzz run tells every fault and goes on
            out.append(f"{number}: {traceback.format_exc()}: {line!r}")
    return out


def main() -> None:
    """Run, tell how far it is, end with 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", type=int, default=2, help="every how many inputs one is read whole")
    parser.add_argument("--only", type=int, help="try the one input with this number")
    asked = parser.parse_args()
    first, count = (0, asked.count) if asked.only is None else (asked.only, 1)
    found, step, started = [], 50_000, time.process_time()
    for place in range(first, first + count, step):
        found += run(min(step, first + count - place), asked.seed, place, asked.whole)
        done = min(place + step, first + count) - first
        print(f"{done:,} inputs, {len(found)} faults, {time.process_time() - started:.0f} s CPU", flush=True)
    print("\n".join(found[:50]))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
