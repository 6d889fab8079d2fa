"""Deadlines in words: what each is called, and what its offset is counted in."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.deadlines import (
    ACTION_REMINDERS,
    AGENDA_OUT,
    ASK_CONTACT,
    ASK_DEPUTY,
    CALL_LIST,
    CHECKING_ENDS,
    DAYS,
    DEADLINES,
    DRAFT_NOTES,
    INVITATION,
    JOINING,
    LAST_REMINDER,
    MONTHS,
    NOTES_PUBLISHED,
    REGISTRATION_CLOSES,
    REMIND_SILENT,
    SAVE_THE_DATE,
    WORKING_DAYS,
)

LABELS = {
    SAVE_THE_DATE: _("The day is announced"),
    INVITATION: _("Invitations"),
    REMIND_SILENT: _("Reminder to the silent"),
    ASK_DEPUTY: _("The deputy is asked"),
    ASK_CONTACT: _("The region's contact is asked"),
    LAST_REMINDER: _("Last reminder"),
    CALL_LIST: _("Call list"),
    REGISTRATION_CLOSES: _("Registration closes"),
    AGENDA_OUT: _("Agenda and situation brief"),
    JOINING: _("Joining instructions"),
    DRAFT_NOTES: _("Draft notes for checking"),
    CHECKING_ENDS: _("Checking of the notes ends"),
    NOTES_PUBLISHED: _("Notes are published"),
    ACTION_REMINDERS: _("Reminders of open action points"),
}
UNITS = {
    DAYS: _("days before the meeting"),
    WORKING_DAYS: _("working days after the meeting"),
    MONTHS: _("months between reminders, the first after the meeting"),
}
SINCE = {CHECKING_ENDS: _("working days after checking ends")}


def unit(key: str) -> str | Promise:
    """What the deadline's number counts: "days before the meeting"."""
    one = DEADLINES[key]
    return SINCE[one.since] if one.since else UNITS[one.unit]
