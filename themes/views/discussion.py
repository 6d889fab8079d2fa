"""Saying, answering and finding comments."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.models import Person
from themes import discussion, homes
from themes.forms.comment import CommentForm
from themes.homes import Home
from themes.models import Comment, Thread
from themes.services import comments, pins


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def comment(request: HttpRequest, thread: str) -> HttpResponse:
    """Says a remark; a form of its own for those who were sent here by signing in."""
    return _speak(request, get_object_or_404(Thread, public_id=thread), None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Says a reply, with a form of its own."""
    to = find(public_id)
    return _speak(request, to.thread, to.parent or to)


@require_safe
def comment_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The permanent link to one comment: leads to it on the page where it lives."""
    found = find(public_id)
    return HttpResponseRedirect(discussion.address(found, home_or_404(request, found.thread)))


@require_POST
@login_required
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """The author takes a new comment back."""
    found = find(public_id)
    home = home_or_404(request, found.thread)
    if found.author_id != asker(request).pk:
        raise PermissionDenied
    try:
        comments.withdraw(found, by=asker(request))
        messages.success(request, _("You have withdrawn your comment."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(discussion.address(found, home))


def find(public_id: str) -> Comment:
    """The comment with all its links need, or 404."""
    return get_object_or_404(Comment.objects.select_related("thread", "parent__thread"), public_id=public_id)


def home_or_404(request: HttpRequest, thread: Thread) -> Home:
    """Where the discussion lives; 404 when this person may not see it."""
    home = homes.of(thread, request.user)
    if home is None:
        raise Http404
    return home


def may_comment(request: HttpRequest, thread: Thread) -> Home:
    """The discussion's home; 404 when it may not be seen, 403 when one may not comment."""
    home = home_or_404(request, thread)
    if not asker(request).has_perm("themes.comment", thread) or not home.open:
        raise PermissionDenied
    return home


def asker(request: HttpRequest) -> Person:
    """The person who is signed in. For views behind `login_required`."""
    assert isinstance(request.user, Person)
    return request.user


def _speak(request: HttpRequest, thread: Thread, root: Comment | None) -> HttpResponse:
    """Shows the form; or says what is in it and leads to it; or shows it again with all that was written."""
    home, person = may_comment(request, thread), asker(request)
    if request.method != "POST":
        last = discussion.last_choices(person)
        form = CommentForm(person=person, thread=thread, parent=root, initial=last, pin=pins.asked(thread, request.GET))
        return _form_page(request, form, home)
    form = CommentForm(request.POST, person=person, thread=thread, parent=root, pin=pins.asked(thread, request.POST))
    said = form.say()
    if request.htmx:  # type: ignore[attr-defined]
        return _fragment(request, form, home, said)
    if said is None:
        return _form_page(request, form, home)
    messages.success(request, _("Your comment has been published."))
    return HttpResponseRedirect(discussion.address(said, home))


def _form_page(request: HttpRequest, form: CommentForm, home: Home) -> HttpResponse:
    context = {"form": form, "home": home, "root": form.parent, "section": ""}
    return render(request, "themes/comment_form.html", context)


def _fragment(request: HttpRequest, form: CommentForm, home: Home, said: Comment | None) -> HttpResponse:
    """The whole discussion for htmx: with the new comment, or with the form's errors."""
    new = said.public_id if said else ""
    drawn = discussion.for_threads([form.thread], request, known_homes={form.thread.pk: home}, new=new)[form.thread.pk]
    drawn.form = drawn.form if said else form
    return render(request, "themes/_discussion.html", {"discussion": drawn, "fresh": new})
