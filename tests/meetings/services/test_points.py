"""Points raised, and the ministries' duty to answer."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from forum import clock
from meetings.models import Point
from meetings.services import notes_reading, points, saving
from tests import noted
from tests.noted import CONCLUDED


@pytest.fixture
def item(cast):
    found = noted.first_item(noted.held())
    noted.write(found, cast, **CONCLUDED)
    return found


def order(item):
    return list(Point.objects.filter(item=item).order_by("position").values_list("text_fi", flat=True))


def answer(point, by, **texts):
    typed = {**dict.fromkeys(points.ANSWERS, ""), **texts}
    return points.answer(point, by=by, typed=typed, seen=saving.seen_all(Point.objects.get(pk=point.pk)))


def test_points_keep_their_order_and_can_be_moved(item, cast):
    first, second, third = (noted.point(item, cast, text_fi=text) for text in "ABC")
    points.move(third, up=True, by=cast.coordinator)
    assert order(item) == ["A", "C", "B"]
    assert not points.move(first, up=True, by=cast.coordinator)
    assert not points.move(second, up=False, by=cast.coordinator)


def test_the_same_form_sent_twice_adds_one_point(item, cast):
    assert noted.point(item, cast) == noted.point(item, cast)


def test_a_removed_point_leaves_the_notes_and_stays_in_the_database(item, cast):
    point = noted.point(item, cast)
    points.remove(point, by=cast.coordinator)
    assert order(item) == [] and Point.everything.get().removed_at


def test_whoever_writes_a_point_that_was_removed_is_told_and_can_put_it_back(item, cast):
    point = noted.point(item, cast)
    typed = {**point.copied_texts(), "text_fi": "Uusi teksti"}
    whole = {"region": cast.region_a, "organisation": None, "mandate": None}
    whole |= {"to_ministry": False, "answers_by": None, "answer_due": None, **typed}
    points.remove(point, by=cast.coordinator)
    clash = points.change(point, by=cast.coordinator, typed=whole, seen=saving.seen_all(point))
    assert clash.clashes == ["removed"] and order(item) == []
    points.change(point, by=cast.coordinator, typed=whole, seen=saving.seen_all(point), over=clash.row.revision)
    assert order(item) == ["Uusi teksti"]


@pytest.mark.parametrize("missing", ["answers_by", "answer_due"])
def test_a_point_to_the_ministry_says_who_answers_and_by_when(item, cast, missing):
    with pytest.raises(ValidationError) as refused:
        noted.to_ministry(item, cast, **{missing: None})
    assert list(refused.value.message_dict) == [missing]


@pytest.mark.parametrize(
    "nonsense", [{"text_fi": ""}, {"to_ministry": True}, {"answered_at": "2020-01-01T00:00Z"}], ids=lambda one: str(one)
)
def test_the_database_refuses_what_code_forgets(item, cast, nonsense):
    with pytest.raises(IntegrityError), transaction.atomic():
        Point.objects.create(item=item, **{"text_fi": "A", **nonsense})


def test_a_point_is_raised_by_a_region_or_an_organisation_not_both(item, cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Point.objects.create(item=item, text_fi="A", region=cast.region_a, organisation=cast.agency)


def test_an_answer_ends_the_duty_and_a_late_one_is_overdue_until_then(item, cast):
    point = noted.to_ministry(item, cast, days=5)
    assert list(Point.objects.unanswered()) == [point] and not Point.objects.overdue().exists()
    with clock.at(clock.now() + timedelta(days=7)):
        assert list(Point.objects.overdue()) == [point] and point.is_overdue
        answer(point, cast.member, answer_fi="Vastaus", answer_sv="Svar")
        assert not Point.objects.unanswered().exists()


def test_an_answer_is_read_once_it_is_there_in_the_required_languages(item, cast):
    point = noted.to_ministry(item, cast)
    answer(point, cast.member, answer_fi="Vastaus")
    point.refresh_from_db()
    assert point.answered_at and point.answer_lacks == ["Svenska"]
    noted.public(item.meeting, cast)
    assert notes_reading.raised_by(cast.region_a)[0].point.answer is None
    answer(point, cast.member, answer_fi="Vastaus", answer_sv="Svar")
    assert notes_reading.raised_by(cast.region_a)[0].point.answer == point


def test_a_corrected_answer_keeps_its_day_and_says_that_it_was_corrected(item, cast):
    point = noted.to_ministry(item, cast)
    answer(point, cast.member, answer_fi="Vastaus", answer_sv="Svar")
    first = Point.objects.get().answered_at
    with clock.at(clock.now() + timedelta(days=1)):
        answer(point, cast.member, answer_fi="Parempi vastaus", answer_sv="Svar")
    point.refresh_from_db()
    assert point.answered_at == first and point.answer_changed_at > first
    assert point.revisions.filter(texts__answer_fi="Vastaus").exists()


def test_an_answered_point_stays(item, cast):
    point = noted.to_ministry(item, cast)
    answer(point, cast.member, answer_fi="Vastaus")
    with pytest.raises(ValidationError):
        points.remove(point, by=cast.coordinator)


def test_a_region_sees_what_came_of_its_points_as_they_were_published(item, cast):
    point = noted.to_ministry(item, cast)
    assert notes_reading.raised_by(cast.region_a) == []
    noted.public(item.meeting, cast)
    Point.objects.filter(pk=point.pk).update(text_fi="Muutettu julkaisun jälkeen")
    noted.point(item, cast, text_fi="Lisätty julkaisun jälkeen")
    (raised,) = notes_reading.raised_by(cast.region_a)
    assert raised.point.text == "Rahoituksen on jatkuttava."
    assert notes_reading.raised_by(cast.region_b) == []
