"""Where the store lives: ``--home``, else ``CHIDAO_HOME``, else the platform's folder for a user's data."""

import os
from pathlib import Path

__all__ = ["default_home", "home_of"]


def default_home() -> Path:
    """``CHIDAO_HOME`` where it is set, else the platform's folder (``~/.local/share/chidao`` on Linux)."""
    if told := os.environ.get("CHIDAO_HOME"):
        return Path(told).expanduser()
    from platformdirs import user_data_path

    return user_data_path("chidao", appauthor=False)


def home_of(told: str | Path | None) -> Path:
    """The home the caller told, absolute; the default where none was."""
    return (Path(told).expanduser() if told else default_home()).absolute()
