"""The script that Streamlit runs for every visit: the frame of the pages."""

import streamlit as st

from ui.pages import chain, document, overview
from ui.pages.links import Pages
from ui.pages.words import say

# fewer margins than Streamlit's own, and none of its English hints inside input boxes
_STYLE = """<style>
.stMainBlockContainer { padding: 4.2rem 2rem 2rem; }
.stMainBlockContainer h1 { padding: 0.3rem 0 0.6rem; line-height: 1.25; }
.st-key-panel .stButton button { justify-content: flex-start; text-align: left; padding: 0.1rem 0; min-height: 1.8rem; }
.st-key-panel .stButton p { color: #0b5394; text-decoration: underline; }
.stMainBlockContainer [data-testid="stPageLink-NavLink"]:not(:hover) { background: transparent; }
.stMainBlockContainer [data-testid="stPageLink-NavLink"] p { font-weight: 400; }
.stMainBlockContainer [data-testid="stPageLink-NavLink"] strong { color: #0b5394; font-weight: 600; }
.stMainBlockContainer [data-testid="stPageLink-NavLink"] { padding-left: 0; }
.st-key-panel [data-testid="stPageLink-NavLink"] p { color: #0b5394; text-decoration: underline; font-weight: 600; }
[data-testid="InputInstructions"] { display: none; }
[data-testid="stPageLink"] p { overflow-wrap: anywhere; white-space: normal; }
.st-key-panel { font-size: 0.95rem; }
@media (max-width: 640px) { .stMainBlockContainer { padding: 4rem 0.8rem 1rem; } }
</style>"""


def run() -> None:
    """Set the page up and run the one that was asked for."""
    st.set_page_config(page_title=say("app.title"), page_icon="📜", layout="wide")
    st.html(_STYLE)
    pages = Pages(
        overview=st.Page(lambda: overview.show(pages), title=say("app.overview"), url_path="tong-quan", default=True),
        chain=st.Page(lambda: chain.show(pages), title=say("app.chain"), url_path="chuoi"),
        document=st.Page(lambda: document.show(pages), title=say("app.document"), url_path="van-ban"),
    )
    st.navigation([pages.overview, pages.chain, pages.document], position="top").run()


if __name__ == "__main__":
    run()
