"""A worker of the tests: each task tells it how to misbehave."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from ingest.child import serve

KEPT = []


def hog(piece):
    held = []
    while True:
        held.append(bytearray(piece))
        time.sleep(0.01)


def job(setup, task):
    what, _, rest = task.partition(" ")
    print("words of a document")  # must reach nobody
    match what:
        case "say":
            yield from rest.split()
        case "sleep":
            time.sleep(float(rest))
            yield "late"
        case "spin":
            while True:
                pass
        case "hog":
            hog(20_000_000)
        case "hold":  # within its limit, but not two of them together
            held = b"1" * 120_000_000
            time.sleep(1)
            yield str(len(held))
        case "child":
            # each within its limit, which it inherits, all together beyond it
            words = [sys.executable, "-c", "a = b'1' * 80_000_000\nimport time\ntime.sleep(60)"]
            for process in [subprocess.Popen(words) for _ in range(3)]:
                process.wait()
        case "crash":
            ctypes.string_at(0)
        case "exit":
            os._exit(3)
        case "raise":
            yield "before"
            raise ValueError("sâu quá")
        case "die-once":  # as if the system had run out of memory
            yield "before"
            if not Path(rest).exists():
                Path(rest).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield "after"
        case "grow":
            KEPT.append(bytearray(b"1" * 110_000_000))
            yield os.getpid()
        case "pid":
            yield os.getpid()
        case "setup":
            yield setup


if __name__ == "__main__":
    serve(job)
