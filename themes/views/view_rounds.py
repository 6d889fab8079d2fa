"""The public pages of rounds of views: the archive, and one closed round with what the regions say."""

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from forum.rules import is_staff
from forum.views.downloads import download, wanted
from regions.rules import person_regions
from themes.models import ViewRound
from themes.services import view_tables, views


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Closed rounds, the newest first, each with how many regions sent their view."""
    sent = Count("views", filter=Q(views__state="frozen"))
    rounds = ViewRound.objects.closed().with_theme().annotate(sent=sent, asked_of=Count("views"))
    context = {"section": "themes", "rounds": rounds.order_by("-closed_at", "-pk")}
    return render(request, "themes/view_rounds.html", {**context, "may_see_work": is_staff(request.user)})


@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A closed round for everybody; an open one leads staff to its board and a region's people to their view."""
    round = get_object_or_404(ViewRound.objects.with_theme(), public_id=public_id)
    if round.state != "closed":
        return way_in(request, round)
    compiled = views.compiled(round)
    assert compiled
    if kind := wanted(request):
        return download(view_tables.of_round(compiled), kind)
    regions = person_regions(request.user)
    own = compiled.of(regions[0]) if regions else None
    context = {"section": "themes", "round": round, "compiled": compiled, "own": own}
    return render(request, "themes/view_round.html", context)


def way_in(request: HttpRequest, round: ViewRound) -> HttpResponse:
    """Where somebody who may know of an open round is led; 404 for everybody else."""
    if is_staff(request.user):
        return redirect("themes:view_board", round.public_id)
    regions = person_regions(request.user)
    if round.state == "draft" or not regions:
        raise Http404
    return redirect("themes:region_view", round.public_id, regions[0].code)
