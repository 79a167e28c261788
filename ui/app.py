"""The screens as one application: ``streamlit run ui/app.py`` serves it (see ``ui/serve.py`` for the flags).

What a request meets first is here; the pages themselves are in ``ui/pages``.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from ui.pages.ahead import Ahead
from ui.pages.front import Front
from ui.pages.guard import HOSTS, Astray, Headers, settled
from ui.pages.prompt import Prompt
from ui.pages.trouble import show_trouble
from ui.pages.wanted import Wanted
from ui.pages.way_in import Failing
from ui.sign_in import hosts

__all__ = ["app"]

# Streamlit looks for this assignment in the source: it is the one object made at import
app = st.App(
    Path(__file__).parent / "pages" / "main.py",
    lifespan=settled,
    on_script_error=show_trouble,
    middleware=[
        Middleware(Prompt),
        Middleware(TrustedHostMiddleware, allowed_hosts=[*HOSTS, *hosts()]),
        Middleware(Headers),
        Middleware(Ahead),
        Middleware(Front),
        Middleware(Astray),
        Middleware(Wanted),
        Middleware(Failing),
    ],
)
