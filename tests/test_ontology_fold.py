"""Keys of Vietnamese names: what must meet meets, what must not does not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.fold import fold, nfc, slug, tone_fold

ANY_TEXT = st.text(max_size=40)
VIETNAMESE = st.text(alphabet="aăâeêioôơuưyàảãáạằếộữỷđĐÐbcghnqtrx -–ÀẾỦ\u0301\u0309", max_size=30)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Uỷ ban", "ủy ban"),
        ("hoà", "hòa"),
        ("Khoẻ", "khỏe"),
        ("THUỶ LỢI", "thủy lợi"),
        ("tòan", "toàn"),
        ("qúy", "quý"),
        ("quý", "quý"),
        ("quả", "quả"),
        ("gìn giữ", "gìn giữ"),
        ("già", "già"),
        ("giếng", "giếng"),
        ("gì", "gì"),
        ("huỳnh", "huỳnh"),
        ("khuỷu", "khuỷu"),
        ("ngoài", "ngoài"),
        ("của", "của"),
        ("mía", "mía"),
        ("người", "người"),
        ("thuở", "thuở"),
        ("quyết định", "quyết định"),
        ("Ðảng", "đảng"),
        ("Phường 1  Bảo\u00a0Lộc", "phường 1 bảo lộc"),
        ("Krông Pắc", "krông pắc"),
        ("12–CV/ĐU", "12-cv/đu"),
    ],
)
def test_tone_fold_moves_only_the_tone(written, key):
    assert tone_fold(written) == key
    assert tone_fold(unicodedata.normalize("NFD", written)) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [("Đồng Tiến", "Đông Tiến"), ("Cẩm Giang", "Cẩm Giàng"), ("Ba Tơ", "Ba Tô"), ("HD", "HĐ"), ("ma", "mà")],
)
def test_tone_fold_keeps_names_apart_that_fold_merges(one, other):
    assert tone_fold(one) != tone_fold(other)
    assert fold(one) == fold(other)


def test_fold_and_slug_of_names():
    assert fold("Đảng uỷ –  XÃ\u200b Tân\u00a0Hưng") == "dang uy - xa tan hung"
    assert slug("27-KL/TW") == "27-kl-tw"
    assert slug(" Ủy ban (xã) ") == "uy-ban-xa"
    assert slug("–…") == ""


@given(ANY_TEXT | VIETNAMESE)
def test_every_key_is_its_own_key(text):
    assert nfc(nfc(text)) == nfc(text)
    assert fold(fold(text)) == fold(text)
    assert tone_fold(tone_fold(text)) == tone_fold(text)
    assert slug(slug(text)) == slug(text)


@given(ANY_TEXT | VIETNAMESE)
def test_encoding_never_tells_names_apart(text):
    for form in ("NFC", "NFD"):
        again = unicodedata.normalize(form, text)
        assert fold(again) == fold(text)
        assert tone_fold(again) == tone_fold(text)


@given(ANY_TEXT | VIETNAMESE)
def test_a_finer_key_decides_a_coarser_one(text):
    assert fold(tone_fold(text)) == fold(text)
    assert slug(fold(text)) == slug(text)


@given(ANY_TEXT | VIETNAMESE)
def test_shape_of_keys(text):
    assert not any(unicodedata.category(char).startswith("M") for char in unicodedata.normalize("NFD", fold(text)))
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in slug(text)
    assert fold(text) == " ".join(fold(text).split())


@given(VIETNAMESE)
def test_tone_fold_keeps_the_marks(text):
    """Only places of tones move: the letters and marks of the key are those of the lower-cased text, in any order."""
    plain = "".join(text.translate(str.maketrans("ĐÐ–", "đđ-")).lower().split())
    key = "".join(tone_fold(text).split())
    assert sorted(unicodedata.normalize("NFD", key)) == sorted(unicodedata.normalize("NFD", plain))
