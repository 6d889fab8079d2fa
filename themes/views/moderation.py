"""The coordinator's care of discussions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from themes import discussion, homes
from themes.forms.comment import HideForm
from themes.models import Comment, Thread
from themes.services import comments, threads
from themes.views.discussion import asker, find, home_or_404

PAGE_LENGTH = 30


@require_safe
@login_required
def moderation(request: HttpRequest) -> HttpResponse:
    """Newest comments everywhere, or the hidden ones."""
    _coordinator_only(request)
    shown = "hidden" if request.GET.get("show") == "hidden" else "all"
    rows = Comment.objects.select_related("thread", "hidden_by")
    if shown == "hidden":
        rows = rows.filter(hidden_at__isnull=False).order_by("-hidden_at", "-pk")
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page"))
    where = homes.of_threads({row.thread_id for row in page}, request.user)
    lines = [{"comment": row, "home": where.get(row.thread_id)} for row in page]
    context = {"page": page, "lines": lines, "shown": shown, "section": "work"}
    return render(request, "themes/moderation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Asks the reason and hides the comment."""
    _coordinator_only(request)
    found = find(public_id)
    home = home_or_404(request, found.thread)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            comments.hide(found, by=asker(request), reason=form.cleaned_data["reason"])
            messages.success(request, _("The comment has been hidden. Its place shows the reason."))
            return redirect(discussion.address(found, home))
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "themes/hide.html", {"form": form, "comment": found, "home": home, "section": "work"})


@require_POST
@login_required
def unhide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Shows a hidden comment again."""
    _coordinator_only(request)
    found = find(public_id)
    home = home_or_404(request, found.thread)
    comments.unhide(found, by=asker(request))
    messages.success(request, _("The comment can be read again."))
    return redirect(discussion.address(found, home))


@require_POST
@login_required
def close_thread(request: HttpRequest, thread: str) -> HttpResponse:
    """Closes a discussion to new comments."""
    return _set_open(request, thread, is_open=False)


@require_POST
@login_required
def open_thread(request: HttpRequest, thread: str) -> HttpResponse:
    """Opens a closed discussion."""
    return _set_open(request, thread, is_open=True)


def _set_open(request: HttpRequest, public_id: str, *, is_open: bool) -> HttpResponse:
    _coordinator_only(request)
    thread = get_object_or_404(Thread, public_id=public_id)
    home = home_or_404(request, thread)
    if is_open:
        threads.open(thread, by=asker(request))
        messages.success(request, _("The discussion is open again."))
    else:
        threads.close(thread, by=asker(request))
        messages.success(request, _("The discussion is closed. It can still be read."))
    return redirect(f"{home.url}#{thread.anchor}")


def _coordinator_only(request: HttpRequest) -> None:
    if not asker(request).has_perm("themes.hide_comment"):
        raise PermissionDenied
