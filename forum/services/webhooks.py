"""What the mail provider tells by its webhook, through django-anymail: mail that came in, and letters that did not
arrive. Both become rows and nothing else happens in the request; a failure answers 500, and the provider tells again.
"""

from hashlib import sha256
from typing import Any

from django.urls import URLPattern

from forum.services import bounce_reports, harmless, incoming_mail
from forum.services.bounce_reports import DEAD, HARD, SOFT

TOLD = {"bounced", "complained", "rejected"}
NO_SUCH_RECEIVER = {"invalid", "bounced"}


def addresses(provider: str) -> Any:
    """The provider's own addresses of django-anymail's, for `path`; it checks the secret, and takes only POST.

    They are free from the CSRF check, since no browser is signed in there: the secret says who calls.
    """
    from anymail import urls

    named = (one for one in urls.urlpatterns if isinstance(one, URLPattern))
    own = [one for one in named if one.name and one.name.startswith(f"{provider}_")]
    return own, "anymail", "mail_events"


def listen() -> None:
    """Called once, when the app is ready and a provider is chosen."""
    from anymail import signals

    signals.inbound.connect(on_inbound, dispatch_uid="forum.inbound")
    signals.tracking.connect(on_tracking, dispatch_uid="forum.tracking")


def on_inbound(sender: Any, event: Any, esp_name: str, **_: Any) -> None:
    """A mail: stored as it came, with the address of the envelope, which may not stand in its headers."""
    source = event.message.as_bytes()
    if receiver := harmless.line(str(event.message.envelope_recipient or "")):
        source = f"Delivered-To: {receiver}\r\n".encode() + source
    incoming_mail.store(source, via="webhook")


def on_tracking(sender: Any, event: Any, esp_name: str, **_: Any) -> None:
    """A letter that bounced, was refused, or was marked as unwanted."""
    if event.event_type not in TOLD:
        return
    told = {
        "what": event.event_type,
        "recipient": harmless.line(str(event.recipient or ""))[:254],
        "strength": strength(event),
        "words": harmless.line(str(event.mta_response or event.description or event.reject_reason or ""))[:400],
        "ids": message_ids(event),
    }
    name = f"{esp_name}.{event.event_id}" if event.event_id else sha256(repr(told).encode()).hexdigest()
    incoming_mail.store_report(told, name=harmless.line(name), provider=esp_name)


def strength(event: Any) -> str:
    """dead, hard or soft: by the words of the receiver's server, else by the provider's own."""
    words = str(event.mta_response or event.description or "")
    if bounce_reports.STATUS.search(words):
        return bounce_reports.strength_of("", words)
    if event.reject_reason in NO_SUCH_RECEIVER:
        return DEAD if event.reject_reason == "invalid" else HARD
    return SOFT if event.reject_reason == "timed_out" else HARD


def message_ids(event: Any) -> list[str]:
    """Message-IDs the provider may have told: its own, or ours where it kept it."""
    found = [str(event.message_id or "")]
    return [f"<{one.strip('<> ').lower()}>" for one in found if "@" in one][:5]
