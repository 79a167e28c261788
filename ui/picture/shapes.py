"""The shapes of arrow heads and of marks of states, as paths of SVG."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ui.picture.marks import StateStyle

__all__ = ["HEADS", "MARKS", "filled"]

#: Arrow heads pointing right, the tip at the origin; those of the screen's legend.
HEADS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "arrow": "M-10 -5 L0 0 L-10 5 L-7 0 Z",
        "vee": "M-10 -5 L0 0 L-10 5 L-4 0 Z",
        "triangle": "M-9 -5 L0 0 L-9 5 Z",
        "bar": "M-3 -6 H0 V6 H-3 Z",
        "circle": "M-9 0 a4.5 4.5 0 1 0 9 0 a4.5 4.5 0 1 0 -9 0",
        "box": "M-8 -4 H0 V4 H-8 Z",
        "diamond": "M-12 0 L-6 -5 L0 0 L-6 5 Z",
        "crow": "M0 -5 L-9 0 L0 5 L-3 0 Z",
        "curve": "M-5 -6 Q1 0 -5 6 L-6 5 Q-2 0 -6 -5 Z",
    }
)
#: The marks of states around the origin, as on the screen.
_ROUND: Final = "M-4.5 0 a4.5 4.5 0 1 0 9 0 a4.5 4.5 0 1 0 -9 0 Z"
MARKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "square": "M-5 -5 H5 V5 H-5 Z",
        "arrow": "M-5 -5 L5 0 L-5 5 Z",
        "disc": "M-5.5 0 a5.5 5.5 0 1 0 11 0 a5.5 5.5 0 1 0 -11 0 Z",
        "ring": _ROUND,
        "dash": _ROUND,
        "half": f"{_ROUND} M0 -4.5 A4.5 4.5 0 0 0 0 4.5 Z",
        "tick": "M-5 0 L-1.3 4.4 L5.5 -4.4",
        "cross": "M-5 -5 L5 5 M5 -5 L-5 5",
        "lines": "M-5 -4 H5 M-5 0 H5 M-5 4 H2",
    }
)


def filled(style: StateStyle) -> str:
    """A mark is filled, or drawn as a line."""
    if style.mark in ("square", "arrow", "disc"):
        return f'fill="{style.color}"'
    dash = ' stroke-dasharray="4 3"' if style.mark == "dash" else ""
    return f'fill="none" stroke="{style.color}" stroke-width="2.2"{dash}'
