"""Feedback without an account."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.core.signing import BadSignature, Signer
from django.db.models import Case, F, Q, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum import dates
from forum.forms.feedback import FeedbackForm
from forum.models import Feedback
from forum.services import feedback, limits
from forum.views.errors import too_many
from forum.views.staff import for_staff

receipts = Signer(salt="forum.feedback")
PER_PAGE = 30


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


@for_staff("forum.answer_feedback")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All feedback: what waits for an answer first, the most urgent at the top; then the rest, newest first."""
    waiting = When(~Q(email=""), answered_at=None, then=F("answer_by"))
    found = Feedback.objects.select_related("answered_by").annotate(urgent=Case(waiting))
    found = found.order_by(F("urgent").asc(nulls_last=True), "-given_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "forum/feedback_list.html", {"section": "work", "page": page})


@for_staff("forum.answer_feedback")
@require_POST
def answered(request: HttpRequest, public_id: str) -> HttpResponse:
    """Somebody has answered it."""
    given = get_object_or_404(Feedback, public_id=public_id)
    feedback.mark_answered(given, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The feedback has been marked as answered."))
    return redirect("forum:feedback_list")
