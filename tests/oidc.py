"""A small OpenID Connect provider on this machine: discovery, code flow with PKCE, keys, real RS256 signatures.

It does what the standard asks of a provider and checks what a client must send; who "signs in" chooses a name on its
page. The tokens are signed by joserfc, which Authlib brings; nothing of it is a mock.
"""

import base64
import hashlib
import secrets
import socket
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Route

CLIENT, SECRET = "chidao", "a secret of the client"


class Provider:
    """Knows persons by their subject, and what is told of each."""

    def __init__(self, issuer, people):
        self.issuer, self.people = issuer, people
        self.key = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"})
        self.codes, self.faults, self.ended = {}, [], 0

    def routes(self):
        return [
            Route("/.well-known/openid-configuration", self.discovery),
            Route("/keys", lambda _: JSONResponse({"keys": [self.key.as_dict(private=False)]})),
            Route("/authorize", self.authorize),
            Route("/choose", self.choose),
            Route("/token", self.token, methods=["POST"]),
            Route("/end", self.end),
        ]

    def discovery(self, request):
        places = {"authorization": "authorize", "token": "token", "end_session": "end"}
        return JSONResponse(
            {
                "issuer": self.issuer,
                "jwks_uri": f"{self.issuer}/keys",
                **{f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in places.items()},
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def authorize(self, request):
        asked = dict(request.query_params)
        if asked.get("client_id") != CLIENT or asked.get("code_challenge_method") != "S256" or not asked.get("nonce"):
            self.faults.append(asked)
            return HTMLResponse("no such client", 400)
        links = (f'<a href="/choose?{urlencode({**asked, "sub": sub})}">{sub}</a>' for sub in self.people)
        return HTMLResponse("<!doctype html><title>Provider</title>" + "<br>".join(links))

    def choose(self, request):
        asked = dict(request.query_params)
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 302)

    async def token(self, request):
        form = dict(await request.form())
        told = base64.b64decode(request.headers.get("authorization", "Basic ").split()[-1]).decode() or (
            f"{form.get('client_id')}:{form.get('client_secret')}"
        )
        asked = self.codes.pop(form.get("code"), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        sure = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or told.replace("+", " ") != f"{CLIENT}:{SECRET}" or sure != asked["code_challenge"]:
            self.faults.append((form, told))
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 3600, "nonce": asked["nonce"],
            "sub": asked["sub"], **self.people[asked["sub"]],
        }  # fmt: skip
        id_token = jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "expires_in": 3600, "id_token": id_token})

    def end(self, request):
        self.ended += 1
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 302)


@contextmanager
def provider(people):
    """A provider that knows ``people`` (subject → claims), for as long as the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        told = Provider(f"http://127.0.0.1:{port}", people)
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=told.routes()), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield told
        server.should_exit = True
        thread.join(10)
