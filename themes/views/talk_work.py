"""The secretariat's work on regional development discussions: the list, writing, checking, publishing, correcting."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.models import Person
from forum.states import IllegalMove
from forum.views.staff import done, for_staff
from themes.forms.talks import CorrectionForm, PublishForm, TalkForm, TalkSearch
from themes.models import Talk
from themes.services import talk_content, talk_reading, talks

PER_PAGE = 30
FORM = require_http_methods(["GET", "HEAD", "POST"])
writes = for_staff("themes.write_talks")


def me(request: HttpRequest) -> Person:
    """Who is at work."""
    return cast(Person, request.user)


def the_talk(public_id: str) -> Talk:
    """The discussion, or 404."""
    return get_object_or_404(Talk.objects.select_related("state_by"), public_id=public_id)


@writes
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All discussions, newest first, with their states."""
    among = Talk.objects.with_row().newest_first()
    search = TalkSearch(request.GET, among=among, by_state=True)
    query = request.GET.copy()
    query.pop("page", None)
    page = Paginator(search.found(), PER_PAGE).get_page(request.GET.get("page"))
    words = {"kinds": talk_reading.KINDS, "states": talk_reading.STATES}
    context = {"section": "work", "search": search, "page": page, "query": query, **words}
    return render(request, "themes/talks_work.html", {**context, "is_long": talk_reading.is_long(among, query)})


@writes
@FORM
def new(request: HttpRequest) -> HttpResponse:
    """Begins a record."""
    form = TalkForm(request.POST or None)
    made: list[Talk] = []
    if request.method == "POST" and done(form, lambda: made.append(talks.write(by=me(request), **form.values()))):
        messages.success(request, _("The record has been begun. Nobody else sees it yet."))
        return redirect("themes:talk_work", made[0].public_id)
    listed = reverse("themes:talks_work")
    context = {
        "section": "work",
        "title": _("New discussion"),
        "form": form,
        "verb": _("Begin the record"),
        "cancel": listed,
    }
    trail = [(reverse("forum:work"), _("The secretariat's tools")), (listed, _("Regional development discussions"))]
    return render(request, "form_page.html", {**context, "trail": trail}, status=422 if form.errors else 200)


@writes
@require_safe
def work(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where the record stands, and what can be done with it."""
    return work_page(request, the_talk(public_id))


def work_page(request: HttpRequest, talk: Talk, form: PublishForm | None = None) -> HttpResponse:
    """The page, with the form that could not be taken."""
    context = {
        "section": "work",
        "talk": talk,
        "shown": talk_reading.shown(talk, None),
        "gaps": talk_content.gaps(talk_content.of(talk)),
        "versions": list(talk.versions.all()),
        "state": talk_reading.STATES[talk.state],
        "form": form or PublishForm(),
    }
    return render(request, "themes/talk_work.html", context, status=422 if form else 200)


@writes
@FORM
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Writes the record; a public one with what has changed, as its next version."""
    talk = the_talk(public_id)
    kind = CorrectionForm if talk.state == "public" else TalkForm
    form = kind(request.POST or None, talk=talk)
    clash: Talk | None = None
    if request.method == "POST":
        try:
            if done(form, lambda: save(talk, form, me(request))):
                messages.success(request, _("Saved."))
                return redirect("themes:talk_work", public_id)
        except talks.Clash as error:
            clash = error.now
            form.data = with_revision(form, clash.revision)
    context = {"section": "work", "talk": talk, "form": form, "clash": clash}
    return render(request, "themes/talk_edit.html", context, status=422 if form.errors or clash else 200)


def with_revision(form: Any, revision: int) -> Any:
    """What was typed, over what is saved now: pressing the button again puts it in its place."""
    data = form.data.copy()
    data["revision"] = revision
    return data


def save(talk: Talk, form: TalkForm, by: Person) -> None:
    """Hands what was typed to the service."""
    revision = form.cleaned_data["revision"] or 0
    if isinstance(form, CorrectionForm):
        more = {"note": form.note(), "reason": form.cleaned_data["reason"]}
        talks.correct(talk, by=by, revision=revision, **more, **form.values())
    else:
        talks.change(talk, by=by, revision=revision, **form.values())


@writes
@require_POST
def act(request: HttpRequest, public_id: str) -> HttpResponse:
    """The acts without a form."""
    acts: dict[str, tuple[Callable[..., Any], str]] = {
        "check": (
            talks.send_for_checking,
            _("The record waits for checking. Those who act for its regions can read it."),
        ),
        "take_back": (talks.take_back, _("The record is a draft again.")),
        "confirm": (talks.confirm, _("The record has been confirmed. It can be published now.")),
    }
    if (do := request.POST.get("do", "")) not in acts:
        raise Http404
    verb, said = acts[do]
    tell(request, lambda: verb(the_talk(public_id), by=me(request)), said)
    return redirect("themes:talk_work", public_id)


def tell(request: HttpRequest, deed: Callable[[], object], said: str) -> None:
    """Does the deed, and says that it is done or why it is not."""
    try:
        deed()
        messages.success(request, said)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except IllegalMove:
        messages.error(request, _("This cannot be done any more: the record's state has changed."))


@writes
@require_POST
def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Makes the record public."""
    talk = the_talk(public_id)
    form = PublishForm(request.POST)
    try:
        if not done(form, lambda: talks.publish(talk, by=me(request), reason=form.cleaned_data["reason"])):
            return work_page(request, talk, form)
        messages.success(request, _("The record is public now."))
    except IllegalMove:
        messages.error(request, _("This cannot be done any more: the record's state has changed."))
    return redirect("themes:talk_work", public_id)
