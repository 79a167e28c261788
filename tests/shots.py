"""Pictures of every page, to be looked at: ``make shots`` writes them to shots/ (never to be committed).

Each page of ``ui.pages.book`` with the samples in the store, as on a desk (1440×900) and on a telephone (390×844),
light and dark; ``--home`` takes another store, ``--only`` some pages, ``--at`` another address ('chuoi?vb=27-KL/TW').
"""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from screens import CHROMIUM, FLAGS, PHONE, WIDE, address, quiet, serving

from ui import actions
from ui.pages.book import BOOK

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
SIZES = {"wide": WIDE, "phone": PHONE}


def shoot(browser, server, name, where, folder):
    """One address in every size and colour."""
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            context = browser.new_context(
                base_url=server, viewport={"width": width, "height": height}, locale="vi-VN", color_scheme=scheme
            )
            page = context.new_page()
            page.goto(where)
            quiet(page, 1200)
            page.screenshot(path=folder / f"{name}-{size}-{scheme}.png")
            context.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--to", type=Path, default=Path("shots"))
    parser.add_argument("--only", action="append")
    parser.add_argument("--at", action="append", default=[])
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder, "home")
        if options.home is None:
            actions.ingest(home, [CORPUS])
        wanted = [(page, address(page)) for page, _, _ in BOOK if not options.only or page in options.only]
        wanted = [] if options.at else wanted
        wanted += [(f"at-{number}", f"/{where}") for number, where in enumerate(options.at)]
        with serving(home, Path(folder, "log")) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            for name, where in wanted:
                shoot(browser, server, name, where, options.to)
                print(name, where, file=sys.stderr)
            browser.close()


if __name__ == "__main__":
    main()
