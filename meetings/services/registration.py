"""Registration of a meeting: it opens again when its last day moves to the future."""

from forum import clock, states
from meetings.models import Meeting


def reopen(meeting: Meeting) -> bool:
    """Opens a closed registration whose last day has come to lie ahead; gives back whether it did."""
    if meeting.state != "registration_closed" or meeting.registration_closes < clock.today():
        return False
    states.move(meeting, "invited")
    return True
