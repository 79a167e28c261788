"""What can go wrong with a store, as one tree of exceptions; every message is a Vietnamese sentence for the user.

A wrong query, or one asked with wrong parameters, is :class:`ontology.queries.QueryError`.

::

    GraphError
    ├── StoreError            the store cannot be read or written
    │   ├── StoreBusy         another process (or this one) is writing
    │   └── StoreFull         no room left on the disk; what was acknowledged before is kept
    ├── UnknownDecision       the store holds no such decision
    ├── UnknownDirective      the store knows no such directive
    ├── IncompleteDecision    a decision that does not say by whom, or why
    ├── UnknownPlace          no place to identify, or nothing known by what was named for it
    ├── UnknownAssertion      the store holds no such assertion
    └── UnknownText           the store holds no such text
"""

import errno

from ontology.faults import said

__all__ = [
    "GraphError",
    "IncompleteDecision",
    "StoreBusy",
    "StoreError",
    "StoreFull",
    "UnknownAssertion",
    "UnknownDecision",
    "UnknownDirective",
    "UnknownPlace",
    "UnknownText",
]

_NO_ROOM = ("no space left", "disk quota exceeded", "not enough space", "is full")


class GraphError(Exception):
    """Root of all errors of this package."""


class StoreError(GraphError):
    """The store cannot be read or written."""

    @classmethod
    def of(cls, error: Exception, doing: str) -> "StoreError":
        """The typed error for what the engine or the system raised while ``doing`` (a Vietnamese verb phrase)."""
        no_room = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
        if no_room or any(words in str(error).lower() for words in _NO_ROOM):
            return StoreFull(
                f"Ổ đĩa đã đầy khi {doing}: dữ liệu ghi trước đó vẫn nguyên vẹn. Hãy dọn chỗ trống rồi làm lại."
            )
        return StoreError(f"Không {doing} được: {said(error)}. Dữ liệu ghi trước đó vẫn nguyên vẹn.")


class StoreBusy(StoreError):  # noqa: N818 - named for what is so
    """Another writer holds the store."""


class StoreFull(StoreError):  # noqa: N818 - named for what is so
    """No room left on the disk."""


class IncompleteDecision(GraphError):  # noqa: N818 - named for what is so
    """A decision that does not say by whom, or why."""


class UnknownDirective(GraphError):  # noqa: N818 - named for what is so
    """The store knows no such directive."""


class UnknownPlace(GraphError):  # noqa: N818 - named for what is so
    """No text leaves such a place to be identified, or nothing is known by what was named for it."""


class UnknownAssertion(GraphError):  # noqa: N818 - named for what is so
    """The store holds no such assertion."""


class UnknownDecision(GraphError):  # noqa: N818 - named for what is so
    """The store holds no such decision."""


class UnknownText(GraphError):  # noqa: N818 - named for what is so
    """The store holds no such text."""
