"""Letters to the regions after a meeting: each says what concerned that region."""

import pytest
from django.core.exceptions import ValidationError

from forum.models import Letter
from forum.services import rendering
from meetings.models import ActionPoint
from meetings.services import notes, region_letters
from regions.models import Mandate
from tests import actions, noted, spreading, things

TEXTS = {"text_fi": "Terveisiä Kainuuseen.", "text_sv": "Hälsningar.", "text_en": ""}


@pytest.fixture
def meeting(cast):
    """A meeting with public notes in which region A raised a point."""
    return spreading.told(cast)


def letter_to(person):
    found = Letter.objects.select_related("mailing").get(kind="region_letter", person=person)
    return found, rendering.render(found)


def test_each_region_reads_of_its_own_points_and_of_nobody_elses(cast, meeting):
    spreading.sent(meeting, cast)
    _letter, to_a = letter_to(cast.official_of_a)
    _letter, to_b = letter_to(cast.official_of_b)
    for text in (to_a.text, to_a.html):
        assert "Rahoituksen on jatkuttava." in text
    assert "Finansieringen" not in to_b.text and "Rahoituksen" not in to_b.text


def test_a_region_for_which_nothing_happened_gets_a_short_sentence(cast, meeting):
    spreading.sent(meeting, cast)
    letter, words = letter_to(cast.official_of_b)
    assert letter.facts["nothing"] and letter.language == "sv"
    assert "Österbotten" in words.text and "Inget inspel" in words.text


def test_answers_of_ministries_stand_beside_the_point(cast):
    from meetings.services import points, saving

    made = noted.held()
    item = noted.first_item(made)
    noted.write(item, cast, **noted.CONCLUDED)
    point = noted.to_ministry(item, cast)
    noted.public(made, cast)
    told = region_letters.concerns(made)[cast.region_a.code]
    assert told.points[0]["to"]["fi"] == "Suomen ympäristökeskus" and not told.points[0]["answer"]
    said = {"answer_fi": "Jatkuu.", "answer_sv": "Fortsätter.", "answer_en": ""}
    points.answer(point, by=cast.coordinator, typed=said, seen=saving.seen_all(point))
    assert region_letters.concerns(made)[cast.region_a.code].answered == 1


def test_action_points_are_told_to_the_owner_and_to_the_region_they_name(cast, meeting):
    assert cast.region_b
    actions.action(meeting=meeting, owner=cast.region_a.council, region=cast.region_b)
    ActionPoint.objects.update(is_public=True, published_at=meeting.starts_at)
    told = region_letters.concerns(meeting)
    assert [one["own"] for one in told[cast.region_a.code].actions] == [True]
    assert [one["own"] for one in told[cast.region_b.code].actions] == [False]


def test_own_words_stand_in_that_regions_letter_alone(cast, meeting):
    region_letters.write_paragraph(meeting, region=cast.region_a, by=cast.coordinator, texts=TEXTS)
    spreading.sent(meeting, cast)
    assert "Terveisiä Kainuuseen." in letter_to(cast.official_of_a)[1].text
    assert "Hälsningar." not in letter_to(cast.official_of_b)[1].text


def test_contacts_get_it_and_nobody_twice(cast, meeting):
    contact = things.person("yhteys")
    for person in (contact, cast.official_of_a):
        Mandate.objects.create(person=person, region=cast.region_a, role="contact", since="2020-01-01")
    spreading.sent(meeting, cast)
    assert Letter.objects.filter(kind="region_letter", person=contact).count() == 1
    assert Letter.objects.filter(kind="region_letter", person=cast.official_of_a).count() == 1


def test_a_region_without_a_living_address_is_let_go_only_with_a_reason(cast, meeting):
    cast.official_of_b.unreachable_since = meeting.starts_at
    cast.official_of_b.save()
    region_letters.prepare(meeting, by=cast.coordinator)
    with pytest.raises(ValidationError):
        region_letters.release(meeting, by=cast.coordinator)
    region_letters.release(meeting, by=cast.coordinator, reason="Soitetaan.")


def test_before_the_notes_are_confirmed_there_is_nothing_to_tell(cast):
    made = noted.held()
    with pytest.raises(ValidationError):
        region_letters.prepare(made, by=cast.coordinator)


def test_confirmed_notes_are_enough_and_no_link_leads_to_what_is_not_public(cast):
    assert cast.official_of_a and cast.official_of_b
    made = noted.held()
    noted.write(noted.first_item(made), cast, **noted.CONCLUDED)
    noted.point(noted.first_item(made), cast)
    noted.checking(made, cast)
    notes.confirm(made, by=cast.coordinator, early=True)
    spreading.sent(made, cast)
    _letter, words = letter_to(cast.official_of_a)
    assert "Rahoituksen on jatkuttava." in words.text and "/notes/" not in words.text


def test_more_comes_from_the_shelf(cast, meeting):
    more = {cast.region_a.pk: [{"heading": {"fi": "Kannat"}, "lines": [{"fi": "Kainuun kanta"}]}]}
    region_letters.parts.put("test", lambda meeting: more)
    try:
        concern = region_letters.concerns(meeting)[cast.region_a.code]
    finally:
        region_letters.parts.take("test")
    assert "Kainuun kanta" in region_letters.example(meeting, concern, "fi").text


def test_trying_out_again_takes_up_what_was_changed(cast, meeting):
    region_letters.prepare(meeting, by=cast.coordinator)
    region_letters.write_paragraph(meeting, region=cast.region_a, by=cast.coordinator, texts=TEXTS)
    mailing = spreading.sent(meeting, cast)
    assert mailing.state == "sending"
    assert "Terveisiä" in letter_to(cast.official_of_a)[1].text


@pytest.mark.parametrize("more", [0, 3])
def test_it_costs_the_same_however_many_regions_and_points(cast, meeting, django_assert_max_num_queries, more):
    for _ in range(more):
        actions.action(meeting=meeting, owner=things.region().council, is_public=True, published_at=meeting.starts_at)
    with django_assert_max_num_queries(6):
        region_letters.concerns(meeting)
