"""Values on a pipe between a worker and the process that keeps it: a length, then the pickled value.

Only the two ends of our own pipe speak this; nothing that a document holds is ever unpickled.
"""

import pickle
import struct
from typing import BinaryIO, Final

__all__ = ["receive", "send"]

_LENGTH: Final = struct.Struct("<Q")


def send(pipe: BinaryIO, value: object) -> None:
    """Write one value. Raises ``OSError`` (``BrokenPipeError``) where the other end is gone."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: BinaryIO) -> object:
    """The next value. Raises ``EOFError`` where the other end is gone, also in the middle of a value."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)
