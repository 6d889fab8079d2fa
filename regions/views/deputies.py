"""The contact's pages: who stands in on the seats of one's own region."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forum.services import limits
from forum.views.errors import too_many
from forum.views.staff import done
from regions.forms.seats import DeputyForm, EmptyForm, EndForm
from regions.models import Mandate, Seat
from regions.services import arrivals, seats
from regions.views.seats import me

ANSWERS = require_http_methods(["GET", "HEAD", "POST"])


def own_seat(request: HttpRequest, code: str, public_id: str) -> Seat:
    """The region's seat with its people, or 404; 403 for who may not name its deputy."""
    seat: Seat = get_object_or_404(Seat.objects.in_use().with_people(), region__code=code, public_id=public_id)
    if not me(request).has_perm("regions.name_deputy", seat.region):
        raise PermissionDenied
    return seat


def home(seat: Seat) -> str:
    """The region's seats on my desk."""
    assert seat.region
    return f"{reverse('forum:desk')}#region-{seat.region.code}-h"


def page(seat: Seat, title: str) -> dict[str, Any]:
    """What both pages show around their forms."""
    back = home(seat)
    return {"section": "desk", "title": title, "cancel": back, "trail": [(back, _("My desk"))]}


@login_required
@ANSWERS
def name(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Names a deputy, who is written to and asked to whatever the seat's present deputy was."""
    seat = own_seat(request, code, public_id)
    form = DeputyForm.of(seat, request.POST or None)
    if request.method == "POST":
        if not limits.allows("name_deputy", str(me(request).pk), times=20, seconds=3600):
            return too_many(request)
        if done(form, lambda: arrivals.name_deputy(seat, by=me(request), **form.deputy())):
            messages.success(request, _("The seat has a new person, who has been written to."))
            return redirect(home(seat))
    about = {"form": form, "verb": _("Name the deputy"), "now": seat.mandate("deputy")}
    title = _("Name a deputy: %(seat)s") % {"seat": seat}
    return render(request, "regions/appoint.html", {**page(seat, title), **about})


@login_required
@ANSWERS
def end(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Ends the deputy's term; one that began today is taken back."""
    seat = own_seat(request, code, public_id)
    mandate = seat.mandate("deputy")
    if mandate is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = EmptyForm(sent) if mandate.may_be_withdrawn else EndForm.of(mandate, sent)
    if sent is not None and done(form, lambda: leave(request, mandate, form)):
        messages.success(request, _("The term of %(name)s ends.") % {"name": mandate.person.name})
        return redirect(home(seat))
    title = _("End the term of %(name)s (%(body)s)?") % {"name": mandate.person.name, "body": seat}
    text = _("Open invitations are handed over to whoever comes next, and both are told.")
    about = {"form": form, "verb": _("End the term"), "text": text, "danger": True}
    return render(request, "confirm.html", {**page(seat, title), **about})


def leave(request: HttpRequest, mandate: Mandate, form: Any) -> None:
    """Takes the mandate back, or ends it on the day that was said."""
    if mandate.may_be_withdrawn:
        seats.withdraw(mandate, by=me(request))
    else:
        seats.end(mandate, by=me(request), until=form.cleaned_data["until"])
