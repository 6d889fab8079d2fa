"""The coverage board: who comes, region by region; from here the coordinator invites, reminds and calls."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from forum import clock
from forum.views.downloads import download, wanted
from meetings.models import Invitation
from meetings.services import calls, coverage, invitations, receivers, steps
from meetings.views import board_words, tables, turns
from meetings.views.access import allowed, the_meeting_head

sees_board = allowed("meetings.see_coverage")
sees_in_full = allowed("meetings.see_answers_in_full")
invites = allowed("meetings.invite")


@sees_board
@require_GET
def page(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The board, narrowed and sorted by the address; for the chair only who comes and who has declined."""
    meeting = the_meeting_head(request, public_id)
    in_full = request.user.has_perm("meetings.see_answers_in_full")  # type: ignore[union-attr]
    board = coverage.board(meeting, in_full=in_full)
    rows = board_words.narrowed(board.shown, request.GET.get("state", ""), request.GET.get("sort", ""))
    if kind := wanted(request):
        return download(tables.board_table(meeting, rows, in_full=in_full), kind)
    about = {
        "section": "work",
        "tab": "coverage",
        "meeting": meeting,
        "board": board,
        "lines": board_words.lines(rows),
        "filters": board_words.filters(board, request.GET),
        "sorts": board_words.sorts(request.GET),
        "tiles": board_words.tiles(board),
        "query": request.GET.urlencode(),
        "plan": receivers.Plan([row.receiver for row in board.rows]),
        "may_invite": request.user.has_perm("meetings.invite", meeting),  # type: ignore[union-attr]
        "now": clock.now(),
        "steps": steps.public(meeting),
        "key": board_words.key(board),
    }
    return render(request, "meetings/coverage.html", about)


@invites
@require_POST
def act(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is done with the chosen rows: remind them, answer for one after the other, or list them for calling."""
    meeting = the_meeting_head(request, public_id)
    names = request.POST.getlist("seat")
    found = meeting.invitations.with_board().filter(public_id__in=names)  # type: ignore[attr-defined]
    chosen = turns.in_order(list(found), names)
    back = reverse("meetings:coverage", args=[public_id])
    if not chosen:
        messages.warning(request, _("Choose at least one seat that has been invited."))
        return HttpResponseRedirect(back)
    if request.POST.get("do") == "call":
        return HttpResponseRedirect(call_list_address(public_id, chosen))
    if request.POST.get("do") == "answer":
        return HttpResponseRedirect(turns.page_of(chosen[0], chosen))
    tell_reminded(request, len(invitations.remind(chosen, by=request.user)))  # type: ignore[arg-type]
    return HttpResponseRedirect(back)


def call_list_address(public_id: str, chosen: list[Invitation]) -> str:
    """The call list of the chosen rows, as an address that can be kept."""
    names = "&".join(f"seat={invitation.public_id}" for invitation in chosen)
    return reverse("meetings:call_list", args=[public_id]) + f"?{names}"


def tell_reminded(request: HttpRequest, count: int) -> None:
    """How many were reminded."""
    if count:
        messages.success(
            request, ngettext("%(count)s reminder leaves.", "%(count)s reminders leave.", count) % {"count": count}
        )
    else:
        messages.info(request, _("Nobody was reminded: they have answered, cannot be reached, or were reminded today."))


@sees_in_full
@require_GET
def call_list(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Names and numbers of whom to call: the chosen rows, or all who are silent or unreachable."""
    meeting = the_meeting_head(request, public_id)
    chosen = set(request.GET.getlist("seat"))
    rows = [row for row in coverage.board(meeting, with_contacts=True).rows if to_call(row, chosen)]
    noted = calls.of(row.invitation for row in rows)
    if kind := wanted(request):
        return download(tables.call_table(meeting, rows, noted), kind)
    about: dict[str, Any] = {"section": "work", "meeting": meeting, "query": request.GET.urlencode()}
    about["may_answer"] = request.user.has_perm("meetings.answer_on_behalf")  # type: ignore[union-attr]
    lines = [(board_words.Line(row), noted.get(row.invitation.pk, []) if row.invitation else []) for row in rows]
    return render(request, "meetings/call_list.html", {**about, "lines": lines})


def to_call(row: coverage.Row, chosen: set[str]) -> bool:
    """Whether the row belongs on the call list."""
    if chosen:
        return row.invitation is not None and row.invitation.public_id in chosen
    return row.state in {coverage.SILENT, coverage.UNREACHABLE}
