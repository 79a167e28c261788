"""Where a person wanted to go before signing in: kept in the browser while they do, and gone to when they come back.

And no file for who is not signed in.

Streamlit's sign-in comes back to the first page, whatever address was asked for. So a visit without a sign-in leaves
its address in a cookie of this site, for a quarter of an hour, and the answer that ends the sign-in leads there. The
address is one of our own pages, or it is not followed.
"""

import re
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from ui.pages.book import BOOK
from ui.pages.way_in import FAILED
from ui.sign_in import signing_in

__all__ = ["Wanted", "leads_to"]

_COOKIE: Final = "chidao_wanted"
_SECONDS: Final = 900
_SIGNED: Final = "_streamlit_user"
_LONGEST: Final = 3_000
_BACK: Final = "/oauth2callback"
_FILES: Final = "/media/"
#: What an address of ours may hold: no space, no backslash, no control character that a browser would mend.
_PLAIN: Final = re.compile(r"/[A-Za-z0-9\-._~%!$&'()*+,;=:@/?]*")


def leads_to(address: str) -> str:
    """The address, where it is that of one of our pages; else ''."""
    if len(address) > _LONGEST or not _PLAIN.fullmatch(address) or address.startswith("//"):
        return ""
    return address if urlsplit(address).path.strip("/") in {url for _, url, _ in BOOK} else ""


class Wanted:
    """ASGI middleware that keeps the address wanted and leads there; nothing where nobody signs in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; keep or follow the address as the answer starts."""
        if scope["type"] != "http" or not signing_in():
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if request.url.path.startswith(_FILES) and not _is_signed(request):
            # a file to take away is kept under its digest: nobody gets it by that alone
            await PlainTextResponse("403", 403)(scope, receive, send)
            return

        async def led(message: Message) -> None:
            if message["type"] == "http.response.start":
                _lead(request, message)
            await send(message)

        await self.app(scope, receive, led)


def _is_signed(request: Request) -> bool:
    """Whether the request bears a cookie that a sign-in here has made."""
    value = request.cookies.get(_SIGNED)
    if value is None:
        return False
    return decode_signed_value(get_cookie_secret(), _SIGNED, value.encode("latin-1", "replace")) is not None


def _lead(request: Request, message: Message) -> None:
    headers = MutableHeaders(scope=message)
    path = request.url.path
    if path == _BACK:
        # only what ends well goes on: a sign-in that failed has no cookie to bring
        back = leads_to(unquote(request.cookies.get(_COOKIE, "")))
        if back and message["status"] == 302 and _signs_in(headers):
            headers["location"] = back
            headers.append("set-cookie", f"{_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=lax")
    elif request.method == "GET" and _SIGNED not in request.cookies:
        asked = leads_to(f"{path}?{request.url.query}" if request.url.query else path)
        if asked and FAILED not in request.query_params:  # after a sign-in that failed, what was wanted before is
            kept = quote(asked, safe="")
            words = f"{_COOKIE}={kept}; Path=/; Max-Age={_SECONDS}; HttpOnly; SameSite=lax"
            headers.append("set-cookie", words)


def _signs_in(headers: MutableHeaders) -> bool:
    return any(
        cookie.startswith(f"{_SIGNED}=") and "Max-Age=0" not in cookie for cookie in headers.getlist("set-cookie")
    )
