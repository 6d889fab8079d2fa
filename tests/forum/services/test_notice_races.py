"""What happens to notices at the same moment."""

import pytest

from forum.models import Letter, Notice
from forum.services import notice_letters, notices
from tests import people, races, things
from tests.followed import follows, thread_of, told
from themes.services import comments


@pytest.fixture
def cast(transactional_db, tmp_path):
    """The cast, in a database that threads can share."""
    with races.database_for_threads(tmp_path):
        yield people.Cast()


def test_of_events_told_of_at_once_each_is_counted_on_the_one_row(cast):
    brief = things.brief()
    follows(cast.member, thread_of(brief))
    speakers = [cast.official_of_a, cast.official_of_b, cast.coordinator]
    about = thread_of(brief)
    races.together(*[lambda by=by: notices.tell("comment", about=about, by=by) for by in speakers])
    assert told(cast.member) == [("comment", 3)]


def test_two_workers_at_once_write_one_letter_about_a_notice(cast):
    brief = things.brief()
    follows(cast.member, thread_of(brief))
    comments.say(brief.thread, by=cast.official_of_a, text="Sana", language="fi")
    assert sorted(races.together(*[notice_letters.write_due] * 2)) == [0, 1]
    assert Letter.objects.filter(kind="notice").count() == 1 and Notice.objects.get(person=cast.member).told_at
