"""Clauses: which task below carries out which clause of a higher directive, and what became of it on the way."""
