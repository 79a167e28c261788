"""The bench: ``make bench`` measures the program on this machine and records the figures in ``docs/measured.md``.

A theme is a module of :mod:`tests.bench.themes` with a ``TITLE`` and a function ``tables(options)`` that yields
:class:`~tests.bench.table.Table` values; a new module is found by itself. Times are CPU seconds where other work on the
machine would be counted otherwise.
"""
