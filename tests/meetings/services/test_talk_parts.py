"""Discussions between the state and a region are in the meeting's binder and in the region's own letter."""

import pytest
from django.utils import translation

from forum.services import one_file
from meetings.models import AgendaItem
from meetings.services import binder, readers, region_letters, talk_links
from tests import noted, talking
from themes.services import talks


@pytest.fixture
def meeting(cast):
    assert cast.official_of_a and cast.official_of_b
    made = noted.held()
    noted.write(noted.first_item(made), cast, **noted.CONCLUDED)
    noted.public(made, cast)
    return made


def linked(cast, meeting, state="public", **about):
    """A discussion of region A that belongs to the meeting, or to what is said of it."""
    made = talking.talk(cast, state)
    things = {"meetings": [meeting], "points": [], "actions": [], **about}
    talk_links.choose(made, by=cast.coordinator, **things)
    return made


def binder_of(meeting, language="fi"):
    with translation.override(language):
        return one_file.html(binder.document(meeting, readers.EVERYBODY), language=language).decode()


def letter_of(meeting, region, language="fi"):
    return region_letters.example(meeting, region_letters.concerns(meeting)[region.code], language).text


def test_the_binder_holds_what_was_understood_together(cast, meeting):
    linked(cast, meeting)
    assert "Kainuun keskustelu" in binder_of(meeting) and "Kuva on yhteinen." in binder_of(meeting)
    assert "Bilden är gemensam." in binder_of(meeting, "sv")


def test_the_regions_own_letter_tells_of_it_and_no_other_regions(cast, meeting):
    linked(cast, meeting)
    own = letter_of(meeting, cast.region_a)
    assert "Kainuun keskustelu" in own and "Kuva on yhteinen." in own
    assert "Kajanalands diskussion" in letter_of(meeting, cast.region_a, "sv")
    assert "Kainuun keskustelu" not in letter_of(meeting, cast.region_b)


def test_a_discussion_that_only_shares_a_point_belongs_too(cast, meeting):
    point = noted.point(AgendaItem.objects.get(meeting=meeting), cast)
    linked(cast, meeting, meetings=[], points=[point])
    assert "Kuva on yhteinen." in letter_of(meeting, cast.region_a)


@pytest.mark.parametrize("state", ["draft", "checking", "confirmed"])
def test_what_is_not_public_is_in_neither(cast, meeting, state):
    linked(cast, meeting, state)
    assert "Kainuun keskustelu" not in binder_of(meeting) + letter_of(meeting, cast.region_a)


def test_its_newest_version_is_told(cast, meeting):
    made = linked(cast, meeting)
    note = {"fi": "Tarkennettu.", "sv": "Preciserat."}
    changed = talking.values(cast, outcome_fi="Tarkempi kuva.")
    talks.correct(made, by=cast.coordinator, revision=made.revision, note=note, **changed)
    assert "Tarkempi kuva." in letter_of(meeting, cast.region_a)
    assert "Tarkempi kuva." in binder_of(meeting) and "Kuva on yhteinen." not in binder_of(meeting)
