"""Letters to regions for tests."""

from forum.models import Mailing
from forum.services import mailings, mass_sending
from meetings.models import Meeting
from meetings.services import region_letters
from tests import noted
from tests.people import Cast


def told(cast: Cast) -> Meeting:
    """A held meeting with public notes in which region A raised a point."""
    assert cast.official_of_a and cast.official_of_b
    meeting = noted.held()
    item = noted.first_item(meeting)
    noted.write(item, cast, **noted.CONCLUDED)
    noted.point(item, cast)
    noted.public(meeting, cast)
    return meeting


def sent(meeting: Meeting, cast: Cast) -> Mailing:
    """Its letters to the regions have been written, whoever is missing."""
    mailing = region_letters.prepare(meeting, by=cast.coordinator)
    mailings.release(mailing, by=cast.coordinator, override_reason="Testi")
    mass_sending.send_due()
    mailing.refresh_from_db()
    return mailing


def every_kind(cast: Cast) -> None:
    """The letters to the regions have been written."""
    sent(told(cast), cast)
