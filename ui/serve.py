"""How the screens are started: the command line and environment of the process that serves them. No Streamlit here."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from ui import sign_in
from ui.actions import largest_upload

__all__ = ["ADDRESS", "HOME", "command", "environment"]

#: The screens are for the person at this machine; nobody else reaches them.
ADDRESS = "127.0.0.1"
HOME = "CHIDAO_HOME"

_FLAGS: Mapping[str, str] = {
    "server.address": ADDRESS,
    "browser.serverAddress": ADDRESS,
    "server.showEmailPrompt": "false",
    # its own address in English, and a card that offers to install something
    "logger.hideWelcomeMessage": "true",
    "server.fileWatcherType": "none",
    "server.enableAgentApi": "false",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showSidebarNavigation": "false",
}


def command(home: Path, port: int, headless: bool) -> list[str]:
    """The command that serves the store in ``home`` at ``http://127.0.0.1:port``; to be run with :func:`environment`.

    ``headless``: do not open a browser. ``-P`` keeps the folder one happens to be in from shadowing modules. The home
    goes by the environment, so that it shows in no list of processes. Where the home tells that persons sign in, what
    the sign-in needs is written first. Raises ``OSError``, :class:`ui.actions.roll.RollError`.
    """
    most = {"server.maxUploadSize": str(largest_upload())}
    flags = {**_FLAGS, **most, "server.port": str(port), "server.headless": str(headless).lower()}
    flags |= sign_in.flags(home, port)
    app = Path(__file__).with_name("app.py")
    return [
        sys.executable,
        "-P",
        "-m",
        "ui.served",
        "run",
        str(app),
        *(f"--{name}={value}" for name, value in flags.items()),
    ]


def environment(home: Path) -> dict[str, str]:
    """This process's environment, with the store to serve and whether persons sign in. Raises as :func:`command`."""
    kept = {name: value for name, value in os.environ.items() if name not in (sign_in.SIGN_IN, sign_in.HOSTS)}
    return {**kept, HOME: str(home), **sign_in.surroundings(home)}
