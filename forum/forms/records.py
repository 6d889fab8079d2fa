"""How coordinators look for letters and for entries of the audit log."""

from typing import Any

from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.forms.fields import Day
from forum.models import AuditEntry, Person
from forum.services.audit_words import deed_in_words

EVERY = ("", _("All"))
STATES = {
    "withheld": _("Held back for review"),
    "queued": _("In the queue"),
    "sending": _("Leaving now"),
    "waiting": _("Waiting for another try"),
    "sent": _("Accepted by the mail server"),
    "failed": _("Not delivered"),
    "bounced": _("Came back"),
    "cancelled": _("Cancelled"),
}


def kind_in_words(kind: str) -> str:
    """The kind of letter in words, if its floor has put them on the shelf."""
    return str(shelves.letter_kinds.get(kind)) if shelves.letter_kinds.has(kind) else kind.replace("_", " ")


class Search(forms.Form):
    """A search that is never wrong: what cannot be understood narrows nothing."""

    def value(self, name: str) -> Any:
        """What was asked for, or an empty text."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""


class AuditSearch(Search):
    """By deed, by who did it or whom it was about, and by day."""

    verb = forms.ChoiceField(label=_("Deed"), required=False)
    words = forms.CharField(label=_("Who, or about what"), max_length=200, required=False)
    since = Day(label=_("From"), required=False)
    until = Day(label=_("Until"), required=False)
    about = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offers the deeds that have been done."""
        super().__init__(*args, **kwargs)
        verbs = AuditEntry.objects.order_by("verb").values_list("verb", flat=True).distinct()
        deeds = sorted(((verb, deed_in_words(verb)) for verb in verbs), key=lambda pair: pair[1].lower())
        self.fields["verb"].choices = [EVERY, *deeds]  # type: ignore[attr-defined]

    def found(self) -> QuerySet[AuditEntry]:
        """The entries asked for, newest first."""
        found = AuditEntry.objects.select_related("actor")
        if words := self.value("words"):
            found = found.filter(named_so(words))
        if public_id := self.value("about"):
            found = found.annotate(said=Cast("details", TextField()))
            found = found.filter(Q(about_id=public_id) | Q(said__contains=f'"{public_id}"'))
        exact = {"verb": "verb", "since": "at__date__gte", "until": "at__date__lte"}
        return found.filter(**{field: self.value(name) for name, field in exact.items() if self.value(name)})


def named_so(words: str) -> Q:
    """Entries by or about somebody or something of that name, with somebody of it in their details, or of that code."""
    people = Person.objects.filter(name__icontains=words)
    in_details = people.annotate(said=Cast(OuterRef("details"), TextField())).filter(said__contains=F("public_id"))
    of_person = Q(about_kind="person", about_id__in=people.values("public_id"))
    named = Q(about_name__icontains=words) | Q(verb__icontains=words)
    return Q(actor__in=people) | of_person | named | Q(Exists(in_details))
