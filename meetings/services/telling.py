"""What a meeting's followers are told of on the page "What is new": those who have no letter about it."""

from collections.abc import Collection, Iterable

from forum.models import Letter, Person
from forum.services import notices
from meetings import subjects
from meetings.models import Meeting
from meetings.services import receivers


def tell(
    meeting: Meeting,
    event: str,
    *,
    by: Person | None,
    not_to: Collection[int] = (),
    have_letters: Collection[int] = (),
) -> None:
    """Tells the followers of the meeting, its theme and its host region; nobody of a meeting that is not public."""
    if Meeting.objects.public().filter(pk=meeting.pk).exists():
        about = subjects.ref(meeting)
        trail = subjects.trail(meeting)
        notices.tell(event, about=about, trail=trail, by=by, not_to=not_to, have_letters=have_letters)


def invited(meeting: Meeting) -> set[int]:
    """Who is invited, or would be: the people of the seats, who get letters about the meeting's day; and guests."""
    found = receivers.plan(meeting).receivers
    return {person.pk for one in found for person in people_of(one) if person}


def people_of(receiver: receivers.Receiver) -> Iterable[Person | None]:
    """Everybody who might get the receiver's letters."""
    seat = receiver.seat
    return [receiver.person, receiver.guest, *((seat.holder, seat.deputy) if seat else ())]


def written_to(letters: Iterable[Letter | None]) -> set[int]:
    """Whom the letters are for."""
    return {letter.person_id for letter in letters if letter and letter.person_id}
