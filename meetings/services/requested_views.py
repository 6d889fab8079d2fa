"""Regions' views for a meeting: the round is linked to it, asked and reminded of by its plan, closed by the clock."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock, states
from forum.audiences import in_each_language
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb, verb
from meetings.deadlines import AGENDA_OUT
from meetings.models import Meeting, PlannedLetter, RequestedView
from meetings.services import letter_plan
from themes.models import ViewRound
from themes.services import view_rounds

RULES = ("view_requests", "view_reminders")
MOST_USUAL = timedelta(days=14)
"""So long before the meeting the views are due, unless the coordinator says otherwise."""


def of(meeting: Meeting) -> RequestedView | None:
    """The round that is asked for the meeting; no query for a meeting fetched with its page."""
    return getattr(meeting, "requested_view", None)


def usual_due(meeting: Meeting) -> date:
    """Two weeks before the meeting, and before the agenda goes out."""
    return min(meeting.day - MOST_USUAL, last_due(meeting))


def last_due(meeting: Meeting) -> date:
    """The views are frozen when the agenda goes out: the day before it is the last that can be due."""
    return meeting.deadline(AGENDA_OUT) - timedelta(days=1)


def rounds_for(meeting: Meeting) -> list[ViewRound]:
    """Rounds that can be linked: of the meeting's theme, not closed. One query."""
    found = ViewRound.objects.filter(theme=meeting.theme_id, state__in=["draft", "asked"])
    return list(found.newest_first())


@verb
def link(
    meeting: Meeting, *, by: Person | None, round: ViewRound | None = None, ask_before: int = 42, remind_before: int = 7
) -> RequestedView:
    """Names the round for the meeting; without one a draft on the meeting's theme is made. Raises ValidationError."""
    if meeting.is_over or meeting.state == "cancelled":
        raise ValidationError(_("The meeting is over or has been cancelled."), code="over")
    if round is None:
        title = in_each_language(lambda: _("Regions' views: %(theme)s") % {"theme": meeting.theme.name})
        texts = {f"title_{code}": words[:200] for code, words in title.items()}
        round = view_rounds.prepare(meeting.theme, by=by, due=usual_due(meeting), **texts)
    values: dict[str, Any] = {"round": round, "ask_before": ask_before, "remind_before": remind_before}
    made, _new = RequestedView.objects.update_or_create(
        meeting=meeting, defaults={**values, "linked_by": by, "linked_at": clock.now()}
    )
    audit.record("requested_view.link", by=by, about=meeting, details={**values, "round": str(round)})
    letter_plan.make(Meeting.objects.with_page().get(pk=meeting.pk))
    return made


@verb
def unlink(meeting: Meeting, *, by: Person) -> None:
    """The meeting does without views; the round itself goes on. What the plan had not sent is planned no more."""
    found = RequestedView.objects.filter(meeting=meeting).select_related("round").first()
    if found is None:
        return
    PlannedLetter.objects.open().filter(meeting=meeting, rule__in=RULES).delete()
    found.delete()
    audit.record("requested_view.unlink", by=by, about=meeting, details={"round": str(found.round)})


def closes_on(requested: RequestedView) -> date:
    """The day on which the round is closed: when the meeting's agenda and brief go out."""
    return requested.meeting.deadline(AGENDA_OUT)


@quiet_verb
def close_due() -> list[ViewRound]:
    """Closes the rounds whose meeting's agenda and brief go out now. Safe to run twice."""
    coming = RequestedView.objects.filter(round__state="asked").exclude(meeting__state="cancelled")
    closed = []
    for one in coming.select_related("meeting__cycle", "round__theme__programme").order_by("meeting__starts_at"):
        if clock.now() >= letter_plan.moment_of(closes_on(one)):
            try:
                view_rounds.close(one.round, by=None)
                closed.append(one.round)
            except states.IllegalMove:
                continue  # somebody closed it meanwhile
    return closed


def planned_rounds() -> set[int]:
    """Rounds whose first reminder a meeting's plan sends."""
    planned = PlannedLetter.objects.filter(rule="view_reminders", state__in=["planned", "paused", "done", "skipped"])
    return set(planned.values_list("meeting__requested_view__round", flat=True)) - {None}
