"""Writing the notes of one agenda item, and what has been written before."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings.forms.notes import SectionForm
from meetings.forms.points import PointForm
from meetings.models import AgendaItem, NotesRemark, NotesSection, Point
from meetings.services import notes, notes_history
from meetings.views.notes import writes_notes
from themes.views import autosave

ABOUT = ("meeting__kind", "meeting__cycle", "meeting__round", "meeting__theme")


def the_item(public_id: str) -> AgendaItem:
    """The agenda item, with its meeting; 404 for breaks."""
    return get_object_or_404(AgendaItem.objects.select_related(*ABOUT), public_id=public_id, is_break=False)


@autosave.keeps_typing
@writes_notes
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The item's background, conclusions and contact, saved as they are typed; its points below."""
    item = the_item(public_id)
    form = SectionForm(request.POST or None, row=notes.section_of(item))
    if request.method != "POST":
        return page(request, item, form=form)
    saved = autosave.save(
        request,
        form,
        lambda over: notes.save(item, by=request.user, typed=form.values(), seen=form.began(), over=over),  # type: ignore[arg-type]
    )
    if request.htmx:  # type: ignore[attr-defined]
        return autosave.fragment(request, form, saved)
    if saved and not saved.clashes:
        messages.success(request, _("The notes of this item have been saved."))
        return redirect("meetings:notes_section", public_id)
    return page(request, item, **autosave.context_of(form, saved))


def page(request: HttpRequest, item: AgendaItem, **more: Any) -> HttpResponse:
    """The page of one item, with the `form` or the `point_form` that could not be taken in place of its own."""
    meeting, around = item.meeting, neighbours(item)
    context = {
        "section": "work",
        "meeting": meeting,
        "item": item,
        "notes": notes.of(meeting),
        "form": more.get("form") or SectionForm(row=notes.section_of(item)),
        "point_form": more.get("point_form") or PointForm(item=item, auto_id="new_%s"),
        "points": Point.objects.filter(item=item).with_words().order_by("position", "pk"),
        "remarks": NotesRemark.objects.filter(section__item=item).select_related("answered_by"),
        **around,
        **more,
    }
    return render(request, "meetings/notes_section.html", context)


def neighbours(item: AgendaItem) -> dict[str, Any]:
    """The item's number, and the items before and after it. One query."""
    items = list(item.meeting.agenda_items.filter(is_break=False).order_by("position"))  # type: ignore[attr-defined]
    place = next((place for place, one in enumerate(items) if one.pk == item.pk), 0)
    after = items[place + 1] if place + 1 < len(items) else None
    return {"number": place + 1, "before": items[place - 1] if place else None, "after": after}


@writes_notes
@require_safe
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every saving of the item's notes, newest first, with what it changed."""
    item = the_item(public_id)
    found = get_object_or_404(NotesSection, item=item)
    savings = notes_history.of(found, every="all" in request.GET)
    context = {"section": "work", "meeting": item.meeting, "item": item, "savings": savings}
    return render(request, "meetings/notes_history.html", context)
