"""The coordinator's pages of points, and the page on which a ministry answers one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from forum.rules import is_staff
from meetings.forms.points import PointAnswerForm, PointForm
from meetings.models import AgendaItem, Point
from meetings.rules import answers_for_ministry
from meetings.services import notes_history, notes_reading, points, saving
from meetings.services.saving import Saved
from meetings.views.access import staff_sees
from meetings.views.notes import writes_notes
from meetings.views.notes_sections import ABOUT, page, the_item
from themes.views import autosave

FORM = require_http_methods(["GET", "HEAD", "POST"])
STATES = ("waiting", "overdue", "untranslated", "answered")


def the_point(public_id: str, *, removed: bool = False) -> Point:
    """The point with its meeting, or 404."""
    about = [f"item__{name}" for name in ABOUT]
    found = (Point.everything if removed else Point.objects).with_words().select_related(*about)
    return get_object_or_404(found, public_id=public_id)


def its_place(point: Point) -> str:
    """The point's place on its item's page."""
    return reverse("meetings:notes_section", args=[point.item.public_id]) + f"#point-{point.public_id}"


@autosave.keeps_typing
@writes_notes
@require_POST
def new(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Adds a point to an item, as soon as what is typed can be one; what the same form sends later changes it."""
    item = the_item(public_id)
    begun = Point.everything.with_words().filter(item=item, public_id=request.POST.get("point", "")).first()
    form = PointForm(request.POST, item=item, row=begun, auto_id="new_%s")
    saved = autosave.save(request, form, lambda over: _added(request, item, begun, form, over))
    if request.htmx and not ("save" in request.POST and saved and not saved.clashes):  # type: ignore[attr-defined]
        return autosave.fragment(request, form, saved, own="new-")
    if saved and saved.clashes and begun:
        return _point_page(request, begun, form, **autosave.context_of(form, saved))
    if not saved:
        return page(request, item, point_form=form)
    messages.success(request, _("The point has been added."))
    place = its_place(saved.row).replace("#", f"?added={saved.row.public_id}#")  # type: ignore[arg-type]
    return HttpResponseClientRedirect(place) if request.htmx else redirect(place)  # type: ignore[attr-defined]


def _added(request: HttpRequest, item: AgendaItem, begun: Point | None, form: PointForm, over: int) -> Saved:
    """The point that the form has begun, changed; else a new one."""
    if begun:
        said = {"typed": form.values(), "seen": form.began(), "over": over}
        return points.change(begun, by=request.user, **said)  # type: ignore[arg-type]
    made = points.add(item, by=request.user, **form.values())  # type: ignore[arg-type]
    return Saved(made, saving.seen_all(made), wrote=True)


@autosave.keeps_typing
@writes_notes
@FORM
def one(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Changes a point; its texts are saved as they are typed. One that was removed meanwhile can be put back."""
    point = the_point(public_id, removed=request.method == "POST")
    form = PointForm(request.POST or None, item=point.item, row=point)
    if request.method != "POST":
        return _point_page(request, point, form)
    saved = autosave.save(
        request,
        form,
        lambda over: points.change(point, by=request.user, typed=form.values(), seen=form.began(), over=over),  # type: ignore[arg-type]
    )
    done = saved and not saved.clashes and "save" in request.POST
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(its_place(point)) if done else autosave.fragment(request, form, saved)
    if done:
        messages.success(request, _("The point has been saved."))
        return redirect(its_place(point))
    return _point_page(request, point, form, **autosave.context_of(form, saved))


def _point_page(request: HttpRequest, point: Point, form: PointForm, **more: Any) -> HttpResponse:
    context = {"section": "work", "meeting": point.item.meeting, "item": point.item, "point": point, "form": form}
    return render(request, "meetings/point.html", {**context, **more})


@writes_notes
@require_POST
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Moves the point up or down."""
    point = the_point(public_id)
    try:
        points.move(point, up=request.POST.get("to") == "up", by=request.user)  # type: ignore[arg-type]
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(its_place(point))


@writes_notes
@FORM
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes the point out of the notes, after its words have been shown."""
    point = the_point(public_id)
    if request.method == "POST":
        try:
            points.remove(point, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("The point has been removed."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("meetings:notes_section", point.item.public_id)
    context = {"section": "work", "meeting": point.item.meeting, "item": point.item, "point": point}
    return render(request, "meetings/point_remove.html", context)


@writes_notes
@require_safe
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every saving of the point, newest first."""
    point = the_point(public_id)
    savings = notes_history.of(point, every="all" in request.GET)
    context = {"section": "work", "meeting": point.item.meeting, "item": point.item, "point": point}
    return render(request, "meetings/notes_history.html", {**context, "savings": savings})


@staff_sees
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The points to ministries: which wait, which are overdue, which have been answered."""
    told = Point.objects.told().filter(to_ministry=True).with_words().select_related("item__meeting__kind")
    found = {
        "waiting": told.unanswered().order_by("answer_due", "pk"),
        "overdue": told.overdue().order_by("answer_due", "pk"),
        "untranslated": told.untranslated().order_by("answered_at", "pk"),
        "answered": told.exclude(answered_at=None).order_by("-answered_at", "pk"),
    }
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in STATES else "waiting"
    context = {
        "section": "work",
        "rows": found[chosen][:200],
        "chosen": chosen,
        "counts": [(state, found[state].count()) for state in STATES],
        "may_write": request.user.has_perm("meetings.write_notes"),  # type: ignore[union-attr]
    }
    return render(request, "meetings/points.html", context)


@login_required
@FORM
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """A ministry answers a point with its reasons. 404 while the point is the secretariat's own."""
    point = the_point(public_id)
    if not may_see(request, point):
        raise Http404
    if not request.user.has_perm("meetings.answer_point", point):  # type: ignore[union-attr]
        raise PermissionDenied
    form = PointAnswerForm(request.POST or None, row=point)
    more: dict[str, Any] = {}
    if request.method == "POST":
        saved = autosave.save(
            request,
            form,
            lambda over: points.answer(point, by=request.user, typed=form.values(), seen=form.began(), over=over),  # type: ignore[arg-type]
        )
        if saved and not saved.clashes:
            messages.success(request, _("Thank you. The answer has been recorded."))
            return redirect("meetings:point_answer", public_id)
        more = autosave.context_of(form, saved)
    place = notes_reading.is_public(getattr(point.item.meeting, "notes", None))
    context = {"section": "", "meeting": point.item.meeting, "point": point, "form": form, "is_public": place, **more}
    return render(request, "meetings/point_answer.html", context)


def may_see(request: HttpRequest, point: Point) -> bool:
    """Staff see all points, the ministry that answers those that have been told, everybody those of public notes."""
    if not point.to_ministry:
        return False
    told = Point.objects.filter(pk=point.pk)
    if told.published().exists() or is_staff(request.user):
        return True
    return bool(answers_for_ministry(request.user, point)) and told.told().exists()
