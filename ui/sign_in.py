"""What the server of the screens is told where persons sign in; nothing where they do not. No Streamlit here.

Streamlit's own sign-in (OpenID Connect) is configured by a file of secrets, made anew at each start in
``HOME/sign-in/``, which only the owner can look into; the secret that its cookies are signed with is made once.
"""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ui.actions.roll import SignIn, roll

__all__ = [
    "HOSTS",
    "SIGN_IN",
    "address",
    "flags",
    "hosts",
    "listen",
    "signing_in",
    "surroundings",
]

#: In the environment of the server: that persons sign in; the other names under which the screens may be asked for.
SIGN_IN: Final = "CHIDAO_SIGN_IN"
HOSTS: Final = "CHIDAO_HOSTS"
_LOCAL: Final = "127.0.0.1"


def listen(home: Path) -> str:
    """The address to listen at: this machine's own, unless a sign-in tells another. Raises ``RollError``."""
    told = roll(home).sign_in
    return told.listen if told else _LOCAL


def address(home: Path, port: int) -> str:
    """Where the screens are found: on this machine, or where the sign-in says. Raises ``RollError``."""
    told = roll(home).sign_in
    return told.address.replace("{port}", str(port)) if told else f"http://{_LOCAL}:{port}"


def signing_in() -> bool:
    """Whether this server was started for persons who sign in."""
    return os.environ.get(SIGN_IN) == "1"


def hosts() -> tuple[str, ...]:
    """The names besides this machine's own under which this server may be asked for."""
    return tuple(os.environ.get(HOSTS, "").split())


def flags(home: Path, port: int) -> Mapping[str, str]:
    """The flags of the server; writes the file of secrets. Raises ``OSError``, ``RollError``."""
    told = roll(home).sign_in
    if told is None:
        return {}
    return {
        "server.address": told.listen,
        # always told: where it is not, Streamlit asks other machines under which address this one is seen
        "browser.serverAddress": told.host,
        "secrets.files": str(_written(home, told, port)),
    }


def surroundings(home: Path) -> Mapping[str, str]:
    """What the environment of the server tells. Raises ``RollError``."""
    told = roll(home).sign_in
    return {SIGN_IN: "1", HOSTS: told.host} if told else {}


def _written(home: Path, told: SignIn, port: int) -> Path:
    folder = home / "sign-in"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    cookie = folder / "cookie-secret"
    if not cookie.exists():
        _write(cookie, secrets.token_urlsafe(48))
    auth = {
        "redirect_uri": f"{told.address.replace('{port}', str(port))}/oauth2callback",
        "cookie_secret": cookie.read_text(encoding="ascii").strip(),
        "client_id": told.client_id,
        "client_secret": told.client_secret,
        "server_metadata_url": told.server_metadata_url,
    }
    # a JSON string is a TOML string
    lines = ["[auth]", *(f"{name} = {json.dumps(value)}" for name, value in auth.items())]
    lines += ["[auth.client_kwargs]", f"scope = {json.dumps(told.scope)}"]
    path = folder / "secrets.toml"
    _write(path, "\n".join(lines) + "\n")
    return path


def _write(path: Path, text: str) -> None:
    """Write a file that nobody but the owner ever could read."""
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)
