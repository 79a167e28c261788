"""The cascade itself: who issues what, in which words, and what is therefore true."""

import datetime as dt
import random
import re
from dataclasses import dataclass, field

from ontology import registry
from planted import papers
from planted.months import monthly
from planted.themes import LOCAL, THEMES

__all__ = ["CITIES", "CODE", "Cascade", "plant"]

CODE = "9999-KL/TW"
CITIES = ("Hải Phòng", "Huế", "Cần Thơ")
CENTRAL_DAY = dt.date(2026, 1, 12)
#: How communes behave, and how often.
STATES = (("issued", 70), ("forwarded", 10), ("cited", 7), ("not_in_corpus", 13))
CHANGES = (("specialised", 52), ("softened", 18), ("copied", 18), ("other", 12))


@dataclass
class Cascade:
    """Files by name, and the truth about them (see the keys in :func:`plant`)."""

    files: dict = field(default_factory=dict)
    truth: dict = field(default_factory=dict)


def plant(seed=7, cities=CITIES, communes=None, months=12, themes=THEMES):
    """The cascade of a seed; ``communes``: at most so many a city; ``months`` of monthly resolutions.

    Truth: ``central``, ``cities`` (code, date, units: unit_id, unit, state, documents, latency_days), ``clauses`` (document,
    clause text → tasks: unit_id, document, task text, change), ``unpicked`` (clauses that nobody picked up), ``months``.
    """
    rng = random.Random(seed)
    made = Cascade(truth={"central": {"code": CODE, "date": CENTRAL_DAY.isoformat()}, "cities": [], "months": []})
    clauses = _central(made, rng, themes)
    for number, name in enumerate(cities):
        _city(
            made, random.Random(f"{seed}/{name}"), registry.province_of(name), clauses, number, communes, months, themes
        )
    return made


def _central(made, rng, themes):
    """The conclusion: every theme but two, each as one item that provinces are charged with."""
    clauses = {}
    items = []
    for number, theme in enumerate(themes, 1):
        text = f"Các tỉnh ủy, thành ủy {_lead(rng)}{rng.choice(theme.asks)}"
        if number % 3:
            text += f"; hoàn thành trước ngày {_day(dt.date(2026, 6 + number % 5, 20 + number % 8))}"
        clauses[theme.key] = text
        items.append(f"{number}. {text}.")
    body = (
        "Tại phiên họp ngày 09/01/2026, Ban Bí thư yêu cầu các cấp ủy, tổ chức đảng thực hiện những nhiệm vụ sau:\n\n"
        + "\n\n".join(items)
    )
    about = "về một số nhiệm vụ giả định dùng để kiểm thử năm 2026"
    made.files["tw-9999-kl.txt"] = papers.central(
        CODE, CENTRAL_DAY, "KẾT LUẬN", about, body,
        "- Các tỉnh ủy, thành ủy,\n- Các đồng chí Ủy viên Ban Chấp hành Trung ương Đảng,\n- Lưu Văn phòng Trung ương Đảng.",
    )  # fmt: skip
    made.truth["central"]["clauses"] = [{"key": key, "text": text, "tasks": []} for key, text in clauses.items()]
    return clauses


def _lead(rng):
    return rng.choice(("chỉ đạo ", "lãnh đạo, chỉ đạo ", "tập trung chỉ đạo ", ""))


def _city(made, rng, place, central, number, most, months, listed_themes):
    """One city's letter, and what its communes make of it."""
    day = CENTRAL_DAY + dt.timedelta(days=8 + 5 * number)
    code = f"{310 + 7 * number}-CV/TU"
    themes = [theme for theme in listed_themes if rng.random() < 0.85]
    spare = rng.choice(themes)
    clauses, items, listed = {}, [], []
    group = "Ban Thường vụ đảng ủy các xã, phường" + (
        ", đặc khu" if any(p.kind == "đặc khu" for p in registry.communes(place.code)) else ""
    )
    for index, theme in enumerate(themes, 1):
        due = day + dt.timedelta(days=rng.randrange(60, 200)) if rng.random() < 0.8 else None
        words = _ask(rng, theme, due)
        text = f"{group} {words}" if number % 2 == 0 else f"{words[0].upper()}{words[1:]}"
        clauses[theme.key] = (text, due, words)
        items.append(f"{index}. {text}." if number % 2 == 0 else f"- {text}.")
        listed.append({"key": theme.key, "text": text, "tasks": [], "central": central[theme.key]})
    if number % 2:
        items.insert(0, f"1. {group}")
    about = f"về việc thực hiện Kết luận số {CODE} của Ban Bí thư"
    opening = (
        f"Thực hiện Kết luận số {CODE} ngày {_day(CENTRAL_DAY)} của Ban Bí thư, Ban Thường vụ Thành ủy yêu cầu các cấp ủy, "
        "cơ quan, đơn vị thực hiện các nhiệm vụ sau:"
    )
    late = day + dt.timedelta(days=20)
    report = (
        f"{len(themes) + 1 if number % 2 == 0 else 2}. {group} ban hành kế hoạch hoặc công văn triển khai, gửi về Văn phòng "
        f"Thành ủy trước ngày {_day(late)}."
    )
    made.files[f"{place.code}-thanh-uy-{code.split('-', maxsplit=1)[0]}.txt"] = papers.party(
        "", f"THÀNH ỦY {place.name.upper()}", code, day, place.name, "", about, "\n\n".join((opening, *items, report)),
        "- Như trên,\n- Ban Bí thư (để b/c),\n- Lưu Văn phòng Thành ủy.", addressees=f"- {group},\n- Các ban, Văn phòng Thành ủy.",
    )  # fmt: skip
    for one in made.truth["central"]["clauses"]:
        if one["key"] in clauses:
            one["tasks"].append({"unit_id": place.code, "document": code, "task": clauses[one["key"]][0]})
    told = {"code": code, "name": place.name, "unit_id": place.code, "date": day.isoformat(), "due": late.isoformat(),
            "units": [], "clauses": listed, "unpicked": []}  # fmt: skip
    made.truth["cities"].append(told)
    for commune in registry.communes(place.code)[:most]:
        _commune(
            made, random.Random(f"{rng.random()}"), place, commune, told, day, clauses, (spare.key, themes), months
        )
    told["unpicked"] = [one["text"] for one in listed if not one["tasks"]]


def _ask(rng, theme, due):
    words = f"{rng.choice(('', 'lãnh đạo, chỉ đạo ', 'tập trung '))}{rng.choice(theme.asks)}"
    if due:
        words += rng.choice(
            (
                f"; hoàn thành trước ngày {_day(due)}",
                f", xong trước ngày {_day(due)}",
                f"; báo cáo kết quả trước ngày {_day(due)}",
            )
        )
    return words


def _commune(made, rng, city, place, told, day, clauses, spare, months):
    state = rng.choices([s for s, _ in STATES], [w for _, w in STATES])[0]
    issued = day + dt.timedelta(days=rng.randrange(2, 40))
    if state == "cited" and issued.month + 1 > months:
        state = "not_in_corpus"  # no resolution in which it could be named
    where = f"{place.kind} {place.name}"
    number = rng.randrange(5, 90)
    unit = {"unit_id": place.code, "unit": place.full_name, "state": state, "documents": [], "latency_days": None}
    told["units"].append(unit)
    if state in ("issued", "forwarded"):
        kind = rng.choice(("KH", "CV")) if state == "issued" else "CV"
        code = f"{number:02}-{kind}/ĐU"
        unit["documents"], unit["latency_days"] = [code], (issued - day).days
        write = _plan if state == "issued" else _forward
        made.files[f"{place.code}-{kind.lower()}-{number}.txt"] = write(
            rng, city, place, where, code, kind, issued, told, clauses, spare
        )
    if state == "cited":
        unit["documents"] = ["tháng"]
    cites = told if state == "cited" else None
    monthly(made, rng, city, place, where, months, cites, issued)


def _forward(rng, city, place, where, code, kind, day, told, clauses, spare):
    opening = (
        f"Văn phòng Đảng ủy {where} nhận được Công văn số {told['code']} ngày {_iso(told['date'])} của Ban Thường vụ Thành ủy "
        f"{city.name} về việc thực hiện Kết luận số {CODE} của Ban Bí thư."
    )
    how = rng.choice(("sao gửi nguyên văn", "sao lục và chuyển"))
    body = f"{opening}\n\nThực hiện ý kiến của Thường trực Đảng ủy, Văn phòng Đảng ủy {how} Công văn số {told['code']} nêu trên đến các cơ quan, đơn vị, chi bộ để thực hiện."
    return papers.party(
        f"ĐẢNG BỘ THÀNH PHỐ {city.name.upper()}", f"ĐẢNG ỦY {where.upper()}", code, day, place.name, "",
        f"về việc sao gửi Công văn số {told['code']} của Ban Thường vụ Thành ủy", body,
        "- Như trên,\n- Thường trực Đảng ủy (để b/c),\n- Lưu VPĐU.",
        addressees=f"- Ủy ban nhân dân {place.kind},\n- Các chi bộ trực thuộc.", sign="T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG",
    )  # fmt: skip


def _plan(rng, city, place, where, code, kind, day, told, clauses, spare):
    """A plan or letter that carries the city's letter out: some clauses copied, some made concrete, some watered down."""
    lines = []
    unpicked, themes = spare
    for theme in themes:
        if theme.key not in clauses or theme.key == unpicked or rng.random() < 0.25:
            continue
        change = rng.choices([c for c, _ in CHANGES], [w for _, w in CHANGES])[0]
        owner, text = _task(rng, theme, change, clauses[theme.key], day, place.kind)
        change = _truly(change, text, clauses[theme.key][2])
        lines.append((owner, text, theme.key, change))
    for owner, what in rng.sample(LOCAL, rng.randrange(1, 4)):
        lines.append((owner.format(place=place.kind), what, "", ""))
    rng.shuffle(lines)
    by_heading = rng.random() < 0.5
    body = "\n\n".join(_by_heading(lines) if by_heading else _by_item(lines))
    for owner, text, key, change in lines:
        if key:
            clause = next(one for one in told["clauses"] if one["key"] == key)
            said = text if by_heading else f"{owner} {text}"
            clause["tasks"].append({"unit_id": place.code, "document": code, "task": said, "change": change})
    opening = (
        f"Thực hiện Công văn số {told['code']} ngày {_iso(told['date'])} của Ban Thường vụ Thành ủy {city.name} về việc thực hiện "
        f"Kết luận số {CODE} ngày {_day(CENTRAL_DAY)} của Ban Bí thư, Ban Thường vụ Đảng ủy {where} "
    )
    opening += "xây dựng Kế hoạch như sau:" if kind == "KH" else "yêu cầu các cơ quan, đơn vị, chi bộ thực hiện:"
    about = f"thực hiện Công văn số {told['code']} của Ban Thường vụ Thành ủy"
    write = rng.choice((papers.party, papers.party_flat))
    return write(
        f"ĐẢNG BỘ THÀNH PHỐ {city.name.upper()}", f"ĐẢNG ỦY {where.upper()}", code, day, place.name,
        "KẾ HOẠCH" if kind == "KH" else "", about if kind == "KH" else f"về việc {about}", f"{opening}\n\n{body}",
        "- Ban Thường vụ Thành ủy (để b/c),\n- Các cơ quan, đơn vị, chi bộ,\n- Lưu VPĐU.",
        addressees="" if kind == "KH" else f"- Ủy ban nhân dân {place.kind},\n- Các chi bộ trực thuộc.",
    )  # fmt: skip


def _truly(change, text, clause):
    """Said otherwise, but with the figure dropped or another share set: weaker, or more concrete."""
    figures, asked = (re.findall(r"\d+%?", re.sub(r"\d+/\d+/\d+", "", words)) for words in (text, clause))
    if change != "other" or (not asked and not figures):
        return change
    if asked and not figures:
        return "softened"
    return "specialised" if set(figures) - set(asked) else "other"


def _by_heading(lines):
    owners = list(dict.fromkeys(owner for owner, *_ in lines))
    for number, owner in enumerate(owners, 1):
        yield f"{number}. {owner}"
        yield from (f"- {text[0].upper()}{text[1:]}." for name, text, *_ in lines if name == owner)


def _by_item(lines):
    for number, (owner, text, *_) in enumerate(lines, 1):
        yield f"{number}. {owner} {text}."


def _task(rng, theme, change, clause, day, kind):
    """Who does it and in which words."""
    _, due, asked = clause
    owner = rng.choice(theme.owners).format(place=kind)
    many = "Các cơ quan, đơn vị, chi bộ"
    if change == "copied":
        bare = asked
        for lead in ("lãnh đạo, chỉ đạo ", "tập trung "):
            bare = bare.removeprefix(lead)
        return rng.choice((owner, many)), asked if rng.random() < 0.6 else bare
    if change == "softened":
        return rng.choice((owner, many)), rng.choice(theme.wishes)
    if change == "other":
        other = next((ask for ask in theme.asks if ask not in asked), theme.asks[0])
        return many, other + (f"; hoàn thành trước ngày {_day(due)}" if due else "")
    words = rng.choice(theme.does)
    text = words.format(n=rng.randrange(87, 99) if "{n}%" in words else rng.randrange(3, 98))
    last = (due or day + dt.timedelta(days=150)) - dt.timedelta(days=rng.randrange(3, 20))
    text += rng.choice(
        (
            f"; hoàn thành trước ngày {_day(last)}",
            f", xong trước ngày {_day(last)}",
            f"; báo cáo Ban Thường vụ Đảng ủy trước ngày {_day(last)}",
        )
    )
    return owner, text


def _day(day):
    return f"{day.day:02}/{day.month}/{day.year}"


def _iso(text):
    return _day(dt.date.fromisoformat(text))
