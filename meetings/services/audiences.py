"""Whom letters go to by a meeting: who was invited, who has answered and how, who is silent, who attended."""

from collections.abc import Callable, Iterable
from typing import Any

from forum import dates
from forum.audiences import Found, Member, Missing, Reason, in_each_language
from forum.models import Person
from forum.texts import LANGUAGES
from meetings.models import Attendance, Invitation, Meeting

ANSWERS = {
    "attend": frozenset({"accepted", "deputy_accepted"}),
    "decline": frozenset({"declined"}),
    "handed": frozenset({"handed"}),
}
SILENT = frozenset({"sent", "handed"})


def the_meetings(meeting: Any) -> list[Meeting]:
    """The meetings by one public id or several."""
    wanted = meeting if isinstance(meeting, list | tuple) else [meeting]
    return list(Meeting.objects.filter(public_id__in=wanted).select_related("kind"))


def words_of(meeting: Meeting) -> dict[str, str]:
    """The meeting in words, per language."""
    return in_each_language(lambda: f"{meeting.kind.name} {dates.numeric(meeting.day)}")


def invited(meeting: Any = ()) -> Found:
    """Everybody to whom an invitation was sent: the person it asks now."""
    return of_invitations(meeting, "meeting_invited", lambda one: one.sent_at is not None)


def answered(meeting: Any = (), replies: list[str] | None = None) -> Found:
    """Who has answered, by what the newest answer says."""
    states = frozenset[str]().union(*(ANSWERS[reply] for reply in (replies or ANSWERS) if reply in ANSWERS))
    return of_invitations(meeting, "meeting_answered", lambda one: one.state in states and one.answer_id is not None)


def silent(meeting: Any = ()) -> Found:
    """Who has been asked and has not answered."""
    return of_invitations(meeting, "meeting_silent", lambda one: one.state in SILENT)


def of_invitations(meeting: Any, code: str, fits: Callable[[Invitation], bool]) -> Found:
    """The people of the meetings' standing invitations that fit."""
    found = Found()
    for one in the_meetings(meeting):
        asked = Invitation.objects.standing().filter(meeting=one).with_seat()
        found = found.plus(listed([row for row in asked if fits(row)], Reason(code, {"meeting": words_of(one)})))
    return found


def listed(rows: Iterable[Invitation], why: Reason) -> Found:
    """Each invitation's person, or the seat among the missing."""
    found = Found()
    members, missing = [], []
    for row in rows:
        code = row.seat.region.code if row.seat and row.seat.region else ""
        place = in_each_language(row.seat.__str__) if row.seat else {}
        if row.person and row.person.reachable:
            members.append(Member(row.person, (why,), place, code))
        else:
            name = place or dict.fromkeys(LANGUAGES, row.guest.name if row.guest else "")
            missing.append(Missing(name, Reason("seat_unreachable" if row.person else "seat_empty"), code))
    return found.plus(Found(members, missing))


def attended(meeting: Any = (), modes: list[str] | None = None) -> Found:
    """Who was there, in the room or remotely."""
    found = Found()
    for one in the_meetings(meeting):
        there = Attendance.objects.filter(invitation__meeting=one, undone_at=None).select_related(
            "person", "invitation__person", "invitation__seat__region", "invitation__seat__organisation"
        )
        rows = [row for row in there if not modes or row.mode in modes]
        why = Reason("meeting_attended", {"meeting": words_of(one)})
        found = found.plus(Found([member for row in rows if (member := present(row, why))]))
    return found


def present(row: Attendance, why: Reason) -> Member | None:
    """Who came, as a member."""
    person: Person | None = row.person or row.invitation.person
    seat = row.invitation.seat
    if person is None:
        return None
    place = in_each_language(lambda: seat) if seat else {}
    return Member(person, (why,), place, seat.region.code if seat and seat.region else "")


def meeting_choices() -> list[tuple[str, Any]]:
    """The meetings that people have been invited to, the newest first."""
    found = Meeting.objects.exclude(invited_at=None).select_related("kind").order_by("-starts_at")[:60]
    return [(meeting.public_id, f"{meeting.kind.name} {dates.numeric(meeting.day)}") for meeting in found]
