"""Forms that save what is typed: by hand with a whole page, by themselves with a small answer for htmx."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from forum import clock
from forum.views.staff import View
from themes.forms.shared import Shared, give
from themes.services.saving import Saved, write_seen


def keeps_typing(view: View) -> View:
    """Tells somebody whose session has ended while they were typing; sending them to sign in would lose the text."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.htmx and not request.user.is_authenticated:  # type: ignore[attr-defined]
            return HttpResponse(_("Not saved: you have been signed out. Sign in in another window, then press Save."))
        return view(request, *args, **kwargs)

    return run


def save(request: HttpRequest, form: Shared, act: Callable[[int], Saved]) -> Saved | None:
    """Hands what was typed to the service, with the revision it may replace; None when something is wrong with it.

    After a clash the form carries the revision that is shown beside the typed texts.
    """
    saved = give(form, lambda: act(form.replaces("save" in request.POST))) if form.is_valid() else None
    if saved and saved.clashes:
        form.refill(over=saved.row.revision)
    return saved


def fragment(request: HttpRequest, form: Shared, saved: Saved | None, *, own: str = "") -> HttpResponse:
    """What htmx puts beside the form: whether it was saved, which revisions the form shows now, and any clash.

    `own` begins the names of the places of a form that does not stand alone on its page.
    """
    return render(request, "themes/_typed.html", {**context_of(form, saved), "own": own})


def context_of(form: Shared, saved: Saved | None) -> dict[str, Any]:
    """What the templates of such forms say of the saving."""
    return {
        "form": form,
        "saved": saved,
        "saved_at": clock.now(),
        "seen": write_seen(saved.seen) if saved else form["seen"].value(),
        "both": form.both(saved) if saved else [],
        "kept": [form.label_of(part) for part in saved.kept] if saved else [],
        "others": ", ".join(saved.others) if saved else "",
    }
