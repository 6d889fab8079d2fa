"""Sign-ups' verbs: anybody may come to an open event; who finds the room full waits, and moves up in order."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext as _

from forum import clock, states
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from meetings.models import Meeting, SignUp
from meetings.services import sign_up_letters as letters

OPEN_STATES = ("announced", "invited", "registration_closed")
FORGOTTEN_AFTER = timedelta(days=90)
FORGOTTEN_DOMAIN = "forgotten.invalid"


def last_day(meeting: Meeting) -> date:
    """The last day to sign up."""
    return meeting.sign_up_until or meeting.registration_closes


def is_open(meeting: Meeting) -> bool:
    """Whether anybody may sign up today."""
    return takes_changes(meeting) and clock.today() <= last_day(meeting)


def takes_changes(meeting: Meeting) -> bool:
    """Whether those who have signed up may still change or cancel: until the event ends."""
    return meeting.kind.is_open and meeting.state in OPEN_STATES and not meeting.is_over


def places_left(meeting: Meeting) -> int | None:
    """Free places in the room; None when their number is not limited."""
    if meeting.capacity is None:
        return None
    taken = SignUp.objects.filter(meeting=meeting, state="coming", mode="room").count()
    return max(meeting.capacity - taken, 0)


@quiet_verb
def sign_up(meeting: Meeting, *, name: str, email: str, organisation: str, language: str, mode: str) -> SignUp:
    """Somebody signs up. Who has done so already gets a letter that says it, and nothing changes.

    Raises ValidationError when sign-up is closed.
    """
    meeting = locked(meeting)
    if not is_open(meeting):
        raise ValidationError(_("Sign-up for this event has closed."), code="closed")
    address = email.strip().lower()
    found = SignUp.objects.filter(meeting=meeting, email=address).first()
    if found and found.state != "cancelled":
        letters.write(found, what="again")
        return found
    said: dict[str, Any] = {"name": name.strip(), "organisation": organisation.strip(), "language": language}
    said |= {"mode": mode, "at": clock.now()}
    state = state_for(meeting, mode)
    if found:
        states.move(found, state, sequence=F("sequence") + 1, **said)
        found.refresh_from_db()
    else:
        found = SignUp.objects.create(meeting=meeting, email=address, state=state, **said)
    letters.write(found, what=state)
    return found


def locked(meeting: Meeting) -> Meeting:
    """The event as it is now; sign-ups to it wait for each other (SQLite lets only one write anyway)."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    return Meeting.objects.with_page().get(pk=meeting.pk)


def state_for(meeting: Meeting, mode: str) -> str:
    """Coming, or waiting when the room is full."""
    return "waiting" if mode == "room" and places_left(meeting) == 0 else "coming"


@quiet_verb
def change_mode(sign_up: SignUp, *, mode: str) -> SignUp:
    """From the room to remote or back; a place in the room may have to be waited for. Raises ValidationError."""
    meeting = checked(sign_up)
    if sign_up.mode == mode:
        return sign_up
    state = state_for(meeting, mode)
    SignUp.objects.filter(pk=sign_up.pk).exclude(state="cancelled").update(
        mode=mode, state=state, at=clock.now() if state == "waiting" else sign_up.at, sequence=F("sequence") + 1
    )
    sign_up.refresh_from_db()
    letters.write(sign_up, what="changed" if state == "coming" else "waiting")
    move_up(meeting)
    return sign_up


@quiet_verb
def cancel(sign_up: SignUp, *, by: Person | None = None) -> SignUp:
    """Gives the place free; whoever waits longest gets it. `by` is the secretariat, None the person themselves."""
    meeting = checked(sign_up)
    states.move(sign_up, "cancelled", sequence=F("sequence") + 1)
    sign_up.refresh_from_db()
    letters.write(sign_up, what="cancelled")
    if by:
        audit.record("sign_ups.cancel", by=by, about=meeting, details={"sign_up": sign_up.public_id})
    move_up(meeting)
    return sign_up


def checked(sign_up: SignUp) -> Meeting:
    """The event, when what was signed up for can still be changed. Raises ValidationError."""
    meeting = locked(sign_up.meeting)
    sign_up.refresh_from_db()
    if not takes_changes(meeting):
        raise ValidationError(_("The event is over or has been cancelled."), code="over")
    return meeting


def move_up(meeting: Meeting) -> list[SignUp]:
    """Gives free places in the room to those who wait, in the order they came; each is told once."""
    if not takes_changes(meeting):
        return []
    left = places_left(meeting)
    waiting = SignUp.objects.filter(meeting=meeting, state="waiting").order_by("at", "id")
    moved = list(waiting if left is None else waiting[:left])
    for one in moved:
        states.move(one, "coming", sequence=F("sequence") + 1)
        one.refresh_from_db()
        letters.write(one, what="moved_up")
    return moved


def told_of_changes(meeting: Meeting) -> int:
    """How many have signed up and are told when the event changes; 0 for what is not open."""
    if not takes_changes(meeting):
        return 0
    return SignUp.objects.filter(meeting=meeting).exclude(state="cancelled").count()


def tell_change(meeting: Meeting, *, before: dict[str, Any]) -> int:
    """One letter to each who comes or waits: what the event's time and place were and are. Gives their number."""
    return tell_all(meeting, what="event_changed", **before)


def tell_cancelled(meeting: Meeting, *, reason: str) -> int:
    """One letter to each who comes or waits: the event has been cancelled. Gives their number."""
    return tell_all(meeting, what="event_cancelled", reason=reason)


def tell_all(meeting: Meeting, *, what: str, **more: Any) -> int:
    """A letter and a new calendar entry to each who comes or waits."""
    coming = SignUp.objects.filter(meeting=meeting).exclude(state="cancelled")
    coming.update(sequence=F("sequence") + 1)
    for one in coming.select_related("meeting__kind", "meeting__theme", "meeting__cycle"):
        letters.write(one, what=what, **more)
    return len(coming)


@quiet_verb
def note_here(sign_up: SignUp, *, here: bool, by: Person) -> SignUp:
    """Notes on the secretariat's list that somebody came, or takes it back."""
    sign_up.here_at = clock.now() if here else None
    sign_up.save(update_fields=["here_at"])
    about = {"sign_up": sign_up.public_id, "here": here}
    audit.record("sign_ups.note_here", by=by, about=sign_up.meeting, details=about)
    return sign_up


@quiet_verb
def forget_old() -> int:
    """Wipes names and addresses 90 days after the event; the numbers stay. Gives how many. Safe to run twice."""
    over = SignUp.objects.filter(meeting__ends_at__lt=clock.now() - FORGOTTEN_AFTER)
    old = list(over.exclude(Q(email__endswith=f"@{FORGOTTEN_DOMAIN}")))
    for one in old:
        wipe(one)
    return len(old)


@quiet_verb
def forget_person(*, person: Person, by: Person) -> None:
    """What follows when somebody leaves the forum for good: sign-ups with their address name nobody any more."""
    for one in SignUp.objects.filter(email=person.email.lower()):
        wipe(one)


def wipe(sign_up: SignUp) -> None:
    """The row stays for the numbers, without name and address."""
    sign_up.name, sign_up.organisation = "", ""
    sign_up.email = f"{sign_up.public_id}@{FORGOTTEN_DOMAIN}"
    sign_up.save(update_fields=["name", "organisation", "email"])
    letters.forget(sign_up)
