"""Every commune and province of the registry is read by its own name, whatever words stand in it."""

import pytest

from ingest import names
from ontology import registry


@pytest.mark.parametrize("sentence", ["UBND {0} báo cáo kết quả", "Công an {0}, Hội Nông dân {0} phối hợp"])
def test_the_name_of_every_place_is_read_whole(sentence):
    """A word of a name may be one that begins no place ('Ngã Năm') or that begins a body ('Hải Phòng tuyên truyền')."""
    wrong = []
    for place in (*registry.communes(), *registry.provinces()):
        match = names.organ_at(sentence.format(f"{place.kind} {place.name}"), 0)
        if match is None or match.place != place.name:
            wrong.append(place.name)
    assert wrong == []


@pytest.mark.parametrize(
    "words",
    ["UBND phường Năm 2026 đạt kết quả", "UBND xã Quý I đạt kết quả", "UBND xã Độc lập - Tự do", "UBND xã Lưu: VT"],
)
def test_what_only_looks_like_such_a_name_is_none(words):
    match = names.organ_at(words, 0)
    assert match is not None
    assert match.place == ""
