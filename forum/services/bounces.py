"""What follows when a letter did not arrive: the letter says so, and an address that is dead is noted on its person."""

from contextlib import suppress
from typing import Any

from django.utils.translation import gettext_noop

from forum import states
from forum.incoming import Outcome
from forum.models import IncomingMail, Letter
from forum.models.incoming_mail import IncomingMailQuerySet
from forum.services import bounce_reports, posting
from forum.services.bounce_reports import DEAD, DELAYED, HARD, SOFT, Report
from forum.services.opened_mail import Opened

TWICE_WITHIN = 30
SOFT_ARE_HARD = 3
SOFT_WITHIN = 14
"""Days."""


def take(mail: IncomingMail, opened: Opened) -> Outcome | None:
    """Reads a report of a mail server, or of the mail provider; None for any other mail."""
    if told := mail.details.get("report"):
        return of_provider(mail, told)
    if not bounce_reports.is_bounce(opened):
        return None
    letter = letter_of(bounce_reports.original_ids(opened), bounce_reports.reports(opened))
    found = bounce_reports.reports(opened)
    if letter is None or not found:
        return Outcome("bounce", "inbox", gettext_noop("A mail came back, and no letter of ours is named in it."))
    return settle(mail, letter, of_receiver(found, letter) or found[0])


def of_provider(mail: IncomingMail, told: dict[str, Any]) -> Outcome:
    """A report of the mail provider, as `webhooks` has written it down."""
    address = str(told.get("recipient", "")).lower()
    letter = letter_of(told.get("ids", []), []) or newest_to(address)
    if told.get("what") == "complained":
        words = gettext_noop("The receiver has marked a letter as unwanted. Ask whether letters are still wanted.")
        return Outcome("complaint", "inbox", words, letter=letter, about=about(letter))
    if letter is None:
        return Outcome("bounce", "inbox", gettext_noop("A mail came back, and no letter of ours is named in it."))
    strength = str(told.get("strength", HARD))
    return settle(mail, letter, Report(frozenset({address}), strength, str(told.get("words", ""))[:400]))


def letter_of(ids: list[str], found: list[Report]) -> Letter | None:
    """The letter by its Message-ID; of several the one to a receiver who is named."""
    letters = list(Letter.objects.filter(message_id__in=ids).select_related("person")) if ids else []
    named = {address for report in found for address in report.recipients}
    return next((letter for letter in letters if letter.to_address.lower() in named), next(iter(letters), None))


def newest_to(address: str) -> Letter | None:
    """The newest letter that left for the address."""
    left = Letter.objects.filter(to_address__iexact=address, state__in=["sent", "bounced"]).select_related("person")
    return left.order_by("-sent_at").first() if address else None


def of_receiver(found: list[Report], letter: Letter) -> Report | None:
    """The report about the letter's own receiver."""
    return next((report for report in found if letter.to_address.lower() in report.recipients), None)


def settle(mail: IncomingMail, letter: Letter, report: Report) -> Outcome:
    """Writes on the letter what its server said, and on the person when the address is dead."""
    if report.strength == DELAYED:
        Letter.objects.filter(pk=letter.pk, state="sent").update(server_words=report.words)
        words = gettext_noop("Not delivered yet: the receiver’s server is still being tried.")
    else:
        with suppress(states.IllegalMove):
            states.move(letter, "bounced", server_words=report.words)
        words = gettext_noop("The letter did not arrive.")
        if is_dead(letter, report):
            words = gettext_noop("The letter did not arrive, and the address does not work.")
            posting.note_dead_address(letter, report.words)
    return Outcome(
        "bounce", "handled", words, letter=letter, person=letter.person, about=about(letter), strength=report.strength
    )


def is_dead(letter: Letter, report: Report) -> bool:
    """Whether the letter's own address does not work: it is unknown, or has refused for good twice, or given up on
    three times. What a forwarding server says of another address kills none.
    """
    if report.recipients and letter.to_address.lower() not in report.recipients:
        return False
    if report.strength == DEAD:
        return True
    if report.strength == HARD:
        return earlier(letter, HARD, TWICE_WITHIN).exists()
    return earlier(letter, SOFT, SOFT_WITHIN).values("letter").distinct().count() + 1 >= SOFT_ARE_HARD


def earlier(letter: Letter, strength: str, days: int) -> IncomingMailQuerySet:
    """What came back before from where the letter went: the person's present address, or the letter's own."""
    others = IncomingMail.objects.exclude(letter=letter)
    if letter.person:
        return others.bounces_of(letter.person, strength=strength, days=days)
    return others.bounces_of_address(letter.to_address, strength=strength, days=days)


def about(letter: Letter | None) -> tuple[str, str]:
    """What the letter was about."""
    return (letter.about_kind, letter.about_id) if letter else ("", "")
