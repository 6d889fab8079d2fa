"""The letters of notes: who is asked to check them, and who hears that they are public."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from forum.addresses import in_all_languages
from forum.models import Letter, Person
from forum.services import letters
from forum.texts import texts_of
from meetings.models import Attendance, Invitation, InvitationLetter, Meeting, Notes, NotesVersion, Point
from meetings.services import links, notes_links
from meetings.services.invitation_letters import meeting_facts, seat_facts
from regions.models import Mandate, Seat

CHECKING, PUBLISHED, CORRECTED = "notes_checking", "notes_published", "notes_corrected"


@dataclass(frozen=True)
class Receiver:
    """Who hears of the notes for an invitation: who was there, else who holds the seat; nobody when unreachable."""

    invitation: Invitation
    person: Person | None


def receivers(meeting: Meeting) -> list[Receiver]:
    """One for each invitation that was sent and stands, in the board's order. Four queries."""
    found = list(notes_links.invited().filter(meeting=meeting))
    there = Attendance.objects.filter(invitation__in=found, undone_at=None).select_related("person")
    came = {one.invitation_id: one.person for one in there}
    seats = {one.pk: one for one in Seat.objects.with_people().filter(pk__in=[one.seat_id for one in found])}
    return [Receiver(one, _person(one, came.get(one.pk), seats.get(one.seat_id or 0))) for one in found]


def _person(invitation: Invitation, came: Person | None, seat: Seat | None) -> Person | None:
    attended = invitation.person if invitation.attends else None
    holders = [seat.holder, seat.deputy] if seat else [invitation.guest]
    return next((one for one in (came, attended, *holders) if one and one.reachable), None)  # type: ignore[misc]


def by_person(found: list[Receiver]) -> Iterator[tuple[Invitation, Person]]:
    """Each reachable person once, for the first of the invitations."""
    seen: set[int] = set()
    for one in found:
        if one.person and one.person.pk not in seen:
            seen.add(one.person.pk)
            yield one.invitation, one.person


def ask_to_check(notes: Notes, meeting: Meeting, only: Collection[int] | None = None) -> list[Letter]:
    """One letter to each seat's person (or those of `only`), with a personal link, each time they go to checking."""
    facts = {**notes_facts(meeting), "until": notes.checking_until.isoformat()}  # type: ignore[union-attr]
    asked = by_person(receivers(meeting))
    return [_ask(notes, invitation, one, facts) for invitation, one in asked if only is None or one.pk in only]


def _ask(notes: Notes, invitation: Invitation, person: Person, facts: dict[str, Any]) -> Letter:
    letter = letters.write(
        key=f"{CHECKING}:{notes.public_id}:{notes.checkings}:{person.public_id}",
        kind=CHECKING,
        person=person,
        about=notes.meeting,
        facts={**facts, **seat_facts(invitation), "role": links.role_of(invitation, person) or links.HOLDER},
        secrets={"check_url": notes_links.url(invitation, person)},
    )
    return _of_invitation(letter, invitation)


def tell_public(notes: Notes, meeting: Meeting) -> list[Letter]:
    """One letter to each person, once for all times: what concerned the region, and which points wait for answers."""
    facts = notes_facts(meeting)
    points = list(Point.objects.filter(item__meeting=meeting).with_words())
    told = {person.pk: (invitation, person) for invitation, person in by_person(receivers(meeting))}
    written = [
        _of_invitation(_tell(notes, person, {**facts, **_concerns(points, invitation)}), invitation)
        for invitation, person in told.values()
    ]
    for person, body in _answerers(points):
        if person.pk not in told:
            told[person.pk] = (None, person)  # type: ignore[assignment]
            written.append(_tell(notes, person, {**facts, "region_points": 0, "waiting": _waiting(points, body)}))
    return written


def _tell(notes: Notes, person: Person, facts: dict[str, Any]) -> Letter:
    key = f"{PUBLISHED}:{notes.public_id}:{person.public_id}"
    return letters.write(key=key, kind=PUBLISHED, person=person, about=notes.meeting, facts=facts)


def tell_corrected(version: NotesVersion, meeting: Meeting) -> list[Letter]:
    """One letter to each seat's person about a later public version: what it says has changed."""
    changes = in_all_languages("meetings:notes_changes", meeting.public_id, str(version.number))
    facts = {**notes_facts(meeting), "note": texts_of(version, "note"), "changes_url": changes}
    return [
        _of_invitation(
            letters.write(
                key=f"{CORRECTED}:{version.notes.public_id}:{version.number}:{person.public_id}",
                kind=CORRECTED,
                person=person,
                about=meeting,
                facts=facts,
            ),
            invitation,
        )
        for invitation, person in by_person(receivers(meeting))
    ]


def _of_invitation(letter: Letter, invitation: Invitation) -> Letter:
    if letter.pk is None:
        return letter  # only shown
    InvitationLetter.objects.get_or_create(letter=letter, defaults={"invitation": invitation, "purpose": letter.kind})
    return letter


def notes_facts(meeting: Meeting) -> dict[str, Any]:
    """What the letters say of the meeting and where its notes are."""
    return {**meeting_facts(meeting), "notes_url": in_all_languages("meetings:meeting_notes", meeting.public_id)}


def _concerns(points: list[Point], invitation: Invitation) -> dict[str, Any]:
    """How many points the receiver's region raised, and which points wait for the receiver's organisation."""
    seat = invitation.seat
    region, body = (seat.region_id, seat.organisation_id) if seat else (None, None)
    mine = sum(point.region_id == region for point in points) if region else 0
    name = texts_of(seat.region, "name") if seat and seat.region else {}
    return {"region_points": mine, "region": name, "waiting": _waiting(points, body)}


def _waiting(points: list[Point], body: int | None) -> list[dict[str, Any]]:
    """The points that the organisation has to answer."""
    return [
        {
            "text": texts_of(point, "text"),
            "due": point.answer_due.isoformat(),
            "url": in_all_languages("meetings:point_answer", point.public_id),
        }
        for point in points
        if body and point.to_ministry and point.answers_by_id == body and not point.answered_at and point.answer_due
    ]


def _answerers(points: list[Point]) -> Iterator[tuple[Person, int]]:
    """Those who act for an organisation that has points to answer, with the organisation."""
    bodies = {point.answers_by_id for point in points if point.to_ministry and not point.answered_at}
    acting = Mandate.objects.in_force().filter(seat__organisation__in=bodies, role="holder").with_bodies()
    for mandate in acting.order_by("pk"):
        if mandate.person.reachable and mandate.seat:
            yield mandate.person, mandate.seat.organisation_id or 0


def fresh_link(letter: Letter) -> dict[str, Any]:
    """A new personal link for a letter that is sent again."""
    row = InvitationLetter.objects.filter(letter=letter).select_related("invitation").first()
    return {"check_url": notes_links.url(row.invitation, letter.person)} if row and letter.person else {}
