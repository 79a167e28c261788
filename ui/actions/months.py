"""The months that the store speaks of."""

from pathlib import Path

from ui.actions.values import Json

__all__ = ["months"]

_MONTHS = (
    "SELECT month, SUM(tasks), SUM(texts) FROM ("
    "SELECT month, COUNT(*) AS tasks, 0 AS texts FROM months GROUP BY month UNION ALL "
    # what comes again has days for years to come: these alone make no month that is spoken of
    "SELECT month, COUNT(DISTINCT task), 0 FROM turns y WHERE month <= (SELECT MAX(month) FROM months) "
    "AND NOT EXISTS (SELECT 1 FROM months m WHERE m.month = y.month AND m.task = y.task) GROUP BY month UNION ALL "
    "SELECT COALESCE(month, substr(date, 1, 7)), 0, COUNT(*) FROM texts "
    "WHERE COALESCE(month, date) IS NOT NULL GROUP BY 1) GROUP BY month ORDER BY month DESC"
)


def months(home: Path) -> list[Json]:
    """Every month that the store speaks of, the newest first: ``month``, how many ``tasks`` and ``documents`` it has.

    Raises :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader

    with open_reader(home) as reader:
        rows = reader.register.rows(_MONTHS)
    return [{"month": month, "tasks": tasks, "documents": texts} for month, tasks, texts in rows]
