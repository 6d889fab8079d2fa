"""The audiences of this floor: seats, regions, organisations, networks; and the words for why."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.audiences import Audience, Param
from regions import mailing_furnishing
from regions.models import Network, Organisation, Region
from regions.services import audiences

REASONS = {
    "seat_holder": _("holds a seat (%(seat)s)"),
    "seat_deputy": _("deputy of a seat (%(seat)s)"),
    "contact": _("contact of a region (%(region)s)"),
    "approver": _("approver of a region (%(region)s)"),
    "organisation_member": _("works in the forum for an organisation (%(organisation)s)"),
    "network_coordinator": _("coordinates a network (%(network)s)"),
    "network_member": _("takes part in a network (%(network)s)"),
    "seat_empty": _("nobody holds the seat"),
    "seat_unreachable": _("letters do not reach the seat's people"),
    "region_empty": _("nobody there can be written to"),
    "organisation_empty": _("nobody of the organisation can be written to"),
    "network_empty": _("nobody of the network can be written to"),
}
SEAT_KINDS = [
    ("politician", _("Politicians")),
    ("official", _("Officials")),
    ("member", _("Members: ministries, agencies and others")),
    ("chair", _("Chairs")),
]
WHO = [
    ("both", _("Holder and deputy")),
    ("deputy", _("Only the deputy")),
]
DUTIES = [
    ("holder", _("Seat holders")),
    ("deputy", _("Deputies")),
    ("contact", _("Contacts of regions")),
    ("approver", _("Approvers of regions")),
]
NETWORK_ROLES = [("driver", _("Drivers")), ("follower", _("Followers")), ("learner", _("Learners"))]


def fill() -> None:
    """Called once, when the app is ready."""
    for code, words in REASONS.items():
        shelves.audience_reasons.put(code, words)
    shelves.examples.put("mailings", mailing_furnishing.furnish, order=95)
    kinds = Param("kinds", _("Kinds of seats"), lambda: SEAT_KINDS)
    who = Param("who", _("Instead of the holder, or else the deputy"), lambda: WHO, several=False)
    shelves.audiences.put("seats", Audience(_("Seats"), audiences.seats, (kinds, who)), order=10)
    chosen = Param("regions", _("Regions"), all_regions)
    duties = Param("roles", _("In the region as"), lambda: DUTIES)
    shelves.audiences.put("regions", Audience(_("Regions"), audiences.regions, (chosen, duties)), order=20)
    bodies = Param("organisations", _("Organisations"), all_organisations)
    shelves.audiences.put("organisations", Audience(_("Organisations"), audiences.organisations, (bodies,)), order=30)
    networks = Param("networks", _("Networks"), all_networks)
    roles = Param("roles", _("In the network as"), lambda: NETWORK_ROLES)
    shelves.audiences.put("networks", Audience(_("Networks"), audiences.networks, (networks, roles)), order=40)


def all_regions() -> list[tuple[str, Any]]:
    """Every region."""
    return [(region.code, str(region.name)) for region in Region.objects.all()]


def all_organisations() -> list[tuple[str, Any]]:
    """Every organisation that somebody may act for."""
    return [(one.public_id, str(one.name)) for one in Organisation.objects.forum_members()]


def all_networks() -> list[tuple[str, Any]]:
    """Every active network."""
    return [(one.public_id, str(one.name)) for one in Network.objects.active()]
