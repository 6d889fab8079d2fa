"""The moves of a brief, each asked on a page of its own: checked, confirmed, published, reworked, withdrawn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from forum.states import IllegalMove
from forum.views.staff import done
from themes.forms.briefs import NoteForm, ReasonForm
from themes.models import Brief, BriefVersion
from themes.services import brief_checks, brief_content, brief_gaps, brief_writing, briefs
from themes.views.brief_work import FORM, sees, the_brief, trail_of

LOOKED_AT = {"check": gettext_lazy("Still to do"), "confirm": gettext_lazy("The check list finds")}
"""Moves before which the check list is shown, as far as it finds anything."""
INTERPRETED = gettext_noop("The joint interpretation of the meeting has been added.")


class PublishForm(NoteForm):
    """What has changed, and a reason when a required language is missing; each only when it is asked for."""

    field_order = ("note_fi", "note_sv", "note_en", "tell", "reason")

    tell = forms.BooleanField(
        required=False,
        label=gettext_lazy("Write to the seats of the meeting for which it is read"),
        help_text=gettext_lazy("Leave it out for typing errors."),
    )
    reason = forms.CharField(
        max_length=500,
        label=gettext_lazy("Why it is published without a required language"),
        error_messages={
            "required": gettext_lazy(
                "Something is missing in a required language. Translate it, or write why you publish without it."
            )
        },
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, brief: Brief, **kwargs: Any) -> None:
        if adds_interpretation(brief):
            noted = brief_writing.in_every_language(INTERPRETED)
            kwargs["initial"] = {f"note_{code}": text for code, text in noted.items()}
        super().__init__(*args, **kwargs)
        if brief.published is None:
            for name in ("note_fi", "note_sv", "note_en", "tell"):
                del self.fields[name]
        gaps = brief_gaps.of(brief_content.of(brief))
        self.fields["reason"].help_text = " ".join(gap.words for gap in gaps)
        if not gaps:
            del self.fields["reason"]


@dataclass(frozen=True)
class Deed:
    """A move: who may, in which states it is offered, what is asked, done and said; `ends`: the brief is gone then."""

    permission: str
    states: tuple[str, ...]
    question: Any
    text: Any
    verb: Any
    said: Any
    do: Callable[[Brief, Any, dict[str, Any]], Any]
    form: type[forms.Form] | None = None
    danger: bool = False
    ends: bool = False


def publish(brief: Brief, by: Any, given: dict[str, Any]) -> Any:
    """Publishes with the note and the reason that were asked for."""
    note = {code: given.get(f"note_{code}", "") for code in ("fi", "sv", "en")}
    kind = BriefVersion.Kind.INTERPRETATION if adds_interpretation(brief) else BriefVersion.Kind.REVISION
    said = {"reason": given.get("reason", ""), "note": note, "tell": given.get("tell", True)}
    return briefs.publish(brief, by=by, kind=kind, **said)


def adds_interpretation(brief: Brief) -> bool:
    """Whether the working copy holds a joint interpretation that readers do not see yet."""
    if brief.published is None:
        return False
    told = any(block["kind"] == "interpretation" for block in brief.published.content["blocks"])
    return not told and brief.blocks.filter(kind="interpretation").exists()


WRITE, CONFIRM = "themes.write_brief", "themes.confirm_brief"
DEEDS: Mapping[str, Deed] = {
    "check": Deed(
        WRITE,
        ("draft",),
        gettext_lazy("Send for checking: %(title)s?"),
        gettext_lazy("The text stands still while it is read. It can be taken back to a draft."),
        gettext_lazy("Send for checking"),
        gettext_lazy("The brief waits to be checked and confirmed."),
        lambda brief, by, given: briefs.send_for_checking(brief, by=by),
    ),
    "back": Deed(
        WRITE,
        ("checking", "confirmed"),
        gettext_lazy("Take back to a draft: %(title)s?"),
        gettext_lazy("The brief can be changed again, and must be checked and confirmed anew."),
        gettext_lazy("Take back to a draft"),
        gettext_lazy("The brief is a draft again."),
        lambda brief, by, given: briefs.take_back(brief, by=by),
    ),
    "confirm": Deed(
        CONFIRM,
        ("checking",),
        gettext_lazy("Confirm: %(title)s?"),
        gettext_lazy("You have read it and stand for it. It can be published after this."),
        gettext_lazy("Confirm the brief"),
        gettext_lazy("The brief has been confirmed. It can be published."),
        lambda brief, by, given: briefs.confirm(brief, by=by),
    ),
    "publish": Deed(
        WRITE,
        ("confirmed",),
        gettext_lazy("Publish: %(title)s?"),
        gettext_lazy("Everybody can read it at once. This version is frozen: later changes make a new one."),
        gettext_lazy("Publish now"),
        gettext_lazy("The brief is public."),
        publish,
        PublishForm,
    ),
    "rework": Deed(
        WRITE,
        ("public",),
        gettext_lazy("Begin a new version: %(title)s?"),
        gettext_lazy("Readers see the published version until the new one is published."),
        gettext_lazy("Begin a new version"),
        gettext_lazy("The brief can be changed. Readers still see the published version."),
        lambda brief, by, given: briefs.rework(brief, by=by),
    ),
    "withdraw": Deed(
        WRITE,
        (),
        gettext_lazy("Withdraw: %(title)s?"),
        gettext_lazy("Readers do not find it any more. Its versions stay, and it can be shown again."),
        gettext_lazy("Withdraw the brief"),
        gettext_lazy("The brief has been withdrawn."),
        lambda brief, by, given: briefs.withdraw(brief, by=by, reason=given["reason"]),
        ReasonForm,
        danger=True,
    ),
    "drop": Deed(
        WRITE,
        ("draft",),
        gettext_lazy("Remove the draft: %(title)s?"),
        gettext_lazy("Nobody has read it. The draft and its texts are gone for good."),
        gettext_lazy("Remove the draft"),
        gettext_lazy("The draft has been removed."),
        lambda brief, by, given: briefs.drop(brief, by=by),
        danger=True,
        ends=True,
    ),
    "show": Deed(
        WRITE,
        (),
        gettext_lazy("Show again: %(title)s?"),
        gettext_lazy("Readers find it again."),
        gettext_lazy("Show again"),
        gettext_lazy("Readers find the brief again."),
        lambda brief, by, given: briefs.show_again(brief, by=by),
    ),
}


@sees
@FORM
def deed(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Asks before a move, and does it."""
    if name not in DEEDS:
        raise Http404
    what, brief = DEEDS[name], the_brief(public_id)
    if not request.user.has_perm(what.permission):  # type: ignore[union-attr]
        raise PermissionDenied
    form = form_of(what, brief, request)
    if request.method == "POST" and acted(request, form, what, brief):
        return redirect("themes:brief_work") if what.ends else redirect("themes:brief_editor", public_id)
    context = {
        "section": "work",
        "title": what.question % {"title": brief.title or _("(no title yet)")},
        "text": what.text,
        "verb": what.verb,
        "danger": what.danger,
        "form": form,
        "trail": trail_of(brief),
        "cancel": reverse("themes:brief_editor", args=[public_id]),
    }
    if name in LOOKED_AT:
        lacks = [one for one in brief_checks.of(brief) if one.level == brief_checks.BLOCKING]
        context |= {"brief": brief, "lacks": lacks, "lacks_words": LOOKED_AT[name]}
    return render(request, "themes/brief_deed.html", context, status=422 if form.errors else 200)


def form_of(what: Deed, brief: Brief, request: HttpRequest) -> forms.Form:
    """The form of what is asked with the move; an empty one when nothing is."""
    posted = request.POST if request.method == "POST" else None
    if what.form is PublishForm:
        return PublishForm(posted, brief=brief)
    return (what.form or forms.Form)(posted)


def acted(request: HttpRequest, form: forms.Form, what: Deed, brief: Brief) -> bool:
    """Does the move and says so; True also when somebody was faster."""
    try:
        if not done(form, lambda: what.do(brief, request.user, form.cleaned_data)):
            return False
        messages.success(request, what.said)
    except IllegalMove:
        messages.info(request, _("This had been done already, or the brief is in another state now."))
    return True
