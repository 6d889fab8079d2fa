"""Name badges and table signs: for everybody who comes to the room, each in the person's own language."""

from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from forum import context, dates
from forum.services import pdf
from meetings.models import Meeting
from meetings.services import participants
from meetings.services.agenda_document import name_of
from meetings.services.participants import Participant


def badges(meeting: Meeting) -> bytes:
    """A4 sheets of ten badges to cut."""
    return _printed("badges", meeting, _("Name badges: %(meeting)s"))


def signs(meeting: Meeting) -> bytes:
    """A4 sheets to fold, one for each chair: the region or body, and the name, to be read from both sides."""
    return _printed("signs", meeting, _("Table signs: %(meeting)s"))


def _printed(template: str, meeting: Meeting, title: str) -> bytes:
    people = [one for one in participants.of(meeting) if one.in_room]
    data = {"people": [worn(one, meeting) for one in people], "empty": _("Nobody has said to come to the room yet.")}
    return pdf.typeset(template, data, language=dates.active(), title=title % {"meeting": name_of(meeting)})


def worn(one: Participant, meeting: Meeting) -> dict[str, Any]:
    """What a badge says, in the language of who wears it."""
    with translation.override(one.speaks):
        return {
            "lang": one.speaks,
            "forum": context.in_words("name"),
            "name": one.name,
            "body": one.body,
            "role": capfirst(one.title) or one.role,
            "meeting": name_of(meeting),
        }
