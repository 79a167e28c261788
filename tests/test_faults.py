"""What the system says of files and machines is told in Vietnamese."""

import errno
import os
import re
import sqlite3
import urllib.error
import urllib.request

import pytest

from graph.errors import StoreError
from ontology.faults import said

ENGLISH = re.compile(r"\b(no|not|file|directory|denied|is|error|failed|refused)\b", re.IGNORECASE)


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_number_of_the_system_is_told_in_english(number):
    told = said(OSError(number, os.strerror(number), "/kho/x"))
    assert told
    assert not ENGLISH.search(told), told


def test_what_is_met_most_has_words_of_its_own(tmp_path):
    for deed, words in (
        ((tmp_path / "x").read_text, "không có tệp hay thư mục ấy"),
        (tmp_path.read_text, "đó là thư mục, không phải tệp"),
        ((tmp_path / ("a" * 300)).touch, "tên tệp hoặc đường dẫn quá dài"),
        (tmp_path.mkdir, "đã có tệp hay thư mục mang tên ấy"),
    ):
        with pytest.raises(OSError) as caught:
            deed()
        assert said(caught.value) == words


def test_faults_of_libraries_are_told_by_what_they_say(tmp_path):
    with pytest.raises(sqlite3.Error) as caught:
        sqlite3.connect(tmp_path / "no" / "x")
    assert said(caught.value) == "không mở được tệp ấy"
    with pytest.raises(urllib.error.URLError) as refused:
        urllib.request.urlopen("http://127.0.0.1:9/", timeout=2)
    assert "từ chối kết nối" in said(refused.value.reason)
    inner = OSError("IO error: While open a file for appending: /x/LOG: Permission denied")
    assert str(StoreError.of(inner, "mở kho")) == (
        "Không mở kho được: không có quyền. Dữ liệu ghi trước đó vẫn nguyên vẹn."
    )
    assert said(RuntimeError("something odd")) == "máy báo: “something odd”"
