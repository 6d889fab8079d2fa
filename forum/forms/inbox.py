"""How coordinators look for mail, and say what it belongs to."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from forum.forms.records import EVERY, Search
from forum.models import IncomingMail
from forum.services import inbox

WAITING = "waiting"


class InboxSearch(Search):
    """By state, kind, and words. `about` comes from links on other pages. Nothing asked: what waits."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("Waiting for somebody")), ("all", EVERY[1]), *inbox.STATES.items()],
        required=False,
    )
    kind = forms.ChoiceField(label=_("Kind of mail"), choices=[EVERY, *inbox.KINDS.items()], required=False)
    words = forms.CharField(label=_("Sender or subject"), max_length=200, required=False)
    about = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def found(self) -> QuerySet[IncomingMail]:
        """The mails asked for, newest first, without their sources."""
        found = IncomingMail.objects.select_related("person").defer("source")
        if words := self.value("words"):
            by_sender = Q(from_name__icontains=words) | Q(from_address__icontains=words)
            found = found.filter(by_sender | Q(subject__icontains=words) | Q(person__name__icontains=words))
        exact = {"kind": "kind", "about": "about_id"}
        found = found.filter(**{field: self.value(name) for name, field in exact.items() if self.value(name)})
        return self.in_state(found)

    def in_state(self, found: QuerySet[IncomingMail]) -> QuerySet[IncomingMail]:
        """Narrowed to the state; links that name a thing show everything about it."""
        state = self.value("state")
        if state and state != "all":
            return found.filter(state=state)
        everything = state == "all" or self.value("about")
        return found if everything else found.filter(state__in=["inbox", "failed"])


class BelongsForm(forms.Form):
    """What the mail belongs to."""

    about = forms.ChoiceField(label=_("Concerns"), required=False)

    def __init__(self, data: Any = None, *, mail: IncomingMail) -> None:
        """Offers what upper floors have put on the shelf, and what was said before."""
        present = f"{mail.about_kind}:{mail.about_id}" if mail.about_kind else ""
        super().__init__(data, initial={"about": present})
        offered: list[Any] = [("", _("Nothing")), *inbox.choices()]
        known = {value for _label, group in offered[1:] for value, _words in group}
        if present and present not in known:
            offered.insert(1, (present, _("What it belongs to now")))
        self.fields["about"].choices = offered  # type: ignore[attr-defined]

    def chosen(self) -> tuple[str, str]:
        """(kind, public id), both "" for nothing."""
        kind, _colon, public_id = self.cleaned_data["about"].partition(":")
        return kind, public_id
