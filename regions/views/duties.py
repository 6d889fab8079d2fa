"""The coordinator's page for a region's own duties: contact and approver."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forum.views.staff import done, for_staff
from regions.forms.seats import DutyForm
from regions.models import Mandate, Region
from regions.services import terms
from regions.views.organisations import give
from regions.views.seats import me, trail

ROLES = ("contact", "approver")


@for_staff("regions.see_seats")
@require_safe
def duties(request: HttpRequest, code: str) -> HttpResponse:
    """Who is the region's contact, who confirms its positions, and who did before."""
    region = get_object_or_404(Region, code=code)
    held = Mandate.objects.filter(region=region).select_related("person").order_by("role", "-since")
    context = {
        "section": "work",
        "region": region,
        "held": [(mandate, terms.stage(mandate)) for mandate in held],
        "may_change": me(request).has_perm("regions.manage_seats"),
        "may_see_letters": me(request).has_perm("forum.see_letters"),
    }
    return render(request, "regions/duties.html", context)


@for_staff("regions.manage_seats")
@require_http_methods(["GET", "HEAD", "POST"])
def duty_new(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """Gives the region a contact or an approver."""
    region = get_object_or_404(Region, code=code)
    if role not in ROLES:
        raise Http404
    back = reverse("regions:duties", kwargs={"code": code})
    form = DutyForm.of(region.default_language, request.POST or None)
    if request.method == "POST" and done(form, lambda: give(region, form, role, request)):
        messages.success(request, _("The person has the duty now, and has been written to."))
        return redirect(back)
    title = {"contact": _("New contact: %(region)s"), "approver": _("New approver: %(region)s")}[role]
    context = {"section": "work", "title": title % {"region": region}, "form": form, "verb": _("Give the duty")}
    steps = trail((back, _("%(region)s: contact and approver") % {"region": region}))
    return render(request, "form_page.html", {**context, "cancel": back, "trail": steps})
