"""Letters of notices: one at once while it is unread; digests once a day or a week, by the days of the forum's zone."""

from datetime import UTC, datetime, timedelta

import pytest

from forum import clock
from forum.models import Digest, Letter, Notice, Person
from forum.services import follows, notice_letters, notices, rendering
from meetings.services import invitations
from tests import things
from tests.followed import chooses, theme_of, thread_of
from tests.followed import follows as begins_to_follow
from themes.services import comments

MONDAY = datetime(2027, 3, 15, 10, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def brief(cast):
    """A brief; the member follows its discussion."""
    made = things.brief()
    begins_to_follow(cast.member, thread_of(made))
    return made


def say(brief, person, at=None, text="Sana"):
    """A remark, at the moment."""
    with clock.at(at or clock.now()):
        return comments.say(brief.thread, by=person, text=text, language="fi")


def digests_at(moment: datetime) -> int:
    """How many digests the task writes at the moment."""
    with clock.at(moment):
        return notice_letters.write_digests()


def test_a_notice_is_written_once_until_it_has_been_read(cast, brief):
    say(brief, cast.official_of_a)
    assert (notice_letters.write_due(), notice_letters.write_due()) == (1, 0)
    say(brief, cast.official_of_a)
    assert notice_letters.write_due() == 0
    notices.read(cast.member)
    say(brief, cast.official_of_a)
    assert notice_letters.write_due() == 1


def test_the_letter_says_what_was_said_by_whom_why_it_came_and_how_it_stops(cast, brief):
    say(brief, cast.official_of_a, text="Raideyhteydet ensin")
    notice_letters.write_due()
    letter = Letter.objects.get(kind="notice")
    text = rendering.render(letter).text
    assert "1 uusi kommentti: Katsaus" in text and "Raideyhteydet ensin" in text
    assert "koska seuraat: Katsaus" in text and letter.secrets["unsubscribe_url"] in text


def test_a_name_in_a_comment_makes_no_link(cast, brief):
    Person.objects.filter(pk=cast.official_of_a.pk).update(name="https://evil.fi")
    say(brief, Person.objects.get(pk=cast.official_of_a.pk), text="Katso https://evil.fi")
    notice_letters.write_due()
    rendered = rendering.render(Letter.objects.get(kind="notice"))
    assert "https://evil.fi" not in rendered.text + rendered.html


def test_who_wants_no_letters_or_cannot_be_reached_gets_none(cast, brief):
    begins_to_follow(cast.official_of_b, thread_of(brief))
    chooses(cast.member, "thread", "never")
    Person.objects.filter(pk=cast.official_of_b.pk).update(unreachable_since=clock.now())
    say(brief, cast.official_of_a)
    assert notice_letters.write_due() == 0 and Notice.objects.unread().count() == 2


def test_what_was_read_before_the_letter_was_written_is_not_written(cast, brief):
    say(brief, cast.official_of_a)
    notices.read(cast.member)
    assert notice_letters.write_due() == 0


def test_a_daily_digest_tells_of_the_days_before_once(cast, brief):
    chooses(cast.member, "thread", "daily")
    say(brief, cast.official_of_a, MONDAY)
    assert digests_at(MONDAY + HOUR) == 0
    assert [digests_at(MONDAY + DAY + n * HOUR) for n in range(3)] == [1, 0, 0]
    assert Digest.objects.get().until.isoformat() == "2027-03-16" and Letter.objects.filter(kind="digest").count() == 1


def test_a_digest_that_comes_days_late_tells_the_same(cast, brief):
    chooses(cast.member, "thread", "daily")
    say(brief, cast.official_of_a, MONDAY)
    assert (digests_at(MONDAY + 3 * DAY), digests_at(MONDAY + 4 * DAY)) == (1, 0)


def test_no_digest_leaves_before_seven_in_the_morning(cast, brief):
    chooses(cast.member, "thread", "daily")
    say(brief, cast.official_of_a, MONDAY)
    before, at = datetime(2027, 3, 16, 4, 59, tzinfo=UTC), datetime(2027, 3, 16, 5, 0, tzinfo=UTC)
    assert (digests_at(before), digests_at(at)) == (0, 1)


def test_what_happens_every_night_before_the_digest_does_not_put_the_digest_off(cast, brief):
    chooses(cast.member, "thread", "daily")
    say(brief, cast.official_of_a, MONDAY)
    say(brief, cast.official_of_a, MONDAY + 13 * HOUR)
    assert digests_at(MONDAY + DAY) == 1
    assert digests_at(MONDAY + 2 * DAY) == 0


@pytest.mark.parametrize("said_at", ["2027-03-27T21:59:00Z", "2027-03-28T20:59:00Z", "2027-10-31T21:59:00Z"])
def test_the_last_minute_of_a_day_whose_clocks_are_turned_belongs_to_that_day(cast, brief, said_at):
    chooses(cast.member, "thread", "daily")
    moment = datetime.fromisoformat(said_at)
    say(brief, cast.official_of_a, moment)
    assert digests_at(moment + 9 * HOUR) == 1


def test_the_first_minute_of_a_day_belongs_to_the_next_digest(cast, brief):
    chooses(cast.member, "thread", "daily")
    midnight = datetime(2027, 3, 28, 21, 0, tzinfo=UTC)
    say(brief, cast.official_of_a, midnight)
    assert (digests_at(midnight + 9 * HOUR), digests_at(midnight + 33 * HOUR)) == (0, 1)


@pytest.mark.parametrize(("days", "written"), [(0, 0), (6, 0), (7, 1), (9, 1)])
def test_a_weekly_digest_waits_for_monday_and_comes_later_when_monday_was_missed(cast, brief, days, written):
    chooses(cast.member, "thread", "weekly")
    say(brief, cast.official_of_a, MONDAY)
    assert digests_at(MONDAY + days * DAY) == written


def test_a_week_across_the_turn_of_the_year_is_one_week(cast, brief):
    chooses(cast.member, "thread", "weekly")
    say(brief, cast.official_of_a, datetime(2027, 12, 29, 10, tzinfo=UTC))
    assert digests_at(datetime(2028, 1, 1, 10, tzinfo=UTC)) == 0
    assert digests_at(datetime(2028, 1, 3, 10, tzinfo=UTC)) == 1


def test_day_and_week_come_in_one_letter_on_a_monday(cast, brief):
    chooses(cast.member, "thread", "daily")
    begins_to_follow(cast.member, theme_of(brief), "weekly")
    say(brief, cast.official_of_a, MONDAY + 6 * DAY)
    notices.tell("brief_published", about=("brief", brief.public_id), trail=[theme_of(brief)], by=None, at=MONDAY)
    assert digests_at(MONDAY + 7 * DAY) == 1 and Digest.objects.count() == 2


def test_nothing_new_is_no_letter_even_when_something_waits_on_the_desk(cast):
    invitations.send(things.meeting(), by=cast.coordinator)
    assert digests_at(MONDAY) == 0


def test_the_digest_begins_with_what_waits_and_groups_the_rest_by_meeting(cast):
    assert cast.official_of_a
    with clock.at(MONDAY):
        meeting = things.meeting(agenda_published_at=MONDAY, days=30)
        item = things.agenda_item(meeting, title_fi="Raiteet")
        invitations.send(meeting, by=cast.coordinator)
    begins_to_follow(cast.official_of_a, thread_of(item), "daily")
    say(item, cast.member, MONDAY)
    digests_at(MONDAY + DAY)
    text = rendering.render(Letter.objects.get(kind="digest")).text
    places = [
        text.index(words) for words in ("Odottaa sinua", "\nofficials fi 14.4.2027\n", "1 uusi kommentti: Raiteet")
    ]
    assert places == sorted(places)


def test_whoever_asked_for_both_languages_gets_the_digest_in_both(cast, brief):
    Person.objects.filter(pk=cast.member.pk).update(both_languages=True)
    chooses(cast.member, "thread", "daily")
    say(brief, cast.official_of_a, MONDAY)
    digests_at(MONDAY + DAY)
    text = rendering.render(Letter.objects.get(kind="digest")).text
    assert "1 uusi kommentti: Katsaus" in text and "1 ny kommentar: Översikt" in text


def test_a_digest_of_what_may_not_be_seen_any_more_is_not_written(cast, brief):
    chooses(cast.member, "thread", "daily")
    comments.hide(say(brief, cast.official_of_a, MONDAY), by=cast.coordinator, reason="Ei kuulu")
    assert digests_at(MONDAY + DAY) == 0


def test_a_changed_rhythm_writes_no_second_digest_of_the_same_day(cast, brief):
    chooses(cast.member, "thread", "daily")
    say(brief, cast.official_of_a, MONDAY)
    digests_at(MONDAY + DAY)
    with clock.at(MONDAY + DAY + HOUR):
        follows.choose(cast.member, {"thread": "weekly"})
    assert digests_at(MONDAY + DAY + 2 * HOUR) == 0
