"""The coordinator's pages for seats: the board, one seat, appointing and ending."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forum.models import Person
from forum.views.staff import done, for_staff
from regions.forms.seats import AppointForm, EmptyForm, EndForm, GroundForm
from regions.models import Mandate, Seat
from regions.services import arrivals, duties, seats, terms
from regions.services.seat_board import SHOWN, board

ROLES = ("holder", "deputy")
ANSWERS = require_http_methods(["GET", "HEAD", "POST"])


def me(request: HttpRequest) -> Person:
    """The signed-in person."""
    return cast(Person, request.user)


def trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a seat's pages."""
    return [
        (reverse("forum:work"), _("The secretariat's tools")),
        (reverse("regions:seats"), _("Seats")),
        *more,
    ]


def address_of(seat: Seat) -> str:
    """The seat's page."""
    return reverse("regions:seat", kwargs={"public_id": seat.public_id})


@for_staff("regions.see_seats")
@require_safe
def seat_list(request: HttpRequest) -> HttpResponse:
    """All seats by region and organisation, narrowed to what needs care."""
    may_see_bounces, show = me(request).has_perm("regions.see_bounces"), request.GET.get("show", "all")
    known = show in SHOWN and (may_see_bounces or show != "empty")
    context = {"section": "work", "board": board(show if known else "all"), "may_see_bounces": may_see_bounces}
    return render(request, "regions/seats.html", context)


@for_staff("regions.see_seats")
@require_safe
def seat(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who has the seat, who had it, who will."""
    about = get_object_or_404(Seat.objects.with_people(), public_id=public_id)
    held = about.mandates.select_related("person").order_by("-since", "role")
    history = [(mandate, terms.stage(mandate)) for mandate in held]
    context = {
        "section": "work",
        "seat": about,
        "history": history,
        "holder": about.mandate("holder"),
        "deputy": about.mandate("deputy"),
        "may_change": me(request).has_perm("regions.manage_seats"),
        "may_see_bounces": me(request).has_perm("regions.see_bounces"),
    }
    return render(request, "regions/seat.html", context)


@for_staff("regions.manage_seats")
@ANSWERS
def appoint(request: HttpRequest, public_id: str, role: str) -> HttpResponse:
    """Gives the seat a new holder or deputy."""
    about = get_object_or_404(Seat.objects.in_use().with_people(), public_id=public_id)
    if role not in ROLES:
        raise Http404
    form = AppointForm.of(about, role, request.POST or None)
    if request.method == "POST" and done(form, lambda: give_seat(about, role, form, me(request))):
        messages.success(request, _("The seat has a new person, who has been written to."))
        return redirect(address_of(about))
    return render(request, "regions/appoint.html", appointing(about, role, form))


def give_seat(about: Seat, role: str, form: AppointForm, by: Person) -> Mandate:
    """The deed the form asks for."""
    said = form.cleaned_data
    return arrivals.appoint(
        about,
        person=said["person"],
        new=form.new_person(),
        role=role,
        by=by,
        instead_of=said["instead_of"],
        **form.term(),
    )


def appointing(about: Seat, role: str, form: AppointForm) -> dict[str, Any]:
    """What the page of appointing shows."""
    title = {
        "holder": _("Appoint a holder: %(seat)s"),
        "deputy": _("Appoint a deputy: %(seat)s"),
    }[role] % {"seat": about}
    verb = _("Appoint the holder") if role == "holder" else _("Appoint the deputy")
    steps = trail((address_of(about), str(about)))
    now = about.mandate(role)
    return {
        "section": "work",
        "title": title,
        "form": form,
        "verb": verb,
        "cancel": address_of(about),
        "trail": steps,
        "now": now,
    }


@for_staff("regions.manage_seats")
@ANSWERS
def ground(request: HttpRequest, public_id: str) -> HttpResponse:
    """Writes on what ground the seat is held."""
    about = get_object_or_404(Seat.objects.with_people(), public_id=public_id)
    form = GroundForm(request.POST or None, initial={"ground": about.ground})
    if request.method == "POST" and done(form, lambda: seats.change(about, by=me(request), **form.cleaned_data)):
        messages.success(request, _("The seat has been changed."))
        return redirect(address_of(about))
    context = {"section": "work", "title": str(about), "form": form, "verb": _("Save"), "cancel": address_of(about)}
    return render(request, "form_page.html", {**context, "trail": trail((address_of(about), str(about)))})


@for_staff("regions.manage_seats")
@ANSWERS
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    """Asks for the last day, and ends the term."""
    mandate = get_object_or_404(Mandate.objects.with_bodies(), public_id=public_id)
    verbs, back = (seats if mandate.seat else duties), back_to(mandate)
    form = EndForm.of(mandate, request.POST or None)
    if request.method == "POST" and done(
        form, lambda: verbs.end(mandate, by=me(request), until=form.cleaned_data["until"])
    ):
        messages.success(request, _("The term of %(name)s ends.") % {"name": mandate.person.name})
        return redirect(back)
    text = _("Open invitations are handed over to whoever comes next, and both are told.") if mandate.seat else ""
    return render(request, "confirm.html", {**asking(mandate, back), "text": text, "form": form})


@for_staff("regions.manage_seats")
@ANSWERS
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes back an appointment made in error."""
    mandate = get_object_or_404(Mandate.objects.with_bodies(), public_id=public_id, seat__isnull=False)
    back, name = back_to(mandate), mandate.person.name
    form = EmptyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and done(form, lambda: seats.withdraw(mandate, by=me(request))):
        messages.success(request, _("The appointment of %(name)s was taken back.") % {"name": name})
        return redirect(back)
    title = _("Take back the appointment of %(name)s?") % {"name": name}
    context = {**asking(mandate, back), "title": title, "verb": _("Take it back"), "form": form}
    return render(request, "confirm.html", context)


def asking(mandate: Mandate, back: str) -> dict[str, Any]:
    """The context of the question before a term ends."""
    words = {"name": mandate.person.name, "body": mandate.body_name}
    return {
        "section": "work",
        "title": _("End the term of %(name)s (%(body)s)?") % words,
        "verb": _("End the term"),
        "cancel": back,
        "danger": True,
        "trail": trail((back, mandate.body_name)),
    }


def back_to(mandate: Mandate) -> str:
    """The page from which the mandate is cared for."""
    if mandate.seat:
        return address_of(mandate.seat)
    if mandate.region:
        return reverse("regions:duties", kwargs={"code": mandate.region.code})
    assert mandate.organisation is not None
    return reverse("regions:organisation", kwargs={"public_id": mandate.organisation.public_id})
