"""Blocks of a brief in the workshop: added, edited, moved and removed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.services import harmless
from forum.views.staff import done
from regions.services import series
from regions.services.comparison import compare
from themes.forms.briefs import BlockForm, saved
from themes.models import Brief, BriefBlock
from themes.services import brief_blocks, brief_sentences, brief_words
from themes.views.brief_work import FORM, clash_of, done_or_said, older_of, the_brief, trail_of, writes


def the_block(public_id: str) -> BriefBlock:
    """The block with its brief, or 404."""
    found = BriefBlock.objects.select_related("brief__data_version", "indicator", "organisation")
    return get_object_or_404(found, public_id=public_id)


def back(brief: Brief, block: BriefBlock | None = None) -> HttpResponse:
    """To the editor, at the block."""
    return redirect(editor_at(brief, block))


def editor_at(brief: Brief, block: BriefBlock | None = None) -> str:
    """The editor's address, at the block."""
    place = f"#block-{block.public_id}" if block else ""
    return reverse("themes:brief_editor", args=[brief.public_id]) + place


@writes
@FORM
def add(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """A new block of a kind, last, or after the block `?after=`."""
    if kind not in BriefBlock.Kind.values:
        raise Http404
    brief = the_brief(public_id)
    after = brief.blocks.filter(public_id=harmless.line(request.GET.get("after", ""))).first()
    form = BlockForm(request.POST or None, kind=kind)
    made: list[BriefBlock] = []

    def deed() -> None:
        made.append(brief_blocks.add(brief, kind=kind, by=request.user, after=after, **form.values()))  # type: ignore[arg-type]

    if request.method == "POST" and done(form, deed):
        messages.success(request, _("Added: %(block)s.") % {"block": brief_words.kind(kind)})
        return back(brief, made[0])
    return form_page(request, form, brief, kind)


@writes
@FORM
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Changes a block."""
    block = the_block(public_id)
    form = BlockForm(request.POST or None, kind=block.kind, block=block)

    def deed() -> None:
        brief_blocks.change(block, by=request.user, **form.how(), **form.values())  # type: ignore[arg-type]

    if request.method == "POST" and done(form, deed):
        messages.success(request, _("Saved."))
        return back(block.brief, block)
    return form_page(request, form, block.brief, block.kind, block)


def form_page(
    request: HttpRequest, form: BlockForm, brief: Brief, kind: str, block: BriefBlock | None = None
) -> HttpResponse:
    """The page of a block's form; within the editor only the form is taken from it."""
    context: dict[str, Any] = {
        "section": "work",
        "form": form,
        "brief": brief,
        "row": block,
        "kind": kind,
        "title": brief_words.kind(kind),
        "trail": trail_of(brief),
        "cancel": reverse("themes:brief_editor", args=[brief.public_id])
        + (f"#block-{block.public_id}" if block else ""),
        "older": older_of(block) if block else [],
        "clash": clash_of(form, block, saved) if block else [],
        "placeholders": placeholders(brief, block) if kind in ("message", "sentence") else [],
    }
    # Within the editor a refused form must be shown too, and only a page that is well is put there.
    status = 422 if form.errors and not request.htmx else 200  # type: ignore[attr-defined]
    return render(request, "themes/brief_block_form.html", context, status=status)


def placeholders(brief: Brief, block: BriefBlock | None) -> list[tuple[str, Any, str]]:
    """Each placeholder, what it is, and what it says now for the whole country."""
    known: dict[str, str] = {}
    if block and block.indicator and brief.data_version:
        figures = series.load([block.indicator], brief.data_version)
        known = brief_sentences.values(compare(figures, block.indicator, None))
    return [(f"{{{name}}}", words, known.get(name, "")) for name, words in brief_sentences.PLACEHOLDERS.items()]


@writes
@require_POST
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """One place up or down; the focus stays on the block's own buttons, so that the other one takes it back."""
    block, up = the_block(public_id), "up" in request.POST
    if not done_or_said(request, lambda: brief_blocks.move(block, up=up, by=request.user)):  # type: ignore[arg-type]
        return back(block.brief, block)
    is_last = block.position == brief_blocks.last_position(block.brief)
    button = "up" if (up and block.position > 1) or is_last else "down"
    said = _("Moved: it is block %(number)s now. “%(other)s” takes it back.")
    messages.success(request, said % {"number": block.position, "other": _("Down") if up else _("Up")})
    return redirect(reverse("themes:brief_editor", args=[block.brief.public_id]) + f"#{button}-{block.public_id}")


@writes
@FORM
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Removes a block, after a confirmation."""
    block = the_block(public_id)
    name = f"{brief_words.kind(block.kind)} {block.headline}".strip()
    if request.method == "POST":
        if done_or_said(request, lambda: brief_blocks.remove(block, by=request.user)):  # type: ignore[arg-type]
            messages.success(request, _("Removed: %(block)s") % {"block": name})
        return back(block.brief)
    context = {
        "section": "work",
        "title": _("Remove the block “%(name)s”?") % {"name": name},
        "text": _("Published versions keep it, and its words stay in the log."),
        "verb": _("Remove the block"),
        "danger": True,
        "trail": trail_of(block.brief),
        "cancel": reverse("themes:brief_editor", args=[block.brief.public_id]),
    }
    return render(request, "confirm.html", context)
