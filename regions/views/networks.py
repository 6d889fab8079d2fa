"""Networks: the public register, and the coordinator's pages."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forum.views.staff import done, for_staff
from regions.forms.networks import ROLES, JoinForm, NetworkForm
from regions.forms.seats import EmptyForm
from regions.models import Network, NetworkMembership
from regions.services import networks
from regions.views.seats import me

ANSWERS = require_http_methods(["GET", "HEAD", "POST"])


def with_members() -> Any:
    """Networks at work, with how many take part."""
    members = Count("memberships", filter=Q(memberships__until=None))
    return Network.objects.select_related("coordinator").annotate(members=members)


@require_safe
def network_list(request: HttpRequest) -> HttpResponse:
    """The public list."""
    found = sorted(with_members().active(), key=lambda network: str(network.name))
    return render(request, "regions/networks.html", {"section": "regions", "networks": found})


@require_safe
def network(request: HttpRequest, public_id: str) -> HttpResponse:
    """One network: who coordinates it, which regions and organisations take part and how."""
    about = get_object_or_404(Network.objects.select_related("coordinator"), public_id=public_id)
    members = about.memberships.filter(until=None).select_related("region", "organisation")
    by_role = [(name, bodies(members, role)) for role, name in ROLES]
    writes = about.closed_on is None and request.user.pk is not None and about.coordinator_id == request.user.pk
    context = {"section": "regions", "network": about, "by_role": by_role, "writes": writes}
    return render(request, "regions/network.html", context)


def bodies(members: Any, role: str) -> list[Any]:
    """The regions and organisations in the role, each once, by name; people's names are not public here."""
    found = {row.region or row.organisation for row in members if row.role == role and (row.region or row.organisation)}
    return sorted(found, key=lambda body: str(body.name))


@for_staff("regions.manage_networks")
@require_safe
def staff_list(request: HttpRequest) -> HttpResponse:
    """All networks, closed ones too."""
    found = sorted(with_members(), key=lambda network: (network.closed_on is not None, str(network.name)))
    return render(request, "regions/networks_staff.html", {"section": "work", "networks": found})


@for_staff("regions.manage_networks")
@ANSWERS
def network_new(request: HttpRequest) -> HttpResponse:
    """Makes a network."""
    form = NetworkForm(request.POST or None)
    if request.method == "POST" and done(form, lambda: networks.create(by=me(request), **form.cleaned_data)):
        messages.success(request, _("The network has been added."))
        return redirect("regions:networks_staff")
    return render(request, "form_page.html", page(_("New network"), form, _("Add the network")))


@for_staff("regions.manage_networks")
@ANSWERS
def network_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """One network's names, coordinator and members."""
    about = get_object_or_404(Network, public_id=public_id)
    form = NetworkForm.of(about, request.POST or None)
    if request.method == "POST" and done(form, lambda: networks.change(about, by=me(request), **form.cleaned_data)):
        messages.success(request, _("The network has been changed."))
        return redirect("regions:network_edit", public_id=public_id)
    about.refresh_from_db()
    members = about.memberships.filter(until=None).select_related("person", "region", "organisation")
    extra = {"network": about, "members": members}
    return render(request, "regions/network_edit.html", {**page(str(about), form, _("Save the changes")), **extra})


@for_staff("regions.manage_networks")
@ANSWERS
def join(request: HttpRequest, public_id: str) -> HttpResponse:
    """Adds a person to the network."""
    about = get_object_or_404(Network, public_id=public_id)
    form, back = JoinForm(request.POST or None), edit_address(about)
    if request.method == "POST" and done(form, lambda: networks.join(about, by=me(request), **form.cleaned_data)):
        messages.success(request, _("The person is in the network now."))
        return redirect(back)
    context = page(_("New member: %(body)s") % {"body": about}, form, _("Add the member"), (back, str(about)))
    return render(request, "form_page.html", {**context, "cancel": back})


@for_staff("regions.manage_networks")
@ANSWERS
def leave(request: HttpRequest, public_id: str, membership: int) -> HttpResponse:
    """Asks, and takes a person out of the network."""
    rows = NetworkMembership.objects.filter(network__public_id=public_id, until=None)
    about = get_object_or_404(rows.select_related("network", "person"), pk=membership)
    words = {"name": about.person.name, "network": about.network}
    title = _("Take %(name)s out of %(network)s?") % words
    verb = _("Take out of the network")
    return confirmed(request, about.network, title, verb, lambda: networks.leave(about, by=me(request)))


@for_staff("regions.manage_networks")
@ANSWERS
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Asks, and closes the network."""
    about = get_object_or_404(Network.objects.active(), public_id=public_id)
    title, verb = _("Close %(network)s?") % {"network": about}, _("Close the network")
    return confirmed(request, about, title, verb, lambda: networks.close(about, by=me(request)))


def confirmed(request: HttpRequest, about: Network, title: str, verb: str, deed: Any) -> HttpResponse:
    """The question, and after a yes the deed."""
    form, back = EmptyForm(request.POST if request.method == "POST" else None), edit_address(about)
    if request.method == "POST" and done(form, deed):
        messages.success(request, _("The network has been changed."))
        return redirect(back)
    context = {**page(title, form, verb, (back, str(about))), "cancel": back, "danger": True}
    return render(request, "confirm.html", context)


def edit_address(about: Network) -> str:
    """The coordinator's page of the network."""
    return reverse("regions:network_edit", kwargs={"public_id": about.public_id})


def page(title: str, form: Any, verb: str, *trail: tuple[str, str]) -> dict[str, Any]:
    """The context of a page under the coordinator's list of networks."""
    home, listed = reverse("forum:work"), reverse("regions:networks_staff")
    steps = [(home, _("The secretariat's tools")), (listed, _("Networks")), *trail]
    return {"section": "work", "title": title, "form": form, "verb": verb, "cancel": listed, "trail": steps}
