"""One reader in a process of its own: ``python tests/bench/readers.py NAME MEGABYTES SECONDS``.

The peers are run so by a Python of their own (``.venv/peers``), where nothing of ours is installed, nor theirs here.

Prints, as JSON, how many bytes it read in how many CPU seconds (the making of the texts and the first text, at which
tables and automata are built, do not count), how many things it found, and the most memory the process held (peak RSS,
in MB). It stops after so many CPU seconds. A peer that is not installed says so.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice

from texts import opinions, papers  # beside this file: the peers know no package of ours

__all__ = ["READERS"]


def _whole() -> Callable[[str], int]:
    from ingest.pipeline import read_text
    from ingest.source import Source
    from ontology.model import Reading

    def read(text: str) -> int:
        reading = read_text(Source("mau.txt", "0" * 64, text, "utf-8"))
        return len(reading.tasks) + len(reading.citations) if isinstance(reading, Reading) else 0

    return read


def _citations() -> Callable[[str], int]:
    from ingest.mentions import mentions_in
    from ingest.normalise import canonical
    from ingest.script import Script
    from ingest.sender import Sender

    return lambda text: len(mentions_in(Script(canonical(text).value), 0, Sender()))


def _eyecite() -> Callable[[str], int]:
    from eyecite import get_citations

    return lambda text: len(get_citations(text))


def _eyecite_hyperscan() -> Callable[[str], int]:
    from eyecite import get_citations
    from eyecite.tokenizers import HyperscanTokenizer

    tokenizer = HyperscanTokenizer()
    return lambda text: len(get_citations(text, tokenizer=tokenizer))


def _underthesea() -> Callable[[str], int]:
    from underthesea import ner

    return lambda text: sum(word[3].startswith("B-") for line in text.split("\n") if line for word in ner(line))


#: Name → how to make the reader, and whether it reads the Vietnamese papers.
READERS: dict[str, tuple[Callable[[], Callable[[str], int]], bool]] = {
    "chidao": (_whole, True),
    "chidao-citations": (_citations, True),
    "eyecite": (_eyecite, False),
    "eyecite-hyperscan": (_eyecite_hyperscan, False),
    "underthesea": (_underthesea, True),
}


def _texts(megabytes: float, vietnamese: bool) -> Iterable[str]:
    return (text for _, text in papers(megabytes)) if vietnamese else opinions(megabytes)


def main() -> None:
    """Measure one reader and print what was measured."""
    name, megabytes, seconds = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
    make, vietnamese = READERS[name]
    try:
        read = make()
    except ImportError as missing:
        print(json.dumps({"missing": str(missing)}))
        return
    for text in islice(_texts(1, vietnamese), 3):
        read(text)
    size = found = 0
    spent = 0.0
    for text in _texts(megabytes, vietnamese):
        start = time.process_time()
        found += read(text)
        spent += time.process_time() - start
        size += len(text.encode())
        if spent > seconds:
            break
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(json.dumps({"bytes": size, "cpu": spent, "found": found, "memory": memory}))


if __name__ == "__main__":
    main()
