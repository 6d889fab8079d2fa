"""After signing in: the form that was sent before it, to be sent after all."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum.services import unsent


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Shows what was written, with a button that sends it where it was meant to go. A POST here throws it away."""
    if request.method == "POST":
        unsent.forget(request.session)
        return redirect("forum:desk")
    return render(request, "forum/unsent.html", {"section": "desk", "unsent": unsent.kept(request.session)})
