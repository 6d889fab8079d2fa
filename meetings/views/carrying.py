"""Starting the politicians' agenda from the officials' outcome."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from meetings.services import carrying, notes
from meetings.views.access import coordinator_plans, the_meeting


@coordinator_plans
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the officials' meeting offers, ticked; carries what is chosen."""
    meeting = the_meeting(request, public_id)
    if request.method == "POST":
        chosen = {"items": request.POST.getlist("item"), "points": request.POST.getlist("point")}
        items, points = carrying.carry(meeting, by=request.user, **chosen)  # type: ignore[arg-type]
        messages.success(request, _carried(items, points))
        return redirect("meetings:agenda", public_id)
    before = carrying.preparing(meeting)
    offered = carrying.offer(meeting)
    context = {
        "section": "work",
        "meeting": meeting,
        "before": before,
        "notes": notes.of(before) if before else None,
        "offered": offered,
        "any_new": any(one.is_new for one in offered),
        "any_carried": any(one.become for one in offered),
    }
    return render(request, "meetings/carry.html", context)


def _carried(items: int, points: int) -> str:
    """What has been carried, in words."""
    if not items and not points:
        return _("Nothing new was carried: all that you chose is on the agenda already.")
    of_items = ngettext("%(n)s item", "%(n)s items", items) % {"n": items}
    of_points = ngettext("%(n)s point", "%(n)s points", points) % {"n": points}
    return _("Carried to the agenda: %(items)s and %(points)s.") % {"items": of_items, "points": of_points}


@coordinator_plans
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes the carried items off the agenda again."""
    try:
        gone, stay = carrying.undo(the_meeting(request, public_id), by=request.user)  # type: ignore[arg-type]
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("meetings:agenda", public_id)
    words = ngettext("%(n)s carried item was taken off.", "%(n)s carried items were taken off.", gone)
    messages.success(request, words % {"n": gone})
    if stay:
        message = _("These stay, because they have been worked on since: %(titles)s.")
        messages.warning(request, message % {"titles": ", ".join(stay)})
    return redirect("meetings:agenda", public_id)
