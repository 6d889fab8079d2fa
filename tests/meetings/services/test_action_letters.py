"""Letters about action points: each reason once, one letter a person, never about what is finished."""

from datetime import datetime, time, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from forum import clock
from forum.models import Letter
from forum.services import rendering
from meetings import working_days
from meetings.models import ActionLetter
from meetings.services import action_letters, action_owners
from regions.models import Mandate, Organisation
from tests import things
from tests.actions import action
from tests.people import hold

HOUR = time(10)


def working_day(wanted):
    """The day, or the first working day after it."""
    return wanted if working_days.is_working_day(wanted) else working_days.after(wanted, 1)


def on(day, hour=HOUR):
    """The clock at the hour of the day."""
    return clock.at(timezone.make_aware(datetime.combine(day, hour)))


def remind(day, hour=HOUR):
    """What the beat does on the day; the letters written then."""
    before = set(Letter.objects.values_list("pk", flat=True))
    with on(day, hour):
        action_letters.remind()
    return list(Letter.objects.exclude(pk__in=before).order_by("person__name"))


@pytest.fixture
def member(cast):
    """Holds the agency's seat."""
    return cast.member


def kinds(letters):
    return [letter.kind for letter in letters]


def test_an_overdue_action_point_is_told_once(cast, member):
    one = action(owner=cast.agency, days=0)
    day = working_day(one.due + timedelta(days=1))
    assert kinds(remind(day)) == ["action_points_overdue"]
    assert remind(day) == [] and remind(working_days.after(day, 1)) == []


def test_a_new_day_that_passes_is_told_again(cast, member):
    one = action(owner=cast.agency, days=0)
    remind(working_day(one.due + timedelta(days=1)))
    one.due += timedelta(days=10)
    one.save()
    assert "action_points_overdue" in kinds(remind(working_day(one.due + timedelta(days=1))))


def test_what_is_due_within_a_week_is_told_once(cast, member):
    one = action(owner=cast.agency, days=60)
    early, soon = working_day(one.due - timedelta(days=14)), working_day(one.due - timedelta(days=6))
    assert "action_points_due" not in kinds(remind(early))
    assert "action_points_due" in kinds(remind(soon))
    assert "action_points_due" not in kinds(remind(working_days.after(soon, 1)))


def test_what_was_given_just_now_is_not_due_soon_too(cast, member):
    meeting = things.meeting(days=-1, state="held")
    one = action(owner=cast.agency, meeting=meeting, days=6)
    assert remind(working_day(one.due - timedelta(days=5))) == []


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_nobody_is_reminded_of_what_is_finished(cast, member, state):
    one = action(owner=cast.agency, days=0, state=state)
    assert remind(working_day(one.due + timedelta(days=1))) == []


def test_nobody_is_reminded_of_what_is_not_public(cast, member):
    one = action(owner=cast.agency, days=0, public=False)
    assert remind(working_day(one.due + timedelta(days=1))) == []


def test_reminders_leave_on_working_days_from_eight(cast, member):
    one = action(owner=cast.agency, days=0)
    day = working_day(one.due + timedelta(days=1))
    sunday = day + timedelta(days=6 - day.weekday())
    assert remind(sunday) == [] and remind(day, time(7, 59)) == []
    assert len(remind(day, time(8))) == 1


def test_once_a_month_one_letter_lists_all_of_theirs(cast, member):
    meeting = things.meeting(days=0, state="held")
    months = [working_day(meeting.deadline("action_reminders"))]
    first = action(owner=cast.agency, meeting=meeting, days=300)
    second = action(contact=member, meeting=meeting, days=310)
    (letter,) = remind(months[0])
    assert letter.kind == "action_points_monthly" and letter.person == member
    assert [point["title"]["fi"] for point in letter.facts["concerned"]] == [first.title_fi, second.title_fi]
    assert remind(working_days.after(months[0], 1)) == []
    months.append(working_day(months[0] + timedelta(days=32)))
    assert kinds(remind(months[1])) == ["action_points_monthly"]
    once = ActionLetter.objects.filter(purpose="monthly").values_list("action", "person", "occasion")
    assert len(once) == len(set(once)) == 4


def test_a_month_is_not_asked_for_before_the_owner_was_told(cast, member):
    meeting = things.meeting(days=0, state="held")
    day = working_day(meeting.deadline("action_reminders"))
    with on(day, time(7)):
        action(owner=cast.agency, meeting=meeting, days=300, published_at=clock.now())
    assert remind(day) == []


def test_one_letter_a_person_and_day_whatever_the_reasons(cast, member):
    late, soon = action(owner=cast.agency, days=0), action(owner=cast.agency, days=5)
    (letter,) = remind(working_day(late.due + timedelta(days=1)))
    assert [point["title"]["fi"] for point in letter.facts["concerned"]] == [late.title_fi]
    assert [point["title"]["fi"] for point in letter.facts["others"]] == [soon.title_fi]


def names(one):
    return {person.name.split(" ")[0] for person in action_owners.receivers([one])[one.pk]}


def test_letters_go_to_the_seats_and_the_contact_person(cast, member):
    hold(cast.member_seat, things.person("deputy"), "deputy")
    assert names(action(owner=cast.agency, contact=things.person("named"))) == {"member", "named"}


def test_the_deputy_gets_the_letters_of_a_holder_who_cannot_be_reached(cast, member):
    hold(cast.member_seat, things.person("deputy"), "deputy")
    member.unreachable_since = clock.now()
    member.save()
    assert names(action(owner=cast.agency)) == {"deputy"}


def test_a_regional_councils_letters_go_to_the_official_and_the_contact(cast):
    assert cast.official_of_a and cast.politician_of_a and cast.official_of_b
    Mandate.objects.create(person=things.person("desk"), role="contact", region=cast.region_a, since="2020-01-01")
    Mandate.objects.create(person=things.person("signs"), role="approver", region=cast.region_a, since="2020-01-01")
    assert names(action(owner=cast.region_a.council)) == {"official.a", "desk"}


def test_an_owner_without_anybody_gets_no_letter(db):
    assert names(action(owner=Organisation.objects.create(kind="other", name_fi="Yhdistys"))) == set()


def test_receivers_cost_the_same_for_one_and_many(cast, member, django_assert_num_queries):
    listed = [action(owner=cast.agency), *(action() for _ in range(3))]
    for number in (1, 4):
        with django_assert_num_queries(3):
            action_owners.receivers(listed[:number])


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", list(action_letters.KINDS.values()))
@pytest.mark.parametrize("many", [False, True])
def test_every_kind_says_what_by_when_and_where(cast, member, language, kind, many):
    listed = [action_letters.facts(action(owner=cast.agency, days=-3)) for _ in range(2 if many else 1)]
    facts = {"name": member.name, "concerned": listed, "others": listed[:1]}
    letter = Letter(kind=kind, facts=facts, person=member, to_name=member.name, language=language, key="x")
    rendered = rendering.render(letter)
    for words in (rendered.text, rendered.html):
        assert listed[0]["title"][language] in words
        assert f"{settings.SITE_URL}/{language}/actions/" in words
    assert "{" not in rendered.subject + rendered.text and rendered.subject
