"""The coordinator chooses which meetings, points and action points belong to a regional development discussion."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forum.views.staff import done, for_staff
from meetings.forms.talk_links import TalkLinksForm
from meetings.services import talk_links
from themes.models import Talk


@for_staff("themes.write_talks")
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, public_id: str) -> HttpResponse:
    """One form with all that can be chosen."""
    talk, by = get_object_or_404(Talk, public_id=public_id), request.user
    form = TalkLinksForm(request.POST if request.method == "POST" else None, talk=talk)
    back = reverse("themes:talk_work", args=[public_id])

    def save() -> None:
        talk_links.choose(talk, by=by, **form.cleaned_data)  # type: ignore[arg-type]

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Saved."))
        return redirect(back)
    trail = [
        (reverse("forum:work"), _("The secretariat's tools")),
        (reverse("themes:talks_work"), _("Regional development discussions")),
        (back, str(talk.title)),
    ]
    words: dict[str, Any] = {"title": _("What belongs to the discussion"), "verb": _("Save"), "cancel": back}
    context = {"section": "work", "form": form, "trail": trail, **words}
    return render(request, "form_page.html", context, status=422 if form.errors else 200)
