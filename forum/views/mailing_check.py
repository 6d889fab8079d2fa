"""Before a mass letter leaves: the dry run, its list to take away, its examples; and the deeds done to it."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF
from csp.decorators import csp, csp_update
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum import mailing_kinds, states
from forum.forms.mailings import ReleaseForm
from forum.models import Mailing, Person
from forum.services import dry_runs, harmless
from forum.services import mailing_previews as previews
from forum.services import mailings as desk
from forum.services.dry_runs import DryRun
from forum.services.tables import Table
from forum.views.downloads import download, wanted
from forum.views.mail_room import FRAME
from forum.views.mailing_words import about_of
from forum.views.mailings import reader, sees, the_mailing, writes
from forum.views.staff import done

PER_PAGE = 50


@sees
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"frame-src": [SELF]})
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who gets it and why, who does not, what has changed since last time, examples; a POST releases it."""
    mailing = the_mailing(public_id)
    dry = DryRun(mailing)
    form = ReleaseForm(request.POST or None, blocked=dry.blocked)
    if request.method == "POST" and done(form, lambda: let_go(request, mailing, form)):
        messages.success(request, _("The letter is released."))
        return redirect("forum:mailing", public_id)
    context = {**shown(request, mailing, dry), "form": form, "may_write": may_write(request, mailing)}
    return render(request, "forum/mailing_check.html", context, status=422 if form.errors else 200)


def let_go(request: HttpRequest, mailing: Mailing, form: ReleaseForm) -> None:
    """Releases it; that somebody was quicker is said in the form."""
    try:
        desk.release(mailing, by=reader(request), **form.values())
    except states.IllegalMove as error:
        raise ValidationError(_("Somebody has changed or released this letter meanwhile. Look at it again.")) from error


def may_write(request: HttpRequest, mailing: Mailing) -> bool:
    """Whether the reader may release it now."""
    permission = mailing_kinds.the(mailing.kind).permission
    return mailing.state == "draft" and reader(request).has_perm(permission)


def shown(request: HttpRequest, mailing: Mailing, dry: DryRun) -> dict[str, Any]:
    """The dry run as the page shows it, a page of receivers at a time."""
    page: Any = Paginator(dry.receivers, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "section": "work",
        "mailing": mailing,
        "kind": mailing_kinds.the(mailing.kind),
        "about": about_of(mailing),
        "dry": dry,
        "page": page,
        "query": query,
        "second_person": desk.needs_second_person(mailing),
        "receivers": [(row, dry_runs.reasons_of(row), dry_runs.local(row.place)) for row in page],
        "missing": [(dry_runs.local(gap.name), dry_runs.why_missing(gap)) for gap in dry.missing[:200]],
        "examples": [previews.of(mailing, receiver) for receiver in dry.examples],
    }


@sees
@require_safe
def receivers(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The frozen list as a file, CSV unless XLSX is asked for: who gets it and why, who does not and why."""
    mailing = the_mailing(public_id)
    dry = DryRun(mailing)
    heads = [_("Name"), _("Address"), _("Language"), _("For"), _("Why"), _("Gets the letter")]
    rows: list[list[Any]] = [
        [row.name, row.address, row.language, dry_runs.local(row.place), dry_runs.reasons_of(row), _("yes")]
        for row in dry.receivers
    ]
    rows += [[dry_runs.local(gap.name), "", "", "", dry_runs.why_missing(gap), _("no")] for gap in dry.missing]
    return download(Table(f"letter-{mailing.public_id}", heads, rows, str(mailing.name)), wanted(request) or "csv")


@sees
@xframe_options_sameorigin
@csp(FRAME)
@require_safe
def example(request: HttpRequest, public_id: str) -> HttpResponse:
    """A chosen receiver's letter as HTML, for the frame: it may look as it likes and do nothing."""
    mailing = the_mailing(public_id)
    among = previews.receivers(mailing, reader(request))
    who = harmless.line(request.GET.get("as", ""))
    asked = DryRun(mailing).receivers.filter(who=who).first()
    found = previews.of(mailing, asked or previews.chosen(among, who))
    return HttpResponse(found.rendered.html if found.rendered else "")


DEEDS: dict[str, Callable[[Mailing, Person], object]] = {
    "try": lambda mailing, by: desk.dry_run(mailing),
    "take-back": lambda mailing, by: desk.take_back(mailing, by=by),
    "cancel": lambda mailing, by: desk.cancel(mailing, by=by),
    "stop": lambda mailing, by: desk.stop(mailing, by=by),
}


@writes
@require_POST
def deed(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Tries it out, takes it back, cancels or stops it; says so when it was too late."""
    mailing = the_mailing(public_id)
    said = {
        "try": _("This is who would get it now."),
        "take-back": _("The letter is a draft again."),
        "cancel": _("The letter will not be sent."),
        "stop": _("The letter has been stopped: what had not left yet will not leave."),
    }
    try:
        DEEDS[name](mailing, reader(request))
        messages.success(request, said[name])
    except states.IllegalMove:
        messages.error(request, _("Too late: the letter is in another state by now."))
    return redirect("forum:mailing_check" if name == "try" else "forum:mailing", public_id)


@writes
@require_POST
def write_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """A new draft like this one; 404 for letters that are part of a greater deed."""
    mailing = the_mailing(public_id)
    if mailing_kinds.the(mailing.kind).deliver:
        raise Http404
    made = desk.copy(mailing, by=reader(request))
    return redirect("forum:mailing", made.public_id)


@sees
@require_POST
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """The second person lets it go."""
    mailing = the_mailing(public_id)
    try:
        desk.confirm(mailing, by=reader(request))
        messages.success(request, _("The letter is released."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except states.IllegalMove:
        messages.error(request, _("Too late: the letter is in another state by now."))
    return redirect("forum:mailing", public_id)
