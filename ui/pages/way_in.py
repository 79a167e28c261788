"""A sign-in that fails, told in Vietnamese: Streamlit answers with an English line, and writes English to the terminal.

Whoever signs in comes back to the page of the sign-in, with the reason in the address; the terminal of who runs the
server gets one line that says what to look at (all of it with ``CHIDAO_DEBUG=1``).
"""

import logging
import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ontology.faults import said
from ui.pages.words import say

__all__ = ["FAILED", "REASONS", "Failing", "tell_in_vietnamese"]

#: Name in the address of the page of the sign-in, and what may stand there: the provider cannot be asked; it did not
#: say who somebody is.
FAILED: Final = "dang-nhap"
REASONS: Final = ("khong-hoi-duoc", "chua-xong")
_LOGIN: Final = "/auth/login"
_BACK: Final = "/oauth2callback"
_SIGNED: Final = b"_streamlit_user="
_LOG: Final = "streamlit.web.server.starlette.starlette_auth_routes"
#: How a line of Streamlit begins → the sentence for it.
_LINES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Error during OAuth authorization": "people.log_reach",
        "Error during authentication": "people.log_refused",
        "Missing provider for OAuth callback": "people.log_stale",
        "OAuth token exchange failed": "people.log_token",
        "Failed to get provider logout": "people.log_logout",
    }
)


class Failing:
    """ASGI middleware that leads a sign-in that failed to the page of the sign-in, which says why."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; put another answer in the place of one that tells of a failure."""
        path = scope.get("path", "")
        if scope["type"] != "http" or path not in (_LOGIN, _BACK):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        reason = ""

        async def led(message: Message) -> None:
            nonlocal reason
            if message["type"] == "http.response.start":
                reason = _reason(request, message)
                if reason:
                    await RedirectResponse(f"/?{FAILED}={reason}", 302)(scope, receive, send)
            if not reason:
                await send(message)

        await self.app(scope, receive, led)


def _reason(request: Request, answer: Message) -> str:
    """Why a sign-in did not go on; '' where it did, and for a sign-out, which comes back by the same way."""
    if request.url.path == _LOGIN:
        return REASONS[0] if answer["status"] >= 400 else ""
    asked = {"state", "code", "error"} & set(request.query_params)
    signed = any(
        name.lower() == b"set-cookie" and value.startswith(_SIGNED) and b"Max-Age=0" not in value
        for name, value in answer.get("headers", ())
    )
    return REASONS[1] if asked and not signed else ""


class _Told(logging.Filter):
    """Lets a line through in Vietnamese, without what Python says of where it happened."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the line; always lets it through."""
        told = next((key for start, key in _LINES.items() if str(record.msg).startswith(start)), "people.log_other")
        error = record.exc_info[1] if record.exc_info else next((a for a in _listed(record.args) if _is_fault(a)), None)
        why = said(_root(error)) if isinstance(error, BaseException) else ", ".join(map(str, _listed(record.args)))
        record.msg, record.args = say(told, why=why or "không rõ vì sao"), ()
        record.exc_info = record.exc_text = None
        return True


def tell_in_vietnamese() -> None:
    """Have the lines about signing in that go to the terminal told in Vietnamese; once a process."""
    log = logging.getLogger(_LOG)
    if not os.environ.get("CHIDAO_DEBUG") and not any(isinstance(one, _Told) for one in log.filters):
        log.addFilter(_Told())


def _listed(args: object) -> tuple[object, ...]:
    return args if isinstance(args, tuple) else ()


def _is_fault(value: object) -> bool:
    return isinstance(value, BaseException)


def _root(error: BaseException) -> BaseException:
    """The fault of the system that led to this one, where there is one."""
    known, one = error, error
    seen: set[int] = set()
    while id(one) not in seen:
        seen.add(id(one))
        if isinstance(one, OSError) and one.errno is not None:
            known = one
        parts = getattr(one, "exceptions", ())
        one = parts[0] if parts else one.__cause__ or one.__context__ or one
    return known
