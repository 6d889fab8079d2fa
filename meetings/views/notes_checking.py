"""The seats' page of notes in checking: by personal link without signing in, or signed in."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum import dates
from forum.services import limits
from meetings.forms.confirming import give
from meetings.forms.notes import RemarkForm
from meetings.models import Meeting, NotesRemark, NotesSection
from meetings.services import notes_content, notes_links, notes_reading, remarks
from meetings.services.links import ForgedLink
from meetings.services.notes_links import Checker
from meetings.views.access import the_meeting

FORM = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@FORM
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the letter's link opens."""
    try:
        checker = notes_links.open_link(token)
    except ForgedLink:
        return render(request, "meetings/link_unknown.html", {"section": "year"}, status=404)
    meeting = Meeting.objects.with_page().get(pk=checker.notes.meeting_id)
    return _page(request, meeting, checker, reverse("meetings:notes_by_link", args=[token]))


@never_cache
@login_required
@FORM
def mine(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same for a signed-in person; 404 for who was not invited, and for a draft."""
    meeting = the_meeting(request, public_id)
    checker = notes_links.of_person(request.user, meeting)  # type: ignore[arg-type]
    if checker is None:
        raise Http404
    return _page(request, meeting, checker, reverse("meetings:notes_to_check", args=[public_id]))


def _page(request: HttpRequest, meeting: Meeting, checker: Checker, path: str) -> HttpResponse:
    """Shows the notes with what has been remarked; takes a POSTed remark on one item."""
    form, chosen = None, ""
    if request.method == "POST":
        chosen = request.POST.get("item", "")
        section = get_object_or_404(NotesSection, notes=checker.notes, item__public_id=chosen)
        form = RemarkForm(request.POST, auto_id=f"{chosen}-%s")
        if _said(request, form, section, checker):
            messages.success(request, _("Your remark has been saved. The secretariat answers it here."))
            return HttpResponseRedirect(f"{path}#item-{chosen}")
    context = {**_shown(meeting, checker), "path": path, "bound": form, "bound_item": chosen}
    return render(request, "meetings/notes_to_check.html", context, status=422 if form else 200)


def _said(request: HttpRequest, form: RemarkForm, section: NotesSection, checker: Checker) -> bool:
    """Hands the remark to the service; what it refuses stands in the form. At most sixty in ten minutes from one."""
    who = f"{checker.person.pk} {get_adapter().get_client_ip(request)}"
    if not limits.allows("remark", who, times=60, seconds=600):
        form.add_error(None, _("Too many tries in a short time. Wait a few minutes and send your remark again."))
    elif form.is_valid():
        text, language = form.cleaned_data["text"], dates.active()
        give(form, lambda: remarks.say(section, by=checker, text=text, language=language))
    return form.is_valid()


def _shown(meeting: Meeting, checker: Checker) -> dict[str, Any]:
    """The notes as they are written now; once public, as their newest version has them."""
    notes = checker.notes
    version = notes_reading.version(meeting) if notes_reading.is_public(notes) else None
    items = notes_reading.shown(version.content if version else notes_content.of(meeting))
    said: dict[str, list[NotesRemark]] = {}
    for one in NotesRemark.objects.filter(section__notes=notes).select_related("section__item"):
        said.setdefault(one.section.item.public_id, []).append(one)
    return {
        "section": "year",
        "meeting": meeting,
        "notes": notes,
        "checker": checker,
        "rows": [(item, said.get(item.id, [])) for item in items],
        "closed": "" if notes.takes_remarks else remarks.closed(notes),
    }
