"""What the register tells of months to one who asks about several of them: each is read once."""

from graph.month.facts import Outcome, Task, Whose, outcomes, seats_held, tasks
from graph.month.moved import Moves, moves
from graph.register.register import Register

__all__ = ["Held"]


class Held:
    """The tasks of ``mine`` (None: of all) and what is told of them, by documents issued by ``until`` ('': all)."""

    def __init__(self, register: Register, mine: Whose | None, until: str = "") -> None:
        self.register = register
        self.mine = mine
        self.until = until
        self._tasks: dict[str, list[Task]] = {}
        self._told: dict[str, list[Outcome]] = {}
        self._moves: Moves | None = None

    @property
    def moves(self) -> Moves:
        """The days due that later directives moved."""
        if self._moves is None:
            self._moves = moves(self.register, self.until)
        return self._moves

    def tasks(self, month: str) -> list[Task]:
        """See :func:`graph.month.facts.tasks`."""
        if month not in self._tasks:
            self._tasks[month] = tasks(self.register, month, self.mine, self.until, self.moves)
        return self._tasks[month]

    def told(self, month: str) -> list[Outcome]:
        """See :func:`graph.month.facts.outcomes`."""
        if month not in self._told:
            places = self.mine.places if self.mine else None
            self._told[month] = outcomes(self.register, month, places, self.until)
        return self._told[month]

    def seats(self, month: str) -> frozenset[tuple[str, str, str]]:
        """The seats whose resolution of the month is held."""
        return seats_held(self.register, month, self.until)
