"""Posts and the bodies they are of: 'Bí thư Đảng ủy xã Ngọc Sơn' is a post of Đảng ủy xã Ngọc Sơn.

The words are in ``data/units/posts.toml``. A post without a body's name ('Phó Bí thư Thường trực', 'Chủ tịch phường
Ngọc Sơn') is of the body that the table tells, at the place of whoever speaks.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from ontology.bodies import body
from ontology.fold import tone_fold
from ontology.here import unlisted
from ontology.model import Actor, ActorKind
from ontology.registry_data import table

__all__ = ["Post", "post_of", "unit_of_post"]

_LEVELS = {"phường": "xã", "xã": "xã", "đặc khu": "xã", "tỉnh": "tỉnh", "thành phố": "tỉnh"}


@dataclass(frozen=True, slots=True)
class Post:
    """A post's name read: ``head`` as written ('Bí thư'), ``unit`` the words behind it ('' where none).

    ``bare``: the key of the body meant where ``unit`` names none; ``central``: that body sits at the centre.
    """

    head: str
    unit: str
    bare: str = ""
    central: bool = False


@lru_cache(maxsize=4096)
def post_of(name: str) -> Post | None:
    """What a post's official name says; ``None`` where it begins with no head of the table."""
    words = name.split()
    keys = [tone_fold(word) for word in words]
    longest = max(map(len, _heads()), default=0)
    for count in range(min(longest, len(words)), 0, -1):
        entry = _heads().get(tuple(keys[:count]))
        if entry is None:
            continue
        rest = " ".join(words[count:])
        bare, central = entry
        if central and rest:
            continue
        if rest and not (rest[0].isupper() or f"{tone_fold(rest)} ".startswith(_behind())):
            return None  # 'Trưởng thôn' is one word of its own
        return Post(" ".join(words[:count]), rest, bare, central)
    return None


def unit_of_post(actor: Actor) -> Actor | None:
    """The unit or group that a post is of, at the post's own place; ``None`` where the words do not tell."""
    post = post_of(actor.name) if actor.kind is ActorKind.POST else None
    if post is None:
        return None
    name = _bare_unit(post, actor) if post.central or not post.unit[:1].isupper() else post.unit
    if not name:
        return None
    many = not name[:1].isupper() or any(word in f" {name} " for word in (" các ", " cấp xã ", " cấp tỉnh "))
    kind = ActorKind.GROUP if many else ActorKind.UNIT
    return Actor(name, name, kind, actor.level, actor.place, actor.province)


def _bare_unit(post: Post, actor: Actor) -> str:
    """'Chủ tịch phường Ngọc Sơn' is of Ủy ban nhân dân phường Ngọc Sơn; other words behind a post name a group."""
    if post.central:
        found = body(post.bare, None) if post.bare else None
        return found.name if found else ""
    kind = next((kind for kind in _LEVELS if post.unit.startswith(f"{kind} ")), "")
    if not kind or not post.bare:
        return "" if kind else post.unit
    place = unlisted(post.unit.removeprefix(kind).strip(), kind, _LEVELS[kind], actor.province)
    found = body(post.bare, place)
    return found.name if found else ""


@cache
def _behind() -> tuple[str, ...]:
    return tuple(f"{tone_fold(word)} " for word in table("posts")["grammar"]["behind"])


@cache
def _heads() -> dict[tuple[str, ...], tuple[str, bool]]:
    return {
        tuple(tone_fold(head).split()): (entry.get("body", entry.get("bare", "")), "body" in entry)
        for entry in table("posts")["posts"]
        for head in entry["heads"]
    }
