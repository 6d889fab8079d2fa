"""Who is told of a released change and why, and the letters: one per person, one calendar entry per letter.

A person with several seats in the meeting has an entry in the calendar for each of them, and a mail can carry only one.
So one letter says what changed and brings the first entry up to date; each further entry comes in a short letter of
its own, with that seat's link.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from forum.models import Letter, Person
from forum.texts import texts_of
from meetings.calendar_requests import REQUEST
from meetings.models import ChangeNotice, Invitation, Meeting
from meetings.services import links, sign_ups
from meetings.services.invitation_letters import seat_facts, write
from regions.models import Seat

TIMES = frozenset({"starts_at", "ends_at"})
PLACES = frozenset({"place_fi", "place_sv", "place_en", "street"})
LINK = "remote_link"
LEFT = ("withdrawn", "lapsed")

ATTENDS, DEPUTY, SILENT, DECLINED = "attends", "deputy", "silent", "declined"
WHY = {"accepted": ATTENDS, "deputy_accepted": DEPUTY, "sent": SILENT, "handed": SILENT, "declined": DECLINED}
ORDER = (ATTENDS, DEPUTY, SILENT, DECLINED)
ANSWER = {SILENT: "none", DECLINED: "declined"}


@dataclass(frozen=True)
class Change:
    """What of a meeting changes for those who have it in their calendars."""

    time: bool
    place: bool
    link: bool

    def __bool__(self) -> bool:
        return self.time or self.place or self.link


def change_of(names: Iterable[str]) -> Change:
    """What a change of the meeting's columns means."""
    found = set(names)
    return Change(bool(found & TIMES), bool(found & PLACES), LINK in found)


@dataclass(frozen=True)
class Told:
    """A person whom the change concerns, by which invitations, the weightiest first.

    `why`: attends, deputy (attends as deputy), silent (asked and has not answered), declined (told of a new time only).
    Without a `person` nobody can be written to.
    """

    person: Person | None
    invitations: list[Invitation] = field(default_factory=list)

    @property
    def why(self) -> str:
        """Why the letter is written."""
        return WHY[self.invitations[0].state]

    @property
    def names(self) -> list[str]:
        """The seats, in words."""
        return [one.who for one in self.invitations]


def concerned(meeting: Meeting, change: Change) -> list[Told]:
    """Everybody whom the change concerns, in the board's order; seats without a person last. Three queries.

    Those who come or have not answered are told of everything, those who have declined of a new time: it may suit them.
    """
    if not change or meeting.invited_at is None or meeting.is_over:
        return []
    by_person: dict[int, Told] = {}
    nobody = []
    for one in _asked(meeting, change):
        person = one.person
        if person is None or not person.reachable or not links.role_of(one, person):
            nobody.append(Told(None, [one]))
        else:
            by_person.setdefault(person.pk, Told(person)).invitations.append(one)
    for told in by_person.values():
        told.invitations.sort(key=_weight)
    return [*by_person.values(), *nobody]


def _weight(invitation: Invitation) -> tuple[int, bool]:
    """Where the person comes goes first, and of two seats their own before the one they are deputy of."""
    person = invitation.person
    assert person
    return ORDER.index(WHY[invitation.state]), links.role_of(invitation, person) == links.DEPUTY


def _asked(meeting: Meeting, change: Change) -> list[Invitation]:
    """The invitations concerned, each with its seat's people."""
    found = Invitation.objects.filter(meeting=meeting, state__in=WHY).exclude(sent_at=None)
    if not change.time:
        found = found.exclude(state="declined")
    rows = list(found.with_board())
    seats = Seat.objects.with_people().in_bulk([one.seat_id for one in rows if one.seat_id])
    for one in rows:
        one.seat = seats.get(one.seat_id) if one.seat_id else None
    return rows


def tell(before: Meeting, meeting: Meeting, notice: ChangeNotice) -> list[Letter]:
    """Raises the number of each concerned invitation's calendar entry by one and writes the letters.

    `before` is the meeting as everybody knew it. Gives back the letters about the change, without the short ones.
    """
    change = change_of(notice.values)
    if meeting.kind.is_open and change:
        sign_ups.tell_change(meeting, before=was(before))
    told = concerned(meeting, change)
    rows = [one for each in told for one in each.invitations]
    Invitation.objects.filter(pk__in=[one.pk for one in rows]).update(sequence=F("sequence") + 1)
    for one in rows:
        one.sequence += 1
        one.meeting = meeting
    facts = {**was(before), **about(notice), "had_remote": bool(before.remote_link)}
    return [_letters(each, facts, notice) for each in told if each.person]


def was(meeting: Meeting) -> dict[str, Any]:
    """When and where the meeting was to be."""
    return {
        "was_starts_at": meeting.starts_at.isoformat(),
        "was_ends_at": meeting.ends_at.isoformat(),
        "was_place": texts_of(meeting, "place"),
        "was_street": meeting.street,
    }


def about(notice: ChangeNotice) -> dict[str, Any]:
    """What changes, and the reason."""
    change = change_of(notice.values)
    reason = texts_of(notice, "reason")
    return {
        "new_time": change.time,
        "new_place": change.place,
        "new_link": change.link,
        "reason": reason if any(reason.values()) else {},
    }


def _letters(told: Told, facts: dict[str, Any], notice: ChangeNotice) -> Letter:
    """The person's letter about the change; and for each further entry in their calendar the short one."""
    first, *others = told.invitations
    key = f"meeting_changed:{notice.public_id}:{told.person.public_id}"  # type: ignore[union-attr]
    letter = _write(first, told, key, kind="meeting_changed", others=[seat_facts(one) for one in others], **facts)
    for one in others:
        if WHY[one.state] != DECLINED:
            key = f"entry_updated:{notice.public_id}:{one.public_id}"
            _write(one, told, key, kind="entry_updated")
    return letter


def _write(invitation: Invitation, told: Told, key: str, **more: Any) -> Letter:
    person, why = told.person, WHY[invitation.state]
    assert person
    facts = {"answer": ANSWER.get(why, "attends"), **more}
    method = "" if why == DECLINED else REQUEST
    return write(invitation, key=key, to=person, role=links.role_of(invitation, person), method=method, **facts)
