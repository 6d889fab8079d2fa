"""What action points put on the shelves of the floors below."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.models import Person
from forum.shelves import Drawer, LogField, MenuItem

LETTERS = {
    "action_points_given": _("Action points given"),
    "action_points_due": _("Action points due soon"),
    "action_points_overdue": _("Action points overdue"),
    "action_points_day_stays": _("Proposed day of an action point not taken"),
    "action_points_monthly": _("Monthly reminder of action points"),
}
DEEDS = {
    "actions.add": _("Action point written"),
    "actions.change": _("Action point changed"),
    "actions.decide_day": _("Decided on an action point's day"),
    "actions.forget_contact": _("Contact person of an action point left"),
    "actions.publish": _("Action points published"),
    "actions.report": _("Told how an action point goes"),
}


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from meetings import action_drawers as drawers
    from meetings.action_furnishing import furnish
    from meetings.services import action_departures
    from meetings.services.action_words import STATES

    shelves.main_menu.put("actions", MenuItem(_("Actions"), "meetings:actions", "actions"), order=50)
    shelves.front_page.put("actions", Drawer("meetings/_front_actions.html", drawers.news), order=30)
    shelves.theme_page.put("actions", Drawer("meetings/_actions_section.html", drawers.of_theme), order=60)
    shelves.region_page.put("actions", Drawer("meetings/_actions_section.html", drawers.of_region), order=60)
    shelves.desk_page.put("actions", Drawer("meetings/_my_actions.html", drawers.my_actions), order=12)
    shelves.desk_tasks.put("actions", drawers.tasks, order=30)
    shelves.person_facts.put("has_action_points", has_action_points)
    shelves.person_facts.put("actions_wait_for_coordinator", some_wait_for_coordinator)
    shelves.personal_data.put("actions", own_data)
    shelves.departures.put("actions", action_departures.leave_actions)
    shelves.site_map.put("actions", drawers.public_pages, order=55)
    shelves.examples.put("actions", furnish, order=90)
    for kind, words in LETTERS.items():
        shelves.letter_kinds.put(kind, words)
    fields = {
        "contact": _("Contact person"),
        "details": _("In more words"),
        "due": _("Due"),
        "item": _("Agenda item"),
        "number": _("Number"),
        "override": _("Why it is published without a required language"),
        "owner": _("Owner"),
        "proposed_due": _("Proposed day"),
        "region": _("Region"),
        "state": LogField(_("State"), STATES),
        "title": _("Title"),
    }
    shelves.put_log_words(deeds=DEEDS, kinds={"actionpoint": _("action point")}, fields=fields)


def has_action_points() -> Exists:
    """Whether somebody answers for any action point that waits: asked in the same query as the signed-in person."""
    from meetings.models import ActionPoint
    from regions.models import Mandate

    held = Mandate.objects.in_force().filter(person=OuterRef(OuterRef("pk"))).order_by()
    seats = held.filter(role__in=["holder", "deputy"])
    theirs = (
        Q(contact=OuterRef("pk"))
        | Q(owner__in=seats.values("seat__organisation"))
        | Q(owner__in=seats.filter(seat__kind="official").values("seat__region__council"))
        | Q(owner__in=held.filter(role="member").values("organisation"))
        | Q(owner__in=held.filter(role="contact").values("region__council"))
    )
    return Exists(ActionPoint.objects.public().unfinished().filter(theirs))


def some_wait_for_coordinator() -> Exists:
    """Whether any action point is overdue, or another day is proposed for one."""
    from meetings.models import ActionPoint

    return Exists((ActionPoint.objects.overdue() | ActionPoint.objects.proposed()).public())


def own_data(person: Person) -> dict[str, Any]:
    """What the action points hold about a person, for their own export."""
    from meetings.models import ActionPoint, ActionProgress

    told = ActionProgress.objects.filter(author=person).select_related("action", "organisation")
    contact = ActionPoint.objects.filter(contact=person)
    return {
        "action_points": {
            "contact_person_of": [{"title": str(one.title), "due": one.due.isoformat()} for one in contact],
            "told": [
                {
                    "action_point": str(one.action.title),
                    "at": one.at.isoformat(),
                    "for": str(one.organisation or ""),
                    "text": one.text,
                    "state": one.state,
                }
                for one in told
            ],
        }
    }
