"""Who may, on the floor of themes."""

from typing import Any

import rules

from forum.rules import is_coordinator, is_staff
from regions.rules import acts_for, approver_of, official_of_region
from themes.models import RegionView, capacities_of


@rules.predicate
def speaks(person: Any) -> bool:
    """Has a mandate, a network membership or a staff role in force today."""
    return bool(capacities_of(person))


@rules.predicate
def of_own_region(person: Any, view: RegionView | None) -> bool:
    """Acts for the view's region: by any of its seats, as its contact or approver."""
    return view is not None and bool(acts_for(person, view.region))


@rules.predicate
def drafts_for_region(person: Any, view: RegionView | None) -> bool:
    """Is an official of the view's region."""
    return view is not None and bool(official_of_region(person, view.region))


@rules.predicate
def approves_for_region(person: Any, view: RegionView | None) -> bool:
    """Is the approver of the view's region."""
    return view is not None and bool(approver_of(person, view.region))


@rules.predicate
def is_frozen(person: Any, view: RegionView | None) -> bool:
    """The view is public."""
    return view is not None and view.state == "frozen"


@rules.predicate
def is_approved(person: Any, view: RegionView | None) -> bool:
    """The region has approved the view, and the round is open."""
    return view is not None and view.state == "approved" and view.round.is_open


@rules.predicate
def is_unapproved(person: Any, view: RegionView | None) -> bool:
    """The region can still write the view."""
    return view is not None and view.state in {"requested", "draft"} and view.round.is_open


@rules.predicate
def was_asked(person: Any, view: RegionView | None) -> bool:
    """The view's round has been asked."""
    return view is not None and view.round.state != "draft"


rules.add_perm("themes.comment", speaks)
rules.add_perm("themes.hide_comment", is_coordinator)
rules.add_perm("themes.see_draft_brief", is_staff)
rules.add_perm("themes.write_brief", is_coordinator)
rules.add_perm("themes.confirm_brief", is_staff)
rules.add_perm("themes.manage_view_rounds", is_coordinator)
rules.add_perm("themes.see_view_rounds", is_staff)
rules.add_perm("themes.read_view", is_frozen | (is_approved & is_staff) | (was_asked & of_own_region))
rules.add_perm("themes.draft_view", is_unapproved & drafts_for_region)
rules.add_perm("themes.approve_view", is_unapproved & approves_for_region)
rules.add_perm("themes.reopen_view", is_approved & (is_coordinator | approves_for_region))
rules.add_perm("themes.record_view", is_unapproved & is_coordinator)
rules.add_perm("themes.see_view_history", was_asked & drafts_for_region)
rules.add_perm("themes.write_talks", is_coordinator)
