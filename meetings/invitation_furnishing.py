"""Example answers to the example meetings, given through the services at moments that have passed.

The letters this writes belong to the past: they are kept in the archive as sent on their day, and none is mailed.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import cycle

from forum import clock, own_words
from forum.models import Letter, Person, StaffRole
from forum.services import posting, rendering
from meetings.models import Invitation, InvitationLetter, Meeting
from meetings.services import answers, invitations, links, timekeeping

REASONS = {
    "fi": "Maakuntavaltuusto kokoontuu samana päivänä.",
    "sv": "Landskapsfullmäktige sammanträder samma dag.",
    "en": "The regional assembly meets on the same day.",
}
REASONS_OF_MEMBERS = {
    "fi": "Edustaja on samaan aikaan toisessa kokouksessa.",
    "sv": "Representanten är på ett annat möte samtidigt.",
    "en": "The representative is at another meeting at the same time.",
}
INVITED_PATTERN = "room room remote room deputy silent room call room decline remote room bounce room silent".split()
HELD_PATTERN = "room room remote room deputy room room call room decline room remote room room room silent".split()


def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """Answers the example meetings that have none yet: the one whose invitations are out, and the one held."""
    by = coordinator()
    for meeting in Meeting.objects.filter(is_example=True, state__in=["invited", "held"]):
        if by and not meeting.invitations.exists():  # type: ignore[attr-defined]
            answer_meeting(meeting, by)
    say(f"invitations: {Invitation.objects.count()}")


def coordinator() -> Person | None:
    """The example coordinator, who sends the invitations."""
    role = StaffRole.objects.filter(kind="coordinator", person__is_example=True).select_related("person").first()
    return role.person if role else None


def answer_meeting(meeting: Meeting, by: Person) -> None:
    """Sends the invitations on their day, answers them by the pattern, and closes what is over."""
    held = meeting.state == "held"
    invited_at = meeting.invited_at or clock.now()
    if held:
        Meeting.objects.filter(pk=meeting.pk).update(state="announced")
        meeting.refresh_from_db()
    with clock.at(invited_at):
        invitations.send(meeting, by=by)
    last = min(clock.now(), meeting.starts_at - timedelta(days=11))
    moments = between(invited_at, last)
    for invitation, what in zip(asked(meeting), cycle(HELD_PATTERN if held else INVITED_PATTERN), strict=False):
        with clock.at(next(moments)):
            answer_as(invitation, what, by)
    archive(meeting)
    if held:
        with clock.at(meeting.ends_at + timedelta(hours=1)):
            timekeeping.finish_meetings()


def between(start: datetime, end: datetime) -> Iterator[datetime]:
    """Moments in office hours from start to end, never after the end."""
    step = max((end - start) / 60, timedelta(minutes=1))
    moment = start
    while True:
        moment = min(moment + step, max(end, start))
        yield min(max(moment.replace(hour=6 + moment.hour % 10), start), max(end, start))


def asked(meeting: Meeting) -> list[Invitation]:
    """The invitations that were sent, in the board's order."""
    return list(meeting.invitations.with_board().filter(state="sent"))  # type: ignore[attr-defined]


def answer_as(invitation: Invitation, what: str, by: Person) -> None:
    """One example answer."""
    person = invitation.person
    assert person
    deputy = invitation.seat.deputy if invitation.seat else None
    stands_in = links.role_of(invitation, person) == links.DEPUTY
    if what == "bounce":
        bounce(invitation)
    elif what in {"room", "remote"} or stands_in:
        channel, mode = ("portal" if invitation.pk % 3 == 0 else "link"), ("remote" if what == "remote" else "room")
        answers.answer(invitation, reply="attend", mode=mode, by=person, channel=channel, as_deputy=stands_in)
    elif what == "call":
        answers.answer(invitation, reply="attend", mode="room", by=by, channel="on_behalf")
    elif what == "decline":
        reasons = REASONS if invitation.seat and invitation.seat.region_id else REASONS_OF_MEMBERS
        reason = own_words.here(reasons[person.language], person.language)
        answers.answer(invitation, reply="decline", reason=reason, by=person, channel="link")
    elif what == "deputy" and deputy:
        answers.answer(invitation, reply="deputy", by=person, channel="link")
        answers.answer(invitation, reply="attend", mode="room", by=deputy, channel="link", as_deputy=True)  # type: ignore[arg-type]


def bounce(invitation: Invitation) -> None:
    """The letter came back."""
    written = InvitationLetter.objects.filter(invitation=invitation).values("letter")
    words = "550 5.1.1 mailbox unavailable"
    Letter.objects.filter(pk__in=written).update(state="bounced", sent_at=clock.now(), server_words=words)
    Invitation.objects.filter(pk=invitation.pk).update(bounced_at=clock.now())


def archive(meeting: Meeting) -> None:
    """Puts the meeting's letters into the archive as sent when they were written."""
    written = InvitationLetter.objects.filter(invitation__meeting=meeting).values("letter")
    for letter in Letter.objects.filter(pk__in=written).select_related("person"):
        state = "bounced" if letter.state == "bounced" else "sent"
        words = posting.kept(letter, rendering.render(letter))
        Letter.objects.filter(pk=letter.pk).update(state=state, sent_at=letter.written_at, **words)
