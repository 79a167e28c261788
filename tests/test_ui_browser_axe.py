"""Every page, light and dark, through axe-core (MPL-2.0, comes with the development packages; nothing of it ships)."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from screens import address, quiet

from ui.pages.book import BOOK

pytestmark = pytest.mark.browser

#: Faults of Streamlit's own widgets, which no page of ours can mend: rule → where, and why.
KNOWN = {}


@pytest.fixture(scope="module")
def axe():
    return Axe()


def _serious(found):
    """'rule: place' of every serious or critical finding that is not Streamlit's own."""
    return [
        f"{rule['id']} ({rule['impact']}): {json.dumps(node['target'])} {node['html'][:160]}"
        for rule in found.response["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
        if not any(part in node["html"] for part in KNOWN.get(rule["id"], ()))
    ]


@pytest.mark.parametrize("name", [name for name, _, _ in BOOK])
def test_no_serious_fault_light_or_dark(chromium, server, axe, name):
    faults = []
    for scheme in ("light", "dark"):
        context = chromium.new_context(
            base_url=server, viewport={"width": 1440, "height": 900}, locale="vi-VN", color_scheme=scheme
        )
        page = context.new_page()
        page.goto(address(name))
        quiet(page, 700)
        if name == "chain":
            page.locator(".net canvas").wait_for()
        found = _serious(axe.run(page))
        if found:  # what was still fading in, as a page that has just come does, is looked at again
            page.wait_for_timeout(2000)
            found = _serious(axe.run(page))
        faults += [f"{scheme}: {fault}" for fault in found]
        context.close()
    assert not faults, "\n".join(faults)
