"""Which administrative unit of the registry a unit of a document sits in."""

from functools import lru_cache

from ontology import registry

__all__ = ["place_code"]


@lru_cache(maxsize=16384)
def place_code(level: str | None, place: str | None, province: str | None) -> str | None:
    """The code of the commune, or at the level of a province that of the province; ``None`` where it is not sure."""
    if level == "tỉnh":
        over = registry.province_of(province or place or "") if province or place else None
        return over.code if over else None
    if not place or not province:
        return None
    over = registry.province_of(province)
    commune = registry.one(place, province=over.code) if over else None
    if commune is None and over is not None and registry.province_of(place) == over:
        return over.code
    return commune.code if commune else None
