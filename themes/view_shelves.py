"""What rounds of regional views put on the shelves."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.audiences import Audience, Param
from forum.shelves import Drawer, LogField, MenuItem
from regions.audience_shelves import all_regions
from regions.rules import acts_for
from themes.models import RegionView, ViewRound
from themes.services import view_audiences, view_departures, view_letters, view_requests, view_rounds, view_tasks, views
from themes.services.view_words import HOW, STATES

LETTERS = {
    view_letters.ASKED: _("Region's view asked"),
    view_letters.REMINDER: _("Reminder of the region's view"),
    view_letters.RECEIPT: _("Receipt of the region's view"),
    view_letters.CHANGED: _("Change in a round of views"),
}
DEEDS = {
    "region_view.approve": _("Region's view approved"),
    "region_view.offer": _("Region's approver told that the view is ready"),
    "region_view.record": _("Region's view recorded for the region"),
    "region_view.reopen": _("Region's view opened again"),
    "view_round.ask": _("Regions asked for their views"),
    "view_round.call_off": _("Round of views called off"),
    "view_round.change": _("Round of views changed"),
    "view_round.close": _("Round of views closed"),
    "view_round.move_due": _("Last day of a round of views moved"),
    "view_round.prepare": _("Round of views prepared"),
    "view_round.remind": _("Silent regions reminded"),
}
FIELDS = {
    "region_view.letters": _("Number of letters"),
    "region_view.how": LogField(_("How the view came"), HOW),
    "region_view.reason": _("Reason"),
    "region_view.received_on": _("When it came"),
    "view_round.due": _("Last day to answer"),
    "view_round.intro": _("Introduction"),
    "view_round.letters": _("Number of letters"),
    "view_round.questions": _("Questions"),
    "view_round.reason": _("Reason"),
    "view_round.theme": _("Theme"),
    "view_round.title": _("Heading"),
    "view_round.views": _("Number of views"),
}
WHO = [("approvers", _("Only those who approve")), ("all", _("Those who draft and those who approve"))]


def fill() -> None:
    """Called once, when the app is ready."""
    from themes.view_furnishing import furnish

    shelves.put_log_words(
        deeds=DEEDS, kinds={"regionview": _("region's view"), "viewround": _("round of views")}, fields=FIELDS
    )
    for kind, words in LETTERS.items():
        shelves.letter_kinds.put(kind, words)
    shelves.letter_subjects.put("regionview", letter_subjects)
    shelves.staff_menu.put(
        "views", MenuItem(_("Rounds of views"), "themes:view_work", "work", "themes.see_view_rounds"), order=28
    )
    shelves.person_facts.put("waits_for_views", view_tasks.waits_for_views)
    shelves.desk_tasks.put("views", view_tasks.tasks, order=25)
    shelves.theme_page.put("views", Drawer("themes/_theme_views.html", of_theme), order=20)
    shelves.region_page.put("views", Drawer("themes/_region_views.html", of_region), order=25)
    shelves.departures.put("views", view_departures.leave_views, order=26)
    shelves.personal_data.put("views", view_departures.own_views)
    shelves.site_map.put("views", public_pages, order=25)
    shelves.examples.put("views", furnish, order=62)
    fill_audiences()
    label = _("Requests for the regions' views")
    shelves.mailing_kinds.put(view_requests.KIND, view_requests.kind(label), order=75)
    shelves.letter_subjects.put(view_rounds.ABOUT, rounds_as_subjects)


def fill_audiences() -> None:
    """The silent regions of a round, and the approvers."""
    shelves.audience_reasons.put("view_silent", _("the region's view has not been approved (%(round)s)"))
    shelves.audience_reasons.put("view_works", _("prepares or approves the region's view: %(region)s"))
    asked = Audience(_("Who prepares and approves the regions' views"), view_audiences.to_ask)
    shelves.audiences.put(view_requests.AUDIENCE, asked, order=45)
    round = Param("round", _("Round of views"), view_audiences.open_rounds, several=False, required=True)
    who = Param("who", _("Instead of those who draft"), lambda: WHO, several=False)
    silent = Audience(_("Regions silent in a round of views"), view_audiences.silent, (round, who))
    shelves.audiences.put("views_silent", silent, order=46)
    chosen = Param("regions", _("Regions"), all_regions)
    shelves.audiences.put("approvers", Audience(_("Approvers"), view_audiences.approvers, (chosen,)), order=47)


def letter_subjects(ids: Collection[str]) -> dict[str, tuple[Any, str]]:
    """Regions' views by region and round, each with the round's board. One query."""
    found = RegionView.objects.filter(public_id__in=ids).select_related("round", "region")
    return {
        one.public_id: (
            f"{one.region.name}: {one.round.title}",
            reverse("themes:view_board", args=[one.round.public_id]),
        )
        for one in found
    }


def rounds_as_subjects(ids: Collection[str]) -> dict[str, tuple[Any, str]]:
    """Rounds by title, each with its board. One query."""
    found = ViewRound.objects.filter(public_id__in=ids)
    return {one.public_id: (str(one.title), reverse("themes:view_board", args=[one.public_id])) for one in found}


def of_theme(request: HttpRequest, *, theme: Any, **about: Any) -> dict[str, Any] | None:
    """The newest closed round's views on the theme's page. Three queries; one when there are none."""
    compiled = views.compiled(theme)
    return {"compiled": compiled} if compiled else None


def of_region(request: HttpRequest, *, region: Any, **about: Any) -> dict[str, Any] | None:
    """The region's public views, the newest first; for its own people also those that are being written. One query."""
    seen = (
        RegionView.objects.visible_to(request.user) if acts_for(request.user, region) else RegionView.objects.public()
    )
    found = list(seen.filter(region=region).with_round().order_by("-round__asked_at", "-pk")[:12])
    public = [views.read(view, view.round) for view in found if view.state == "frozen"]
    open_ones = [(view, STATES[view.state]) for view in found if view.round.is_open]
    return {"words": public, "open_views": open_ones} if public or open_ones else None


def public_pages() -> list[tuple[str, dict[str, Any]]]:
    """The archive, closed rounds and their public views, for the site map."""
    rounds = ViewRound.objects.closed().values_list("public_id", flat=True)
    rows = RegionView.objects.public().values_list("round__public_id", "region__code")
    return [
        ("themes:view_rounds", {}),
        *(("themes:view_round", {"public_id": public_id}) for public_id in rounds),
        *(("themes:region_view", {"public_id": public_id, "code": code}) for public_id, code in rows),
    ]
