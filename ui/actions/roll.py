"""Who may come in: ``HOME/people.toml``, where an office says how persons sign in and what each is on which unit.

::

    [sign-in]                                   # one OpenID Connect provider
    server_metadata_url = "https://sso.tinh.vn/.well-known/openid-configuration"
    client_id = "chidao"
    client_secret = "…"
    address = "https://chidao.tinh.vn"          # where persons open the screens; "{port}" is filled
    listen = "0.0.0.0"                          # optional; else this machine only, behind a proxy of the office
    hours = 12                                  # optional; how long a sign-in lasts

    [[grant]]                                   # every other key is a claim that must hold, of the provider's token
    email = "lan@tinh.vn"
    role = "quản trị"                           # xem, xử lý, quản trị
    unit = "*"                                  # or a unit's name, official code or IRI: it and all below it

    [[grant]]
    groups = "van-phong-phuong-hoa-lac"
    role = "xử lý"
    unit = "phường Hòa Lạc, An Hải"

Without the file, or without ``[sign-in]`` in it, the screens are for the person at this machine. A file that cannot be
read lets nobody in.
"""

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from ontology.faults import said
from ui.actions.people import Grant, Person, Role

__all__ = ["FILE", "Roll", "RollError", "Rule", "SignIn", "roll"]

FILE: Final = "people.toml"
_HOURS: Final = 12
_TEXTS: Final = ("server_metadata_url", "client_id", "client_secret", "address")


class RollError(ValueError):
    """The file is wrong; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """How persons sign in. ``address``: the origin under which they open the screens ('{port}' stands for the port)."""

    server_metadata_url: str
    client_id: str
    client_secret: str
    address: str
    listen: str = "127.0.0.1"
    hours: float = _HOURS
    scope: str = "openid email profile"

    @property
    def host(self) -> str:
        """The name under which the screens are asked for."""
        return urlsplit(self.address.replace("{port}", "80")).hostname or ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Whoever has all these claims has this grant."""

    claims: tuple[tuple[str, str], ...]
    grant: Grant

    def fits(self, told: Mapping[str, Any]) -> bool:
        """Whether the claims of a token meet the rule; an address that the provider has not verified does not count."""
        return all(_holds(told, name, value) for name, value in self.claims)


@dataclass(frozen=True, slots=True)
class Roll:
    """What the file says."""

    sign_in: SignIn | None = None
    rules: tuple[Rule, ...] = ()

    def person(self, told: Mapping[str, Any]) -> Person:
        """Who a token's claims tell of, with all that the rules grant; without any where none fits."""
        name, mail = str(told.get("name") or "").strip(), str(told.get("email") or told.get("sub") or "").strip()
        called = f"{name} ({mail})" if name and mail else name or mail
        grants = tuple(dict.fromkeys(rule.grant for rule in self.rules if rule.fits(told)))
        return Person(called, grants if called else (), signed_in=True)


def roll(home: Path) -> Roll:
    """What ``people.toml`` of a home says now. Raises :class:`RollError` where it cannot be read or is wrong."""
    path = home / FILE
    try:
        told = path.stat()
    except FileNotFoundError:
        return Roll()
    except OSError as error:
        raise RollError(f"Không đọc được {path}: {said(error)}.") from error
    if os.name == "posix" and stat.S_IMODE(told.st_mode) & 0o077:
        raise RollError(f"Người khác trên máy đọc được {path}, trong đó có khóa bí mật. Hãy chạy: chmod 600 {path}")
    return _read(path, told.st_mtime_ns, told.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> Roll:
    del changed, size
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        why = said(error) if isinstance(error, OSError) else f"viết chưa đúng dạng TOML{_place(error)}"
        raise RollError(f"Không đọc được {path}: {why}.") from error
    if strange := sorted(told.keys() - {"sign-in", "grant"}):
        raise RollError(f"{path}: không hiểu mục “{strange[0]}”; chỉ có [sign-in] và [[grant]].")
    grants = told.get("grant", [])
    if not isinstance(grants, list):
        raise RollError(f"{path}: mỗi quyền là một mục [[grant]] (hai dấu ngoặc vuông).")
    rules = tuple(_rule(path, number, row) for number, row in enumerate(grants, start=1))
    return Roll(_sign_in(path, told["sign-in"]) if "sign-in" in told else None, rules)


def _place(error: ValueError) -> str:
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    return f", ở dòng {found[1]}, ký tự {found[2]}" if found else ""


def _sign_in(path: Path, told: Any) -> SignIn:  # noqa: ANN401 - whatever the file says
    if not isinstance(told, dict):
        raise RollError(f"{path}: [sign-in] phải là một mục.")
    known = {*_TEXTS, "listen", "hours", "scope"}
    if strange := sorted(told.keys() - known):
        raise RollError(f"{path}: [sign-in] không có khóa “{strange[0]}”; các khóa là {', '.join(sorted(known))}.")
    for name in _TEXTS:
        if not isinstance(told.get(name), str) or not told[name].strip():
            raise RollError(f"{path}: [sign-in] thiếu {name}.")
    address = urlsplit(told["address"].replace("{port}", "80"))
    if address.scheme not in ("http", "https") or not address.hostname or address.path not in ("", "/"):
        raise RollError(f"{path}: address phải như https://chidao.tinh.vn, không có đường dẫn.")
    if address.scheme == "http" and address.hostname not in ("localhost", "127.0.0.1"):
        raise RollError(f"{path}: address phải bắt đầu bằng https://, trừ trên chính máy này.")
    hours = told.get("hours", _HOURS)
    if not isinstance(hours, int | float) or isinstance(hours, bool) or not 0 < hours <= 24 * 30:
        raise RollError(f"{path}: hours phải là số giờ, từ trên 0 đến 720.")
    words = {name: str(told[name]) for name in ("listen", "scope") if name in told}
    texts = {name: told[name].strip() for name in _TEXTS}
    texts["address"] = texts["address"].rstrip("/")
    return SignIn(**texts, **words, hours=hours)


def _rule(path: Path, number: int, told: Any) -> Rule:  # noqa: ANN401 - whatever the file says
    where = f"{path}: [[grant]] thứ {number}"
    if not isinstance(told, dict):
        raise RollError(f"{where} phải là một mục.")
    roles = [role.value for role in Role]
    if told.get("role") not in roles:
        raise RollError(f"{where}: role phải là một trong: {', '.join(roles)}.")
    if not isinstance(told.get("unit"), str) or not told["unit"].strip():
        raise RollError(f'{where} thiếu unit; ghi unit = "*" nếu là toàn bộ kho.')
    claims = {name: value for name, value in told.items() if name not in ("role", "unit")}
    if not claims:
        raise RollError(f'{where} không nói là của ai; hãy thêm ví dụ email = "…".')
    for name, value in claims.items():
        if not isinstance(value, str) or not value.strip():
            raise RollError(f"{where}: {name} phải là chữ, không để trống.")
    pairs = tuple(sorted((name, value.strip()) for name, value in claims.items()))
    return Rule(pairs, Grant(Role(told["role"]), told["unit"].strip()))


def _holds(told: Mapping[str, Any], name: str, wanted: str) -> bool:
    value = told.get(name)
    if name == "email":
        verified = told.get("email_verified", True)
        return isinstance(value, str) and verified in (True, "true") and value.casefold() == wanted.casefold()
    return wanted == value or (isinstance(value, list | tuple) and wanted in value)
