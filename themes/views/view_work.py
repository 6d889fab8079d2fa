"""The coordinator's rounds of views: prepared, asked, followed on the board, closed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.states import IllegalMove
from forum.views.downloads import download, wanted
from forum.views.mailing_words import row_of
from forum.views.staff import done, for_staff
from themes.forms.view_rounds import DueForm, RoundForm
from themes.forms.views import ReasonForm
from themes.models import ViewRound
from themes.services import view_board, view_requests, view_rounds, view_tables
from themes.views.view_words import filters, tiles

FORM = require_http_methods(["GET", "HEAD", "POST"])
sees = for_staff("themes.see_view_rounds")
manages = for_staff("themes.manage_view_rounds")


def the_round(public_id: str) -> ViewRound:
    """The round, or 404."""
    return get_object_or_404(ViewRound.objects.with_theme(), public_id=public_id)


@sees
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All rounds with how many regions have sent their view."""
    sent = Count("views", filter=Q(views__state__in=["approved", "frozen"]))
    rounds = ViewRound.objects.with_theme().newest_first().annotate(sent=sent, asked_of=Count("views"))
    context = {"section": "work", "rounds": rounds, "may_manage": may_manage(request)}
    return render(request, "themes/view_work.html", context)


def may_manage(request: HttpRequest) -> bool:
    """Whether the reader changes rounds, or only looks at them."""
    return bool(request.user.has_perm("themes.manage_view_rounds"))  # type: ignore[union-attr]


@manages
@FORM
def new(request: HttpRequest) -> HttpResponse:
    """Prepares a round; `?theme=` chooses its theme."""
    form = RoundForm(request.POST or None, initial={"theme": request.GET.get("theme", "")})
    if request.method == "POST" and form.is_valid():
        made = view_rounds.prepare(by=request.user, **form.values())  # type: ignore[arg-type]
        messages.success(request, _("The round has been saved as a draft. Nobody has been asked yet."))
        return redirect("themes:view_board", made.public_id)
    return form_page(request, form, _("New round of regions' views"), reverse("themes:view_work"))


def form_page(request: HttpRequest, form: RoundForm, title: str, cancel: str) -> HttpResponse:
    """The page of a round's form."""
    trail = [(reverse("themes:view_work"), _("Rounds of views"))]
    context = {"section": "work", "form": form, "title": title, "verb": _("Save the draft"), "trail": trail}
    return render(request, "form_page.html", {**context, "cancel": cancel}, status=422 if form.errors else 200)


@manages
@FORM
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Changes a draft."""
    round = the_round(public_id)
    board = redirect("themes:view_board", public_id)
    if round.state != "draft":
        messages.info(request, _("The regions have been asked already: only the last day can be changed."))
        return board
    form = RoundForm(request.POST or None, round=round)
    if request.method == "POST" and form.is_valid():
        return act(request, lambda: view_rounds.change(round, by=request.user, **form.values()), _("Saved."), board)  # type: ignore[arg-type]
    return form_page(request, form, _("Change the round"), reverse("themes:view_board", args=[public_id]))


def act(request: HttpRequest, deed: Callable[[], Any], said: str, to: HttpResponse) -> HttpResponse:
    """Does the deed and says so; or says that somebody was faster, or why it is refused."""
    try:
        deed()
        messages.success(request, said)
    except IllegalMove:
        messages.info(request, _("This had been done already, or the round is in another state now."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return to


@sees
@require_safe
def board(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Who has sent the region's view and who is silent, narrowed by `?state=`; of a draft round what it lacks."""
    round = the_round(public_id)
    found = view_board.board(round)
    state = request.GET.get("state", "")
    rows = found.narrowed(state)
    mailing = view_requests.of(round)
    if kind := wanted(request):
        return download(view_tables.of_board(round, rows), kind)
    context = {
        "section": "work",
        "round": round,
        "board": found,
        "rows": rows,
        "tiles": tiles(found),
        "filters": filters(found, state),
        "query": request.GET.urlencode(),
        "lacks": view_rounds.lacks(round) if round.state == "draft" else [],
        "may_manage": may_manage(request),
        "letters": row_of(mailing) if mailing else None,
    }
    return render(request, "themes/view_board.html", context)


@manages
@require_POST
def remind(request: HttpRequest, public_id: str) -> HttpResponse:
    """Reminds the chosen silent regions, or makes a call list of them."""
    round = the_round(public_id)
    codes = request.POST.getlist("region")
    if request.POST.get("do") == "call":
        chosen = "&".join(f"region={code}" for code in codes if code.isalnum())
        return redirect(reverse("themes:view_calls", args=[public_id]) + (f"?{chosen}" if chosen else ""))
    views = [one for one in view_rounds.views_of(round) if one.region.code in codes] if codes else None
    written = view_rounds.remind(round, by=request.user, views=views)  # type: ignore[arg-type]
    if written:
        said = ngettext("%(count)s reminder leaves.", "%(count)s reminders leave.", len(written))
        messages.success(request, said % {"count": len(written)})
    else:
        messages.info(
            request, _("Nobody was reminded: none of these regions is silent, or nobody there can be reached.")
        )
    return redirect("themes:view_board", public_id)


@manages
@require_safe
def calls(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Names and numbers: the chosen regions', or all silent ones'."""
    round = the_round(public_id)
    chosen = set(request.GET.getlist("region"))
    found = view_board.board(round)
    rows = [row for row in found.rows if (row.view.region.code in chosen if chosen else row.is_silent)]
    if kind := wanted(request):
        return download(view_tables.of_calls(round, rows), kind)
    context = {"section": "work", "round": round, "rows": rows, "query": request.GET.urlencode()}
    return render(request, "themes/view_calls.html", context)


def ask_first(request: HttpRequest, round: ViewRound, **context: Any) -> HttpResponse:
    """The page that asks before a deed."""
    board = reverse("themes:view_board", args=[round.public_id])
    trail = [(reverse("themes:view_work"), _("Rounds of views")), (board, str(round.title))]
    form: forms.Form | None = context.get("form")
    context = {"section": "work", "trail": trail, "cancel": board, **context}
    return render(request, "confirm.html", context, status=422 if form and form.errors else 200)


@manages
@require_POST
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Prepares the letters that ask, and goes on to where they are looked at and released."""
    round = the_round(public_id)
    try:
        mailing = view_requests.prepare(round, by=request.user)  # type: ignore[arg-type]
    except IllegalMove:
        messages.info(request, _("This had been done already, or the round is in another state now."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        return redirect("forum:mailing_check" if mailing.state == "draft" else "forum:mailing", mailing.public_id)
    return redirect("themes:view_board", public_id)


@manages
@FORM
def due(request: HttpRequest, public_id: str) -> HttpResponse:
    """Moves the last day."""
    round = the_round(public_id)
    form = DueForm(request.POST or None, initial={"due": round.due})
    if request.method == "POST" and form_done(
        request,
        form,
        lambda: view_rounds.move_due(round, due=form.cleaned_data["due"], by=request.user),  # type: ignore[arg-type]
        _("The last day has been moved, and the silent regions are told."),
    ):
        return redirect("themes:view_board", public_id)
    text = _("Regions that have not approved their view get a letter with the new day.")
    title = _("Move the last day: %(title)s") % {"title": round.title}
    return ask_first(request, round, title=title, text=text, verb=_("Move the last day"), form=form)


def form_done(request: HttpRequest, form: forms.Form, deed: Callable[[], Any], said: str) -> bool:
    """Does the deed when the form is right; True also when somebody was faster."""
    try:
        if done(form, deed):
            messages.success(request, said)
            return True
    except IllegalMove:
        messages.info(request, _("This had been done already, or the round is in another state now."))
        return True
    return False


@manages
@FORM
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Closes the round: approved views are frozen and public."""
    round = the_round(public_id)
    if request.method == "POST":
        said = _("The round is closed. The approved views are public.")
        deed = lambda: view_rounds.close(round, by=request.user)  # type: ignore[arg-type]  # noqa: E731
        return act(request, deed, said, redirect("themes:view_round", public_id))
    found = view_board.board(round)
    text = _("%(sent)s of %(all)s regions have approved their view; these become public and cannot be changed.")
    text = text % {"sent": found.sent, "all": len(found.rows)}
    if found.silent:
        text += " " + _("No view: %(names)s.") % {"names": ", ".join(str(row.view.region.name) for row in found.silent)}
    title = _("Close the round: %(title)s?") % {"title": round.title}
    return ask_first(request, round, title=title, text=text, verb=_("Close and publish"))


@manages
@FORM
def call_off(request: HttpRequest, public_id: str) -> HttpResponse:
    """Calls the round off, with a reason."""
    round = the_round(public_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form_done(
        request,
        form,
        lambda: view_rounds.call_off(round, by=request.user, reason=form.cleaned_data["reason"]),  # type: ignore[arg-type]
        _("The round has been called off."),
    ):
        return redirect("themes:view_board", public_id)
    title = _("Call off the round: %(title)s?") % {"title": round.title}
    verb = _("Call off the round")
    return ask_first(request, round, title=title, verb=verb, danger=True, form=form)
