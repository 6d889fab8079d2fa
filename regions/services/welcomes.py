"""The welcome letter to whoever was given a seat or a duty."""

from contextlib import suppress
from typing import Any

from forum import states
from forum.models import Letter, Person
from forum.services import letters
from forum.states import IllegalMove
from forum.texts import LANGUAGES, in_language
from regions.models import Mandate


def write(mandate: Mandate, *, by: Person | None) -> None:
    """Tells the new holder, deputy, contact, approver or member what the mandate is and how to sign in."""
    if not mandate.person.reachable:
        return
    letters.write(
        key=f"seat_appointment:{mandate.public_id}",
        kind="seat_appointment",
        person=mandate.person,
        facts=facts(mandate),
        about=mandate.seat or mandate.region or mandate.organisation,
    )


def cancel(mandate: Mandate) -> None:
    """The appointment was an error: a welcome that has not left yet stays here."""
    for letter in Letter.objects.filter(key=f"seat_appointment:{mandate.public_id}", state__in=["queued", "withheld"]):
        with suppress(IllegalMove):
            states.move(letter, "cancelled")


def facts(mandate: Mandate) -> dict[str, Any]:
    """What the letter says, in all languages at once."""
    seat = mandate.seat
    body = (seat.region or seat.organisation) if seat else (mandate.region or mandate.organisation)
    return {
        "role": mandate.role,
        "body": {code: str(in_language(body, "name", code)) for code in LANGUAGES},
        "seat_kind": seat.kind if seat else "",
        "seat_number": seat.number if seat else 0,
        "since": mandate.since.isoformat(),
        "until": mandate.until.isoformat() if mandate.until else "",
        "appointed_by": mandate.appointed_by,
        "address": mandate.person.email,
    }
