"""What becomes of regions' views when a person leaves the forum for good, and what the person is told of them."""

from typing import Any

from django.db.models import Q

from forum.models import Person
from forum.services.verbs import verb
from themes.models import RegionView, RegionViewRevision
from themes.services.departures import unsigned


@verb
def leave_views(*, person: Person, by: Person | None) -> None:
    """Views stay, stamped with the body they were approved for; the stamps no longer tell by whom."""
    for view in RegionView.objects.filter(approved_by=person):
        RegionView.objects.filter(pk=view.pk).update(stamp=without_names(view.stamp))
    for one in RegionViewRevision.objects.filter(saved_by=person).only("pk", "stamp"):
        RegionViewRevision.objects.filter(pk=one.pk).update(stamp=without_names(one.stamp))


def without_names(stamp: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """A stamp in all languages, without what tells who it was."""
    return {code: unsigned(words) for code, words in stamp.items()}


def own_views(person: Any) -> dict[str, Any]:
    """The views that the person has approved or saved, for their own data."""
    own = Q(approved_by=person) | Q(saved_by=person) | Q(pk__in=saved_in(person))
    found = RegionView.objects.filter(own).with_round().order_by("pk")
    return {
        "regional views": [
            {
                "round": str(one.round.title),
                "region": str(one.region.name),
                "approved": one.approved_at.isoformat() if one.approved_by_id == person.pk and one.approved_at else "",
            }
            for one in found
        ]
    }


def saved_in(person: Any) -> Any:
    """The views into which the person has typed."""
    return RegionViewRevision.objects.filter(saved_by=person).values("view")
