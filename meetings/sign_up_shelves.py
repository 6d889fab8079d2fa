"""What open events' sign-ups put on the shelves of the floors below."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.models import Person


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from meetings.services import sign_up_letters, sign_ups
    from meetings.sign_up_furnishing import furnish

    shelves.letter_kinds.put(sign_up_letters.KIND, _("Sign-up for an open event"))
    shelves.letter_secrets.put(sign_up_letters.KIND, sign_up_letters.fresh_link)
    shelves.letter_calendars.put(sign_up_letters.KIND, sign_up_letters.fresh_calendar)
    shelves.departures.put("sign-ups", sign_ups.forget_person, order=30)
    shelves.examples.put("open events", furnish, order=90)
    shelves.personal_data.put("sign-ups", own_data)


def own_data(person: Person) -> dict[str, Any]:
    """The sign-ups made with a person's address, for their own export."""
    from meetings.models import SignUp

    found = SignUp.objects.filter(email=person.email.lower()).select_related("meeting__kind")
    said = ("name", "organisation", "language", "mode", "state")
    return {
        "sign_ups": [
            {"meeting": str(one.meeting), "at": one.at.isoformat(), **{name: getattr(one, name) for name in said}}
            for one in found
        ]
    }
