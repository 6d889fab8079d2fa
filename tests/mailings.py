"""Mass letters for tests."""

from itertools import count
from typing import Any

from forum import audiences
from forum.models import Mailing, Person
from forum.services import mailings, mass_sending
from tests import things
from tests.people import Cast

_number = count(1)
TEXTS = {
    "fi": {"subject": "Kuulumisia, {name}", "body": "Hei {name}.\n\n- yksi\n- kaksi\n\nhttps://example.org/"},
    "sv": {"subject": "Nyheter, {name}", "body": "Hej {name}."},
}


def to(*people: Person) -> list[dict[str, Any]]:
    """An audience of these people."""
    return [audiences.part("people", people=[person.public_id for person in people])]


def drafted(by: Person | None, *people: Person, **values: Any) -> Mailing:
    """A draft of a letter to these people."""
    basics = {"kind": "free_letter", "title": f"Kirje {next(_number)}", "audience": to(*people), "texts": TEXTS}
    return mailings.begin(by=by, **{**basics, **values})


def tried(by: Person | None, *people: Person, **values: Any) -> Mailing:
    """The same after its dry run."""
    mailing = drafted(by, *people, **values)
    mailings.dry_run(mailing)
    return mailing


def released(by: Person | None, *people: Person, **values: Any) -> Mailing:
    """The same released to leave now."""
    return mailings.release(tried(by, *people, **values), by=by)


def every_kind(cast: Cast) -> None:
    """Every kind of mass letter that is written by hand has been sent to somebody of the regions."""
    by, held = cast.coordinator, things.meeting(days=-3)
    released(by, cast.official_of_a, cast.official_of_b)
    coming = things.meeting(days=30)
    released(by, cast.official_of_a, kind="annual_calendar", about_id=str(coming.cycle.year))
    released(by, cast.official_of_a, kind="survey", about=held)
    mass_sending.send_due()
