"""The coverage of a directive as text leaves nothing out without saying so."""

import pytest

from ui import present_coverage


@pytest.mark.parametrize(("count", "end"), [(1, "0-KH"), (3, "0-KH; 1-KH; 2-KH"), (5, "2-KH và 2 văn bản nữa")])
def test_the_documents_of_a_unit_are_named_or_counted(count, end):
    papers = [{"code": f"{n}-KH", "date": "", "title": "", "held": True, "stands": "issued"} for n in range(count)]
    unit = {"unit": "Phường Bến Đông", "stands": "issued", "latency_days": None, "evidence": papers}
    assert present_coverage._unit_line(unit).endswith(end)
