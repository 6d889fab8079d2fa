"""One region's view: read, written by its officials, approved in its name, opened again, recorded for it."""

from typing import Any

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.models import Person
from forum.rules import is_coordinator
from forum.states import IllegalMove
from forum.views.staff import done, for_staff
from themes.forms.shared import give
from themes.forms.views import ApproveForm, ReasonForm, RecordForm, ViewForm
from themes.models import RegionView, ViewRound
from themes.models.region_view import RegionViewQuerySet
from themes.services import region_views, view_changes, view_content, view_history, views
from themes.services.saving import Saved
from themes.views import autosave

FORM = require_http_methods(["GET", "HEAD", "POST"])


def the_view(views: RegionViewQuerySet, public_id: str, code: str) -> RegionView:
    """The view with its round, among `views`: 404 for who may not know of it."""
    return get_object_or_404(views.with_round(), round__public_id=public_id, region__code=code)


def is_being_asked(public_id: str) -> bool:
    """Whether regions are writing in the round now: nothing of it is public yet."""
    return ViewRound.objects.asked().filter(public_id=public_id).exists()


def may(request: HttpRequest, permission: str, view: RegionView) -> bool:
    """Whether the reader may do it; strangers too may read what is public."""
    return bool(rules.has_perm(f"themes.{permission}", request.user, view))


@require_safe
def page(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    """What the region says, with the difference to last time; whoever comes from a letter is asked to sign in."""
    if not request.user.is_authenticated and is_being_asked(public_id):
        return redirect_to_login(request.get_full_path())
    view = the_view(RegionView.objects.visible_to(request.user), public_id, code)
    before = views.last_time(view.round, [view]).get(view.region_id)
    words = views.read(view, view.round, before)
    context = {
        "section": "themes",
        "view": view,
        "round": view.round,
        "words": words,
        "changes": view_changes.of(words),
        "may_draft": may(request, "draft_view", view),
        "may_approve": may(request, "approve_view", view) and view.state == "draft",
        "may_reopen": may(request, "reopen_view", view),
        "may_see_history": view.revision > 0 and may(request, "see_view_history", view),
    }
    return render(request, "themes/region_view.html", context)


@autosave.keeps_typing
@never_cache
@login_required
@FORM
def write(request: HttpRequest, public_id: str, code: str) -> HttpResponseBase:
    """The region's officials write the view, which is saved as they type."""
    view = the_view(RegionView.objects.written_by(request.user), public_id, code)
    if not may(request, "draft_view", view):
        return cannot_write(request, view)
    form = ViewForm(request.POST or None, row=view)
    if request.method != "POST":
        return write_page(request, view, form=form)
    by: Any = request.user
    saved = autosave.save(
        request,
        form,
        lambda over: region_views.save(view, by=by, typed=form.values(), seen=form.began(), over=over),
    )
    if request.htmx:  # type: ignore[attr-defined]
        return fragment(request, form, saved)
    if saved and not saved.clashes:
        messages.success(request, _("The view has been saved as a draft."))
        return redirect("themes:view_write", public_id, code)
    return write_page(request, view, status=422, **autosave.context_of(form, saved))


def fragment(request: HttpRequest, form: ViewForm, saved: Saved | None) -> HttpResponse:
    """What htmx puts on the page: whether it was saved, and how much of the view is there now."""
    answer = autosave.fragment(request, form, saved)
    if saved:
        now = {"meter": view_content.meter(saved.row), "links": True, "oob": True}
        answer.write(render_to_string("themes/_meter.html", now, request))
    return answer


@login_required
@require_POST
def offer(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    """An official tells the approver that the draft is ready."""
    view = the_view(RegionView.objects.written_by(request.user), public_id, code)
    by: Any = request.user
    try:
        written = region_views.offer(view, by=by)
        told = ", ".join(letter.to_name for letter in written)
        messages.success(request, _("Told by letter that the view waits for approval: %(who)s.") % {"who": told})
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("themes:view_write", public_id, code)


def cannot_write(request: HttpRequest, view: RegionView) -> HttpResponse:
    """Says that the view has been approved, or the round closed."""
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(_("Not saved: the view has been approved, or the round closed, while you were writing."))
    messages.info(request, _("The view cannot be changed now."))
    return redirect("themes:region_view", view.round.public_id, view.region.code)


def write_page(request: HttpRequest, view: RegionView, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page where the view is written."""
    about = {
        "section": "desk",
        "view": view,
        "round": view.round,
        "meter": view_content.meter(view),
        "before": views.of_region(view.region, view.round.theme),
        "may_approve": may(request, "approve_view", view),
    }
    return render(request, "themes/view_write.html", {**about, **context}, status=status)


@never_cache
@login_required
@FORM
def approve(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    """The approver reads the view as it will be, and approves it in the region's name."""
    view = the_view(RegionView.objects.written_by(request.user), public_id, code)
    back = redirect("themes:region_view", public_id, code)
    if not may(request, "draft_view", view):
        return cannot_write(request, view)
    if not may(request, "approve_view", view):
        raise PermissionDenied
    form = ApproveForm(request.POST or None, initial={"revision": view.revision})
    by: Any = request.user
    try:
        if request.method == "POST" and done(
            form, lambda: region_views.approve(view, by=by, revision=form.cleaned_data["revision"])
        ):
            messages.success(request, _("Approved in the region's name. A receipt is on its way."))
            return back
    except IllegalMove:
        messages.warning(request, _("The view was changed while you were reading. Read it again before you approve."))
        return redirect("themes:view_approve", public_id, code)
    meter = view_content.meter(view)
    before = views.last_time(view.round, [view]).get(view.region_id)
    context = {"section": "desk", "view": view, "round": view.round, "meter": meter, "form": form}
    words = views.read(view, view.round, before)
    return render(request, "themes/view_approve.html", {**context, "words": words}, status=422 if form.errors else 200)


@never_cache
@login_required
@FORM
def reopen(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    """Makes an approved view a draft again, with a reason."""
    everything = (
        RegionView.objects.all() if is_coordinator(request.user) else RegionView.objects.written_by(request.user)
    )
    view = the_view(everything, public_id, code)
    if view.state != "approved" or not view.round.is_open:
        messages.info(request, _("The view is not approved, or the round has been closed: there is nothing to open."))
        return redirect("themes:view_round", public_id)
    if not may(request, "reopen_view", view):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    by: Person = request.user  # type: ignore[assignment]
    back = reverse("themes:region_view", args=[public_id, code])
    if request.method == "POST" and form.is_valid():
        try:
            done_now = give(form, lambda: region_views.reopen(view, by=by, reason=form.cleaned_data["reason"]))
        except IllegalMove:
            messages.info(request, _("This had been done already."))
            return redirect(back)
        if done_now:
            messages.success(request, _("The view is a draft again. The region is told why."))
            return redirect(back if may(request, "read_view", done_now) else after_reopening(view))
    title = _("Open the view of %(region)s again?") % {"region": view.region.name}
    context = {"section": "desk", "title": title, "form": form, "verb": _("Open the view again"), "cancel": back}
    return render(request, "confirm.html", context, status=422 if form.errors else 200)


def after_reopening(view: RegionView) -> str:
    """The coordinator does not read drafts: back to the board."""
    return reverse("themes:view_board", args=[view.round.public_id])


@never_cache
@for_staff("themes.manage_view_rounds")
@FORM
def record(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    """The coordinator records a view that came by another way, with how and from whom."""
    view = the_view(RegionView.objects.all(), public_id, code)
    if not may(request, "record_view", view):
        messages.info(request, _("The region has approved a view of its own, or the round has been closed."))
        return redirect("themes:view_board", public_id)
    form = RecordForm(request.POST or None, row=view)
    by: Any = request.user
    try:
        recorded = request.method == "POST" and done(
            form, lambda: region_views.record(view, by=by, typed=form.values(), **form.came())
        )
    except IllegalMove:
        recorded = False
        form.add_error(None, _("The region approved a view of its own meanwhile."))
    if recorded:
        messages.success(request, _("The view has been recorded. The region gets a receipt."))
        return redirect("themes:view_board", public_id)
    context = {"section": "work", "view": view, "round": view.round, "form": form}
    return render(request, "themes/view_record.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
def history(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    """Every saving of the view, newest first, with what it changed: for the region's own people."""
    view = the_view(RegionView.objects.written_by(request.user), public_id, code)
    savings = view_history.of(view, every="all" in request.GET)
    context = {"section": "desk", "view": view, "round": view.round, "savings": savings}
    return render(request, "themes/view_history.html", context)
