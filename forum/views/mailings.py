"""Mass letters: the list, writing one with a live preview, choosing whom it goes to, and how far it has come."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum import audiences, mailing_kinds, shelves, states
from forum.forms.mailings import NewForm, PartForm, TextsForm, languages
from forum.models import Mailing, Person
from forum.services import mailing_previews as previews
from forum.services import mailings as desk
from forum.services.dry_runs import DryRun
from forum.views.letters import paged
from forum.views.mailing_words import progress, row_of
from forum.views.staff import for_staff

sees, writes = for_staff("forum.see_mailings"), for_staff("forum.write_mailings")
FORM = require_http_methods(["GET", "HEAD", "POST"])


def the_mailing(public_id: str) -> Mailing:
    """The mailing, or 404; also when its kind is not offered any more."""
    found = get_object_or_404(
        Mailing.objects.select_related("made_by", "released_by", "confirmed_by"), public_id=public_id
    )
    if not shelves.mailing_kinds.has(found.kind):
        raise Http404
    return found


def reader(request: HttpRequest) -> Person:
    """Who is signed in."""
    return cast(Person, request.user)


@sees
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every mass letter and where it stands, newest first."""
    found = Mailing.objects.select_related("made_by").defer("texts", "facts", "audience")
    context = paged(request, found)
    context["rows"] = [row_of(mailing) for mailing in context["page"]]
    return render(request, "forum/mailings.html", context)


@writes
@FORM
def new(request: HttpRequest) -> HttpResponse:
    """A new draft: its kind and name."""
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind, about = form.chosen()
        made = desk.begin(kind=kind, by=reader(request), title=form.cleaned_data["title"], about_id=about)
        return redirect("forum:mailing", made.public_id)
    about_page = {"section": "work", "title": _("New letter to many"), "form": form, "verb": _("Begin the letter")}
    trail = [(reverse("forum:work"), _("The secretariat's tools")), (reverse("forum:mailings"), _("Communications"))]
    context = {**about_page, "trail": trail, "cancel": reverse("forum:mailings")}
    return render(request, "form_page.html", context, status=422 if form.errors else 200)


@sees
@FORM
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """A draft to write; of any other how far it has come. A POST saves the draft's texts."""
    mailing = the_mailing(public_id)
    kind = mailing_kinds.the(mailing.kind)
    if mailing.state != "draft" or not request.user.has_perm(kind.permission):  # type: ignore[union-attr]
        if request.method == "POST":
            raise PermissionDenied
        return render(request, "forum/mailing.html", progress(mailing, reader(request)))
    form = TextsForm.of(mailing, kind, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return save(request, mailing, form)
    context = composing(request, mailing, form)
    return render(request, "forum/mailing_text.html", context, status=422 if form.errors else 200)


def save(request: HttpRequest, mailing: Mailing, form: TextsForm) -> HttpResponse:
    """Saves, and puts in a placeholder when its button was pressed."""
    texts = with_placeholder(form.texts(), request.POST.get("insert", ""))
    try:
        desk.change(mailing, by=reader(request), title=form.cleaned_data["title"], texts=texts)
    except states.IllegalMove:
        messages.error(request, _("Somebody has released this letter meanwhile; your change was not saved."))
    else:
        messages.success(request, _("Saved."))
    who = request.POST.get("as", "")
    return redirect(f"{reverse('forum:mailing', args=[mailing.public_id])}{f'?as={who}' if who.isalnum() else ''}")


def with_placeholder(texts: dict[str, dict[str, str]], insert: str) -> dict[str, dict[str, str]]:
    """The texts with the placeholder of a pressed button ("fi:name") at the end of that language's text."""
    code, _sign, name = insert.partition(":")
    if code in languages() and shelves.placeholders.has(name):
        text = texts.setdefault(code, {"subject": "", "body": ""})
        text["body"] = f"{text['body']} {{{name}}}".strip()
    return texts


def composing(request: HttpRequest, mailing: Mailing, form: TextsForm) -> dict[str, Any]:
    """All that the page for writing shows."""
    among = previews.receivers(mailing, reader(request))
    asked = request.POST.get("as") or request.GET.get("as", "")
    kind = mailing_kinds.the(mailing.kind)
    offered = [shelves.placeholders.get(name) for name in kind.placeholders if shelves.placeholders.has(name)]
    dry = DryRun(mailing)
    return {
        "section": "work",
        "mailing": mailing,
        "kind": kind,
        "form": form,
        "languages": languages(),
        "placeholders": offered,
        "among": among,
        "preview": previews.of(mailing, previews.chosen(among, asked), form.texts() if kind.asks_text else None),
        "found": None if mailing.frozen_at else previews.as_found(mailing),
        "dry": dry if mailing.frozen_at else None,
        "parts": [(place, part, audiences.in_words(part)) for place, part in enumerate(mailing.audience)],
        "audiences": [(name, one.label) for name, one in shelves.audiences.named()],
    }


@writes
@require_POST
def preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """The letter as it is being typed, for the pane beside it. Saves nothing."""
    mailing = the_mailing(public_id)
    kind = mailing_kinds.the(mailing.kind)
    form = TextsForm.of(mailing, kind, request.POST)
    chosen = previews.chosen(previews.receivers(mailing, reader(request)), request.POST.get("as", ""))
    shown = previews.of(mailing, chosen, form.texts() if kind.asks_text else None)
    problems = [] if form.is_valid() else [str(error) for errors in form.errors.values() for error in errors]
    return render(request, "forum/_mailing_preview.html", {"preview": shown, "problems": problems})


@writes
@FORM
def audience(request: HttpRequest, public_id: str) -> HttpResponse:
    """Adds a set of receivers: first which, then what it asks."""
    mailing = the_mailing(public_id)
    name = request.GET.get("audience", "")
    if mailing.state != "draft" or not shelves.audiences.has(name):
        raise Http404
    chosen = shelves.audiences.get(name)
    form = PartForm(request.POST or None, name=name, audience=chosen)
    if request.method == "POST" and form.is_valid():
        return change_audience(request, mailing, [*mailing.audience, form.part()])
    back = reverse("forum:mailing", args=[public_id])
    trail = [(reverse("forum:mailings"), _("Communications")), (back, mailing.name)]
    context = {"section": "work", "title": chosen.label, "form": form, "verb": _("Add to the receivers")}
    context |= {"trail": trail, "cancel": back}
    return render(request, "form_page.html", context, status=422 if form.errors else 200)


@writes
@require_POST
def audience_part(request: HttpRequest, public_id: str, place: int) -> HttpResponse:
    """Takes a part of the audience away."""
    mailing = the_mailing(public_id)
    return change_audience(request, mailing, [part for at, part in enumerate(mailing.audience) if at != place])


def change_audience(request: HttpRequest, mailing: Mailing, parts: list[Any]) -> HttpResponse:
    """Writes the audience, unless the letter has been released."""
    try:
        desk.change(mailing, by=reader(request), audience=parts)
    except states.IllegalMove:
        messages.error(request, _("Somebody has released this letter meanwhile; your change was not saved."))
    return redirect(f"{reverse('forum:mailing', args=[mailing.public_id])}#receivers")
