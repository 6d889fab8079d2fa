"""Whom letters about views go to: the silent regions of a round, and the regions' approvers."""

from typing import Any

from forum.audiences import Found, Member, Missing, Reason
from forum.models import Person
from forum.texts import texts_of
from regions.models import Region
from regions.services import audiences
from themes.models import RegionView, ViewRound
from themes.services import view_letters


def open_rounds() -> list[tuple[str, Any]]:
    """Rounds in which regions are writing."""
    return [(one.public_id, str(one.title)) for one in ViewRound.objects.asked().newest_first()]


def to_ask() -> Found:
    """Everybody who drafts or approves a region's view, and the regions where there is nobody. Two queries."""
    regions = list(Region.objects.order_by("code"))
    people = view_letters.people_of(regions)
    members, missing = [], []
    for region in regions:
        names = texts_of(region, "name")
        found = view_letters.everybody_of(people[region.pk])
        members += [Member(one, (Reason("view_works", {"region": names}),), names, region.code) for one in found]
        if not found:
            missing.append(Missing(names, Reason("region_empty"), region.code))
    return Found(audiences.merged(members), missing)


def silent(round: str = "", who: str = "") -> Found:
    """Those who draft the views of silent regions; `who` "approvers": those who approve them, "all": both."""
    views = list(RegionView.objects.silent().filter(round__public_id=round).select_related("region", "round"))
    people = view_letters.people_of([view.region for view in views])
    members, missing = [], []
    for view in views:
        chosen = chosen_of(people[view.region_id], who)
        members += [member(view, one) for one in chosen]
        if not chosen:
            missing.append(Missing(texts_of(view.region, "name"), Reason("region_empty"), view.region.code))
    return Found(audiences.merged(members), missing)


def chosen_of(people: dict[str, list[Person]], who: str) -> list[Person]:
    """Whom the letter goes to in a region."""
    if who == "approvers":
        return people.get("approver", [])
    return view_letters.everybody_of(people) if who == "all" else view_letters.writers_of(people)


def member(view: RegionView, person: Person) -> Member:
    """Who works on the view of a silent region."""
    names = texts_of(view.region, "name")
    title = texts_of(view.round, "title")
    return Member(person, (Reason("view_silent", {"round": title}),), names, view.region.code, {"region": names})


def approvers(regions: list[str] | None = None) -> Found:
    """Those who approve in the regions' names."""
    return audiences.regions(regions, ["approver"])
