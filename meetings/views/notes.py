"""The workspace's tab of notes: what is written, and the acts that take the notes from draft to public."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum import dates
from forum.states import IllegalMove
from meetings.deadlines import DRAFT_NOTES
from meetings.forms.confirming import give
from meetings.forms.notes import ConfirmForm, CorrectForm, PublishForm, RemarkAnswerForm
from meetings.models import Meeting, Notes, NotesRemark
from meetings.services import notes, notes_content, notes_letters, notes_reading, plan_mailings, remarks
from meetings.views.access import allowed, staff_sees, the_meeting

writes_notes = allowed("meetings.write_notes")
Forms = dict[str, forms.BaseForm]


@staff_sees
@require_safe
def tab(request: HttpRequest, public_id: str) -> HttpResponse:
    """The notes as they are written now, and the next act."""
    return page(request, the_meeting(request, public_id))


def page(request: HttpRequest, meeting: Meeting, bound: Forms | None = None) -> HttpResponse:
    """The tab, with the form that could not be taken in place of its own."""
    found = notes.of(meeting)
    content = notes_content.of(meeting)
    may_write = request.user.has_perm("meetings.write_notes")  # type: ignore[union-attr]
    versions = notes_reading.versions(meeting)
    gaps = notes_content.gaps(content)
    changed = bool(versions) and content != _newest(meeting)
    context: dict[str, Any] = {
        "section": "work",
        "tab": "notes",
        "meeting": meeting,
        "notes": found,
        "state": found.state if found else Notes.State.DRAFT,
        "items": notes_reading.shown(content),
        "gaps": gaps,
        "remarks": _remarks(found),
        "versions": versions,
        "changed": changed,
        "may_write": may_write and meeting.state != "cancelled",
    }
    if may_write:
        context["forms"] = _forms(gaps) | (bound or {})
        can_be_asked = found is None or found.can_go_to_checking
        context["receivers"] = _receivers(meeting) if changed or can_be_asked else {}
        context["waiting"] = plan_mailings.waiting(meeting, DRAFT_NOTES) if can_be_asked else None
    return render(request, "meetings/notes.html", context, status=422 if bound else 200)


def _newest(meeting: Meeting) -> dict[str, Any]:
    """What readers see now."""
    version = notes_reading.version(meeting)
    return version.content if version else {}


def _forms(gaps: list[notes_content.Gap]) -> Forms:
    """The forms of the acts, empty."""
    return {
        "confirm": ConfirmForm(),
        "publish": PublishForm(gaps=gaps),
        "correct": CorrectForm(gaps=gaps),
    }


def _receivers(meeting: Meeting) -> dict[str, Any]:
    """Who would get a letter from the next act, and who cannot be reached."""
    found = notes_letters.receivers(meeting)
    missing = [one.invitation.who for one in found if one.person is None]
    return {"people": [person for _one, person in notes_letters.by_person(found)], "missing": missing}


def _remarks(found: Notes | None) -> dict[str, list[NotesRemark]]:
    """The remarks on each item, by the item's public id. One query."""
    by_item: dict[str, list[NotesRemark]] = {}
    said = NotesRemark.objects.filter(section__notes=found) if found else NotesRemark.objects.none()
    for one in said.select_related("section__item", "answered_by"):
        by_item.setdefault(one.section.item.public_id, []).append(one)
    return by_item


def _act(
    request: HttpRequest, meeting: Meeting, name: str, form: forms.Form, do: Callable[[], Any], said: str
) -> HttpResponse:
    """Does what a form asks, and says so; what is refused stands in the form."""
    try:
        if form.is_valid():
            give(form, do)
    except IllegalMove:
        messages.error(request, _("This cannot be done any more: the state of the notes has changed."))
    else:
        if form.errors:
            return page(request, meeting, {name: form})
        messages.success(request, said)
    return redirect("meetings:notes", meeting.public_id)


@writes_notes
@require_POST
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Back to a draft."""
    meeting = the_meeting(request, public_id)

    def do() -> None:
        notes.take_back(meeting, by=request.user)  # type: ignore[arg-type]

    said = _("The notes are a draft again. Only the secretariat reads them.")
    return _act(request, meeting, "confirm", ConfirmForm(request.POST), do, said)


@writes_notes
@require_POST
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Confirms the checked notes."""
    meeting, form = the_meeting(request, public_id), ConfirmForm(request.POST)

    def do() -> None:
        notes.confirm(meeting, by=request.user, early=form.cleaned_data["early"])  # type: ignore[arg-type]

    return _act(request, meeting, "confirm", form, do, _("The notes have been confirmed. You can publish them now."))


@writes_notes
@require_POST
def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Makes confirmed notes public."""
    meeting = the_meeting(request, public_id)
    form = PublishForm(request.POST, gaps=notes_content.gaps(notes_content.of(meeting)))

    def do() -> None:
        notes.publish(meeting, by=request.user, reason=form.cleaned_data.get("reason", ""))  # type: ignore[arg-type]

    return _act(request, meeting, "publish", form, do, _("The notes are public. Those concerned get a letter."))


@writes_notes
@require_POST
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """Publishes what has been corrected as a new version."""
    meeting = the_meeting(request, public_id)
    form = CorrectForm(request.POST, gaps=notes_content.gaps(notes_content.of(meeting)))

    def do() -> None:
        said = {"reason": form.cleaned_data.get("reason", ""), "tell": form.cleaned_data["tell"]}
        notes.correct(meeting, by=request.user, note=form.note(), **said)  # type: ignore[arg-type]

    done = _("The corrections are public as a new version.")
    by_letter = " " + _("The seats get a letter about them.") if "tell" in request.POST else ""
    return _act(request, meeting, "correct", form, do, done + by_letter)


@writes_notes
@require_http_methods(["GET", "HEAD", "POST"])
def remark(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answers a remark, or corrects the answer."""
    found = get_object_or_404(
        NotesRemark.objects.select_related("section__item__meeting__cycle", "author"), public_id=public_id
    )
    item, meeting = found.section.item, found.section.item.meeting
    form = RemarkAnswerForm(request.POST or None, initial={"text": found.answer})
    if request.method == "POST" and form.is_valid():
        said = {"text": form.cleaned_data["text"], "language": dates.active()}
        give(form, lambda: remarks.answer(found, by=request.user, **said))  # type: ignore[arg-type]
        if not form.errors:
            messages.success(request, _("The answer has been saved. The seats see it beside the remark."))
            return redirect(reverse("meetings:notes", args=[meeting.public_id]) + f"#item-{item.public_id}")
    context = {"section": "work", "form": form, "remark": found, "meeting": meeting, "item": item}
    return render(request, "meetings/notes_remark.html", context, status=422 if form.errors else 200)
