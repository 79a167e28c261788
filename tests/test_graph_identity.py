"""Which directive a mention means: the hard part, case by case."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from graph.descriptions import Index
from graph.identity import Judgement, resolve
from graph.mention import Mention, code_key
from graph.rows import OnEngine

NGOC_SON, VIET_HUNG = "ngoc-son_2aa5f3.thanh-hoa", "viet-hung_aaaaaa.ha-noi"
HIDDEN = {name: f"x.{name * 32}" for name in "abc"}
DAY, OTHER_DAY = date(2026, 1, 17), date(2025, 3, 2)


def mention(code="08-NQ/ĐU", day=DAY, seat=NGOC_SON, sha="", **told):
    """A mention named as ``ontology.iri`` names it; ``sha`` makes it a file whose own number or date is blank."""
    slug = code_key("", code)
    iri = f"urn:chidao:directive:sha:{sha * 32}" if sha else f"urn:chidao:directive:{slug}:{day or 'x'}:{seat}"
    return Mention(iri=iri, code=code, date=day, seat=seat, **told)


def one(*mentions, words=()):
    """Whether all mentions are one directive."""
    return len({resolve(mentions, words)[told.iri] for told in mentions}) == 1


def same(one_, other):
    return Judgement(one_.iri, other.iri, True)


def different(one_, other):
    return Judgement(one_.iri, other.iri, False)


def test_an_undated_citation_is_the_one_directive_of_its_code_and_seat():
    held = mention(held=True)
    cited = mention(day=None)
    assert resolve([held, cited]) == {held.iri: held.iri, cited.iri: held.iri}


def test_two_communes_never_meet():
    assert not one(mention(held=True), mention(seat=VIET_HUNG, held=True))
    assert not one(mention(day=None), mention(seat=VIET_HUNG))
    assert not one(mention(day=None), mention(day=None, seat=VIET_HUNG))


def test_an_unplaced_citation_with_one_candidate_is_that():
    assert one(mention(held=True), mention(seat=HIDDEN["a"]))
    assert one(mention(held=True), mention(day=None, seat=HIDDEN["a"]))


def test_an_unplaced_citation_with_two_candidates_stays_its_own():
    ward, other = mention(held=True), mention(seat=VIET_HUNG, held=True)
    for day in (DAY, None):
        cited = mention(day=day, seat=HIDDEN["a"])
        assert resolve([ward, other, cited])[cited.iri] == cited.iri


def test_a_date_singles_out_one_of_two_candidates():
    ward, other = mention(held=True), mention(seat=VIET_HUNG, day=OTHER_DAY, held=True)
    cited = mention(day=OTHER_DAY, seat=HIDDEN["a"])
    assert resolve([ward, other, cited])[cited.iri] == other.iri


def test_an_undated_citation_with_two_terms_stays_its_own():
    first, second, cited = mention(), mention(day=OTHER_DAY), mention(day=None)
    assert resolve([first, second, cited])[cited.iri] == cited.iri


def test_the_unknown_places_of_two_documents_never_meet():
    assert not one(mention(seat=HIDDEN["a"]), mention(seat=HIDDEN["b"]))
    assert not one(mention(seat=HIDDEN["a"], day=None), mention(seat=HIDDEN["b"]))


def test_the_unknown_place_of_one_document_is_one_place():
    dated, undated = mention(seat=HIDDEN["a"]), mention(seat=HIDDEN["a"], day=None)
    assert resolve([dated, undated])[undated.iri] == dated.iri
    elsewhere = mention(day=OTHER_DAY, held=True)
    assert resolve([dated, undated, elsewhere])[undated.iri] == dated.iri, "its own document's shuts out others"


def test_a_commune_without_its_province_agrees_only_with_that_commune():
    partial = mention(seat="ngoc-son_2aa5f3.x." + "a" * 32)
    assert one(mention(held=True), partial)
    assert not one(mention(seat=VIET_HUNG, held=True), partial)


def test_type_matters_where_both_tell_it():
    decision = mention("12-QĐ/TU", type="urn:chidao:term:type-QDD", held=True)
    rule = mention("12-QĐ/TU", day=OTHER_DAY, type="urn:chidao:term:type-QyDD", held=True)
    cited = mention("12-QĐ/TU", day=None, type="urn:chidao:term:type-QyDD")
    assert resolve([decision, rule, cited])[cited.iri] == rule.iri
    assert not one(decision, cited)
    assert one(decision, mention("12-QĐ/TU", day=None))


def test_the_central_bodies_number_apart():
    conclusion = mention("27-KL/TW", seat="trung-uong", issuer="Ban Bí thư Trung ương Đảng")
    assert one(conclusion, mention("27-KL/TW", day=None, seat="trung-uong", issuer="Trung ương"))
    assert not one(conclusion, mention("27-KL/TW", day=None, seat="trung-uong", issuer="Bộ Chính trị"))


def test_a_code_is_not_a_part_of_another():
    assert not one(mention("27-KL/TW", seat="trung-uong"), mention("127-KL/TW", day=None, seat="trung-uong"))


def test_codes_that_differ_in_separators_and_zeros_are_one():
    assert code_key("", "8/NQ-ĐU") == code_key("", "08-NQ/ĐU") == code_key(mention().iri)
    assert code_key("", "08-HD/TU") != code_key("", "08-HĐ/TU")


@pytest.mark.parametrize(
    ("bounds", "joined"),
    [((None, None), True), ((date(2026, 1, 1), date(2026, 2, 1)), True), ((date(2026, 2, 1), None), False)],
)
def test_a_file_without_a_date_is_the_one_citation_within_its_bounds(bounds, joined):
    file = mention(day=None, sha="f", held=True, earliest=bounds[0], latest=bounds[1])
    cited = mention()
    found = resolve([file, cited])
    assert (found[cited.iri] == file.iri) is joined
    assert found[file.iri] == file.iri, "the text that is held names it"


def test_a_file_without_date_and_place_is_not_recognised_by_its_code_alone():
    assert not one(mention(day=None, seat="", sha="f", held=True), mention())


def test_two_files_are_one_directive_only_by_name_or_by_a_persons_word():
    first, second = (mention(day=None, sha=sha, held=True) for sha in "fe")
    cited = mention()
    assert not one(first, second)
    assert not one(first, second, cited)
    assert resolve([first, second, cited])[cited.iri] == cited.iri
    assert one(first, second, words=[same(first, second)])


def test_a_file_without_number_means_itself_alone():
    blank = Mention("urn:chidao:directive:sha:" + "f" * 32, date=DAY, seat=NGOC_SON, held=True)
    assert resolve([blank, mention()])[blank.iri] == blank.iri


def test_people_join_what_words_do_not():
    ward, cited = mention(held=True), mention("09-NQ/ĐU", day=None, seat=HIDDEN["a"])
    assert resolve([ward, cited], [same(ward, cited)])[cited.iri] == ward.iri


def test_people_keep_apart_what_words_join():
    held, cited = mention(held=True), mention(day=None)
    assert not one(held, cited, words=[different(held, cited)])


def test_a_candidate_that_people_rule_out_is_none():
    first, second, cited = mention(), mention(day=OTHER_DAY), mention(day=None)
    assert resolve([first, second, cited], [different(cited, first)])[cited.iri] == second.iri


def test_two_that_people_keep_apart_do_not_meet_in_a_third():
    held = mention(held=True)
    undated, unplaced = mention(day=None, seat=HIDDEN["a"]), mention(day=None, seat=HIDDEN["b"])
    found = resolve([held, undated, unplaced], [different(undated, unplaced)])
    assert len({*found.values()}) == 3, "neither is preferred"


def test_the_latest_word_counts():
    held, cited = mention(held=True), mention(day=None, seat=VIET_HUNG)
    assert one(held, cited, words=[same(held, cited), different(held, cited)])
    assert not one(held, cited, words=[different(held, cited), same(held, cited)])
    third = mention("09-NQ/ĐU")
    ring = [different(held, third), same(held, cited), same(cited, third)]
    found = resolve([held, cited, third], ring)
    assert found[held.iri] == found[cited.iri] != found[third.iri], "the oldest of three that contradict gives way"


def test_what_people_identified_with_something_gone_is_not_guessed_again():
    held, cited, gone = mention(held=True), mention(day=None), mention(day=OTHER_DAY)
    assert one(held, cited)
    assert not one(held, cited, words=[same(cited, gone)])


def test_a_held_text_names_its_class_then_the_dated_then_the_smallest():
    undated_file, cited = mention(day=None, sha="f", held=True), mention()
    assert resolve([undated_file, cited])[cited.iri] == undated_file.iri
    early, late = mention(day=OTHER_DAY), mention(day=DAY)
    assert set(resolve([early, late], [same(early, late)]).values()) == {min(early.iri, late.iri)}


mentions = st.builds(
    mention,
    code=st.sampled_from(["08-NQ/ĐU", "8/NQ-ĐU", "09-NQ/ĐU"]),
    day=st.sampled_from([DAY, OTHER_DAY, None]),
    seat=st.sampled_from([NGOC_SON, VIET_HUNG, *HIDDEN.values(), "ngoc-son_2aa5f3.x." + "a" * 32]),
    sha=st.sampled_from(["", "", "", "d", "e"]),
    type=st.sampled_from(["", "urn:t:1", "urn:t:2"]),
    held=st.booleans(),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(mentions, max_size=10), st.data(), st.randoms(use_true_random=False))
def test_order_tells_nothing_and_words_are_kept(told, data, chance: random.Random):
    iris = sorted({each.iri for each in told})
    words = []
    if len(iris) > 1:
        pairs = st.lists(st.sampled_from(iris), min_size=2, max_size=2, unique=True)
        words = data.draw(
            st.lists(st.builds(lambda pair, yes: Judgement(*pair, yes), pairs, st.booleans()), max_size=3)
        )
    found = resolve(told, words)
    mixed = [*told, *told[:2]]
    chance.shuffle(mixed)
    assert resolve(mixed, words) == found
    assert set(found) == set(iris)
    assert all(found[canonical] == canonical for canonical in found.values())
    if words:
        newest = words[0]
        assert (found[newest.one] == found[newest.other]) is newest.same or not newest.same
        assert newest.same or found[newest.one] != found[newest.other]


@settings(max_examples=120, deadline=None)
@given(st.lists(mentions, max_size=8))
def test_nothing_that_contradicts_is_ever_joined(told):
    """What inference alone joins agrees in code, in place where it is known, and in date where it is known."""
    told = {each.iri: each for each in told}.values()  # one IRI never tells two seats or dates
    found = resolve(told)
    classes = {}
    for each in told:
        classes.setdefault(found[each.iri], []).append(each)
    for joined in classes.values():
        assert len({each.key for each in joined}) == 1
        assert len({each.seat for each in joined if each.seat in (NGOC_SON, VIET_HUNG)}) <= 1
        assert len({each.date for each in joined if each.date}) <= 1
        assert len({each.iri for each in joined if each.held}) <= 1


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(mentions, max_size=3), min_size=1, max_size=6), st.data())
def test_an_index_that_follows_step_by_step_says_what_working_it_out_anew_says(texts, data):
    """Whatever comes and goes, and whichever keys are asked about."""
    iris = sorted({each.iri for told in texts for each in told})
    words = []
    if len(iris) > 1:
        pairs = st.lists(st.sampled_from(iris), min_size=2, max_size=2, unique=True)
        words = data.draw(
            st.lists(st.builds(lambda pair, yes: Judgement(*pair, yes), pairs, st.booleans()), max_size=2)
        )
    index, held = Index(OnEngine(Store())), []
    for told in texts:
        gone = data.draw(st.sampled_from([[], *held]))
        if gone:
            held.remove(gone)
        held.append(told)
        keys = index.change(gone, told)
        index.identify(*index.identity(keys, gone, words))
        assert index.identified == resolve([each for kept in held for each in kept], words)
    assert index.all_identified(words) == index.identified
