"""What is, on the top floor: when the forum meets, and who comes."""

from meetings.models.agenda_item import AgendaItem
from meetings.models.answer import Answer
from meetings.models.cycle import Cycle, Round
from meetings.models.invitation import Invitation, InvitationLetter
from meetings.models.meeting import Meeting, MeetingBrief
from meetings.models.meeting_kind import MeetingKind

__all__ = [
    "AgendaItem",
    "Answer",
    "Cycle",
    "Invitation",
    "InvitationLetter",
    "Meeting",
    "MeetingBrief",
    "MeetingKind",
    "Round",
]
