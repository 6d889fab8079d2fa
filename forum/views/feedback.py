"""Feedback without an account."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forum import dates
from forum.forms.feedback import FeedbackForm
from forum.services import feedback, limits
from forum.views.errors import too_many

receipts = Signer(salt="forum.feedback")


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """The form, and after it a receipt with a reference number."""
    form = FeedbackForm(request.POST or None, initial=given_in_address(request))
    if request.method == "POST" and form.is_valid():
        if not limits.allows("feedback", get_adapter().get_client_ip(request), times=5, seconds=3600):
            return too_many(request)
        try:
            reference = feedback.give(**form.cleaned_data, language=dates.active())
        except feedback.NobodyToRead:
            form.add_error(None, _("Your message cannot be delivered here now. Write to %s.") % settings.MAIL_REPLY_TO)
        else:
            return redirect("forum:feedback_received", receipts.sign(reference))
    return render(request, "forum/feedback.html", {"form": form})


def given_in_address(request: HttpRequest) -> dict[str, str]:
    """What links to the form may fill in: ?about=accessibility&page=/fi/year/."""
    return {name: request.GET[name][:300] for name in ("about", "page") if name in request.GET}


@require_safe
def received(request: HttpRequest, receipt: str) -> HttpResponse:
    """The receipt; its address is signed, so that nobody can be shown a number that was never given."""
    try:
        reference = receipts.unsign(receipt)
    except BadSignature:
        raise Http404 from None
    return render(request, "forum/feedback_received.html", {"reference": reference})
