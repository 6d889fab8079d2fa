"""What is, on the top floor: when the forum meets, and who comes."""

from meetings.models.action_point import ActionLetter, ActionPoint, ActionProgress, ActionsPlaced
from meetings.models.agenda_item import AgendaItem
from meetings.models.answer import Answer
from meetings.models.attendance import Attendance
from meetings.models.calendar_reply import CalendarReply
from meetings.models.call_note import CallNote
from meetings.models.change_notice import ChangeNotice
from meetings.models.cycle import Cycle, Round
from meetings.models.feed_key import FeedKey
from meetings.models.input_request import InputRequest
from meetings.models.invitation import Invitation, InvitationLetter
from meetings.models.meeting import Meeting, MeetingBrief
from meetings.models.meeting_kind import MeetingKind
from meetings.models.notes import Notes, NotesRemark, NotesSection, NotesVersion
from meetings.models.notes_revision import NotesRevision
from meetings.models.paper import Paper, PaperFile
from meetings.models.plan import BlockedPeriod, Plan, PlannedRound
from meetings.models.planned_letter import Escalation, PlannedLetter
from meetings.models.point import Point
from meetings.models.requested_view import RequestedView
from meetings.models.sign_up import SignUp
from meetings.models.spreading import Debrief, RegionParagraph
from meetings.models.talk_link import TalkLink

__all__ = [
    "ActionLetter",
    "ActionPoint",
    "ActionProgress",
    "ActionsPlaced",
    "AgendaItem",
    "Answer",
    "Attendance",
    "BlockedPeriod",
    "CallNote",
    "CalendarReply",
    "ChangeNotice",
    "Cycle",
    "Debrief",
    "Escalation",
    "FeedKey",
    "InputRequest",
    "Invitation",
    "InvitationLetter",
    "Meeting",
    "MeetingBrief",
    "MeetingKind",
    "Notes",
    "NotesRemark",
    "NotesRevision",
    "NotesSection",
    "NotesVersion",
    "Paper",
    "PaperFile",
    "Plan",
    "PlannedLetter",
    "PlannedRound",
    "Point",
    "RegionParagraph",
    "RequestedView",
    "Round",
    "SignUp",
    "TalkLink",
]
