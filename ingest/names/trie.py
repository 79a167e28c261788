"""Sequences of folded words to values: which phrases of a table begin at a word of a line."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Generic, TypeVar

from ingest.names.tokens import key_words

__all__ = ["Trie", "phrases"]

Value = TypeVar("Value")


class Trie(Generic[Value]):
    """Phrases, each with a value; filled once, then only read."""

    __slots__ = ("_root",)

    def __init__(self, items: Iterable[tuple[str, Value]]) -> None:
        self._root: dict[str, Any] = {}
        for phrase, value in items:
            node = self._root
            for key in key_words(phrase):
                node = node.setdefault(key, {})
            node.setdefault("", []).append(value)  # no word has the empty key

    @property
    def first(self) -> frozenset[str]:
        """The words with which phrases begin."""
        return frozenset(self._root)

    def second(self, first: str) -> frozenset[str]:
        """The words that follow ``first`` in phrases; with them '' where it is a phrase itself."""
        return frozenset(self._root.get(first, ()))

    def begins(self, key: str) -> bool:
        """Whether any phrase begins with the word ``key``."""
        return key in self._root

    def at(self, keys: Sequence[str], i: int) -> list[tuple[int, Value]]:
        """Every phrase that begins at word ``i``: where it stops and its value, the longest first."""
        node: Any = self._root.get(keys[i]) if i < len(keys) else None
        if node is None:
            return []
        found: list[tuple[int, Value]] = []
        stop, last = i + 1, len(keys)
        while node is not None:
            if "" in node:
                found += [(stop, value) for value in reversed(node[""])]
            node = node.get(keys[stop]) if stop < last else None
            stop += 1
        return found[::-1]

    def longest(self, words: Iterable[tuple[str, int]]) -> tuple[int, Value] | None:
        """The longest phrase that the words begin with: where its last word ends, and its first value.

        Each word is given with its end; no more of them are taken than the phrases need.
        """
        node: Any = self._root
        found: tuple[int, Value] | None = None
        for key, end in words:
            node = node.get(key)
            if node is None:
                break
            if "" in node:
                found = end, node[""][0]
        return found

    def stop(self, keys: Sequence[str], i: int) -> int:
        """Where the longest phrase that begins at word ``i`` stops; ``i`` itself where none begins."""
        last = len(keys)
        node: Any = self._root.get(keys[i]) if i < last else None
        if node is None:
            return i
        longest, stop = i, i + 1
        while node is not None:
            if "" in node:
                longest = stop
            node = node.get(keys[stop]) if stop < last else None
            stop += 1
        return longest


def phrases(given: Collection[str]) -> Trie[str]:
    """A trie of phrases that stand for themselves."""
    return Trie((phrase, phrase) for phrase in given)
