"""What can be wrong with the sign-in where the screens are started: said in words, before anybody meets it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from graph.errors import StoreError
from graph.home import Home
from graph.reach import resolve
from graph.reader import open_reader
from graph.snapshot import current
from ontology.faults import said
from ui.actions.people import EVERYTHING
from ui.actions.roll import FILE, Roll, RollError, roll

__all__ = ["doubts", "ready"]

#: The modules that Streamlit's sign-in imports, and what they are installed by.
_NEEDED: Final[Mapping[str, str]] = MappingProxyType({"authlib": "Authlib", "httpx": "httpx"})
#: So many seconds the provider is waited for at the start, and so many bytes of it are read.
_WAIT: Final = 3.0
_MOST: Final = 1_000_000


def ready(home: Path) -> None:
    """See that the libraries of the sign-in are there, where persons sign in. Raises ``RollError``."""
    if roll(home).sign_in is None:
        return
    if lacking := [name for module, name in _NEEDED.items() if find_spec(module) is None]:
        raise RollError(
            f"{home / FILE} có [sign-in] nhưng máy này chưa cài thư viện đăng nhập ({', '.join(lacking)}). "
            "Hãy chạy: pip install 'chidao[login]', rồi mở lại; hoặc bỏ [sign-in] nếu chỉ dùng một mình trên máy này."
        )


def doubts(home: Path) -> Iterator[str]:
    """What somebody who starts the screens should know of the sign-in, a sentence each: that the provider does not
    answer, that the store does not know the unit of a grant. It asks the provider, and nobody else.

    Raises ``RollError``.
    """
    told = roll(home)
    if told.sign_in is None:
        return
    if why := _unanswered(told.sign_in.server_metadata_url):
        yield (
            f"Chưa hỏi được nơi đăng nhập {told.sign_in.server_metadata_url}: {why}. Chừng nào chưa hỏi được thì "
            f"chưa ai đăng nhập được. Hãy kiểm tra mạng, và server_metadata_url trong {home / FILE}."
        )
    yield from _unknown_units(home, told)


def _unanswered(address: str) -> str:
    """Why a provider does not tell of itself; '' where it does."""
    try:
        with urlopen(address, timeout=_WAIT) as page:
            told = json.loads(page.read(_MOST))
    except HTTPError as error:
        return f"máy ấy trả lời mã {error.code} thay vì bản mô tả OpenID Connect"
    except URLError as error:
        return said(error.reason) if isinstance(error.reason, Exception) else "địa chỉ không hợp lệ"
    except OSError as error:
        return said(error)
    except ValueError:
        return "địa chỉ ấy không phải bản mô tả OpenID Connect"
    fits = isinstance(told, dict) and "authorization_endpoint" in told
    return "" if fits else "địa chỉ ấy không phải bản mô tả OpenID Connect"


def _unknown_units(home: Path, told: Roll) -> Iterator[str]:

    named = [(number, rule.grant.unit) for number, rule in enumerate(told.rules, start=1)]
    named = [(number, unit) for number, unit in named if unit != EVERYTHING]
    if not named or current(Home.at(home)) == 0:
        return
    with suppress(StoreError), open_reader(home) as reader:  # a store that cannot be read is told by the screens
        for number, unit in named:
            if resolve(reader, unit) is None:
                yield (
                    f"{home / FILE}, [[grant]] thứ {number}: kho không biết đơn vị “{unit}”, hoặc biết nhiều nơi "
                    "cùng tên, nên người được giao không xem được gì. Hãy ghi rõ như “phường …, tỉnh …”; xem tên bằng: "
                    "chidao units."
                )
