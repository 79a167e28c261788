"""The register: an index of what the graph says, for filters, counts and search (docs/register.md)."""
