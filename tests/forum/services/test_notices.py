"""Notices: one row for each person, thing and event; never one's own acts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.models import Notice
from forum.services import follows, notice_letters, notice_reading, notices
from tests import things
from tests.followed import chooses, initiatives, theme_of, thread_of, told
from tests.followed import follows as begins_to_follow
from themes.services import comments


def say(brief, person, text="Sana", **more):
    """A remark in the brief's discussion."""
    return comments.say(brief.thread, by=person, text=text, language="fi", **more)


def test_what_happens_again_raises_the_number_of_one_row(cast):
    brief = things.brief()
    begins_to_follow(cast.member, thread_of(brief))
    say(brief, cast.official_of_a)
    say(brief, cast.official_of_a)
    assert told(cast.member) == [("comment", 2)]


def test_nobody_is_told_of_what_they_did_themselves(cast):
    brief = things.brief()
    begins_to_follow(cast.official_of_a, thread_of(brief))
    say(brief, cast.official_of_a)
    assert told(cast.official_of_a) == []


def test_who_comments_follows_the_discussion_and_hears_of_a_reply_as_a_reply(cast):
    brief = things.brief()
    first = say(brief, cast.official_of_a)
    say(brief, cast.member, parent=first)
    say(brief, cast.member)
    assert told(cast.official_of_a) == [("comment", 1), ("reply", 1)]


def test_who_has_stopped_following_is_not_made_to_follow_by_commenting_again(cast):
    brief = things.brief()
    say(brief, cast.official_of_a)
    follows.stop(cast.official_of_a, thread_of(brief))
    say(brief, cast.official_of_a)
    say(brief, cast.member)
    assert told(cast.official_of_a) == []


def test_who_comments_has_read_what_was_new_there(cast):
    brief = things.brief()
    begins_to_follow(cast.member, thread_of(brief))
    say(brief, cast.official_of_a)
    say(brief, cast.member)
    assert not Notice.objects.filter(person=cast.member).unread()


def test_a_notice_that_was_read_begins_anew(cast):
    brief = things.brief()
    begins_to_follow(cast.member, thread_of(brief))
    say(brief, cast.official_of_a)
    notices.read(cast.member)
    say(brief, cast.official_of_a)
    assert told(cast.member) == [("comment", 1)] and Notice.objects.unread().count() == 1


def test_marking_all_as_read_leaves_what_came_after_the_page_was_opened(cast):
    brief, other = things.brief(), things.brief()
    for one in (brief, other):
        begins_to_follow(cast.member, thread_of(one))
    say(brief, cast.official_of_a)
    opened = Notice.objects.get().newest_at
    say(other, cast.official_of_a)
    notices.read(cast.member, until=opened)
    assert Notice.objects.unread().get().subject == thread_of(other)


def test_of_several_things_followed_the_quickest_is_why(cast):
    brief = things.brief()
    begins_to_follow(cast.member, theme_of(brief), "weekly")
    begins_to_follow(cast.member, thread_of(brief), "daily")
    say(brief, cast.official_of_a)
    assert Notice.objects.get(person=cast.member).followed == thread_of(brief)


def test_who_acts_for_a_region_hears_of_what_is_said_for_it_until_they_stop(cast):
    brief, region = things.brief(), ("region", cast.region_a.code)
    say(brief, cast.official_of_a)
    assert told(cast.politician_of_a) == []
    say(brief, cast.official_of_a)
    assert told(cast.politician_of_a) == [("comment", 1)]
    follows.stop(cast.politician_of_a, region)
    say(brief, cast.official_of_a)
    assert told(cast.politician_of_a) == [("comment", 1)]


def test_who_has_left_the_forum_is_told_of_nothing(cast):
    brief = things.brief()
    gone = things.person("gone", is_active=False)
    begins_to_follow(gone, thread_of(brief))
    say(brief, cast.official_of_a)
    assert told(gone) == []


def test_a_withdrawn_comment_is_new_to_nobody(cast):
    brief = things.brief()
    begins_to_follow(cast.member, thread_of(brief))
    said = say(brief, cast.official_of_a)
    comments.withdraw(said, by=cast.official_of_a)
    assert notice_reading.newest(cast.member, 5) == []


def test_the_number_shown_counts_only_what_can_be_read(cast):
    brief = things.brief()
    begins_to_follow(cast.member, thread_of(brief))
    comments.hide(say(brief, cast.official_of_a), by=cast.coordinator, reason="Ei kuulu")
    say(brief, cast.official_of_a, "Toinen")
    (one,) = notice_reading.newest(cast.member, 5)
    assert (one.latest.number, one.latest.said) == (1, "Toinen")


def test_who_may_no_longer_see_the_discussion_is_shown_nothing_and_gets_no_letter(cast):
    item = things.agenda_item(things.meeting(state="planned", announced_at=None, agenda_published_at=None))
    for person in (cast.chair, cast.member):
        begins_to_follow(person, thread_of(item), "at_once")
    comments.say(item.thread, by=cast.coordinator, text="Salaista", language="fi")
    assert len(notice_reading.newest(cast.chair, 5)) == 1 and notice_reading.newest(cast.member, 5) == []
    assert notice_letters.write_due() == 1


def test_a_floor_to_come_puts_its_things_on_the_shelf(cast):
    with initiatives(seen_by=[cast.member]) as one:
        follows.follow(cast.member, one)
        notices.tell("initiative_answered", about=one, by=cast.coordinator)
        (shown,) = notice_reading.newest(cast.member, 5)
        assert (shown.words, str(shown.subject.name)) == ("Aloitteeseen on vastattu", "Aloite x2")
        assert notice_letters.write_due() == 1
        with pytest.raises(follows.NotFollowed):
            follows.follow(cast.official_of_a, one)


def test_choosing_one_rhythm_leaves_the_others(cast):
    chooses(cast.member, "region", "never")
    follows.choose(cast.member, {"theme": "daily"})
    chosen = follows.rhythms(cast.member)
    assert (chosen["theme"], chosen["region"], chosen["thread"]) == ("daily", "never", "at_once")


@pytest.mark.parametrize("more", [1, 12])
def test_telling_costs_the_same_for_one_follower_and_for_many(cast, more):
    brief = things.brief()
    for _ in range(more):
        begins_to_follow(things.person(), thread_of(brief))
    with CaptureQueriesContext(connection) as asked:
        notices.tell("comment", about=thread_of(brief), by=cast.coordinator)
    assert len(asked) <= 10
