"""What action points put on other pages: theme, region, front page and my desk. Each costs one query."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import clock, dates
from forum.models import Person
from forum.rules import is_coordinator
from forum.shelves import Task
from meetings.models import ActionPoint
from meetings.services import action_owners, action_reading
from meetings.services.action_words import state_words
from regions.models import Region
from themes.models import Theme

SOON_DAYS = 14
DECISIONS = 5
"""How many proposed days are tasks of their own."""


def of_theme(request: HttpRequest, *, theme: Theme) -> dict[str, Any] | None:
    """The theme's action points."""
    found = action_reading.of_theme(theme)
    return {"actions": found, "query": f"theme={theme.programme.key}:{theme.slug}"} if found else None


def of_region(request: HttpRequest, *, region: Region) -> dict[str, Any] | None:
    """Action points for the region or owned by its council."""
    found = action_reading.of_region(region)
    return {"actions": found, "query": ""} if found else None


def news(request: HttpRequest) -> dict[str, Any] | None:
    """What is overdue and what was done lately."""
    overdue, done = action_reading.news()
    return {"overdue": overdue, "done": done} if overdue or done else None


def my_actions(request: HttpRequest) -> dict[str, Any] | None:
    """The action points the reader answers for."""
    person: Any = request.user
    found = own(person)
    return {"actions": found} if found else None


def own(person: Person) -> list[ActionPoint]:
    """The person's own; not asked for who is known to have none."""
    return action_owners.own(person) if getattr(person, "has_action_points", True) else []


def tasks(person: Person) -> list[Task]:
    """Own action points that are overdue or due within two weeks; for coordinators proposed days and what is late."""
    nearest = clock.today().toordinal() + SOON_DAYS
    soon = [own_task(one) for one in own(person) if one.due.toordinal() <= nearest]
    asked = is_coordinator(person) and getattr(person, "actions_wait_for_coordinator", True)
    return [*soon, *(for_coordinator() if asked else [])]


def own_task(action: ActionPoint) -> Task:
    """Tell how it goes."""
    words = (str(action.owner), str(state_words(action)))
    proposed = _("Proposed: %(day)s") % {"day": dates.short(action.proposed_due)} if action.proposed_due else ""
    return Task(
        title=_("Action point: %(title)s") % {"title": action.title},
        text=" · ".join(word for word in (*words, proposed) if word),
        url=reverse("meetings:action_report", args=[action.public_id]),
        verb=_("Tell how it goes"),
        due=action.due,
        kind="action point",
    )


def for_coordinator() -> list[Task]:
    """Days that owners propose, and the number of overdue action points. One query."""
    wanted = ActionPoint.objects.overdue() | ActionPoint.objects.proposed()
    found = list(wanted.public().with_row().order_by("due", "pk"))
    proposed = [decide_task(one) for one in found if one.proposed_due][:DECISIONS]
    late = [one for one in found if one.is_overdue]
    return [*proposed, *([late_task(late)] if late else [])]


def decide_task(action: ActionPoint) -> Task:
    """Decide on a proposed day."""
    return Task(
        title=_("Another day is proposed: %(title)s") % {"title": action.title},
        text=f"{action.owner} · {dates.short(action.due)} → {dates.short(action.proposed_due)}",  # type: ignore[arg-type]
        url=reverse("meetings:action_day", args=[action.public_id]),
        verb=_("Decide"),
        kind="proposed day",
    )


def late_task(late: list[ActionPoint]) -> Task:
    """Look after what is overdue."""
    title = ngettext("%(count)d action point is overdue", "%(count)d action points are overdue", len(late))
    return Task(
        title=title % {"count": len(late)},
        text=", ".join(dict.fromkeys(str(one.owner) for one in late)),
        url=reverse("meetings:actions") + "?state=overdue",
        verb=_("Look at them"),
        kind="overdue actions",
    )


def public_pages() -> list[tuple[str, dict[str, Any]]]:
    """For the site map. Two queries."""
    from meetings.models import Cycle

    ids = ActionPoint.objects.public().values_list("public_id", flat=True)
    years = Cycle.objects.public().values_list("year", flat=True)
    pages = [("meetings:action", {"public_id": public_id}) for public_id in ids]
    return [("meetings:actions", {}), *pages, *(("meetings:year_statistics", {"year": year}) for year in years)]
