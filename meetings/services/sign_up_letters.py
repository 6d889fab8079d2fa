"""Letters to those who have signed up for an open event, their personal links, and their calendar files."""

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from forum import clock
from forum.models import Letter
from forum.services import letters
from forum.services.letters import Addressee
from meetings import calendar, calendar_requests
from meetings.calendar_requests import CANCEL, REQUEST
from meetings.models import SignUp
from meetings.services.invitation_letters import meeting_facts

KIND = "sign_up"
METHODS = {"coming": REQUEST, "moved_up": REQUEST, "changed": REQUEST, "again": "", "waiting": ""}
METHODS |= {"cancelled": CANCEL, "event_cancelled": CANCEL, "event_changed": REQUEST}
_signer = Signer(salt="meetings.sign_up", sep=".")


def write(sign_up: SignUp, *, what: str, **more: Any) -> Letter:
    """One letter for what has happened: `what` is one of METHODS. Saying the same again on a day writes once."""
    method = METHODS[what] if sign_up.state != "waiting" else ""
    day = f":{clock.today()}" if what == "again" else ""
    event = calendar_file(sign_up, method) if method and not sign_up.meeting.is_over else ""
    return letters.write(
        key=f"{KIND}:{sign_up.public_id}:{sign_up.sequence}:{what}{day}",
        kind=KIND,
        person=Addressee(sign_up.name, sign_up.email, sign_up.language),
        about=sign_up.meeting,
        facts={
            **meeting_facts(sign_up.meeting),
            "what": what,
            "state": sign_up.state,
            "mode": sign_up.mode,
            "sign_up": sign_up.public_id,
            **more,
        },
        secrets={"sign_up_url": url(sign_up), **joining(sign_up)},
        calendar=event,
        calendar_method=method if event else "",
    )


def joining(sign_up: SignUp) -> dict[str, str]:
    """The link to join, for those who come."""
    coming = sign_up.state == "coming" and sign_up.meeting.remote_link
    return {"join_url": sign_up.meeting.remote_link} if coming else {}


def token(sign_up: SignUp) -> str:
    """The signed part of the personal link."""
    return _signer.sign(f"{sign_up.public_id}.{sign_up.link_version}")


def url(sign_up: SignUp) -> str:
    """The whole address, in the person's language."""
    with translation.override(sign_up.language):
        return settings.SITE_URL + reverse("meetings:my_sign_up", args=[token(sign_up)])


def open_link(signed: str) -> SignUp | None:
    """Whose link it is, or None when it was never ours or is old."""
    try:
        public_id, version = _signer.unsign(signed).split(".")
        found = SignUp.objects.select_related("meeting__kind", "meeting__theme", "meeting__cycle")
        return found.filter(public_id=public_id, link_version=int(version)).first()
    except (BadSignature, ValueError):
        return None


def fresh_link(letter: Letter) -> dict[str, Any]:
    """A new personal link for a letter that is sent again."""
    found = SignUp.objects.filter(public_id=letter.facts.get("sign_up", "")).select_related("meeting").first()
    return {"sign_up_url": url(found), **joining(found)} if found else {}


def fresh_calendar(letter: Letter) -> str:
    """The calendar file for a letter that is sent again, as things stand today; "" when it no longer holds."""
    known = SignUp.objects.select_related("meeting__kind", "meeting__theme")
    found = known.filter(public_id=letter.facts.get("sign_up", "")).first()
    if found is None or found.meeting.is_over:
        return ""
    comes = found.state == "coming" and found.meeting.state != "cancelled"
    return calendar_file(found, letter.calendar_method) if comes == (letter.calendar_method == REQUEST) else ""


def calendar_file(sign_up: SignUp, method: str) -> str:
    """The event for the person's calendar, in their language; CANCEL takes it out."""
    uid = f"{sign_up.public_id}.{sign_up.meeting.public_id}@{settings.MAIL_DOMAIN}"
    off = method == CANCEL
    with translation.override(sign_up.language):
        event = calendar.event(sign_up.meeting, uid=uid, sequence=sign_up.sequence, cancelled=off)
        if not off:
            calendar_requests.describe(event, sign_up.meeting)
        event.add("organizer", calendar_requests.organizer(sign_up), encode=False)
        attendee = calendar_requests.attendee(sign_up.name, sign_up.email, coming=True, asks=False)
        event.add("attendee", attendee, encode=False)
        return calendar.file_of([event], method=method).decode()


def forget(sign_up: SignUp) -> None:
    """The letters stay as rows that say when they left, without name, address and words."""
    own = Letter.objects.filter(kind=KIND, key__startswith=f"{KIND}:{sign_up.public_id}:")
    own.update(to_name="", to_address=sign_up.email, text="", html="", calendar="", secrets={})
