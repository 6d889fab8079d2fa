"""Letters to those who have signed up for an open event, their personal links, and their calendar files."""

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, vCalAddress, vText

from forum import clock
from forum.models import Letter
from forum.services import letters
from forum.services.letters import Addressee
from meetings import calendar
from meetings.calendar_requests import CANCEL, REQUEST
from meetings.models import SignUp
from meetings.services import links
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


def calendar_file(sign_up: SignUp, method: str) -> str:
    """The event for the person's calendar, in their language; CANCEL takes it out."""
    with translation.override(sign_up.language):
        file = Calendar()
        file.add("prodid", calendar.PUBLISHER)
        file.add("version", "2.0")
        file.add("method", method)
        file.add_component(calendar.vtimezone(settings.TIME_ZONE))
        event = calendar.public_event(sign_up.meeting)
        for name in ("uid", "sequence", "status"):
            del event[name]
        event.add("uid", vText(f"{sign_up.public_id}.{sign_up.meeting.public_id}@{settings.MAIL_DOMAIN}"))
        event.add("sequence", sign_up.sequence)
        event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
        organizer = vCalAddress(f"MAILTO:{links.reply_address(sign_up)}")
        organizer.params["cn"] = vText(_("Regional Forum, secretariat"))
        event.add("organizer", organizer, encode=False)
        attendee = vCalAddress(f"MAILTO:{sign_up.email}")
        attendee.params["partstat"] = vText("ACCEPTED")
        attendee.params["rsvp"] = vText("FALSE")
        event.add("attendee", attendee, encode=False)
        file.add_component(event)
        return file.to_ical().decode()


def forget(sign_up: SignUp) -> None:
    """The letters stay as rows that say when they left, without name, address and words."""
    own = Letter.objects.filter(kind=KIND, key__startswith=f"{KIND}:{sign_up.public_id}:")
    own.update(to_name="", to_address=sign_up.email, text="", html="", calendar="", secrets={})
