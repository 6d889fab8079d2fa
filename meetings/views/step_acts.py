"""What a person does about a meeting's step: a button's words, and where it leads."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from meetings.deadlines import (
    AGENDA_OUT,
    ASK_DEPUTY,
    DRAFT_NOTES,
    INVITATION,
    JOINING,
    LAST_REMINDER,
    NOTES_PUBLISHED,
    REGISTRATION_CLOSES,
    REMIND_SILENT,
    SAVE_THE_DATE,
)
from meetings.models import Meeting
from meetings.services import steps
from meetings.services.standing import Standing
from meetings.services.steps import FOLLOW_UP, MEETING, Step


@dataclass(frozen=True)
class Act:
    """A button: its `verb`, its `address`, and whether pressing it does the deed at once (`post`)."""

    verb: Any
    address: str
    post: bool = False


@dataclass(frozen=True)
class Line:
    """A step with what is to be done about it, if anything."""

    step: Step
    act: Act | None = None


PLACES: dict[str, tuple[str, Any]] = {
    INVITATION: ("meetings:coverage", _("Invite the seats")),
    REMIND_SILENT: ("meetings:letter_plan", _("See the plan of letters")),
    ASK_DEPUTY: ("meetings:letter_plan", _("See the plan of letters")),
    LAST_REMINDER: ("meetings:call_list", _("Open the call list")),
    REGISTRATION_CLOSES: ("meetings:coverage", _("See who has answered")),
    AGENDA_OUT: ("meetings:agenda", _("Prepare and publish the agenda")),
    JOINING: ("meetings:meeting_edit", _("Add the place or the link")),
    DRAFT_NOTES: ("meetings:notes", _("Write the notes")),
    NOTES_PUBLISHED: ("meetings:notes", _("Confirm and publish the notes")),
    FOLLOW_UP: ("meetings:actions_of_meeting", _("See the action points")),
}
ABOUT_SILENCE = frozenset({REMIND_SILENT, ASK_DEPUTY, LAST_REMINDER, REGISTRATION_CLOSES})
"""How these stand tells who is silent, which is for the coordinator (rule 4)."""


def lines(meeting: Meeting, standing: Standing, *, may_plan: bool) -> list[Line]:
    """The meeting's steps; for who may plan those that ask for it have their button, and silence is counted."""
    found = steps.of(meeting, standing)
    if not may_plan:
        return [Line(replace(step, note="") if step.key in ABOUT_SILENCE else step) for step in found]
    return [Line(step, act_of(step, meeting) if step.asks else None) for step in found]


def act_of(step: Step, meeting: Meeting) -> Act | None:
    """The button of a step, or None where nobody can do anything about it."""
    if step.key == SAVE_THE_DATE:
        return _announce(meeting)
    if step.key == MEETING:
        return _hold(meeting)
    if step.key == JOINING and not step.by_hand:
        return None
    name, verb = PLACES[step.key]
    address = _address(name, meeting)
    return Act(verb, address) if address else None


def _announce(meeting: Meeting) -> Act:
    """Announcing makes a day public, so its year is published first."""
    if meeting.cycle.is_public:
        return Act(_("Announce the day"), reverse("meetings:meeting_announce", args=[meeting.public_id]), post=True)
    return Act(_("Publish the year first"), reverse("meetings:cycle", args=[meeting.cycle.year]))


def _hold(meeting: Meeting) -> Act | None:
    """Before the end the chair's screen; then marking it as held, and recording who was there."""
    if meeting.is_over and meeting.state not in steps.HELD:
        return Act(_("Mark as held"), reverse("meetings:meeting_hold", args=[meeting.public_id]), post=True)
    address = _address("meetings:in_the_room", meeting)
    if not address:
        return None
    return Act(_("Record who was there") if meeting.is_over else _("Open the chair's screen"), address)


def _address(name: str, meeting: Meeting) -> str:
    """The meeting's page of that name, or nothing where the portal has no such page."""
    try:
        return reverse(name, args=[meeting.public_id])
    except NoReverseMatch:
        return ""
