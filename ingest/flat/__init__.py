"""Task tables that lost their frame on the way to plain text: cell after cell, each wrapped over short lines.

Whoever copies a table out of a PDF, or saves a Word file as text, gets this: the heads of the columns one after
another, then the cells of every row in the order of reading, broken where the cell's lines were broken, and not where
two cells stood on one line; the heads again on each page, and behind them what is left of the cells that the page cut.

:func:`arranged` finds such tables and puts their rows together again: heads (:mod:`head`), rows by their numbers
(:mod:`blocks`), pieces of lines (:mod:`units`), what each kind of cell looks like (:mod:`costs`), the cheapest cut
(:mod:`cut`) of all rows alike (:mod:`table`), how sure it is (:mod:`found`), rows written with bars (:mod:`rows`).
"""

from ingest.flat.found import Doubt
from ingest.flat.rows import RowLine, arranged

__all__ = ["Doubt", "RowLine", "arranged"]
