"""Papers: the file that a reader fetches, and the coordinator's page of a meeting's papers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.services.sniffing import KINDS
from forum.views.files import download
from meetings.forms.papers import PaperForm
from meetings.models import Meeting, Paper, PaperFile
from meetings.services import paper_desk, papers
from meetings.views.access import coordinator_plans, staff_sees, the_meeting

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A paper's file, for whom it is; 404 for others."""
    found = get_object_or_404(PaperFile.objects.visible_to(request.user), public_id=public_id)
    return download(request, bytes(found.content), name=found.name, content_type=KINDS[found.kind].media_type)


@staff_sees
@FORM
def index(request: HttpRequest, public_id: str) -> HttpResponse:
    """The meeting's papers, and everything to print; the coordinator adds papers."""
    meeting, may_plan = the_meeting(request, public_id), request.user.has_perm("meetings.plan")  # type: ignore[union-attr]
    if request.method == "POST" and not may_plan:
        raise PermissionDenied
    start = {"item": request.GET.get("item", "")}
    form = PaperForm(request.POST or None, request.FILES or None, meeting=meeting, initial=start) if may_plan else None
    if form and request.method == "POST" and form.is_valid():
        made = papers.add(meeting, by=request.user, files=form.uploads(), **form.values())  # type: ignore[arg-type]
        messages.success(request, _("“%(title)s” has been added.") % {"title": made.title})
        return redirect("meetings:papers", public_id)
    shown: dict[str, Any] = {"section": "work", "tab": "papers", "meeting": meeting, "form": form, "may_plan": may_plan}
    shown["desk"] = paper_desk.of(meeting)
    return render(request, "meetings/papers.html", shown, status=422 if form and form.is_bound else 200)


def the_paper(public_id: str) -> Paper:
    """The paper with its meeting, or 404."""
    found = Paper.objects.select_related("meeting__kind", "meeting__cycle", "meeting__round", "meeting__theme", "item")
    return get_object_or_404(found, public_id=public_id)


def back_to(meeting: Meeting) -> str:
    """The meeting's papers."""
    return reverse("meetings:papers", args=[meeting.public_id])


@coordinator_plans
@FORM
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """Changes a paper; a chosen file takes the place of the one in its language, which stays among the earlier ones."""
    paper = the_paper(public_id)
    form = PaperForm(request.POST or None, request.FILES or None, meeting=paper.meeting, paper=paper)
    if request.method == "POST" and form.is_valid():
        new = papers.change(paper, by=request.user, files=form.uploads(), **form.values())  # type: ignore[arg-type]
        told = _("The changes and the new files have been saved.") if new else _("The changes have been saved.")
        messages.success(request, told)
        return redirect(back_to(paper.meeting))
    shown = {"section": "work", "paper": paper, "meeting": paper.meeting, "form": form}
    shown["files"] = paper_desk.files_of(paper)
    return render(request, "meetings/paper.html", shown, status=422 if form.is_bound else 200)


@coordinator_plans
@require_POST
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Moves the paper up or down among the papers of its item."""
    paper = the_paper(public_id)
    papers.move(paper, up=request.POST.get("to") == "up", by=request.user)  # type: ignore[arg-type]
    return redirect(back_to(paper.meeting) + f"#paper-{paper.public_id}")


@coordinator_plans
@require_POST
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Removes the paper; the page offers to put it back."""
    paper = the_paper(public_id)
    papers.remove(paper, by=request.user)  # type: ignore[arg-type]
    messages.success(
        request, _("“%(title)s” has been removed. You can put it back under Removed papers.") % {"title": paper.title}
    )
    return redirect(back_to(paper.meeting))


@coordinator_plans
@require_POST
def put_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Puts a removed paper back."""
    paper = the_paper(public_id)
    papers.put_back(paper, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("“%(title)s” is back.") % {"title": paper.title})
    return redirect(back_to(paper.meeting))


@coordinator_plans
@require_POST
def take_file_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes a file away in one language."""
    found = get_object_or_404(PaperFile.objects.without_content().select_related("paper__meeting"), public_id=public_id)
    papers.take_file_back(found, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The file has been taken away. It stays among the earlier files."))
    return redirect("meetings:paper", found.paper.public_id)
