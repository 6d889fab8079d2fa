"""Rounds' verbs: an officials' meeting that prepares a politicians' meeting on one theme."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from meetings.deadlines import OFFICIALS_LEAD_DAYS
from meetings.models import Cycle, Meeting, Round
from meetings.services import meetings, planning
from themes.models import Theme

Values = dict[str, Any]


@verb
def add(
    cycle: Cycle,
    *,
    theme: Theme,
    by: Person | None,
    officials: Values | None = None,
    politicians: Values | None = None,
) -> Round:
    """The cycle's next round, with its meetings when their values are given; the first prepares the second."""
    if officials and politicians:
        check_pair(cycle, officials, politicians)
    number = (cycle.rounds.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Round.objects.create(cycle=cycle, number=number, theme=theme)
    audit.record("rounds.add", by=by, about=made, details={"theme": str(theme)})
    prepared = meetings.create(cycle, by=by, round=made, **politicians) if politicians else None
    if officials:
        meetings.create(cycle, by=by, round=made, prepares=prepared, **officials)
    return made


def check_pair(cycle: Cycle, officials: Values, politicians: Values) -> None:
    """Refuses a round whose meetings stand in the wrong order or whose span overlaps another round's."""
    if officials["ends_at"] > politicians["starts_at"]:
        message = _("The officials' meeting prepares the politicians' meeting, so it must be over before that begins.")
        raise planning.refusal("starts_at", message, "pairing_order")
    planning.refuse_overlap(cycle, [(one["starts_at"], one["ends_at"]) for one in (officials, politicians)])


@verb
def change(round: Round, *, theme: Theme, by: Person) -> None:
    """Gives the round another theme; its meetings that are not yet announced follow."""
    details = audit.changes(round, {"theme": theme})
    before = round.theme
    round.theme = theme
    round.save(update_fields=["theme"])
    round.meetings.filter(theme=before).exclude(state__in=["held", "notes_public", "cancelled"]).update(theme=theme)
    audit.record("rounds.change", by=by, about=round, details=details)


@verb
def remove(round: Round, *, by: Person) -> None:
    """Removes a round whose meetings nobody outside has seen. Refused once a meeting has been announced."""
    if round.meetings.exclude(state="planned").exists():
        raise ValidationError(
            _("A meeting of this round has been announced, so the round stays. Cancel the meeting instead."),
            code="announced",
        )
    if round.cycle.rounds.filter(number__gt=round.number).exists():
        raise ValidationError(_("Only the last round of a year can be removed."), code="not_last")
    audit.record("rounds.remove", by=by, about=round)
    for meeting in round.meetings.order_by("prepares"):
        _remove_planned(meeting)
    round.delete()


def _remove_planned(meeting: Meeting) -> None:
    """A meeting that was only planned leaves with its agenda and threads."""
    if meeting.invitations.exists():
        raise ValidationError(_("This meeting already has invitations. Cancel the meeting instead."), code="invited")
    Meeting.objects.filter(prepares=meeting).update(prepares=None)
    threads = [item.thread for item in meeting.agenda_items.select_related("thread") if item.thread]
    meeting.agenda_items.all().delete()
    for thread in threads:
        thread.delete()
    meeting.delete()


def proposal(cycle: Cycle) -> tuple[date, date] | None:
    """Days proposed for the cycle's next round: officials' meeting, politicians' meeting 28 days later.

    None when the year has no room left after its last meeting.
    """
    last = cycle.meetings.exclude(state="cancelled").aggregate(last=Max("ends_at"))["last"]
    earliest = max(date(cycle.year, 1, 20), clock.today() + timedelta(days=60))
    if last is not None:
        earliest = max(earliest, last.date() + timedelta(days=35))
    days = pair_of_days(earliest)
    return days if days[1].year == cycle.year else None


def pair_of_days(earliest: date) -> tuple[date, date]:
    """The first good pair of days, `OFFICIALS_LEAD_DAYS` apart, on or after the earliest day."""
    for later in range(0, 120, 7):
        officials = planning.good_day(earliest + timedelta(days=later), "officials")
        politicians = officials + timedelta(days=OFFICIALS_LEAD_DAYS)
        if not planning.obstacles(politicians, "politicians"):
            return officials, politicians
    return officials, politicians
