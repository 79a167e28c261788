"""The one shape of a refusal while a file is read: what, where, what to do."""

from ontology.issue import Issue, Severity

__all__ = ["refusal"]


def refusal(code: str, where: str, what: str, remedy: str) -> Issue:
    """An Issue that ends the reading of ``where`` (a file, or a member of one)."""
    return Issue(code, what, where, remedy, Severity.REFUSAL)
