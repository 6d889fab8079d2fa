"""One's own profile, and everything the portal knows about one."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forum.forms.profile import ProfileForm
from forum.models import Person
from forum.services import own


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Shows and changes one's own name, title, phone and language."""
    person = Person.objects.get(pk=request.user.pk)  # not request.user: a refused form must not show in the page's head
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        return change(request, person, form.cleaned_data)
    return render(request, "forum/profile.html", {"section": "desk", "form": form, "person": person})


def change(request: HttpRequest, person: Person, values: dict[str, Any]) -> HttpResponse:
    """Makes the change and shows the profile again, in the language now chosen."""
    own.change(person, **values)
    with translation.override(person.language):
        messages.success(request, _("Your profile has been changed."))
        return redirect(reverse("forum:profile"))


@login_required
@require_safe
@never_cache
def own_data(request: HttpRequest) -> JsonResponse:
    """Everything the portal keeps about the reader, as a file."""
    response = JsonResponse(
        own.data(cast(Person, request.user)), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response["Content-Disposition"] = 'attachment; filename="own-data.json"'
    return response
