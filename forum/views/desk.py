"""My desk and the coordinator's tools."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.services import desk as desks


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, by deadline, and what else is theirs."""
    tasks = desks.tasks_of(request.user)  # type: ignore[arg-type]  # login_required
    return render(
        request, "forum/desk.html", {"section": "desk", "tasks": tasks, "tools": desks.tools_of(request.user)}
    )


@login_required
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """The staff's tools."""
    if not request.user.has_perm("forum.work_as_staff"):
        raise PermissionDenied
    return render(request, "forum/work.html", {"section": "work", "tools": desks.tools_of(request.user)})
