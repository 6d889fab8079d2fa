"""Who gets each letter of a meeting's plan, and who does not, each with the reason in words."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from forum import clock, dates
from forum.models import Person
from meetings.deadlines import ASK_CONTACT, ASK_DEPUTY, LAST_REMINDER, REMIND_SILENT
from meetings.models import Invitation
from meetings.services import coverage, links, notes_letters
from meetings.services.coverage import Row
from meetings.services.letter_rules import Audience, Getter, Missing, Situation, by_person

RUNGS = (REMIND_SILENT, ASK_DEPUTY, ASK_CONTACT)
"""From the seat's own person to its deputy and its region's contact."""
OPEN = frozenset({"drafted", "sent", "handed"})
PATIENCE = {REMIND_SILENT: timedelta(days=1), LAST_REMINDER: timedelta(days=1)}
SOME_PATIENCE = timedelta(days=3)
"""So long somebody has had the invitation before others are asked; a reminder does not come on the same day either."""
ASKED, DEPUTY, CONTACT = "asked", "deputy", "contact"


def to_announce(now: Situation) -> Audience:
    """Everybody whom the meeting will invite and has not invited."""
    rows = [row for row in now.board.rows if row.invitation is None or row.invitation.state == "drafted"]
    return Audience(list(by_person(_getters(rows))), _unwritten(rows))


def to_invite(now: Situation) -> Audience:
    """Each seat and guest that would get an invitation now."""
    rows = [row for row in now.board.rows if row.receiver.gets_letter or row.receiver.missing]
    return Audience(_getters(row for row in rows if row.receiver.gets_letter), _unwritten(rows))


def _getters(rows: Iterable[Row]) -> list[Getter]:
    return [
        Getter(row.receiver.person, _why_invited(row), (row,), row.receiver.role) for row in rows if row.receiver.person
    ]


def _why_invited(row: Row) -> str:
    words = {
        "region": _("The kind of meeting invites this seat of every region"),
        "chair": _("Chairs the forum"),
        "member": _("Works on the meeting’s theme"),
        "guest": _("Added as a guest"),
    }
    stands_in = _("The seat has no holder who can be reached: the letter goes to the deputy")
    return stands_in if row.receiver.problem == "deputy" else words[row.receiver.why]


def _unwritten(rows: Iterable[Row]) -> list[Missing]:
    empty, dead = _("Nobody holds the seat"), _("No address that works")
    return [_gap(row, empty if row.receiver.problem == "empty" else dead) for row in rows if row.receiver.missing]


def open_rows(now: Situation) -> list[Row]:
    """The seats and guests that have not answered, also those who cannot be reached; none before inviting."""
    if now.meeting.invited_at is None:
        return []
    found = [row for row in now.board.rows if row.state in {coverage.SILENT, coverage.UNREACHABLE}]
    return [row for row in found if row.invitation and row.invitation.state in OPEN]


def to_call(now: Situation) -> list[Row]:
    """Whom to call: every seat and guest without an answer."""
    return open_rows(now)


def on_rung(rung: str) -> Callable[[Situation], Audience]:
    """Who is asked on a rung of the ladder. Where its person cannot be reached the seat goes to the next rung."""

    def audience(now: Situation) -> Audience:
        getters: list[Getter] = []
        missing: list[Missing] = []
        for row in open_rows(now):
            spared = _spared(now, row, rung)
            found = [] if spared else _climb(now, row, rung)
            getters += found
            if not found:
                missing.append(_gap(row, spared or _("Nobody further can be written to: call")))
        return Audience(getters, missing)

    return audience


def _spared(now: Situation, row: Row, rung: str) -> str:
    """Why nobody is written to about the seat on this rung, or nothing."""
    invitation = row.invitation
    assert invitation
    if invitation.reminded_on == clock.today():
        return _("A letter about the seat has left today")
    start = RUNGS.index(rung) if rung in RUNGS else len(RUNGS)
    if rung == ASK_DEPUTY and _deputy_asked(row):
        return _("Asked already")
    if any((invitation.pk, one) in now.rungs for one in (*RUNGS[start:], LAST_REMINDER)):
        return _("Asked already")
    asked = _asked_on(now, row)
    if asked and asked > (now.day or clock.today()) - PATIENCE.get(rung, SOME_PATIENCE):
        return _("Asked only on %(day)s") % {"day": dates.numeric(asked)}
    return ""


def _asked_on(now: Situation, row: Row) -> date | None:
    """The day on which the seat's present person was asked."""
    invitation = row.invitation
    assert invitation
    if row.state == coverage.UNREACHABLE or invitation.person_id is None:
        return None
    at = now.asked_at.get((invitation.pk, invitation.person_id)) or invitation.sent_at
    return dates.as_day(at) if at else None


def _climb(now: Situation, row: Row, rung: str) -> list[Getter]:
    """Whom the rung asks for the seat, or the first rung above it where somebody can be written to."""
    ways = (_own_person, _deputy, _contacts)
    if rung == LAST_REMINDER:
        everybody = [getter for way in ways for getter in way(now, row)]
        return [Getter(one.person, one.why, one.rows, f"{rung}:{one.part}") for one in _once(everybody)]
    start = RUNGS.index(rung)
    for name, way in list(zip(RUNGS, ways, strict=True))[start:]:
        found = way(now, row)
        if found:
            return [Getter(one.person, one.why, one.rows, name) for one in found]
    return []


def _once(getters: list[Getter]) -> list[Getter]:
    return list({one.person.pk: one for one in reversed(getters)}.values())[::-1]


def _own_person(now: Situation, row: Row) -> list[Getter]:
    """Whom the invitation asks, while they are of the seat and letters reach them."""
    invitation = row.invitation
    assert invitation
    person = invitation.person
    if row.state != coverage.SILENT or person is None or not links.role_of(invitation, person):
        return []
    return [Getter(person, _("Was asked and has not answered"), (row,), ASKED)]


def _deputy(now: Situation, row: Row) -> list[Getter]:
    """The seat's deputy, unless it was the deputy who was asked."""
    person = row.deputy
    asked = row.invitation.person_id if row.invitation else None
    if person is None or not person.reachable or person.pk == asked:
        return []
    return [Getter(person, _("Deputy of a seat that has not answered"), (row,), DEPUTY)]


def _deputy_asked(row: Row) -> bool:
    """Whether the holder has handed the invitation to the deputy, whom letters reach."""
    return row.state == coverage.SILENT and row.invitation is not None and row.invitation.state == "handed"


def _contacts(now: Situation, row: Row) -> list[Getter]:
    """The contacts of the seat's region."""
    people = now.contacts.get(row.region.pk, []) if row.region else []
    why = _("Contact of a region whose seat has not answered")
    return [Getter(person, why, (row,), CONTACT) for person in people]


def coordinators(now: Situation) -> Audience:
    """The coordinators, when there is anybody to call."""
    rows = tuple(to_call(now))
    why = _("Coordinator: calls those who have not answered")
    return Audience([Getter(person, why, rows) for person in now.coordinators] if rows else [])


def to_join(now: Situation) -> Audience:
    """Those who come, each in the room or remotely."""
    coming = [row for row in now.board.rows if row.state in coverage.COMING]
    words = {"room": _("Comes to the room"), "remote": _("Takes part remotely")}
    getters = [
        Getter(row.attendee, words[row.invitation.mode], (row,), row.invitation.mode)
        for row in coming
        if row.invitation and row.attendee and row.attendee.reachable
    ]
    return Audience(list(by_person(getters)), _lost(coming))


def _gap(row: Row, why: str) -> Missing:
    return Missing(row.receiver.name, why, row.receiver.public_id, row.receiver.region_code)


def _unread(invitation: Invitation, why: str) -> Missing:
    target = invitation.seat or invitation.guest
    region = invitation.seat.region.code if invitation.seat and invitation.seat.region else ""
    return Missing(invitation.who, why, target.public_id if target else "", region)


def _lost(rows: Iterable[Row]) -> list[Missing]:
    dead = _("No address that works")
    return [_gap(row, dead) for row in rows if not (row.person and row.person.reachable)]


def to_read_agenda(now: Situation) -> Audience:
    """Those who come and those who have not answered."""
    rows = [row for row in now.board.rows if row.invitation and row.invitation.sent_at]
    rows = [row for row in rows if row.state in coverage.COMING | {coverage.SILENT, coverage.UNREACHABLE}]
    reached = [row for row in rows if row.person and row.person.reachable and row.state != coverage.UNREACHABLE]
    comes, silent = _("Comes to the meeting"), _("Was asked and has not answered")
    getters = [
        Getter(row.person, comes if row.state in coverage.COMING else silent, (row,)) for row in reached if row.person
    ]
    dead = _("No address that works")
    return Audience(list(by_person(getters)), [_gap(row, dead) for row in rows if row not in reached])


def to_check_notes(now: Situation) -> Audience:
    """The seats' people who check the notes: who was there, else who holds the seat."""
    found = notes_letters.receivers(now.meeting)
    why, dead = _("Was invited: checks the notes"), _("No address that works")
    rows = {row.invitation.pk: (row,) for row in now.board.rows if row.invitation}
    getters = [Getter(one, why, rows.get(invitation.pk, ())) for invitation, one in notes_letters.by_person(found)]
    return Audience(getters, [_unread(one.invitation, dead) for one in found if one.person is None])


def names(people: Iterable[Person]) -> list[str]:
    """Their public ids, as a step keeps them."""
    return sorted({person.public_id for person in people})
