"""Rounds of views: asked, reminded of, moved, closed and called off."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from forum import clock
from forum.models import AuditEntry, Letter, Notice, Person
from forum.services import follows, rendering
from forum.states import IllegalMove
from regions.models import Mandate
from tests import things, viewed
from tests.people import hold
from themes.models import RegionView, ViewRound
from themes.services import region_views, view_letters, view_rounds, view_tasks
from themes.subjects import theme_ref


def letters(kind):
    return list(Letter.objects.filter(kind=kind).order_by("pk"))


def words(letter):
    found = rendering.render(letter)
    return f"{found.subject}\n{found.text}"


def test_asking_makes_a_view_for_each_region_and_writes_to_official_contact_and_approver(cast):
    assert cast.official_of_b and cast.politician_of_a
    contact, approver = things.person("contact"), things.person("approver")
    assert cast.official_of_a
    for person, role in ((contact, "contact"), (approver, "approver")):
        Mandate.objects.create(region=cast.region_a, person=person, role=role, since="2020-01-01")
    round = viewed.asked(cast)
    assert round.views.count() == 2
    told = {letter.to_address for letter in letters(view_letters.ASKED)}
    assert told == {"official.a@example.org", "official.b@example.org", contact.email, approver.email}


def test_letters_are_in_their_receivers_language_and_lead_to_the_view(cast):
    assert cast.official_of_a and cast.official_of_b
    round = viewed.asked(cast)
    finnish, swedish = sorted(letters(view_letters.ASKED), key=lambda one: one.language)
    assert "Foorumi pyytää alueen näkemystä" in words(finnish) and "Kainuu" in words(finnish)
    assert "regionens lägesbedömning" in words(swedish) and "Österbotten" in words(swedish)
    assert f"/sv/views/{round.public_id}/regions/15/write/" in words(swedish)


def test_the_deputy_is_written_to_where_the_holder_cannot_be_reached(cast):
    deputy = hold(cast.official_seat_a, things.person("deputy"), "deputy").person
    Person.objects.filter(pk=cast.official_of_a.pk).update(unreachable_since=clock.now())
    viewed.asked(cast)
    assert [letter.to_address for letter in letters(view_letters.ASKED)] == [deputy.email]


@pytest.mark.parametrize(
    "lacking", [{"due": None}, {"title_sv": ""}, {"questions": [{"id": "q1", "fi": "Mikä?", "sv": "", "en": ""}]}]
)
def test_a_round_that_lacks_something_is_not_asked(cast, lacking):
    round = viewed.prepared(cast, **lacking)
    with pytest.raises(ValidationError):
        view_rounds.ask(round, by=cast.coordinator)
    assert RegionView.objects.count() == 0 and ViewRound.objects.get().state == "draft"


def test_a_round_is_asked_once(cast):
    round = viewed.asked(cast)
    with pytest.raises(IllegalMove):
        view_rounds.ask(ViewRound.objects.get(pk=round.pk), by=cast.coordinator)


def test_the_silent_are_reminded_once_a_day_and_those_who_have_approved_are_not(cast):
    assert cast.official_of_b
    round = viewed.asked(cast)
    viewed.approved(round, cast)
    view_rounds.remind(round, by=cast.coordinator)
    view_rounds.remind(round, by=cast.coordinator)
    assert [letter.to_address for letter in letters(view_letters.REMINDER)] == ["official.b@example.org"]


def test_a_whole_draft_reminds_its_approver(cast):
    boss = viewed.approver(cast, things.person("boss"))
    round = viewed.asked(cast)
    viewed.written(viewed.view_of(round, cast.region_a), cast.official_of_a)
    view_rounds.remind(round, by=cast.coordinator, views=[viewed.view_of(round, cast.region_a)])
    (letter,) = letters(view_letters.REMINDER)
    assert letter.person == boss and "odottaa hyväksyjää" in words(letter)


def test_the_clock_reminds_a_week_before_the_day_before_and_once_after(cast):
    assert cast.official_of_a
    round = viewed.asked(cast)
    counts = []
    for left in (10, 7, 6, 1, -1, -3):
        with clock.at(clock.now() + timedelta(days=20 - left)):
            view_tasks.remind_silent()
            view_tasks.remind_silent()
        counts.append(Letter.objects.filter(kind=view_letters.REMINDER).count())
    assert counts == [0, 1, 1, 2, 3, 3] and round.due


def test_moving_the_last_day_tells_the_silent(cast):
    assert cast.official_of_b
    round = viewed.asked(cast)
    viewed.approved(round, cast)
    view_rounds.move_due(round, due=clock.today() + timedelta(days=25), by=cast.coordinator)
    (letter,) = letters(view_letters.CHANGED)
    assert letter.to_address == "official.b@example.org" and "ny" not in letter.to_name
    with pytest.raises(ValidationError):
        view_rounds.move_due(round, due=clock.today() - timedelta(days=1), by=cast.coordinator)


def test_closing_freezes_what_is_approved_and_leaves_drafts_to_the_regions(cast):
    round = viewed.asked(cast)
    viewed.approved(round, cast, **{f"figure_1_{k}": v for k, v in viewed.FIGURE.items()})
    viewed.written(viewed.view_of(round, cast.region_b), cast.official_of_b)
    assert view_rounds.close(round, by=cast.coordinator) == 1
    states = dict(RegionView.objects.values_list("region__code", "state"))
    assert states == {"18": "frozen", "15": "draft"}
    content = viewed.view_of(round, cast.region_a).content
    assert content["steps"] == {"now": 1, "half_year": 0, "year": -2} and content["figures"] == [viewed.FIGURE]
    assert cast.official_of_a.name not in str(content)


def test_followers_of_the_theme_hear_of_a_closed_round(cast):
    round = viewed.asked(cast)
    follows.follow(cast.member, theme_ref(round.theme))
    viewed.approved(round, cast)
    view_rounds.close(round, by=cast.coordinator)
    assert Notice.objects.get(person=cast.member).event == "views_published"


def test_calling_off_says_why_and_tells_those_who_were_asked(cast):
    assert cast.official_of_a
    round = viewed.asked(cast)
    with pytest.raises(ValidationError):
        view_rounds.call_off(round, by=cast.coordinator, reason=" ")
    view_rounds.call_off(round, by=cast.coordinator, reason="Kokous peruttiin")
    (letter,) = letters(view_letters.CHANGED)
    assert "Kokous peruttiin" in words(letter) and "peruttu" in words(letter)


def test_questions_keep_their_ids_when_their_words_change():
    first = view_rounds.numbered([{"fi": "A"}, {"fi": ""}, {"fi": "B"}])
    again = view_rounds.numbered([{"id": "q2", "fi": "B2"}, {"fi": "C"}], first)
    assert [one["id"] for one in first] == ["q1", "q2"]
    assert [one["id"] for one in again] == ["q2", "q3"]


def test_every_deed_of_a_round_is_in_the_audit_log(cast):
    viewed.closed(cast)
    deeds = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"view_round.prepare", "view_round.ask", "region_view.approve", "view_round.close"} <= deeds


@pytest.mark.parametrize(
    "nonsense",
    [
        {"now": 3},
        {"year": -3},
        {"state": "lost"},
        {"state": "approved"},
        {"state": "frozen", "approved_at": clock.now()},
        {"received_how": "mail"},
        {"reopened_at": clock.now()},
    ],
)
def test_the_database_refuses_a_view_that_makes_no_sense(cast, nonsense):
    view = viewed.view_of(viewed.asked(cast), cast.region_a)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegionView.objects.filter(pk=view.pk).update(**nonsense)


def test_the_database_refuses_a_second_view_and_a_round_without_days(cast):
    round = viewed.asked(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegionView.objects.create(round=round, region=cast.region_a)
    for nonsense in ({"due": None}, {"state": "closed"}, {"state": "called_off"}, {"previous": round}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ViewRound.objects.filter(pk=round.pk).update(**nonsense)


def test_a_region_without_anybody_is_asked_without_a_letter(cast):
    viewed.asked(cast)
    assert RegionView.objects.count() == 2 and not letters(view_letters.ASKED)


def test_a_view_opened_again_tells_the_region_why(cast):
    view = viewed.approved(viewed.asked(cast), cast)
    region_views.reopen(view, by=cast.coordinator, reason="Luku puuttuu")
    (letter,) = letters(view_letters.CHANGED)
    assert "Luku puuttuu" in words(letter)
