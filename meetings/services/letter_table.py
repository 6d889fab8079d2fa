"""The letters that every meeting has, as rules on the shelf."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import deadlines
from meetings.deadlines import (
    AGENDA_OUT,
    ASK_CONTACT,
    ASK_DEPUTY,
    CALL_LIST,
    DRAFT_NOTES,
    INVITATION,
    JOINING,
    LAST_REMINDER,
    REMIND_SILENT,
    SAVE_THE_DATE,
)
from meetings.models import Meeting
from meetings.services import ladder_audiences as audiences
from meetings.services import ladder_letters as written
from meetings.services import notes
from meetings.services.letter_rules import Rule, Situation, letter_rules

CHECKED = frozenset({"checking", "confirmed", "public"})


def _deadline(key: str) -> Callable[[Meeting], date]:
    return lambda meeting: deadlines.day_of(key, meeting.day, meeting.offset)


def _invites(meeting: Meeting) -> bool:
    """Whether anybody is invited: by seat, or as a guest of an open event."""
    return meeting.kind.invites_seats or meeting.invited_at is not None


def _invited(now: Situation) -> datetime | None:
    return now.meeting.invited_at


def _cannot_be_invited(now: Situation) -> str:
    able = now.meeting.state in {"announced", "invited", "registration_closed"} and not now.meeting.is_over
    return "" if able else _("Nobody can be invited to this meeting any more.")


def _no_agenda(now: Situation) -> str:
    return "" if now.meeting.agenda_published_at else _("The agenda has not been published yet.")


def _nowhere_to_join(now: Situation) -> str:
    told = now.meeting.place or now.meeting.street or now.meeting.remote_link
    return "" if told else _("Neither place nor link is known.")


def _checked(now: Situation) -> datetime | None:
    return now.notes.state_at if now.notes and now.notes.state in CHECKED else None


def _no_notes(now: Situation) -> str:
    if now.meeting.state not in {"held", "notes_public"}:
        return _("The meeting must be marked as held before its notes are checked.")
    if now.notes is None or not notes.says_anything(now.notes):
        return _("The notes are empty. Write what was said before you send them.")
    return ""


RULES: tuple[dict[str, Any], ...] = (
    {
        "key": SAVE_THE_DATE,
        "label": gettext_lazy("Save the date"),
        "about": gettext_lazy("Everybody who will be invited hears the day."),
        "audience": audiences.to_announce,
        "write": written.announce,
        "letter": written.SAVE_THE_DATE,
        "by_hand": True,
    },
    {
        "key": INVITATION,
        "label": gettext_lazy("Invitations"),
        "about": gettext_lazy("Each seat and guest gets a letter with a personal link and a calendar request."),
        "audience": audiences.to_invite,
        "write": written.invite,
        "example": written.show_invitations,
        "letter": "invitation",
        "by_hand": True,
        "needed": True,
        "obstacle": _cannot_be_invited,
        "settled": _invited,
        "page": "meetings:send_invitations",
    },
    {
        "key": REMIND_SILENT,
        "label": gettext_lazy("Reminder to the silent"),
        "about": gettext_lazy("Whoever was asked and has not answered is reminded."),
        "audience": audiences.on_rung(REMIND_SILENT),
        "write": written.escalate(REMIND_SILENT),
        "example": written.say(REMIND_SILENT),
        "letter": written.REMINDER,
    },
    {
        "key": ASK_DEPUTY,
        "label": gettext_lazy("The deputy is asked"),
        "about": gettext_lazy("The deputies of silent seats can answer with a link of their own."),
        "audience": audiences.on_rung(ASK_DEPUTY),
        "write": written.escalate(ASK_DEPUTY),
        "example": written.say(ASK_DEPUTY),
        "letter": written.DEPUTY,
    },
    {
        "key": ASK_CONTACT,
        "label": gettext_lazy("The region's contact is asked"),
        "about": gettext_lazy("The contact hears which of the region's own seats are silent."),
        "audience": audiences.on_rung(ASK_CONTACT),
        "write": written.escalate(ASK_CONTACT),
        "example": written.say(ASK_CONTACT),
        "letter": written.CONTACT,
    },
    {
        "key": LAST_REMINDER,
        "label": gettext_lazy("Last reminder"),
        "about": gettext_lazy("Holder, deputy and contact of each silent seat are reminded."),
        "audience": audiences.on_rung(LAST_REMINDER),
        "write": written.escalate(LAST_REMINDER),
        "example": written.say(LAST_REMINDER),
        "letter": written.LAST,
    },
    {
        "key": CALL_LIST,
        "label": gettext_lazy("Call list"),
        "about": gettext_lazy("The coordinators get the names and numbers of the seats that are silent."),
        "audience": audiences.coordinators,
        "write": written.list_calls,
        "letter": written.CALLS,
        "page": "meetings:call_list",
    },
    {
        "key": AGENDA_OUT,
        "label": gettext_lazy("Agenda and situation brief"),
        "about": gettext_lazy("Those who come and those who have not answered hear what will be discussed."),
        "audience": audiences.to_read_agenda,
        "write": written.send_agenda,
        "letter": written.AGENDA,
        "by_hand": True,
        "needed": True,
        "obstacle": _no_agenda,
        "page": "meetings:agenda",
    },
    {
        "key": JOINING,
        "label": gettext_lazy("Joining instructions"),
        "about": gettext_lazy("Those who come hear where the room is, or get the link."),
        "audience": audiences.to_join,
        "write": written.instruct,
        "letter": written.JOINING,
        "again": True,
        "obstacle": _nowhere_to_join,
    },
    {
        "key": DRAFT_NOTES,
        "label": gettext_lazy("Draft notes for checking"),
        "about": gettext_lazy("The seats' people read the notes and remark on them."),
        "audience": audiences.to_check_notes,
        "write": written.send_notes,
        "example": written.show_notes,
        "letter": "notes_checking",
        "by_hand": True,
        "needed": True,
        "after": True,
        "obstacle": _no_notes,
        "settled": _checked,
        "page": "meetings:notes",
    },
)


def fill() -> None:
    """Puts the rules on their shelf, in the order of the year."""
    for place, rule in enumerate(RULES, start=1):
        letter_rules.put(rule["key"], Rule(day=_deadline(rule["key"]), fits=_invites, **rule), order=10 * place)
