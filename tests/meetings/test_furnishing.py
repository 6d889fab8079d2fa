"""The example year stands on any date: what invites now, what was held, and next year's eight meetings."""

import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from forum import clock
from forum.models import AuditEntry, Edition
from meetings import furnishing
from meetings.models import AgendaItem, Cycle, Meeting, MeetingBrief, MeetingKind, Round
from meetings.services import changes, meetings, planning
from tests import things
from themes import furnishing as themes_furnishing
from themes.models import Thread

pytestmark = pytest.mark.django_db

DAYS = ["2028-02-29", "2026-12-24", "2027-01-01", "2027-07-15", "2026-12-31", "2027-04-18"]
COUNTED = (AgendaItem, AuditEntry, Cycle, Meeting, MeetingBrief, MeetingKind, Round, Thread)
MIDWEEK = {1, 2, 3}


def quiet(words: str) -> None:
    """Says nothing."""


def noon(day: str) -> datetime:
    """The middle of the day in the profile's zone."""
    return datetime.combine(date.fromisoformat(day), time(12), ZoneInfo("Europe/Helsinki"))


def furnish() -> None:
    """The meetings' part of furnishing."""
    furnishing.furnish(today=clock.today(), say=quiet)


@pytest.fixture
def programmes(db):
    """The profile's programmes and themes."""
    themes_furnishing.furnish_programmes(today=clock.today(), say=quiet)


@pytest.fixture
def sweden(settings):
    """The Swedish profile."""
    settings.PROFILE_NAME = "se"
    settings.PROFILE = json.loads((settings.SEED_DATA / "profiles.json").read_text(encoding="utf-8"))["se"]
    settings.LANGUAGE_CODE = "sv"
    settings.TIME_ZONE = "Europe/Stockholm"


def check_everything() -> None:
    """All that must hold whatever the day."""
    check_invited(Meeting.objects.get(public_id=furnishing.INVITED))
    check_held(Meeting.objects.get(public_id=furnishing.HELD))
    check_year(Cycle.objects.get(year=clock.today().year + 1))


def check_invited(meeting: Meeting) -> None:
    """Its invitations are out, and there is a week or more to answer in time."""
    assert meeting.state == "invited"
    assert meeting.invited_at <= clock.now() < meeting.starts_at
    assert meeting.registration_closes >= clock.today() + timedelta(days=7)
    check_day(meeting)


def check_held(meeting: Meeting) -> None:
    """It was held about a month ago."""
    assert meeting.state == "held"
    assert timedelta(days=14) <= clock.now() - meeting.ends_at <= timedelta(days=47)
    check_day(meeting)


def check_year(cycle: Cycle) -> None:
    """Four public rounds with eight announced meetings, the officials' four weeks before the politicians'."""
    rounds = list(cycle.rounds.all())
    assert cycle.is_public and len(rounds) == 4
    assert len({one.theme_id for one in rounds}) == min(4, cycle.programme.themes.count())
    for one in rounds:
        first, second = one.meetings.order_by("starts_at")
        assert (first.kind.level, second.kind.level) == ("officials", "politicians")
        assert first.prepares == second and second.day - first.day == timedelta(days=28)
        for meeting in (first, second):
            assert meeting.state == "announced" and meeting.day.year == cycle.year
            check_day(meeting)


def check_day(meeting: Meeting) -> None:
    """Tuesday to Thursday, without holidays and blocked periods."""
    assert meeting.day.weekday() in MIDWEEK and meeting.day.month != 7
    assert planning.obstacles(meeting.day, meeting.kind.level) == []


@pytest.mark.parametrize("day", DAYS)
def test_the_finnish_year_stands_on_any_date(programmes, day):
    with clock.at(noon(day)):
        furnish()
        check_everything()


@pytest.mark.parametrize("day", ["2026-12-24", "2027-07-15"])
def test_the_swedish_year_stands_on_any_date(sweden, programmes, day):
    with clock.at(noon(day)):
        furnish()
        check_everything()
        assert Meeting.objects.filter(cycle__programme__country="se").count() == Meeting.objects.count()


@pytest.mark.parametrize("days_later", [0, 3])
def test_a_second_run_changes_nothing(programmes, days_later):
    with clock.at(noon("2026-12-24")):
        furnish()
    before = [model.objects.count() for model in COUNTED], Edition.objects.get().number
    with clock.at(noon("2026-12-24") + timedelta(days=days_later)):
        furnish()
    assert ([model.objects.count() for model in COUNTED], Edition.objects.get().number) == before


def test_what_a_coordinator_has_changed_stays_changed(programmes):
    coordinator = things.person()
    with clock.at(noon("2026-12-24")):
        furnish()
        meeting = Meeting.objects.get(public_id=furnishing.INVITED)
        meetings.change(
            meeting, by=coordinator, revision=meeting.revision, place_fi="Toinen talo", place_sv="Annat hus"
        )
        meeting.refresh_from_db()
        draft = changes.draft_of(meeting)
        changes.release(draft, by=coordinator, revision=draft.revision, meeting_revision=meeting.revision)
        cancelled = Meeting.objects.filter(state="announced").first()
        meetings.cancel(cancelled, by=coordinator, reason="Lakko")
        furnish()
    meeting.refresh_from_db()
    cancelled.refresh_from_db()
    assert (meeting.place_fi, cancelled.state) == ("Toinen talo", "cancelled")


def test_politicians_do_not_meet_in_an_election_that_officials_work_through():
    election = date(2027, 4, 15)
    assert planning.obstacles(election, "politicians")
    assert not planning.obstacles(election, "officials")
