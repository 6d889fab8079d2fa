"""The brief workshop: the list of briefs by state, a new one, the editor with its check list, and the preview."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.forms import CharField
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.texts import LANGUAGES
from forum.views.staff import done, for_staff
from regions.services import figures
from regions.views import data_files
from themes.forms.briefs import HeadForm, NewBriefForm
from themes.models import Brief, BriefBlock, Theme
from themes.services import (
    brief_changes,
    brief_checks,
    brief_content,
    brief_data,
    brief_pages,
    brief_words,
    brief_writing,
)
from themes.views.briefs import show

PER_PAGE = 50
FORM = require_http_methods(["GET", "HEAD", "POST"])
sees = for_staff("themes.see_draft_brief")
writes = for_staff("themes.write_brief")


def the_brief(public_id: str) -> Brief:
    """The brief with what its pages say, or 404."""
    found = Brief.objects.with_page().select_related("state_by", "checking_by", "confirmed_by")
    return get_object_or_404(found, public_id=public_id)


def trail_of(brief: Brief) -> list[tuple[str, str]]:
    """The way back to the list and the editor."""
    list_of = (reverse("themes:brief_work"), _("Briefs in the making"))
    return [list_of, (reverse("themes:brief_editor", args=[brief.public_id]), str(brief.title) or _("(no title yet)"))]


@sees
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All briefs, those that wait for somebody first."""
    place = Case(*(When(state=state, then=number) for number, state in enumerate(brief_words.GROUPS)))
    found = Brief.objects.select_related("theme", "published").defer("published__content")
    page = Paginator(found.order_by(place, "-state_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    groups = [
        (state, words, [brief for brief in page if brief.state == state]) for state, words in brief_words.GROUPS.items()
    ]
    may_write = request.user.has_perm("themes.write_brief")  # type: ignore[union-attr]
    context = {"section": "work", "groups": groups, "page": page, "may_write": may_write}
    return render(request, "themes/brief_work.html", context)


@writes
@FORM
def new(request: HttpRequest) -> HttpResponse:
    """Begins a brief; `?theme=` chooses its theme."""
    form = NewBriefForm(request.POST or None, initial={"theme": request.GET.get("theme", "")})
    if request.method == "POST" and form.is_valid():
        brief = begun(request, **form.cleaned_data)
        messages.success(request, _("The draft has been made. Only the secretariat sees it."))
        return redirect("themes:brief_editor", brief.public_id)
    trail = [(reverse("themes:brief_work"), _("Briefs in the making"))]
    context = {"section": "work", "form": form, "title": _("New brief"), "verb": _("Begin the brief"), "trail": trail}
    cancel = reverse("themes:brief_work")
    return render(request, "form_page.html", {**context, "cancel": cancel}, status=422 if form.errors else 200)


def begun(request: HttpRequest, *, theme: Theme, like_last: bool, **facts: Any) -> Brief:
    """The new draft; with the structure of the theme's last brief when asked, and there is one."""
    last = Brief.objects.filter(theme=theme).order_by("-made_at").first() if like_last else None
    by: Any = request.user
    if last is not None:
        return brief_writing.begin_after(last, by=by, **facts)
    return brief_writing.begin(theme, by=by, **facts)


@sees
@require_safe
def editor(request: HttpRequest, public_id: str) -> HttpResponse:
    """The working copy's blocks, its check list, and what can be done next."""
    brief = the_brief(public_id)
    context = {
        "section": "work",
        "brief": brief,
        "blocks": list(brief.blocks.select_related("indicator", "organisation")),
        "checks": brief_checks.of(brief),
        "kinds": brief_words.KINDS,
        "versions": brief.versions.order_by("-number").defer("content"),
        "may_write": request.user.has_perm("themes.write_brief"),  # type: ignore[union-attr]
    }
    return render(request, "themes/brief_editor.html", context)


def head_of(brief: Brief) -> dict[str, Any]:
    """What the brief's head says now, as its form shows it."""
    now = {name: getattr(brief, name) for name in HeadForm.base_fields if hasattr(brief, name)}
    return {**now, "series": brief.series_id, "seen": brief.revision}


@writes
@FORM
def head(request: HttpRequest, public_id: str) -> HttpResponse:
    """Title, lead, kind, series and language."""
    brief = the_brief(public_id)
    form = HeadForm(request.POST or None, brief=brief, initial=head_of(brief))
    if request.method == "POST" and done(form, lambda: brief_writing.describe(brief, by=request.user, **form.values())):  # type: ignore[arg-type]
        messages.success(request, _("Saved."))
        return redirect("themes:brief_editor", public_id)
    context = {
        "section": "work",
        "form": form,
        "title": _("Title and lead"),
        "trail": trail_of(brief),
        "cancel": reverse("themes:brief_editor", args=[public_id]),
        "older": older_of(brief),
        "clash": clash_of(form, brief, head_of),
    }
    return render(request, "themes/brief_head_form.html", context, status=422 if form.errors else 200)


def clash_of(form: Any, row: Brief | BriefBlock, saved: Callable[[Any], Mapping[str, Any]]) -> list[tuple[Any, str]]:
    """After a clash: each text that differs, as a field with what the writer typed, and as it is `saved` now.

    From here on the form begins with what is saved now, so that saving it again is a choice and no clash.
    """
    if not form.has_error(NON_FIELD_ERRORS, "clash"):
        return []
    row.refresh_from_db()
    form.data = form.data.copy()
    form.data["seen"] = str(row.revision)
    now = saved(row)
    texts = [form[name] for name, field in form.fields.items() if type(field) is CharField]
    return [(one, now.get(one.name, "")) for one in texts if (one.value() or "") != now.get(one.name, "")]


def older_of(row: Any) -> list[tuple[str, list[brief_changes.Change]]]:
    """The languages whose translation is older, each with what has changed in the original since."""
    return [(code, brief_changes.since_translated(row, code)) for code in LANGUAGES if row.is_older(code)]


@sees
@require_safe
def preview(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The working copy as readers would see it, for any region."""
    return show(request, brief_content.working(the_brief(public_id)), is_preview=True)


@writes
@FORM
def data(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Which figures the newest data would change, also as files (?format=csv); a POST takes them."""
    brief = the_brief(public_id)
    newest = figures.newest()
    if request.method == "POST":
        if done_or_said(request, lambda: brief_writing.describe(brief, by=request.user, data_version=newest)):  # type: ignore[arg-type]
            messages.success(request, _("The figures stand on the newest data now."))
        return redirect("themes:brief_editor", public_id)
    numbers = brief_data.changes(brief_content.working(brief), newest)
    kind = data_files.wanted(request)
    if kind and (found := brief_data.data_set(f"brief-{public_id}-newest", numbers, brief.data_version, newest)):
        return data_files.file(found, kind)
    context = {"section": "work", "brief": brief, "newest": newest, "numbers": numbers, "trail": trail_of(brief)}
    return render(request, "themes/brief_data.html", context)


def done_or_said(request: HttpRequest, deed: Any) -> bool:
    """Does the deed; what refuses it is said on the next page."""
    try:
        deed()
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return False
    return True


@writes
@require_POST
def pages(request: HttpRequest, public_id: str) -> HttpResponse:
    """Counts the printed pages."""
    counted = brief_pages.count(the_brief(public_id))
    said = ", ".join(f"{code} {number}" for code, number in counted.items())
    messages.success(request, _("Pages in print: %(pages)s.") % {"pages": said})
    return redirect("themes:brief_editor", public_id)
