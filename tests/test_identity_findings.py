"""What is left to a person about identity: found where it is, and only there."""

from datetime import UTC, date, datetime, timedelta

import pytest
from test_graph_samples import Paper, central, commune, provincial

from graph import decisions
from graph.identities import identities
from graph.likeness import issuers_fit, seats_fit, subject_overlap
from graph.store import open_writer

DAY, OTHER_DAY = date(2026, 3, 13), date(2026, 4, 2)
NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)
CITY = provincial("Ban Thường vụ Tỉnh ủy")
PRESS = provincial("Ban Tuyên giáo và Dân vận Tỉnh ủy")
SUBJECT = "đẩy mạnh phong trào Dân vận khéo trong đồng bào có đạo năm 2026"


@pytest.fixture
def writer(tmp_path):
    with open_writer(tmp_path) as writer:
        yield writer


def letter(file="mot.txt", code="21-CV/ĐU", day=DAY, place="Ngọc Sơn", **told):
    return Paper(file, "CV", code, day, commune("Ban Thường vụ Đảng ủy", place), **told)


def load(writer, *papers):
    writer.load(paper.done() for paper in papers)
    return identities(writer)


def pairs(found):
    return [{one.one.code, one.other.code} for one in found.duplicates]


def reasons(findings):
    return " | ".join(reason for finding in findings for reason in finding.reasons)


def decide(writer, one, other, same, hours=0):
    at = NOON + timedelta(hours=hours)
    writer.decide(decisions.about_directives(writer, one, other, same=same, by="An", at=at, why="đã đối chiếu"))


def test_a_code_that_two_communes_bear_is_a_collision_and_no_duplicate(writer):
    one, other = letter(), letter("hai.txt", place="Việt Hưng", day=OTHER_DAY)
    citing = letter("ba.txt", code="30-CV/ĐU")
    citing.cite("viện dẫn", "21-CV/ĐU", DAY, commune("Ban Thường vụ Đảng ủy"))
    found = load(writer, one, other, citing)
    (collision,) = found.collisions
    assert collision.code == "21-CV/ĐU"
    assert [(d.iri, len(d.citing)) for d in collision.directives] == [(one.own, 1), (other.own, 0)]
    assert found.duplicates == found.unresolved == found.namings == ()


def test_a_store_without_trouble_leaves_nothing(writer):
    one = letter()
    one.cite("thực hiện", "12-KH/TU", DAY, CITY)
    found = load(writer, one, letter("hai.txt", code="22-CV/ĐU"))
    assert not any((found.collisions, found.duplicates, found.unresolved, found.namings, found.decisions))


def test_a_letter_lost_in_a_long_code_is_a_likely_duplicate(writer):
    one, other = letter(), letter("hai.txt", place="Việt Hưng")
    one.cite("thực hiện", "556-CV/BTĐVTU", DAY, PRESS)
    other.cite("thực hiện", "556-CV/BTGDVTU", DAY, PRESS)
    found = load(writer, one, other)
    assert pairs(found) == [{"556-CV/BTĐVTU", "556-CV/BTGDVTU"}]
    told = reasons(found.duplicates)
    assert "gần như một" in told
    assert "cùng ngày 13/3/2026" in told
    assert "cùng nơi ban hành" in told


@pytest.mark.parametrize(
    ("code", "day", "issuer"),
    [
        ("556-CV/BTGDVTU", OTHER_DAY, PRESS),  # another day
        ("557-CV/BTGDVTU", DAY, PRESS),  # another number
        ("556-KH/BTGDVTU", DAY, PRESS),  # two parts differ
        ("556-CV/BTGDVTU", DAY, provincial("Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ninh Bình")),  # another province
        ("556-CV/BTGDVTU", DAY, provincial("Ban Tổ chức Tỉnh ủy")),  # another issuer
        ("556-CV/BNCTU", DAY, PRESS),  # more than one letter
    ],
)
def test_codes_that_only_look_alike_are_not_proposed(writer, code, day, issuer):
    one, other = letter(), letter("hai.txt", place="Việt Hưng")
    one.cite("thực hiện", "556-CV/BTĐVTU", DAY, PRESS)
    other.cite("thực hiện", code, day, issuer)
    assert load(writer, one, other).duplicates == ()


def test_one_letter_tells_short_organs_apart(writer):
    one = letter()
    one.cite("thực hiện", "21-CV/TU", DAY, commune("Ban Thường vụ Đảng ủy"))
    assert load(writer, one).duplicates == ()


def test_one_code_and_day_cited_from_two_unknown_places(writer):
    papers = [letter(), letter("hai.txt", place="Việt Hưng")]
    for paper in papers:
        paper.cite("viện dẫn", "77-KH/TU", DAY)
    found = load(writer, *papers)
    assert pairs(found) == [{"77-KH/TU"}]
    assert "cả hai không nói rõ nơi ban hành" in reasons(found.duplicates)
    for paper in ((late := letter("ba.txt", code="5-CV/ĐU")),):
        paper.cite("viện dẫn", "77-KH/TU", OTHER_DAY)
    assert len(load(writer, late).duplicates) == 1, "another day is another directive"


def test_a_person_s_word_closes_a_likely_duplicate(writer):
    papers = [letter(), letter("hai.txt", place="Việt Hưng")]
    one, other = (paper.cite("viện dẫn", "77-KH/TU", DAY)[0] for paper in papers)
    load(writer, *papers)
    decide(writer, one, other, same=False)
    found = identities(writer)
    assert found.duplicates == ()
    assert [d.verdict for d in found.decisions] == ["different"]
    assert "77-KH/TU" in [c.code for c in found.collisions]
    decide(writer, one, other, same=True, hours=1)
    found = identities(writer)
    assert found.duplicates == ()
    assert "77-KH/TU" not in [c.code for c in found.collisions]


def test_an_undated_citation_with_two_candidates_is_unresolved_with_its_sentence(writer):
    first, second = letter(), letter("hai.txt", day=OTHER_DAY)
    citing = letter("ba.txt", code="30-CV/ĐU")
    sentence = "Thực hiện Công văn số 21-CV/ĐU của Ban Thường vụ Đảng ủy"
    mentioned, _ = citing.cite("thực hiện", "21-CV/ĐU", None, commune("Ban Thường vụ Đảng ủy"), words=sentence)
    found = load(writer, first, second, citing)
    (open_,) = found.unresolved
    assert open_.mention.iri == mentioned
    assert [c.iri for c in open_.candidates] == [first.own, second.own]
    assert [row["quote"] for row in open_.evidence] == [sentence]
    assert "không ghi ngày" in reasons(found.unresolved)
    assert "không nói rõ nơi" not in reasons(found.unresolved)
    assert found.duplicates == (), "what is unresolved is told once"
    assert [len(c.directives) for c in found.collisions] == [2]
    decide(writer, mentioned, second.own, same=True)
    assert identities(writer).unresolved == ()


def test_a_candidate_that_a_person_ruled_out_is_not_offered(writer):
    papers = [letter(), letter("hai.txt", day=OTHER_DAY), letter("bon.txt", day=date(2026, 4, 20))]
    citing = letter("ba.txt", code="30-CV/ĐU")
    mentioned, _ = citing.cite("thực hiện", "21-CV/ĐU", None, commune("Ban Thường vụ Đảng ủy"))
    load(writer, *papers, citing)
    decide(writer, mentioned, papers[0].own, same=False)
    (open_,) = identities(writer).unresolved
    assert [c.iri for c in open_.candidates] == [papers[1].own, papers[2].own]


def unnamed(**told):
    return letter("trong-so.txt", code="", day=None, **{"title": SUBJECT, "bounds": (DAY, OTHER_DAY), **told})


def naming(writer, day=date(2026, 3, 20), place="Ngọc Sơn", title=SUBJECT, type="CV", **told):
    citing = letter("chi-bo.txt", code="03-NQ/CB", day=date(2026, 4, 10))
    issuer = commune("Ban Thường vụ Đảng ủy", place)
    cited, _ = citing.cite(
        "thực hiện", "25-CV/ĐU", day, issuer, words="Thực hiện Công văn số 25", title=title, type=type
    )
    return cited, load(writer, unnamed(**told), citing).namings


def test_a_file_without_number_is_recognised_in_a_citation(writer):
    cited, (found,) = naming(writer, title=f"về {SUBJECT.replace('đồng bào có đạo', 'đồng bào')}")
    assert (found.document.iri, found.candidate.iri) == (unnamed().own, cited)
    assert [row["quote"] for row in found.evidence] == ["Thực hiện Công văn số 25"]
    assert "nằm trong khoảng ngày" in reasons([found])
    decide(writer, unnamed().own, cited, same=True)
    assert identities(writer).namings == ()


@pytest.mark.parametrize(
    "told",
    [
        {"day": date(2026, 3, 12)},  # before the bounds
        {"day": date(2026, 4, 3)},  # after the bounds
        {"day": None},
        {"place": "Việt Hưng"},
        {"type": "KH"},
        {"title": "về thu gom rác thải và trồng cây xanh đô thị"},
        {"title": ""},
        {"title": "Dân vận khéo", "bounds": (None, DAY)},
    ],
)
def test_a_file_without_number_is_not_guessed(writer, told):
    assert naming(writer, **told)[1] == ()


def test_the_findings_do_not_depend_on_the_order_of_loading(tmp_path):
    seen = []
    for number, step in enumerate((1, -1)):
        papers = [letter(), letter("hai.txt", day=OTHER_DAY), letter("ba.txt", place="Việt Hưng")]
        papers[2].cite("viện dẫn", "21-CV/ĐU", None)
        papers[0].cite("viện dẫn", "77-KH/TU", DAY)
        papers[1].cite("viện dẫn", "77-KH/TU", DAY)
        with open_writer(tmp_path / str(number)) as writer:
            for paper in papers[::step]:
                writer.load(paper.done())
            seen.append(identities(writer))
    assert seen[0] == seen[1]
    assert seen[0].duplicates
    assert seen[0].unresolved


def test_the_central_bodies_stay_apart(writer):
    one, other = letter(), letter("hai.txt", place="Việt Hưng")
    one.cite("thực hiện", "27-KL/TW", DAY, central("Ban Bí thư Trung ương Đảng"))
    other.cite("thực hiện", "27-KL/TW", None, central("Bộ Chính trị"))
    assert load(writer, one, other).duplicates == ()


def test_what_likeness_is():
    assert seats_fit("x." + "a" * 32, "thanh-hoa")
    assert seats_fit("ngoc-son.x." + "a" * 32, "ngoc-son.thanh-hoa")
    assert not seats_fit("ngoc-son.x." + "a" * 32, "viet-hung.ha-noi")
    assert not seats_fit("ngoc-son.x." + "a" * 32, "viet-hung.x." + "b" * 32)
    assert issuers_fit(["Ban Thường vụ Đảng ủy"], ["Ban Thường vụ Đảng ủy phường Ngọc Sơn"])
    assert issuers_fit([], ["Đảng ủy"])
    assert not issuers_fit(["Ủy ban nhân dân phường"], ["Ban Thường vụ Đảng ủy phường"])
    assert subject_overlap(SUBJECT, SUBJECT.upper()) == 1
    assert subject_overlap("về việc", "về việc") == 0
    assert subject_overlap("thu gom rác thải", "trồng cây xanh đô thị") == 0
