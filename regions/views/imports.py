"""Tables of people, organisations, seats and terms: out as they are, and in with a preview."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forum import clock
from forum.services.tables import CSV, Table
from forum.states import IllegalMove
from forum.views.downloads import download, wanted
from forum.views.staff import done, for_staff
from regions.forms.imports import ImportForm
from regions.models import PeopleImport
from regions.services import people_imports
from regions.services.bulk import CHANGED, KINDS, NEW, REJECTED, SAME
from regions.views.seats import me

FORM = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 20


@for_staff("regions.manage_seats")
@FORM
def index(request: HttpRequest) -> HttpResponse:
    """The form, what the columns are, and what has been sent before."""
    form = ImportForm(request.POST or None, request.FILES or None)
    made: list[PeopleImport] = []
    if request.method == "POST" and done(form, lambda: made.append(sent(form, request))):
        return redirect("regions:import", made[0].public_id)
    about = {
        "section": "work",
        "form": form,
        "kinds": [{"key": key, "kind": kind} for key, kind in KINDS.items()],
        "sent": PeopleImport.objects.select_related("made_by")[:SHOWN],
        "labels": {key: kind.label for key, kind in KINDS.items()},
    }
    return render(request, "regions/imports.html", about, status=422 if form.errors else 200)


def sent(form: ImportForm, request: HttpRequest) -> PeopleImport:
    """The stored preview of what was sent."""
    given = form.cleaned_data
    return people_imports.preview(
        kind=given["kind"], file_name=given["file"].name, content=form.content(), by=me(request)
    )


@never_cache
@for_staff("regions.manage_seats")
@FORM
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """What each row would do; taken in or dropped by a button."""
    given = get_object_or_404(PeopleImport, public_id=public_id)
    if request.method == "POST":
        return act(request, given)
    state = request.GET.get("state", "")
    rows = [row for row in given.preview if state in ("", row["state"])]
    about: dict[str, Any] = {
        "section": "work",
        "given": given,
        "label": KINDS[given.kind].label,
        "rows": rows,
        "state": state,
        "filters": [
            {"key": key, "words": words, "count": given.counts.get(key, 0)} for key, words in state_words().items()
        ],
        "useful": any(given.counts.get(key) for key in (NEW, CHANGED)),
        "letters": given.counts.get("letters", 0),
    }
    return render(request, "regions/import.html", about)


def state_words() -> dict[str, str]:
    """The states of rows, in words."""
    return {NEW: _("new"), CHANGED: _("would change"), SAME: _("the same"), REJECTED: _("rejected")}


def act(request: HttpRequest, given: PeopleImport) -> HttpResponse:
    """Takes it in or drops it; says what became of it."""
    try:
        if request.POST.get("do") == "drop":
            people_imports.drop(given, by=me(request))
            messages.success(request, _("The table has been dropped. Nothing was changed."))
            return redirect("regions:imports")
        people_imports.take_in(given, by=me(request))
        count = sum(given.counts.get(key, 0) for key in (NEW, CHANGED))
        words = ngettext("%(n)s row has been taken in.", "%(n)s rows have been taken in.", count)
        messages.success(request, words % {"n": count})
    except people_imports.Changed:
        given.refresh_from_db()
        people_imports.try_again(given, by=me(request))
        messages.warning(request, _("Something has changed since the preview, so nothing was taken in. Look again."))
    except IllegalMove:
        messages.info(request, _("This had been done already."))
    return redirect("regions:import", given.public_id)


@for_staff("regions.manage_seats")
@require_safe
def out(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What there is today, in the columns that an import reads."""
    if kind not in KINDS:
        raise Http404
    table = Table(f"{kind}-{clock.today():%Y-%m-%d}", KINDS[kind].columns, people_imports.exported(kind))
    return download(table, wanted(request) or CSV)
