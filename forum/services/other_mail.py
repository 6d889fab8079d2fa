"""Mail that no other reader took: automatic answers are recorded, everything else is for a person to read."""

import re

from django.utils.translation import gettext_noop

from forum import incoming
from forum.incoming import About, Outcome
from forum.models import IncomingMail, Letter, Person
from forum.services import bounce_reports, bounces
from forum.services.opened_mail import Opened

AUTOMATIC = {"X-Autoreply", "X-Autorespond", "X-Auto-Reply-From", "X-AutoReply-From", "X-Mail-Autoreply"}
AWAY = re.compile(
    r"(?i)^\W*(automatic reply|auto(matic)?[ -]?(reply|response)|out of (the )?office|automaattinen vastaus"
    r"|poissaoloviesti|olen poissa|autosvar|automatiskt svar|frånvaro)"
)


def is_automatic(opened: Opened) -> bool:
    """Whether a machine wrote it. Nothing the portal sends may answer such a mail (RFC 3834)."""
    said = opened.header("Auto-Submitted").partition(";")[0].strip().lower()
    precedence = opened.header("Precedence").lower()
    return said not in ("", "no") or precedence == "auto_reply" or any(opened.header(name) for name in AUTOMATIC)


def take_automatic(mail: IncomingMail, opened: Opened) -> Outcome | None:
    """Out of the office, read, received: recorded and shown on the letter it answers, nothing else."""
    receipt = bounce_reports.report_type(opened) == "disposition-notification"
    if not (receipt or is_automatic(opened) or AWAY.search(opened.subject)):
        return None
    words = gettext_noop("An automatic answer: recorded, nothing follows from it.")
    letter = answered_letter(opened)
    return Outcome("auto_reply", "handled", words, letter=letter, person=sender(opened), about=bounces.about(letter))


def take_the_rest(mail: IncomingMail, opened: Opened) -> Outcome:
    """Somebody wrote: a coordinator reads it, with the thing it belongs to as far as that can be known."""
    if opened.message is None or not opened.sender[1]:
        return Outcome("unknown", "inbox", gettext_noop("This mail could not be read: it does not say who sent it."))
    letter = answered_letter(opened)
    words = gettext_noop("Somebody has written.")
    return Outcome("personal", "inbox", words, letter=letter, person=sender(opened), about=belongs_to(opened, letter))


def answered_letter(opened: Opened) -> Letter | None:
    """The letter of ours that the mail answers, by In-Reply-To and References."""
    ids = [one.lower() for one in opened.answers]
    found = {letter.message_id: letter for letter in Letter.objects.filter(message_id__in=ids)} if ids else {}
    return next((found[one] for one in ids if one in found), None)


def sender(opened: Opened) -> Person | None:
    """The person of the forum who has the sender's address."""
    return Person.objects.living().filter(email=opened.sender[1]).first() if opened.sender[1] else None


def belongs_to(opened: Opened, letter: Letter | None) -> About:
    """What the mail belongs to: by the address it was sent to, else what the letter it answers was about."""
    found = (find(opened) for find in incoming.finders.entries())
    return next((one for one in found if one), bounces.about(letter))
