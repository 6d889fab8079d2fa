"""Changes of a meeting that wait: what they are, whom they concern, dropping them, releasing them once."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from forum.states import IllegalMove
from meetings.forms.meeting_edit import ReasonForm
from meetings.models import ChangeNotice, Meeting
from meetings.services import change_letters, change_words, changes, offsets, places, sign_ups, standing
from meetings.services.change_letters import ATTENDS, DECLINED, DEPUTY, ORDER, SILENT, Told
from meetings.views.access import coordinator_plans, the_meeting
from themes.services.clash import Clash

FORM = require_http_methods(["GET", "HEAD", "POST"])
WHY = {
    ATTENDS: gettext_lazy("comes: the entry in the calendar changes"),
    DEPUTY: gettext_lazy("comes as deputy: the entry in the calendar changes"),
    SILENT: gettext_lazy("has been invited and has not answered"),
    DECLINED: gettext_lazy("has declined: the new time may suit"),
}


@coordinator_plans
@FORM
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """What waits: old and new, what becomes of the deadlines, how many letters; the reason is written here."""
    meeting = the_meeting(request, public_id)
    notice = changes.draft_of(meeting)
    if notice is None:
        return _none(request, public_id)
    first = {name: getattr(notice, name) for name in ("reason_fi", "reason_sv", "reason_en", "revision")}
    form = ReasonForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and _reason_saved(request, notice, form):
        return redirect("meetings:change_release", public_id)
    return render(request, "meetings/changes.html", {**_about(meeting, notice), "form": form})


def _none(request: HttpRequest, public_id: str) -> HttpResponse:
    messages.info(request, _("No changes of this meeting wait to be released."))
    return redirect("meetings:workspace", public_id)


def _about(meeting: Meeting, notice: ChangeNotice) -> dict[str, Any]:
    """What both pages say."""
    after = changes.as_drafted(meeting, notice)
    moves = after.day != meeting.day
    told = change_letters.concerned(meeting, change_letters.change_of(notice.values))
    return {
        "section": "work",
        "meeting": meeting,
        "notice": notice,
        "differences": change_words.differences(meeting, notice),
        "effect": offsets.effect(meeting, standing.of_one(meeting), starts_at=after.starts_at) if moves else [],
        "left_behind": ", ".join(places.left_behind(meeting, after)),
        "changed_since": meeting.revision != notice.base_revision,
        "letters": [(one, WHY[one.why]) for one in told if one.person],
        "missing": [one for one in told if one.person is None],
        "counts": _counts(told),
        "signed_up": sign_ups.told_of_changes(meeting),
    }


def _counts(told: list[Told]) -> list[tuple[str, int]]:
    """How many letters for each reason."""
    counted = Counter(one.why for one in told if one.person)
    return [(str(WHY[why]), counted[why]) for why in ORDER if counted[why]]


def _reason_saved(request: HttpRequest, notice: ChangeNotice, form: ReasonForm) -> bool:
    """Keeps the reason; says when somebody else has written in the draft meanwhile."""
    reasons = form.reasons()
    if all(getattr(notice, name) == text for name, text in reasons.items()):
        return True
    try:
        changes.say_why(notice, by=request.user, revision=form.cleaned_data["revision"], **reasons)  # type: ignore[arg-type]
    except Clash:
        form.add_error(None, _("Somebody else has changed this draft meanwhile. Look at it again, then go on."))
        form.data = {**form.cleaned_data, "revision": changes.revision_of(changes.draft_of(notice.meeting))}
        return False
    return True


@coordinator_plans
@FORM
def release(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who gets a letter and why; on POST everything happens at once, and only once."""
    meeting = the_meeting(request, public_id)
    notice = changes.draft_of(meeting)
    if notice is None:
        return _none(request, public_id)
    if request.method == "POST" and (found := _released(request, notice)) is not None:
        return found
    return render(request, "meetings/change_release.html", _about(meeting, notice))


def _released(request: HttpRequest, notice: ChangeNotice) -> HttpResponse | None:
    """Releases what was seen; None when the page must be looked at again."""
    public_id = notice.meeting.public_id
    try:
        seen = {name: int(request.POST.get(name, "")) for name in ("revision", "meeting_revision")}
    except ValueError:
        seen = {"revision": 0, "meeting_revision": 0}
    try:
        letters = changes.release(notice, by=request.user, **seen)  # type: ignore[arg-type]
    except Clash:
        messages.warning(request, _("The meeting or this draft was changed meanwhile. Look at what would be sent now."))
        return redirect("meetings:change_release", public_id)
    except IllegalMove:
        return _none(request, public_id)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
    words = ngettext("%(n)s letter about it leaves.", "%(n)s letters about it leave.", len(letters))
    messages.success(request, f"{_('The meeting has been changed.')} {words % {'n': len(letters)}}")
    return redirect("meetings:workspace", public_id)


@coordinator_plans
@require_POST
def drop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Drops the draft as it was seen."""
    meeting = the_meeting(request, public_id)
    notice = changes.draft_of(meeting)
    if notice is None:
        return _none(request, public_id)
    seen = request.POST.get("revision", "")
    try:
        changes.drop(notice, by=request.user, revision=int(seen) if seen.isdecimal() else 0)  # type: ignore[arg-type]
    except IllegalMove:
        messages.warning(request, _("Somebody else has changed this draft meanwhile. Look at it again, then go on."))
        return redirect("meetings:changes", public_id)
    messages.success(request, _("The changes have been dropped. The meeting stays as it was."))
    return redirect("meetings:workspace", public_id)
