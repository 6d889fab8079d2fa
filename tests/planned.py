"""Plans of letters for tests."""

from forum import clock
from meetings.models import Invitation, Meeting
from meetings.services import answers, ladder, letter_plan
from regions.models import Mandate
from tests import things
from tests.people import Cast


def every_kind(cast: Cast) -> None:
    """Every letter of a meeting's plan, each on its day: one official comes, the other's region is silent."""
    Mandate.objects.create(person=cast.member, role="contact", region=cast.region_b, since="2020-01-01")
    meeting = things.meeting(days=100)
    letter_plan.make(meeting)
    for row in letter_plan.of(meeting):
        if row.rule == "joining":
            asked = Invitation.objects.get(meeting=meeting, seat=cast.official_seat_a)
            answers.answer(asked, reply="attend", mode="remote", by=cast.official_of_a, channel="link")
        Meeting.objects.filter(pk=meeting.pk).update(agenda_published_at=clock.now())
        if row.rule != "draft_notes":
            with clock.at(row.due_at):
                ladder.send_now(row, by=cast.coordinator)
