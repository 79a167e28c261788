"""Runs in a process of its own: ingests what it is told into a home, and tells what became of it and what it cost.

``python zoo_keeper.py HOME SECONDS`` reads paths from standard input (JSON) and writes one JSON value.
"""

import json
import os
import sys
import threading
import time
from pathlib import Path

from ingest.memory import memory_of
from ingest.source import Limits
from ui import actions


def main() -> None:
    home, seconds = Path(sys.argv[1]), int(sys.argv[2])
    peak, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.02):
            peak[0] = max(peak[0], memory_of(os.getpid()))

    watcher = threading.Thread(target=watch)
    watcher.start()
    at, took = [time.monotonic()], {}

    def progress(_done: int, _total: int, outcome: actions.FileOutcome) -> None:
        now = time.monotonic()
        took[outcome.path], at[0] = now - at[0], now

    try:
        summary = actions.ingest(home, json.load(sys.stdin), progress, limits=Limits(seconds=seconds))
    finally:
        done.set()
        watcher.join()
    told = summary.as_json()
    files = [
        {**one, "file": outcome.file or outcome.path} for one, outcome in zip(told["files"], summary.files, strict=True)
    ]
    json.dump({**told, "files": files, "peak": peak[0], "took": took}, sys.stdout)


if __name__ == "__main__":
    main()
