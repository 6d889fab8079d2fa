"""What waits for whom in rounds of views, and what is done by the clock."""

from collections.abc import Callable, Collection
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import clock
from forum.models import Letter, Person
from forum.rules import is_coordinator
from forum.services.verbs import quiet_verb
from forum.shelves import Shelf, Task
from regions.models import Mandate
from regions.rules import approver_of, official_of_region, person_regions
from themes.models import RegionView, ViewRound
from themes.services import view_letters, view_rounds
from themes.services.view_content import meter

SOON, LAST = timedelta(days=7), timedelta(days=1)
OFFICIALS = Q(role__in=["contact", "approver"]) | Q(role__in=["holder", "deputy"], seat__kind="official")

planned_elsewhere: Shelf[Callable[[], Collection[int]]] = Shelf(
    "rounds whose first reminder a plan upstairs sends: function() -> their primary keys"
)


def waits_for_views() -> Exists:
    """Whether a round is open and the person is an official of a region or coordinates: asked with the person."""
    from forum.models import StaffRole

    open_ones = ViewRound.objects.asked()
    mine = Mandate.objects.in_force().filter(OFFICIALS, person=OuterRef(OuterRef("pk")))
    staff = StaffRole.objects.current().filter(person=OuterRef(OuterRef("pk")), kind="coordinator")
    return Exists(open_ones.filter(Exists(mine) | Exists(staff)))


def tasks(person: Person) -> list[Task]:
    """Views to write or approve; for coordinators rounds whose last day has passed. At most two queries."""
    if not getattr(person, "waits_for_views", True):
        return []
    regions = [one for one in person_regions(person) if official_of_region(person, one)]
    own = RegionView.objects.silent().filter(region__in=regions) if regions else RegionView.objects.none()
    found = [task(person, view) for view in own.with_round()]
    if is_coordinator(person):
        found += [close_task(one) for one in late_rounds()]
    return found


def late_rounds() -> "QuerySet[ViewRound]":
    """Open rounds whose last day has passed, with how many regions are silent. One query."""
    from django.db.models import Count

    silent = Count("views", filter=Q(views__state__in=["requested", "draft"]))
    return ViewRound.objects.silent_after().annotate(silent=silent).order_by("due")


def task(person: Person, view: RegionView) -> Task:
    """Write the view, or approve it when nothing is missing."""
    names = [view.round.public_id, view.region.code]
    about = {"region": view.region.name, "title": view.round.title}
    found = meter(view)
    if found.is_whole and approver_of(person, view.region):
        return Task(
            title=_("Approve the view of %(region)s: %(title)s") % about,
            text=_("Nothing is missing in the draft."),
            url=reverse("themes:view_approve", args=names),
            verb=_("Read and approve"),
            due=view.round.due,
            kind="view",
        )
    counted = {"done": found.done, "total": found.total}
    return Task(
        title=_("Write the view of %(region)s: %(title)s") % about,
        text=_("%(done)s of %(total)s parts are there.") % counted,
        url=reverse("themes:view_write", args=names),
        verb=_("Write the view"),
        due=view.round.due,
        kind="view",
    )


def close_task(round: ViewRound) -> Task:
    """The last day has passed."""
    silent = getattr(round, "silent", 0)
    text = ngettext("%(count)s region is silent.", "%(count)s regions are silent.", silent)
    return Task(
        title=_("The last day for views has passed: %(title)s") % {"title": round.title},
        text=text % {"count": silent},
        url=reverse("themes:view_board", args=[round.public_id]),
        verb=_("Look at the board"),
        due=round.due,
        kind="views",
    )


@quiet_verb
def remind_silent() -> list[Letter]:
    """Reminds silent regions a week before the last day, the day before it, and once after it. Safe to run twice."""
    today = clock.today()
    planned = {key for ask in planned_elsewhere.entries() for key in ask()}
    written = []
    for round in ViewRound.objects.asked().filter(due__lte=today + SOON).with_theme():
        occasion = occasion_of(round)
        asked_lately = round.asked_at is not None and round.asked_at > clock.now() - timedelta(days=2)
        if asked_lately or (occasion == "soon" and round.pk in planned):
            continue
        written += remind(round, occasion)
    return written


def occasion_of(round: ViewRound) -> str:
    """Which reminder it is time for."""
    assert round.due
    left = round.due - clock.today()
    return "overdue" if left < timedelta() else "last" if left <= LAST else "soon"


def remind(round: ViewRound, occasion: str) -> list[Letter]:
    """Reminds the round's silent regions, once for each occasion."""
    silent = [view for view in view_rounds.views_of(round) if view.state in {"requested", "draft"}]
    return view_letters.remind(silent, occasion=occasion)
