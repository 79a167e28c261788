"""Texts to measure on, as many megabytes as one likes, no two alike: nothing that was read once is met again.

The Vietnamese ones are the sample documents (with the seeds and published texts of ``../shared``, where they are), in
each of which numbers, days and names are changed anew. The English ones are opinions of invented cases, composed here
sentence by sentence in the manner of American courts, with citations of the kinds and about the density they have.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["opinions", "papers", "samples"]

_ROOT = Path(__file__).resolve().parents[2]
_FIGURE = re.compile(r"(?<=[\w/.,-] )\d{1,4}|(?<=[/.-])\d{1,4}")
_PLACE = re.compile(
    r"(?:[Pp]hường|[Xx]ã|[Tt]ỉnh|[Tt]hành phố|[Tt]hành ủy|PHƯỜNG|XÃ|TỈNH) ([A-ZĐÀ-Ỹ][\wà-ỹ]+ [A-ZĐÀ-Ỹ][\wà-ỹ]+)"
)
_FIRST = (
    "An",     "Bình",     "Cẩm",     "Đại",     "Đông",     "Gia",     "Hà",     "Hải",     "Hòa",     "Hưng",
    "Khánh",     "Kim",     "Lam",     "Long",     "Minh",     "Mỹ",     "Nam",     "Ngọc",     "Phú",
    "Quảng",     "Sơn",     "Tân",     "Thanh",
)  # fmt: skip
_SECOND = (
    "Châu",     "Dương",     "Giang",     "Hải",     "Hậu",     "Khê",     "Lạc",     "Lâm",     "Liên",
    "Lộc",     "Nghĩa",     "Ninh",     "Phong",     "Phước",     "Sơn",     "Thành",     "Thịnh",     "Thủy",
    "Trung",     "Xuân",
)  # fmt: skip


def samples() -> list[tuple[str, str]]:
    """Name and text of every document to vary."""
    corpus, shared = _ROOT / "data" / "corpus", _ROOT.parent / "shared"
    paths = [*corpus.rglob("*.txt"), *corpus.rglob("*.md"), *(shared / "seeds").glob("*.txt")]
    paths += [p for p in (shared / "real").glob("*") if p.suffix in (".txt", ".md") and p.name != "README.md"]
    return [(path.name, path.read_text(encoding="utf-8")) for path in sorted(paths)]


def papers(megabytes: float, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Name and text of varied documents, together about so many megabytes of UTF-8."""
    rng, stock, left = random.Random(seed), samples(), megabytes * 1e6
    number = 0
    while left > 0:
        for name, text in stock:
            number += 1
            varied = _varied(text, rng)
            left -= len(varied.encode())
            yield f"{number}-{name}", varied
            if left <= 0:
                return


def _varied(text: str, rng: random.Random) -> str:
    for name in sorted(set(_PLACE.findall(text))):
        other = f"{rng.choice(_FIRST)} {rng.choice(_SECOND)}"
        text = text.replace(name, other.upper() if name.isupper() else other)
    return _FIGURE.sub(lambda match: _figure(match[0], rng), text)


def _figure(figure: str, rng: random.Random) -> str:
    """Another figure of the same kind: a year, a day or month, a number."""
    if len(figure) == 4 and figure[:2] in ("19", "20"):
        return str(rng.randrange(2024, 2027))
    return str(rng.randrange(1, 13) if len(figure) < 3 else rng.randrange(100, 10 ** len(figure)))


_NAMES = (
    "Abernathy",     "Ashworth",     "Barlow",     "Brennick",     "Calloway",     "Castellan",     "Delacroix",
    "Dunmore",     "Eastman",     "Fairbank",     "Galloway",     "Hargrove",     "Ibsen",     "Jarvis",
    "Kessler",     "Lockhart",     "Marchetti",     "Norwood",     "Oakley",     "Pemberton",     "Quimby",
    "Rosenthal",     "Sandoval",     "Thackeray",     "Underhill",     "Vasquez",     "Whitcomb",     "Yarrow",
    "Zeller",
)  # fmt: skip
_BODIES = (
    "United States", "State", "Harborview Transit Authority", "Meridian Mutual Insurance Co.", "Board of Education",
    "Pinecrest Development Corp.", "Commissioner of Revenue", "Lakeland County", "Acme Shipping, Inc.",
)  # fmt: skip
_REPORTERS = (
    "U.S.", "S. Ct.", "F.2d", "F.3d", "F. Supp.", "F. Supp. 2d", "N.E.2d", "P.2d", "So. 2d", "A.2d", "Cal. App. 4th",
)  # fmt: skip
_COURTS = ("", "", "9th Cir. ", "2d Cir. ", "D.C. Cir. ", "S.D.N.Y. ", "Mass. ", "Cal. Ct. App. ")
_PROSE = (
    "The parties do not dispute that the contract was executed before the statute took effect.",
    "Viewed in the light most favorable to the nonmoving party, the record would permit a reasonable jury to find that "
    "the defendant knew of the defect and said nothing of it to those who relied on its inspection.",
    "We review the district court's grant of summary judgment de novo, drawing every inference for the appellant.",
    "That reading cannot be squared with the text, which speaks of notice and not of knowledge.",
    "Counsel conceded as much at oral argument, and nothing in the supplemental briefing suggests otherwise.",
    "The trial court credited the testimony of the plant's former supervisor, and we see no clear error in its having "
    "done so, for the account was consistent with the maintenance logs and with the plaintiff's own recollection.",
    "Whatever force the argument might have in another setting, it has none where the agency acted within its charge.",
    "The dissent would remand for further findings, but the facts that matter were settled by stipulation.",
    "A party may not, by the simple expedient of silence, turn a duty to disclose into a license to conceal.",
)
_LEADS = ("See", "See also", "Cf.", "But see", "Accord", "As we explained in", "The court below relied on", "E.g.,")


def opinions(megabytes: float, seed: int = 1) -> Iterator[str]:
    """Opinions of invented cases, each of some 20 kB, together about so many megabytes."""
    rng, left = random.Random(seed), megabytes * 1e6
    while left > 0:
        opinion = "\n\n".join(_paragraph(rng) for _ in range(28))
        left -= len(opinion.encode())
        yield opinion


def _paragraph(rng: random.Random) -> str:
    """Six sentences of prose, and a citation behind about every third."""
    out = []
    for _ in range(6):
        out.append(rng.choice(_PROSE))
        if rng.random() < 0.3:
            out.append(_citation(rng))
    return " ".join(out)


def _citation(rng: random.Random) -> str:
    page, volume, year = rng.randrange(1, 1400), rng.randrange(2, 999), rng.randrange(1931, 2024)
    kind = rng.random()
    if kind < 0.55:
        other = rng.choice(_NAMES if rng.random() < 0.6 else _BODIES)
        court, reporter = rng.choice(_COURTS), rng.choice(_REPORTERS)
        case = (
            f"{rng.choice(_NAMES)} v. {other}, {volume} {reporter} {page}, {page + rng.randrange(30)} ({court}{year})"
        )
        return f"{rng.choice(_LEADS)} {case}."
    if kind < 0.7:
        return f"Id. at {page}."
    if kind < 0.8:
        return f"{rng.choice(_NAMES)}, {volume} {rng.choice(_REPORTERS)} at {page}."
    if kind < 0.9:
        return f"{rng.randrange(1, 50)} U.S.C. § {page}({rng.choice('abcd')})({rng.randrange(1, 9)})."
    return f"{rng.choice(_NAMES)}, supra, at {page}."
