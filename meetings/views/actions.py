"""Follow-up for everybody: the list of action points, each with its history, and where owners tell how it goes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forum import dates
from forum.states import IllegalMove
from forum.views.downloads import download, wanted
from meetings.forms.actions import ActionSearch, ReportForm
from meetings.forms.confirming import give
from meetings.models import ActionPoint
from meetings.services import action_owners, action_reading, actions, talk_links
from meetings.views import action_tables

PER_PAGE = 25


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Every public action point, narrowed and sorted by the address; as a file with `format=csv` or `xlsx`."""
    search = ActionSearch(request.GET, among=action_reading.everything())
    found = action_reading.ordered(search.found(), search.value("sort"))
    if kind := wanted(request):
        return download(action_tables.action_table(found), kind)
    query = request.GET.copy()
    query.pop("page", None)
    about = {
        "section": "actions",
        "search": search,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "query": query,
        "heads": action_tables.heads(request.GET),
        "overdue": sum(one.is_overdue for one in found),
    }
    return render(request, "meetings/actions.html", about)


def the_action(request: HttpRequest, public_id: str) -> ActionPoint:
    """The action point, or 404 when the reader may not see it."""
    visible = ActionPoint.objects.visible_to(request.user).with_row()
    return get_object_or_404(visible.select_related("contact", "item", "meeting__cycle"), public_id=public_id)


@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One action point: what, who, by when, how it has gone."""
    action = the_action(request, public_id)
    about = {
        "section": "actions",
        "action": action,
        "history": action_reading.history(action),
        "may_tell": request.user.has_perm("meetings.tell_of_action", action),
        "may_plan": request.user.has_perm("meetings.plan"),
        "talks": talk_links.talks_of(action=action),
    }
    return render(request, "meetings/action.html", about)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """The owner tells how it goes, or proposes another day."""
    action = the_action(request, public_id)
    if not request.user.has_perm("meetings.tell_of_action", action):
        raise PermissionDenied
    form = ReportForm(request.POST or None, action=action)
    if request.method == "POST" and form.is_valid() and told(request, action, form):
        messages.success(request, _("Thank you. Everybody can now read how it goes."))
        return redirect("meetings:action", public_id)
    spoken_for = action_owners.spoken_for(action, request.user)  # type: ignore[arg-type]
    about: dict[str, Any] = {"section": "actions", "action": action, "form": form, "organisation": spoken_for}
    about["history"] = action_reading.history(action)
    return render(request, "meetings/action_report.html", about, status=422 if form.is_bound else 200)


def told(request: HttpRequest, action: ActionPoint, form: ReportForm) -> bool:
    """Hands it to the service; what it refuses stands at the form's fields."""
    said = {name: value for name, value in form.cleaned_data.items() if value}
    organisation = action_owners.spoken_for(action, request.user)  # type: ignore[arg-type]
    by: Any = request.user

    def act() -> bool:
        actions.report(action, by=by, organisation=organisation, language=dates.active(), **said)
        return True

    try:
        return bool(give(form, act, {}))
    except IllegalMove:
        form.add_error(None, _("Somebody else has changed its state meanwhile. Open the page again."))
        return False
