"""Classes of things that are one."""

from collections.abc import Iterable

__all__ = ["Partition"]


class Partition:
    """A partition of names: everything is its own class until joined."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, name: str) -> str:
        """The name that stands for the class of ``name``."""
        root = name
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while name != root:
            self._parent[name], name = root, self._parent[name]
        return root

    def join(self, one: str, other: str) -> None:
        """Make two classes one; the smaller name stands for it, so that the order of joining does not show."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def would_join(self, one: str, other: str, apart: Iterable[tuple[str, str]]) -> bool:
        """Whether joining ``one`` and ``other`` would bring together a pair that is to stay apart."""
        joined = {self.find(one), self.find(other)}
        return any({self.find(left), self.find(right)} <= joined for left, right in apart)
