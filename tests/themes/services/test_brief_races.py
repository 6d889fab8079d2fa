"""Two who move one brief at the same moment: readers get one version. The same on SQLite and on PostgreSQL."""

import pytest
from django.core.exceptions import ValidationError

from forum.states import IllegalMove
from tests import races, things
from themes.models import Brief, BriefVersion
from themes.services import brief_writing, briefs

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = {"fi": "Korjattu", "sv": "Rättat"}


@pytest.fixture
def brief(transactional_db, tmp_path):
    """A confirmed brief, in a database that threads can share."""
    with races.database_for_threads(tmp_path):
        made = things.brief(state="draft")
        things.block(made, text_fi="Teksti", text_sv="Text")
        confirmed(made)
        yield made


def confirmed(brief):
    briefs.send_for_checking(brief, by=None)
    briefs.confirm(brief, by=None)


def doing(brief, verb, **said):
    """Somebody who opened the page a while ago and presses the button; "refused" when it cannot be done any more."""
    seen = Brief.objects.get(pk=brief.pk)

    def deed():
        try:
            verb(seen, by=None, **said)
        except (IllegalMove, ValidationError):
            return "refused"
        return "done"

    return deed


def test_of_three_who_publish_at_once_one_does(brief):
    found = races.together(*(doing(brief, briefs.publish) for _number in range(3)))
    assert sorted(found) == ["done", "refused", "refused"]
    assert [version.number for version in BriefVersion.objects.all()] == [1]
    assert Brief.objects.get().published == BriefVersion.objects.get()


def test_of_two_who_publish_a_correction_at_once_one_does_and_the_first_version_stays(brief):
    briefs.publish(brief, by=None)
    first = BriefVersion.objects.get().content
    briefs.rework(brief, by=None)
    brief_writing.describe(brief, by=None, title_fi="Uusi otsikko", title_sv="Ny rubrik")
    confirmed(brief)
    found = races.together(*(doing(brief, briefs.publish, note=NOTE) for _number in range(2)))
    assert sorted(found) == ["done", "refused"]
    assert {one.number: one.content["title"]["fi"] for one in BriefVersion.objects.all()}[2] == "Uusi otsikko"
    assert BriefVersion.objects.get(number=1).content == first and BriefVersion.objects.count() == 2


def test_who_publishes_and_who_takes_back_at_once_cannot_both(brief):
    published, taken_back = races.together(doing(brief, briefs.publish), doing(brief, briefs.take_back))
    now = Brief.objects.get()
    assert {published, taken_back} == {"done", "refused"}
    assert (now.state, now.versions.count()) == (("public", 1) if published == "done" else ("draft", 0))
