"""The coordinator's pages for organisations."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forum.views.staff import done, for_staff
from regions.forms.organisations import KINDS, OrganisationForm
from regions.forms.seats import DutyForm
from regions.models import Mandate, Organisation
from regions.services import arrivals, organisations
from regions.views.seats import me

ANSWERS = require_http_methods(["GET", "HEAD", "POST"])


@for_staff("regions.manage_organisations")
@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """All organisations, narrowed by kind or to what needs checking."""
    kind = request.GET.get("kind", "")
    found = Organisation.objects.prefetch_related("areas")
    context = {
        "section": "work",
        "kinds": KINDS,
        "kind": kind if kind in {*dict(KINDS), "unverified"} else "",
        "organisations": sorted(narrowed(found, kind), key=lambda row: (row.kind != "ministry", str(row.name))),
        "kind_names": dict(KINDS),
    }
    return render(request, "regions/organisations.html", context)


def narrowed(found: QuerySet[Organisation], kind: str) -> QuerySet[Organisation]:
    """By kind; nonsense shows all."""
    if kind == "unverified":
        return found.exclude(unverified="")
    return found.filter(kind=kind) if kind in dict(KINDS) else found


@for_staff("regions.manage_organisations")
@ANSWERS
def organisation_new(request: HttpRequest) -> HttpResponse:
    """Makes an organisation."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and done(form, lambda: organisations.create(by=me(request), **form.values())):
        messages.success(request, _("The organisation has been added."))
        return redirect("regions:organisations")
    context = page(_("New organisation"), form, _("Add the organisation"))
    return render(request, "form_page.html", context)


@for_staff("regions.manage_organisations")
@ANSWERS
def organisation(request: HttpRequest, public_id: str) -> HttpResponse:
    """One organisation: its facts, its seats and its members."""
    about = get_object_or_404(Organisation, public_id=public_id)
    form = OrganisationForm.of(about, request.POST or None)
    if request.method == "POST" and done(form, lambda: organisations.change(about, by=me(request), **form.values())):
        messages.success(request, _("The organisation has been changed."))
        return redirect("regions:organisation", public_id=public_id)
    about.refresh_from_db()
    members = Mandate.objects.in_force().filter(organisation=about).select_related("person")
    extra = {"organisation": about, "seats": about.seats.in_use().with_people(), "members": members}
    return render(request, "regions/organisation.html", {**page(str(about), form, _("Save the changes")), **extra})


@for_staff("regions.manage_organisations")
@ANSWERS
def member_new(request: HttpRequest, public_id: str) -> HttpResponse:
    """Makes somebody the organisation's member."""
    about = get_object_or_404(Organisation, public_id=public_id)
    form = DutyForm.of(request.LANGUAGE_CODE, request.POST or None)
    back = reverse("regions:organisation", kwargs={"public_id": public_id})
    if request.method == "POST" and done(form, lambda: give(about, form, "member", request)):
        messages.success(request, _("The person acts for the organisation now, and has been written to."))
        return redirect(back)
    context = page(_("New member: %(body)s") % {"body": about}, form, _("Add the member"), (back, str(about)))
    return render(request, "form_page.html", {**context, "cancel": back})


def give(body: Any, form: DutyForm, role: str, request: HttpRequest) -> Mandate:
    """The duty the form asks for, to somebody chosen or new."""
    person, new = form.cleaned_data["person"], form.new_person()
    return arrivals.give(body, person=person, new=new, role=role, by=me(request), **form.term())


def page(title: str, form: Any, verb: str, *trail: tuple[str, str]) -> dict[str, Any]:
    """The context of a page under the list of organisations."""
    home, listed = reverse("forum:work"), reverse("regions:organisations")
    steps = [(home, _("The secretariat's tools")), (listed, _("Organisations")), *trail]
    return {"section": "work", "title": title, "form": form, "verb": verb, "cancel": listed, "trail": steps}
