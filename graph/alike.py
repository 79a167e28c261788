"""How much two sentences speak of one thing: shared words weighed by how rare they are among the sentences at hand.

No model and no dictionary: unigrams and pairs of words under :func:`ontology.fold.tone_fold`, small words and words of
office left out (``data/words/matter.toml``), each weighed by inverse document frequency over the sentences given.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

import data
from ontology.amounts import number
from ontology.fold import tone_fold

__all__ = ["Alike", "Near", "figures"]

_TOKEN: Final = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+")
_ASIDE: Final = re.compile(
    r"\b(?:trước|chậm nhất|đến|xong trước)?\s*ngày \d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?|\d{1,2}/\d{1,2}/\d{4}"
    r"|\b(?:tháng|quý|năm)\s+(?:[ivx]+|\d{1,2})?(?:/\d{4})?|\b(?:trong|đến hết|hết)\s+năm \d{4}"
)
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)*(?:,\d+)?")
_ROUNDING: Final = 1e-6
_PAIR: Final = 1.5  # a pair of words in a row tells more than its words


class Alike:
    """Sentences to be compared with each other; ``score`` of two of them is from 0 (nothing shared) to 1."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._features = {sentence: _features(sentence) for sentence in dict.fromkeys(sentences)}
        found = Counter(feature for features in self._features.values() for feature in features)
        count = max(len(self._features), 2)
        self._weight = {
            feature: math.log(1 + count / seen) * (_PAIR if isinstance(feature, tuple) else 1.0)
            for feature, seen in found.items()
        }
        self._total = {sentence: self._sum(features) for sentence, features in self._features.items()}

    def score(self, one: str, other: str) -> float:
        """How far two sentences are alike: the share of the shorter that the longer holds, and of both together."""
        return _score(self._sum(self._features[one] & self._features[other]), self._total[one], self._total[other])

    def near(self, sentences: Sequence[str]) -> "Near":
        """These of the sentences, to be asked which of them may be like another."""
        return Near([self._features[sentence] for sentence in sentences], sentences, self)

    def weighed(self, sentence: str) -> tuple[Iterable[tuple[object, float]], float]:
        """What a sentence tells, each with its weight, and the sum of the weights."""
        return ((feature, self._weight[feature]) for feature in self._features[sentence]), self._total[sentence]

    def best(self, one: str, others: Sequence[str], least: float) -> tuple[int, float] | None:
        """The place of the sentence of ``others`` that is most like ``one``, and how much; None where all are below."""
        scored = [(self.score(one, other), -place) for place, other in enumerate(others)]
        top = max(scored, default=(0.0, 0))
        return (-top[1], top[0]) if top[0] >= least else None

    def _sum(self, features: Iterable[object]) -> float:
        # exact, so that the order of a set does not matter
        return math.fsum([self._weight[feature] for feature in features])


class Near:
    """Sentences by the words they hold: most are like no other, and that is seen without comparing them."""

    def __init__(self, features: Sequence[frozenset[object]], sentences: Sequence[str], alike: Alike) -> None:
        self._alike = alike
        self._total = [alike.weighed(sentence)[1] for sentence in sentences]
        self._holders: dict[object, list[int]] = {}
        for place, held in enumerate(features):
            for feature in held:
                self._holders.setdefault(feature, []).append(place)

    def may_reach(self, one: str, least: float) -> list[int]:
        """The places, in order, of all sentences whose ``Alike.score`` with ``one`` may reach ``least`` (above 0).

        None is missed: the order in which weights are summed moves a score by less than the rounding allowed for.
        """
        told, total = self._alike.weighed(one)
        shared: dict[int, float] = {}
        for feature, weight in told:
            for place in self._holders.get(feature, ()):
                shared[place] = shared.get(place, 0.0) + weight
        enough = least - _ROUNDING
        return sorted(place for place, held in shared.items() if _score(held, total, self._total[place]) >= enough)


def _score(shared: float, one: float, other: float) -> float:
    """How alike two sentences are, of such weights and with so much in common."""
    least = min(one, other)
    return shared / least * 0.6 + 2 * shared / (one + other) * 0.4 if least else 0.0


@lru_cache(maxsize=16_384)  # a task is compared with each of its seat
def figures(sentence: str) -> frozenset[Decimal]:
    """The numbers that a sentence tells, days left out: '12/20 camera' → 12, 20; '1.240 hồ sơ' → 1240; '2,4' → 2,4."""
    words = _TOKEN.findall(_ASIDE.sub(" . ", tone_fold(sentence)))
    return frozenset(number(word) for word in words if _NUMBER.fullmatch(word))


@cache
def _empty() -> frozenset[str]:
    words: str = tomllib.loads(data.path("words", "matter.toml").read_text(encoding="utf-8"))["empty"]
    return frozenset(tone_fold(word) for word in words.split())


def _features(sentence: str) -> frozenset[object]:
    words = _TOKEN.findall(_ASIDE.sub(" . ", tone_fold(sentence)))
    empty = _empty()
    telling = (word for word in words if word not in empty)
    return frozenset((*telling, *(pair for pair in pairwise(words) if not empty.issuperset(pair))))
