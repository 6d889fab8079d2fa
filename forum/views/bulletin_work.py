"""The secretariat's work on bulletins: the list, a bulletin with its sections and acts, previews, the test letter."""

from collections.abc import Callable
from typing import Any, cast

from csp.constants import SELF
from csp.decorators import csp, csp_update
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.forms.bulletins import BulletinForm, NewBulletinForm, ReadyForm, ReleaseForm, SectionForm
from forum.models import Bulletin, BulletinSection, Person
from forum.services import bulletin_reading as reading
from forum.services import bulletin_sending as sending
from forum.services import bulletins
from forum.services.dry_runs import DryRun
from forum.states import IllegalMove
from forum.views.bulletins import about
from forum.views.mail_room import FRAME
from forum.views.staff import done, for_staff

PER_PAGE = 30
FORM = require_http_methods(["GET", "HEAD", "POST"])
writes = for_staff("forum.write_bulletins")


def me(request: HttpRequest) -> Person:
    """Who is at work."""
    return cast(Person, request.user)


def the_bulletin(public_id: str) -> Bulletin:
    """The bulletin, or 404."""
    return get_object_or_404(Bulletin.objects.select_related("state_by"), public_id=public_id)


def the_section(public_id: str) -> BulletinSection:
    """The section with its bulletin, or 404."""
    return get_object_or_404(BulletinSection.objects.select_related("bulletin"), public_id=public_id)


@writes
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All bulletins, newest first, with what became of those that have gone out."""
    page = Paginator(Bulletin.objects.all(), PER_PAGE).get_page(request.GET.get("page"))
    fates = reading.fates(one for one in page.object_list if one.is_public)
    rows = [(one, fates.get(one.public_id)) for one in page.object_list]
    context = {"section": "work", "page": page, "rows": rows, "form": NewBulletinForm()}
    return render(request, "forum/bulletins_work.html", context)


@writes
@FORM
def new(request: HttpRequest) -> HttpResponse:
    """Begins a bulletin."""
    form = NewBulletinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("forum:bulletin_edit", bulletins.create(by=me(request), **form.cleaned_data).public_id)
    context = {"section": "work", "title": _("New bulletin"), "form": form, "verb": _("Begin the bulletin")}
    return render(request, "form_page.html", context, status=422 if form.errors else 200)


@writes
@require_safe
def work(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where the bulletin stands, and what can be done with it."""
    return work_page(request, the_bulletin(public_id))


def work_page(
    request: HttpRequest, found: Bulletin, ready: ReadyForm | None = None, letting_go: ReleaseForm | None = None
) -> HttpResponse:
    """The page, with the form that could not be taken."""
    mailing = sending.mailing_of(found)
    context = {
        **about(found),
        "section": "work",
        "all_parts": list(found.sections.all()),
        "missing": reading.missing(found),
        "outdated": reading.outdated(found),
        "fate": reading.fate(found) if found.is_public else None,
        "mailing": mailing,
        "dry_run": DryRun(mailing) if mailing else None,
        "ready": ready or ReadyForm(),
        "letting_go": letting_go or ReleaseForm(),
        "languages": settings.LANGUAGES,
    }
    return render(request, "forum/bulletin_work.html", context, status=422 if ready or letting_go else 200)


@writes
@FORM
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Title, lead, what it is about."""
    found = the_bulletin(public_id)
    form = BulletinForm(request.POST or None, row=found)

    def save() -> None:
        more = {"original": form.cleaned_data["original"], "topics": form.chosen()}
        revision = form.cleaned_data["revision"]
        bulletins.save(found, by=me(request), revision=revision, typed=form.typed(), **more)

    return typing(request, found, form, save, {"title": _("Title and lead")})


@writes
@FORM
def section(request: HttpRequest, public_id: str) -> HttpResponse:
    """One section."""
    found = the_section(public_id)
    form = SectionForm(request.POST or None, row=found)

    def save() -> None:
        revision = form.cleaned_data["revision"]
        bulletins.save_section(found, by=me(request), revision=revision, typed=form.typed())

    place = BulletinSection.objects.filter(bulletin=found.bulletin, position__lte=found.position).count()
    about_it = {"title": _("Section %(place)s") % {"place": place}, "part": found}
    return typing(request, found.bulletin, form, save, about_it)


def typing(
    request: HttpRequest, bulletin: Bulletin, form: Any, save: Callable[[], None], context: dict[str, Any]
) -> HttpResponse:
    """A form that is saved by its button, and by itself while it is typed (then only a line comes back)."""
    clash: Any = None
    saved = False
    if request.method == "POST":
        try:
            saved = done(form, save)
        except bulletins.Clash as error:
            clash = error.row
    context |= {"section": "work", "bulletin": bulletin, "form": form, "clash": clash, "saved": saved}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "forum/_bulletin_saved.html", context)
    if saved:
        messages.success(request, _("Saved."))
        return redirect("forum:bulletin_work", bulletin.public_id)
    if clash:
        form.refresh()
    return render(request, "forum/bulletin_edit.html", context, status=422 if form.errors or clash else 200)


@writes
@require_POST
def section_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Adds an empty section and opens it."""
    found = the_bulletin(public_id)
    try:
        made = bulletins.add_section(found, by=me(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("forum:bulletin_work", public_id)
    return redirect("forum:bulletin_section", made.public_id)


@writes
@require_POST
def section_act(request: HttpRequest, public_id: str) -> HttpResponse:
    """Moves a section up or down, or takes it out."""
    found = the_section(public_id)
    do = request.POST.get("do")
    try:
        if do in {"up", "down"}:
            bulletins.move_section(found, by=me(request), up=do == "up")
        elif do == "remove":
            bulletins.remove_section(found, by=me(request))
            messages.success(request, _("The section has been taken out."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("forum:bulletin_work", found.bulletin.public_id)


@writes
@require_POST
def act(request: HttpRequest, public_id: str) -> HttpResponse:
    """The acts without a form: checking and back, translations looked at, cancelled, a test letter."""
    found = the_bulletin(public_id)
    acts: dict[str, tuple[Callable[..., Any], str]] = {
        "check": (bulletins.send_for_checking, _("The bulletin waits for checking.")),
        "take_back": (bulletins.take_back, _("The bulletin is a draft again.")),
        "translated": (bulletins.mark_translated, _("The translations count as up to date.")),
        "cancel": (bulletins.cancel, _("The bulletin has been cancelled. Nobody gets it.")),
        "test": (sending.send_test, _("A test letter in each language is on its way to you.")),
        "publish": (sending.publish_alone, _("The bulletin is on the forum's pages. No letters were sent.")),
        "reopen": (sending.reopen, _("The bulletin can be changed again; the letter that waited is cancelled.")),
    }
    if (do := request.POST.get("do", "")) not in acts:
        raise Http404
    verb, said = acts[do]
    try:
        verb(found, by=me(request))
        messages.success(request, said)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except IllegalMove:
        messages.error(request, _("This cannot be done any more: the bulletin's state has changed."))
    return redirect("forum:bulletin_work", public_id)


@writes
@require_POST
def ready(request: HttpRequest, public_id: str) -> HttpResponse:
    """Freezes the texts and goes on to whom it is sent."""
    found = the_bulletin(public_id)
    form = ReadyForm(request.POST)
    made: list[Any] = []
    try:
        if done(form, lambda: made.append(sending.prepare(found, by=me(request), reason=form.cleaned_data["reason"]))):
            messages.success(request, _("The texts are frozen. Look at who gets the bulletin, and let it go."))
            return redirect("forum:bulletin_work", public_id)
    except IllegalMove:
        messages.error(request, _("This cannot be done any more: the bulletin's state has changed."))
        return redirect("forum:bulletin_work", public_id)
    return work_page(request, found, form)


@writes
@require_POST
def release(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lets the letters go, now or later."""
    found = the_bulletin(public_id)
    form = ReleaseForm(request.POST)
    try:
        if done(form, lambda: sending.release(found, by=me(request), send_at=form.cleaned_data["send_at"])):
            messages.success(request, _("The bulletin has been released."))
            return redirect("forum:bulletin_work", public_id)
    except IllegalMove:
        messages.error(request, _("This cannot be done any more: the bulletin's state has changed."))
        return redirect("forum:bulletin_work", public_id)
    return work_page(request, found, letting_go=form)


@writes
@csp_update({"frame-src": [SELF]})
@require_safe
def preview(request: HttpRequest, public_id: str, language: str) -> HttpResponse:
    """The page and the letter as readers of one language get them."""
    found = the_bulletin(public_id)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    letter = sending.example(found, me(request), language)
    with translation.override(language):
        context = {**about(found), "as_page": True}
        drawn = render(request, "forum/_bulletin_body.html", context).content.decode()
    about_it = {"section": "work", "bulletin": found, "drawn": drawn, "language": language, "letter": letter}
    return render(request, "forum/bulletin_preview.html", {**about_it, "languages": settings.LANGUAGES})


@writes
@xframe_options_sameorigin
@csp(FRAME)
@require_safe
def letter_html(request: HttpRequest, public_id: str, language: str) -> HttpResponse:
    """The letter's HTML for the frame of the preview."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return HttpResponse(sending.example(the_bulletin(public_id), me(request), language).html)
