"""The example year: kinds of meeting, next full year's four rounds, a meeting that invites now, one that was held."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import cycle as endless
from typing import Any

from django.conf import settings
from django.db import transaction

from forum import clock, own_words
from forum.models import StaffRole
from meetings import furnishing_texts as texts
from meetings.models import Cycle, Meeting, MeetingKind, Round
from meetings.services import agenda, cycles, meetings, planning, rounds
from regions.models import Region, Seat
from themes.models import Brief, Programme, Theme

ANCHORS = ((2, 15), (4, 26), (9, 13), (11, 1))
HELD, INVITED = "example-held", "example-invited"
LINK = "https://video.example.org/aluefoorumi"
Say = Callable[[str], None]


def furnish_kinds(*, today: date, say: Say = print) -> None:
    """The kinds of meeting, and what each invites."""
    for row in texts.kinds():
        MeetingKind.objects.get_or_create(key=row["key"], defaults=row)
    say(f"kinds of meeting: {MeetingKind.objects.count()}")


@transaction.atomic
def furnish(*, today: date, say: Say = print) -> None:
    """Adds what is missing; what a coordinator has changed since stays changed."""
    furnish_kinds(today=today, say=lambda words: None)
    programme = Programme.objects.filter(key=settings.PROFILE["programme"]).first()
    if programme is None:
        return
    themes = list(programme.themes.order_by("number"))
    held_meeting(programme, themes[0], today)
    invited_meeting(programme, themes[1 % len(themes)], today)
    full_year(programme, themes, today.year + 1)
    say(f"meetings: {Meeting.objects.count()} in {Cycle.objects.count()} years")


def year_of(programme: Programme, year: int) -> Cycle:
    """The public cycle of the year, made when it is missing."""
    found = Cycle.objects.filter(year=year).first()
    if found is None:
        found = cycles.create(year=year, programme=programme, by=None)
        cycles.publish(found, by=None)
    return found


def held_meeting(programme: Programme, theme: Theme, today: date) -> None:
    """A politicians' meeting about thirty days ago."""
    if Meeting.objects.filter(public_id=HELD).exists():
        return
    day = near(today - timedelta(days=30), "politicians", range(0, 16))
    meeting = single(programme, theme, day, "politicians", texts.CAPITAL[settings.PROFILE_NAME], HELD, today.year + 1)
    lay(meeting, state="held")


def invited_meeting(programme: Programme, theme: Theme, today: date) -> None:
    """An officials' meeting about thirty-five days ahead, whose invitations are out."""
    if Meeting.objects.filter(public_id=INVITED).exists():
        return
    day = near(today + timedelta(days=35), "officials", range(0, 22))
    meeting = single(programme, theme, day, "officials", texts.CAPITAL[settings.PROFILE_NAME], INVITED, today.year + 1)
    lay(meeting, state="invited")


def near(wanted: date, level: str, reach: range) -> date:
    """The good day nearest to the wanted one, earlier or later."""
    for distance in reach:
        for day in (wanted - timedelta(days=distance), wanted + timedelta(days=distance)):
            if day.weekday() in {1, 2, 3} and not planning.obstacles(day, level):
                return day
    return planning.good_day(wanted, level)


def single(
    programme: Programme, theme: Theme, day: date, level: str, place: texts.Place, public_id: str, full: int
) -> Meeting:
    """One example meeting: a round of its own, but outside the rounds in the year that has all four."""
    cycle = year_of(programme, day.year)
    one = None if day.year == full else rounds.add(cycle, theme=theme, by=None)
    values = values_of(day, level, place) | {"theme": theme, "public_id": public_id, "is_example": True}
    meeting = meetings.create(cycle, by=None, round=one, **values)
    write_agenda(meeting)
    return meeting


def lay(meeting: Meeting, *, state: str) -> None:
    """Sets the meeting's past to its deadlines, none of them later than now."""

    def when(step: str) -> datetime:
        return min(planning.local_moment(meeting.deadline(step), time(9)), clock.now())

    Meeting.objects.filter(pk=meeting.pk).update(
        state=state,
        announced_at=when("save_the_date"),
        invited_at=when("invitation"),
        agenda_published_at=when("agenda_out"),
    )


def full_year(programme: Programme, themes: list[Theme], year: int) -> None:
    """Four rounds, the officials' meeting 28 days before the politicians', on days without obstacles."""
    cycle = year_of(programme, year)
    if cycle.rounds.exists():
        return
    order = endless(themes[2:] + themes[:2] if len(themes) > 3 else themes)
    earlier = cycle.meetings.order_by("-starts_at").first()
    for anchor, theme, places in zip(ANCHORS, order, texts.PLACES[settings.PROFILE_NAME], strict=False):
        earliest = max(date(year, *anchor), earlier.day + timedelta(days=7) if earlier else date.min)
        one_round(cycle, theme, earliest, places)


def one_round(cycle: Cycle, theme: Theme, earliest: date, places: tuple[texts.Place, texts.Place]) -> Round:
    """A round with two announced meetings; the first round's agendas are public."""
    days = rounds.pair_of_days(earliest)
    officials, politicians = (
        values_of(day, level, place) | {"is_example": True}
        for day, level, place in zip(days, ("officials", "politicians"), places, strict=True)
    )
    made = rounds.add(cycle, theme=theme, by=None, officials=officials, politicians=politicians)
    for meeting in Meeting.objects.filter(round=made).select_related("cycle", "kind", "theme"):
        write_agenda(meeting)
        meetings.announce(meeting, by=None)
        if made.number == 1:
            agenda.publish(meeting, by=None)
    return made


def values_of(day: date, level: str, place: texts.Place) -> dict[str, Any]:
    """When and where, as the service takes them."""
    starts, ends = texts.HOURS[level]
    host = Region.objects.filter(code=place["host"]).first()
    return {
        "kind": MeetingKind.objects.filter(level=level).order_by("order")[0],
        "starts_at": planning.local_moment(day, starts),
        "ends_at": planning.local_moment(day, ends),
        "host_region": host,
        "remote_link": LINK,
        **{f"place_{code}": place[code] for code in ("fi", "sv", "en")},
    }


def write_agenda(meeting: Meeting) -> None:
    """The agenda's items with example presenters by role, and the briefs of the theme."""
    people = presenters(meeting)
    for row in texts.AGENDAS[meeting.kind.level]:
        who = people.get(row["who"])
        titles = {f"title_{code}": own_words.here(row[code], code) for code in ("fi", "sv", "en")}
        agenda.add(meeting, by=None, minutes=row["minutes"], is_break=row["who"] == "break", presenter=who, **titles)
    for brief in Brief.objects.public().filter(theme=meeting.theme):
        meetings.read_brief(meeting, brief=brief, by=None)


def presenters(meeting: Meeting) -> dict[str, Any]:
    """Example people by role: chair, secretariat, an official of the host region (or of the first region)."""
    staff = StaffRole.objects.filter(person__is_example=True).select_related("person")
    found: dict[str, Any] = {role.kind: role.person for role in staff.order_by("-pk")}
    seats = Seat.objects.in_use().filter(kind="official").with_people()
    hosting = [seat for seat in seats if seat.region_id == meeting.host_region_id] or list(seats[:1])
    return found | {"official": hosting[0].holder if hosting else None}
