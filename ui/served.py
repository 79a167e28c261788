"""The process that serves the screens: Streamlit's own command, which ends with a word of ours.

``python -m ui.served run APP FLAGS…`` (see :mod:`ui.serve`).
"""

import sys

import click
from streamlit.web.cli import main as streamlit

__all__ = ["main"]

#: What a shell expects of a program that was stopped from the keyboard (128 + SIGINT).
_STOPPED = 130


def main() -> None:
    """Serve until stopped."""
    try:
        streamlit(sys.argv[1:], prog_name="streamlit", standalone_mode=False)
    except (KeyboardInterrupt, click.Abort):
        print("\nĐã dừng màn hình.", file=sys.stderr)
        sys.exit(_STOPPED)


if __name__ == "__main__":
    main()
