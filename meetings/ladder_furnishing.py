"""Plans of letters for the example meetings: made by the services, with a step released, one moved and one paused."""

from collections.abc import Callable
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q

from forum import clock, dates
from forum.models import Person, StaffRole
from meetings.furnishing import INVITED
from meetings.models import Meeting, PlannedLetter
from meetings.services import letter_plan, letter_steps

REASONS = {
    "fi": "Esimerkki: paikan haltijaa haetaan, ja hänelle soitetaan.",
    "sv": "Exempel: en innehavare av platsen söks, och vi ringer.",
    "en": "Example: a holder of the seat is being found, and we call.",
}
"""Why letters leave although a region of the example has nobody to write to."""


def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """Makes what is missing; what a coordinator has decided since stays."""
    letter_plan.catch_up()
    decided = PlannedLetter.objects.filter(Q(has_own_day=True) | Q(released_at__isnull=False)).exists()
    role = StaffRole.objects.filter(kind="coordinator", person__is_example=True).select_related("person").first()
    if role and not decided:
        _decide(role.person)
    say(f"plans of letters: {PlannedLetter.objects.count()} steps")


def _decide(by: Person) -> None:
    """The invited meeting's agenda is released; next year's first meeting has a step moved and one paused."""
    meeting = Meeting.objects.with_page().filter(public_id=INVITED).first()
    steps = {row.rule: row for row in letter_plan.of(meeting)} if meeting else {}
    if "agenda_out" in steps and steps["agenda_out"].state == "planned":
        reason = REASONS.get(settings.LANGUAGE_CODE, REASONS["en"])
        letter_steps.release(steps["agenda_out"], by=by, reason=reason)
    later = Meeting.objects.with_page().filter(is_example=True, starts_at__gt=clock.now() + timedelta(days=60)).first()
    rows = {row.rule: row for row in letter_plan.of(later)} if later else {}
    if "invitation" in rows and rows["invitation"].state == "planned":
        day = dates.as_day(rows["invitation"].due_at)
        letter_steps.move(rows["invitation"], to=max(day - timedelta(days=1), clock.today()), by=by)
        letter_steps.pause(rows["last_reminder"], by=by)
