"""The coordinator's pages for figures on their way in: files, live tables, and what each would do."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forum.services.tables import CSV
from forum.states import IllegalMove
from forum.views.downloads import download, wanted
from forum.views.staff import done, for_staff
from regions.forms.figures import FigureAddressForm, FigureFileForm, MeaningForm, RhythmForm
from regions.log_words import RHYTHMS
from regions.models import DataVersion, FigureImport, FigureSource
from regions.services import figure_imports, figure_reading, figure_sources, figure_tables
from regions.services.figure_cells import Outline
from regions.services.figure_diff import CHANGED, NEW, REJECTED, SAME
from regions.services.figure_words import words
from regions.views.seats import me

FORM = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 30
ROWS = 200
"""Rows of a preview that a page shows; the download has all."""


def state_words() -> dict[str, str]:
    """Where an import is, in words."""
    return {
        "received": _("waits to be read"),
        "reading": _("is being read"),
        "asks": _("asks what the table means"),
        "previewed": _("waits for you"),
        "taken_in": _("taken in"),
        "dropped": _("dropped"),
        "failed": _("could not be read"),
    }


@for_staff("regions.manage_figures")
@FORM
def index(request: HttpRequest) -> HttpResponse:
    """Both ways in, the live tables, and what has come before."""
    live = request.POST.get("do") == "live"
    file_form = FigureFileForm(*((request.POST, request.FILES) if request.method == "POST" and not live else ()))
    address_form = FigureAddressForm(request.POST if live else None)
    made: list[FigureImport] = []
    form, deed = (address_form, add_live) if live else (file_form, receive)
    if request.method == "POST" and done(form, lambda: made.append(deed(form, request))):
        return redirect("regions:figure_import", made[0].public_id)
    about = {
        "section": "work",
        "file_form": file_form,
        "address_form": address_form,
        "imports": with_words(FigureImport.objects.select_related("made_by").defer("outline")[:SHOWN]),
        "sources": FigureSource.objects.filter(removed_at=None),
        "rhythms": RHYTHMS,
    }
    return render(request, "regions/figure_imports.html", about, status=422 if form.errors else 200)


def receive(form: Any, request: HttpRequest) -> FigureImport:
    """The file that was sent."""
    file = form.cleaned_data["file"]
    return figure_imports.receive(file_name=file.name, pieces=file.chunks(), by=me(request))


def add_live(form: Any, request: HttpRequest) -> FigureImport:
    """The live table that was named."""
    return figure_sources.add(by=me(request), **form.cleaned_data)


def with_words(found: Any) -> list[dict[str, Any]]:
    """Imports, each with its state in words."""
    said = state_words()
    return [{"given": one, "state": said[one.state]} for one in found]


@never_cache
@for_staff("regions.manage_figures")
@FORM
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """One import: its progress, its question, or what it would do."""
    given = get_object_or_404(FigureImport.objects.select_related("source", "version", "made_by"), public_id=public_id)
    form = meaning_form(given, request)
    if request.method == "POST":
        answered = act(request, given, form)
        if answered is not None:
            return answered
    about = {
        "section": "work",
        "given": given,
        "state_words": state_words()[given.state],
        "moving": given.state in ("received", "reading"),
        "error": words(given.error),
        "form": form,
        **preview(given, request.GET.get("state", "")),
    }
    return render(request, "regions/figure_import.html", about, status=422 if form and form.errors else 200)


def meaning_form(given: FigureImport, request: HttpRequest) -> MeaningForm | None:
    """The question what the table means, also to answer it anew; None when the file says so itself."""
    if given.state not in ("asks", "previewed") or not given.outline or given.kind == "tidy":
        return None
    outline = Outline.from_json(given.outline)
    answered = request.method == "POST" and request.POST.get("do") == "answer"
    return MeaningForm(outline, figure_reading.meaning_of(outline), request.POST if answered else None)


def preview(given: FigureImport, state: str) -> dict[str, Any]:
    """What the import would do or has done, the first rows of each kind."""
    counts = given.counts
    changed = _("changed") if given.state == "taken_in" else _("would change")
    kinds = {NEW: _("new"), CHANGED: changed, SAME: _("the same"), REJECTED: _("rejected")}
    filters = [{"key": key, "words": kinds[key], "count": counts.get(key, 0)} for key in kinds]
    chosen = (
        state if state in (NEW, CHANGED, REJECTED) else next((k for k in (CHANGED, NEW) if counts.get(k)), REJECTED)
    )
    useful = any(counts.get(key) for key in (NEW, CHANGED))
    rows = figure_imports.changes_of(given, state=chosen)[:ROWS] if given.state == "previewed" else []
    rejected = given.rejections.all()[:ROWS] if chosen == REJECTED else []  # type: ignore[attr-defined]
    return {
        "filters": filters,
        "chosen": chosen,
        "rows": rows,
        "rejected": [{"row": row, "reason": words(row.reason)} for row in rejected],
        "useful": useful,
        "more": counts.get(chosen, 0) > ROWS,
        "shown": ROWS,
        "twin": not useful and DataVersion.objects.filter(sha256=given.sha256).first() if given.sha256 else None,
    }


def act(request: HttpRequest, given: FigureImport, form: MeaningForm | None) -> HttpResponse | None:
    """Answers, takes in, or drops; says what became of it. None when the answer must be corrected."""
    deed = request.POST.get("do")
    try:
        if deed == "answer" and form is not None:
            if not done(form, lambda: answer(given, form, request)):
                return None
        elif deed == "drop":
            figure_imports.drop(given, by=me(request))
            messages.success(request, _("The file has been dropped. No figure was changed."))
            return redirect("regions:figure_imports")
        elif deed == "take_in":
            take_in(request, given)
    except figure_imports.Changed:
        messages.warning(request, _("Figures have changed since the preview, so nothing was taken in. Look again."))
    except IllegalMove:
        messages.info(request, _("This had been done already."))
    return redirect("regions:figure_import", given.public_id)


def answer(given: FigureImport, form: MeaningForm, request: HttpRequest) -> None:
    """What the table means."""
    figure_imports.answer(given, contents=form.contents(), picks=form.picks(), by=me(request))


def take_in(request: HttpRequest, given: FigureImport) -> None:
    """Takes in what was shown."""
    figure_imports.take_in(given, by=me(request))
    count = sum(given.counts.get(key, 0) for key in (NEW, CHANGED))
    said = ngettext("%(n)s figure has been taken in.", "%(n)s figures have been taken in.", count)
    messages.success(request, said % {"n": count})


@for_staff("regions.manage_figures")
@require_safe
def changes(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Everything that the import would do, as a table."""
    given = get_object_or_404(FigureImport, public_id=public_id)
    rows = figure_imports.changes_of(given).iterator(chunk_size=2000)
    rejected = given.rejections.iterator()  # type: ignore[attr-defined]
    return download(figure_tables.changes(given, rows, rejected), wanted(request) or CSV)


@for_staff("regions.manage_figures")
@FORM
def source(request: HttpRequest, public_id: str) -> HttpResponse:
    """One live table: how often it is fetched, and how that went."""
    live = get_object_or_404(FigureSource, public_id=public_id, removed_at=None)
    form = RhythmForm(request.POST or None, initial={"rhythm": live.rhythm})
    deed = request.POST.get("do")
    if deed == "fetch":
        return redirect("regions:figure_import", figure_imports.ask_for(live, by=me(request)).public_id)
    if deed == "remove":
        figure_sources.remove(live, by=me(request))
        messages.success(request, _("The table is not fetched any more. Its figures stay."))
        return redirect("regions:figure_imports")
    if deed and done(form, lambda: figure_sources.change(live, by=me(request), **form.cleaned_data)):
        messages.success(request, _("The rhythm has been changed."))
        return redirect("regions:figure_source", public_id)
    imports = with_words(live.imports.select_related("made_by").defer("outline")[:SHOWN])  # type: ignore[attr-defined]
    about = {"section": "work", "live": live, "form": form, "error": words(live.last_error), "imports": imports}
    return render(request, "regions/figure_source.html", about)
