"""What is read of thousands at once is what is read of each with all that anybody tells of it."""

from datetime import UTC, date, datetime

import pytest
from test_graph_samples import Paper, central, commune, provincial

from graph import decisions
from graph.coverage import papers as module
from graph.coverage.papers import papers
from graph.store import open_reader, open_writer
from ontology.terms import CD, DCTERMS

PLAN = ("79-KH/TU", date(2026, 1, 10))
WHO = {"by": "Nguyễn Văn A", "at": datetime(2026, 11, 1, tzinfo=UTC), "why": "đã đối chiếu"}


def written():
    """A plan; what carries it out plainly; joint issuers; no title; no day; a second text of one directive."""
    city = provincial("Thành ủy")
    plan = Paper("kh.txt", "KH", *PLAN, city, "về trật tự đô thị")
    plan.cite("thực hiện", "27-KL/TW", date(2026, 1, 5), central("Ban Bí thư"), type="KL")
    made = [plan]
    for at, place in enumerate(("Ngọc Sơn", "Tân Hưng", "Việt Hưng", "Bình Khê", "Hòa Lạc"), 1):
        issuer = commune("Đảng ủy", place)
        paper = Paper(f"{at}.txt", "KH", f"{at}-KH/ĐU", date(2026, 2, at), issuer, f"về việc của {place}")
        paper.cite("thực hiện", *PLAN, city, type="KH", title="trật tự đô thị, như nơi khác gọi")
        made.append(paper)
    _, joint, untitled, wrong, _ = made[1:]
    joint.relate(joint.actor(commune("Ủy ban nhân dân", "Tân Hưng")), CD.issues, joint.own, joint.say("UBND"))
    untitled.triples.remove((None, DCTERMS.title, None))
    undated = Paper("khong-ngay.txt", "CV", "21-CV/ĐU", None, commune("Đảng ủy"), bounds=(date(2026, 3, 1), None))
    undated.cite("thực hiện", *PLAN, city)
    again = Paper("1-chep.txt", "KH", "1-KH/ĐU", date(2026, 2, 1), commune("Đảng ủy"), "bản chép")
    return [*made, undated, again], wrong


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("papers") / "home"
    made, wrong = written()
    with open_writer(home) as writer:
        writer.load(paper.done() for paper in made)
    with open_reader(home) as reader:
        ((issued,),) = reader.register.rows("SELECT assertion FROM issues WHERE directive = ?", (str(wrong.own),))
    with open_writer(home) as writer:
        writer.decide(decisions.about_assertion(writer, issued, right=False, **WHO))
    return home


def test_reading_at_once_is_reading_each(home):
    with open_reader(home) as reader:
        every = sorted({iri for (iri,) in reader.register.rows("SELECT directive FROM identity")})
        told = papers(reader.register, every)
        assert told == {iri: paper for one in every for iri, paper in papers(reader.register, [one]).items()}
        assert told == module._several(reader.register, every)
        plain = module._plain(reader.register, every)
    assert {paper.code for paper in plain.values()} == {"79-KH/TU", "1-KH/ĐU", "5-KH/ĐU"}
    assert sum(not paper.issuer.name for paper in told.values()) == 1, "of whom a person said that it did not issue it"


def test_the_samples_are_read_alike(demo):
    with open_reader(demo) as reader:
        every = sorted({iri for (iri,) in reader.register.rows("SELECT directive FROM identity")})
        told = papers(reader.register, every)
        assert told == module._several(reader.register, every)
        assert 20 < len(module._plain(reader.register, every)) < len(told)
