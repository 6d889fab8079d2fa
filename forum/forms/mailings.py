"""What the secretariat says of a mass letter: its kind, texts, receivers, and when it leaves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from forum import placeholders, shelves
from forum.audiences import Audience, Param
from forum.forms.fields import Moment
from forum.forms.languages import InLanguages
from forum.mailing_kinds import MailingKind
from forum.models import Mailing

HOWS = [("add", _("Add them")), ("without", _("Leave them out")), ("only", _("Keep only them"))]
WHENS = [("now", _("Now")), ("later", _("Later"))]


class NewForm(forms.Form):
    """Which kind of letter, and about what."""

    kind = forms.ChoiceField(label=_("Kind of letter"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Name for yourselves"), max_length=200, help_text=_("The receivers do not see it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offers the kinds that are written by hand, once for each thing they may be about."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = offered()  # type: ignore[attr-defined]

    def chosen(self) -> tuple[str, str]:
        """(the kind's name, the public id of what it is about)."""
        kind, _sign, about = self.cleaned_data["kind"].partition(":")
        return kind, about


def offered() -> list[tuple[str, Any]]:
    """The kinds, each with what it can be about."""
    found: list[tuple[str, Any]] = []
    for name, kind in shelves.mailing_kinds.named():
        if kind.composed and kind.abouts:
            found += [(f"{name}:{about}", f"{kind.label}: {words}") for about, words in kind.abouts()]
        elif kind.composed:
            found.append((name, kind.label))
    return found


class TextsForm(InLanguages, forms.Form):
    """Title, and subject and text in each language of the profile. Drafts may lack some; releasing asks for them."""

    in_languages = {"subject": _("Subject"), "body": _("Text")}
    language_hints = {"body": _("An empty line begins a new paragraph, a line that begins with “- ” is in a list.")}
    title = forms.CharField(label=_("Name for yourselves"), max_length=200)

    def __init__(self, *args: Any, kind: MailingKind, **kwargs: Any) -> None:
        """Asks for texts only where the kind has some of its own."""
        self.kind = kind
        self.base_fields = {**type(self).base_fields, **(text_fields() if kind.asks_text else {})}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    @classmethod
    def of(cls, mailing: Mailing, kind: MailingKind, data: Any = None) -> "TextsForm":
        """The form as the mailing is now."""
        now = {f"{field}_{code}": said for code, text in mailing.texts.items() for field, said in text.items()}
        return cls(data, kind=kind, initial={"title": mailing.title, **now})

    def clean(self) -> dict[str, Any]:
        """Refuses unknown placeholders and personal links, with their place in the text."""
        given = super().clean() or self.cleaned_data
        for name in [name for name in given if name.startswith(("subject_", "body_"))]:
            is_subject = name.startswith("subject_")
            for problem in placeholders.problems(given[name], self.kind.placeholders, subject=is_subject):
                self.add_error(name, str(problem))
        return given

    def texts(self) -> dict[str, dict[str, str]]:
        """What was written, as a mailing keeps it; also of a form with errors, for its preview."""
        said = {code: {field: self.said(f"{field}_{code}") for field in self.in_languages} for code in languages()}
        return {code: text for code, text in said.items() if any(text.values())}

    def said(self, name: str) -> str:
        """One text."""
        value = self.data.get(name, "") if self.is_bound else self.initial.get(name, "")
        return str(value).replace("\r\n", "\n").strip()


def languages() -> list[str]:
    """The profile's languages."""
    return [code for code, _name in settings.LANGUAGES]


def text_fields() -> dict[str, forms.Field]:
    """Subject and text in each language."""
    subjects = {f"subject_{code}": forms.CharField(max_length=200, required=False) for code in languages()}
    area = forms.Textarea(attrs={"rows": 12})
    bodies = {f"body_{code}": forms.CharField(max_length=20_000, required=False, widget=area) for code in languages()}
    return {**subjects, **bodies}


class PartForm(forms.Form):
    """A part of the audience: what the chosen set asks, and whether it comes in or goes out."""

    how = forms.ChoiceField(label=_("What about them"), choices=HOWS, widget=forms.RadioSelect, initial="add")

    def __init__(self, *args: Any, name: str, audience: Audience, **kwargs: Any) -> None:
        """Asks the audience's own questions first."""
        super().__init__(*args, **kwargs)
        self.name, self.audience = name, audience
        how = self.fields.pop("how")
        for param in audience.params:
            self.fields[param.name] = field_of(param)
        self.fields["how"] = how

    def part(self) -> dict[str, Any]:
        """The part as an expression keeps it."""
        given = self.cleaned_data
        params = {param.name: given[param.name] for param in self.audience.params if given.get(param.name)}
        return {"audience": self.name, "how": given["how"], "params": params}


def field_of(param: Param) -> forms.Field:
    """The field that asks for a parameter."""
    choices = [(str(code), label) for code, label in param.choices()]
    if param.several:
        boxes = forms.CheckboxSelectMultiple(attrs={"class": "in-columns"})
        hint = "" if param.required else _("Choose none to mean all.")
        return forms.MultipleChoiceField(
            label=param.label, choices=choices, required=param.required, widget=boxes, help_text=hint
        )
    empty = [] if param.required else [("", "–")]
    return forms.ChoiceField(label=param.label, choices=[*empty, *choices], required=param.required)


class ReleaseForm(forms.Form):
    """When it leaves, and why all the same where a region is left out."""

    when = forms.ChoiceField(label=_("When it leaves"), choices=WHENS, widget=forms.RadioSelect, initial="now")
    send_at = Moment(label=_("Day and time, when later"), required=False)
    override_reason = forms.CharField(
        label=_("Why it leaves although a region is left out"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, blocked: bool, **kwargs: Any) -> None:
        """Asks for a reason only where one is needed."""
        super().__init__(*args, **kwargs)
        if not blocked:
            del self.fields["override_reason"]

    def clean(self) -> dict[str, Any]:
        """A later time is said."""
        given = super().clean() or self.cleaned_data
        if given.get("when") == "later" and not given.get("send_at") and "send_at" not in self.errors:
            self.add_error("send_at", _("Say the day and the time."))
        return given

    def values(self) -> dict[str, Any]:
        """For `mailings.release`."""
        later = self.cleaned_data["when"] == "later"
        return {
            "send_at": self.cleaned_data["send_at"] if later else None,
            "override_reason": self.cleaned_data.get("override_reason", ""),
        }
