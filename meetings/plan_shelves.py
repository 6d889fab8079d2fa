"""What the planner puts on the shelves of the floors below."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.models import Person
from forum.shelves import LogField

LEVELS = {"officials": _("Officials' meetings"), "politicians": _("Politicians' meetings")}
DEEDS = {
    "blocked_periods.add": _("Period without meetings added"),
    "blocked_periods.change": _("Period without meetings changed"),
    "blocked_periods.remove": _("Period without meetings removed"),
    "blocked_periods.take_in": _("Periods without meetings taken in from a file"),
    "plans.accept": _("Draft of a year accepted"),
    "plans.change": _("Draft of a year changed"),
    "plans.copy": _("Draft of a year copied"),
    "plans.copy_year": _("Draft made from an earlier year"),
    "plans.make": _("Draft of a year proposed"),
    "plans.propose_again": _("Draft of a year proposed anew"),
    "plans.remove": _("Draft of a year removed"),
    "plans.rename": _("Draft of a year renamed"),
}
KINDS = {"plan": _("draft of a year"), "blockedperiod": _("period without meetings")}
FIELDS = {
    "changed": _("Changed"),
    "first_day": _("First day"),
    "gone": _("Removed"),
    "last_day": _("Last day"),
    "level": LogField(_("Which meetings it concerns"), LEVELS),
    "new": _("New"),
    "officials_day": _("Officials' meeting, by round"),
    "officials_host": _("Host of the officials' meeting, by round"),
    "officials_remote": _("Officials' meeting remote, by round"),
    "plan": _("Draft"),
    "politicians_day": _("Politicians' meeting, by round"),
    "politicians_host": _("Host of the politicians' meeting, by round"),
    "politicians_remote": _("Politicians' meeting remote, by round"),
    "rounds": _("Rounds"),
}


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from meetings.plan_furnishing import furnish

    shelves.put_log_words(deeds=DEEDS, kinds=KINDS, fields=FIELDS)
    shelves.examples.put("drafts", furnish, order=65)
    shelves.personal_data.put("plans", own_data)


def own_data(person: Person) -> dict[str, Any]:
    """The drafts and periods without meetings that the person has made, for their own export."""
    from meetings.models import BlockedPeriod, Plan

    made = Plan.objects.filter(made_by=person).order_by("made_at")
    entered = BlockedPeriod.objects.filter(added_by=person).order_by("added_at")
    return {
        "drafts": [{"draft": str(one), "at": one.made_at.isoformat()} for one in made],
        "periods_without_meetings": [{"period": str(one), "at": one.added_at.isoformat()} for one in entered],
    }
