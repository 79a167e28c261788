"""Coverage of a directive: who carried it out, who is not seen, which clauses nobody picked up (docs/coverage.md)."""
