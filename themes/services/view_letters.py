"""Letters about regional views: the request, reminders, the receipt, and what has changed."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from forum import clock
from forum.addresses import in_all_languages
from forum.models import Letter, Person
from forum.services import letters
from forum.services.letters import Draft
from forum.texts import texts_of
from regions.models import Mandate, Region
from themes.models import RegionView
from themes.services.view_content import meter

ASKED, REMINDER, RECEIPT, CHANGED = "view_asked", "view_reminder", "view_receipt", "view_changed"
WRITERS = ("holder", "deputy", "contact")


def people_of(regions: Collection[Region]) -> dict[int, dict[str, list[Person]]]:
    """Who works on each region's view and can be written to: {region's pk: {role: people}}. One query.

    `holder` and `deputy` are of the official's seat; `contact` and `approver` the region's own.
    """
    acting = Mandate.objects.in_force().with_bodies().order_by("pk")
    of_seats = acting.filter(seat__region__in=regions, seat__kind="official", role__in=["holder", "deputy"])
    of_regions = acting.filter(region__in=regions, role__in=["contact", "approver"])
    found: dict[int, dict[str, list[Person]]] = {region.pk: {} for region in regions}
    for mandate in of_seats | of_regions:
        region = mandate.region_id or (mandate.seat.region_id if mandate.seat else None)
        if region in found and mandate.person.reachable:
            found[region].setdefault(mandate.role, []).append(mandate.person)
    return found


def writers_of(people: dict[str, list[Person]]) -> list[Person]:
    """Who drafts: the official's seat's holder (else its deputy) and the contact; else the approver alone."""
    seat = people.get("holder") or people.get("deputy") or []
    return once([*seat, *people.get("contact", [])]) or once(people.get("approver", []))


def everybody_of(people: dict[str, list[Person]]) -> list[Person]:
    """Who drafts, and who approves."""
    return once([*writers_of(people), *people.get("approver", [])])


def once(people: Iterable[Person]) -> list[Person]:
    """Each person once."""
    return list({one.pk: one for one in people}.values())


def ask(views: list[RegionView], only: Collection[int] | None = None) -> list[Letter]:
    """One letter to each who drafts or approves; see `requests`."""
    return letters.write_many(requests(views, only))


def requests(views: list[RegionView], only: Collection[int] | None = None) -> list[Draft]:
    """The letters that ask; of `only` (people's primary keys), where any of them works in the region."""
    people = people_of([view.region for view in views])
    pairs = []
    for view in views:
        everybody = everybody_of(people[view.region_id])
        known = [one for one in everybody if only is None or one.pk in only]
        pairs += [(view, one) for one in known or everybody]
    return [draft(ASKED, view, one, "asked", approves=approves(people, view, one)) for view, one in pairs]


def approves(people: dict[int, dict[str, list[Person]]], view: RegionView, person: Person) -> bool:
    """Whether the person is the region's approver."""
    return person in people[view.region_id].get("approver", [])


def remind(views: list[RegionView], *, occasion: str) -> list[Letter]:
    """Reminds those who draft; where nothing is missing any more, those who approve."""
    return letters.write_many(reminders(views, occasion=occasion))


def reminders(views: list[RegionView], *, occasion: str) -> list[Draft]:
    """The letters that remind."""
    people = people_of([view.region for view in views])
    drafts = []
    for view in views:
        whole = meter(view).is_whole
        approvers = people[view.region_id].get("approver", [])
        to = once(approvers) if whole and approvers else writers_of(people[view.region_id])
        missing = len(meter(view).missing)
        drafts += [draft(REMINDER, view, one, occasion, waits=whole, missing=missing) for one in to]
    return drafts


def offer(view: RegionView) -> list[Letter]:
    """Tells those who approve that the draft is whole, each at most once a day."""
    to = people_of([view.region])[view.region_id].get("approver", [])
    drafts = [draft(REMINDER, view, one, f"offered:{clock.today()}", waits=True, missing=0) for one in once(to)]
    return letters.write_many(drafts)


def receipt(view: RegionView) -> list[Letter]:
    """Tells the region's contact, official and approver that its view has been approved, or recorded."""
    to = everybody_of(people_of([view.region])[view.region_id])
    said = {"received_how": view.received_how, "received_from": view.received_from}
    at = view.approved_at.isoformat() if view.approved_at else ""
    return letters.write_many([draft(RECEIPT, view, one, at, approved_at=at, **said) for one in to])


def reopened(view: RegionView) -> list[Letter]:
    """Tells the region that its view can be changed again, and why."""
    to = everybody_of(people_of([view.region])[view.region_id])
    at = view.reopened_at.isoformat() if view.reopened_at else ""
    return changed([view], at, change="reopened", reason=view.reopened_reason, only_to={one.pk for one in to})


def due_moved(views: list[RegionView], *, before: date | None) -> list[Letter]:
    """Tells those who have not approved yet that the last day is another."""
    was = before.isoformat() if before else ""
    return changed(views, f"due:{was}", change="due", due_before=was)


def called_off(views: list[RegionView]) -> list[Letter]:
    """Tells everybody who was asked that the round is called off, and why."""
    return changed(views, "off", change="off", reason=views[0].round.called_off_reason if views else "")


def changed(views: list[RegionView], occasion: str, *, only_to: Collection[int] = (), **facts: Any) -> list[Letter]:
    """A notice of change to each who drafts or approves."""
    people = people_of([view.region for view in views])
    pairs = [(view, one) for view in views for one in everybody_of(people[view.region_id])]
    return letters.write_many(
        [draft(CHANGED, view, one, occasion, **facts) for view, one in pairs if not only_to or one.pk in only_to]
    )


def draft(kind: str, view: RegionView, person: Person, occasion: str, **facts: Any) -> Draft:
    """A letter about the view, written once for each occasion."""
    round = view.round
    due = round.due.isoformat() if round.due else ""
    return Draft(
        key=f"{kind}:{view.public_id}:{person.public_id}:{due}:{occasion}",
        kind=kind,
        person=person,
        about=view,
        facts={
            "region": texts_of(view.region, "name"),
            "round": texts_of(round, "title"),
            "theme": texts_of(round.theme, "name"),
            "intro": texts_of(round, "intro"),
            "due": due,
            "view_url": in_all_languages("themes:view_write", round.public_id, view.region.code),
            "read_url": in_all_languages("themes:region_view", round.public_id, view.region.code),
            **facts,
        },
    )
