"""Two accept at once: one year is made, and nothing of the other. The same on SQLite and on PostgreSQL."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from forum import clock
from forum.states import IllegalMove
from meetings.models import Cycle, Meeting, Plan
from meetings.services import plan_acceptance
from tests import races, things
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db, tmp_path):
    """The cast, in a database that threads can share."""
    with races.database_for_threads(tmp_path):
        yield Cast()


@pytest.fixture
def year(cast) -> int:
    """A year whose days are all still to come; everybody and everything that a year is made of is there."""
    assert cast.coordinator
    for level in ("officials", "politicians"):
        things.kind(level)
    return clock.today().year + 2


def accepting(plan: Plan, cast: Cast):
    """Accepts the draft; gives back what stopped it, or the year."""

    def deed():
        try:
            return plan_acceptance.accept(Plan.objects.get(pk=plan.pk), revision=1, by=cast.coordinator)
        except (IllegalMove, ValidationError) as stopped:
            return type(stopped)

    return deed


def test_a_double_click_makes_one_year(cast, year):
    plan = things.plan(year)
    got = races.together(*[accepting(plan, cast)] * 3)
    assert sorted(str(one) for one in got) == sorted([str(year), *[str(IllegalMove)] * 2])
    assert (Cycle.objects.count(), Meeting.objects.count()) == (1, 4)


@pytest.mark.parametrize("begun", [False, True])
def test_of_two_drafts_accepted_at_once_one_becomes_the_year(cast, year, begun):
    theme = things.theme()
    drafts = [things.plan(year, programme=theme.programme) for _ in range(2)]
    if begun:
        things.cycle(year=year, programme=theme.programme, is_public=False)
    got = races.together(*[accepting(plan, cast) for plan in drafts])
    assert sorted(str(one) for one in got) == sorted([str(year), str(ValidationError)])
    assert sorted(Plan.objects.values_list("state", flat=True)) == ["accepted", "draft"]
    assert (Cycle.objects.count(), Meeting.objects.count()) == (1, 4)
    assert Meeting.objects.filter(starts_at__date__gte=date(year, 1, 1) - timedelta(days=1)).count() == 4
