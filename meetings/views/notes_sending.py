"""Before notes go to the seats for checking: who reads them and why, who does not, examples; a POST sends."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forum.states import IllegalMove
from meetings.deadlines import DRAFT_NOTES
from meetings.forms.confirming import give
from meetings.forms.notes import CheckForm
from meetings.models import Meeting
from meetings.services import ladder, notes, plan_mailings
from meetings.services.letter_rules import Situation, letter_rules
from meetings.views import dry_run_words
from meetings.views.access import allowed, the_meeting


@allowed("meetings.write_notes")
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"frame-src": [SELF]})
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The letters that ask the seats to check, before they leave."""
    meeting = the_meeting(request, public_id)
    found = notes.of(meeting)
    if found and not found.can_go_to_checking:
        messages.info(request, _("This cannot be done any more: the state of the notes has changed."))
        return redirect("meetings:notes", public_id)
    form = CheckForm(request.POST or None, initial={"until": notes.checking_ends(meeting)})
    if request.method == "POST" and sent(request, meeting, form):
        return redirect("meetings:notes", public_id)
    rule, now = letter_rules.get(DRAFT_NOTES), Situation(meeting)
    to = rule.audience(now)
    context = {
        "section": "work",
        "meeting": meeting,
        "again": found is not None and found.state == "confirmed",
        "form": form,
        "to": to,
        "obstacle": rule.obstacle(now),
        "waiting": plan_mailings.waiting(meeting, DRAFT_NOTES),
        **dry_run_words.of(meeting, DRAFT_NOTES, to),
    }
    return render(request, "meetings/notes_check.html", context, status=422 if form.errors else 200)


def sent(request: HttpRequest, meeting: Meeting, form: CheckForm) -> bool:
    """Sends them, or hands them to a second person; what is refused stands in the form."""
    if not form.is_valid():
        return False
    said = {"until": form.cleaned_data["until"].isoformat()}
    reason = request.POST.get("reason", "")
    try:
        letters = give(
            form,
            lambda: ladder.send(meeting, DRAFT_NOTES, by=request.user, reason=reason, said=said),  # type: ignore[arg-type]
        )
    except IllegalMove:
        messages.error(request, _("This cannot be done any more: the state of the notes has changed."))
        return True
    if form.errors:
        return False
    opened = _("The seats can now read the notes and remark on them.")
    messages.success(request, opened if letters else dry_run_words.left(0))
    return True
