"""The secretariat's forms of bulletins."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from forum.forms.fields import Moment
from forum.forms.languages import InLanguages
from forum.forms.subscriptions import AboutForm
from forum.models import Bulletin, BulletinSection
from forum.services.bulletins import HEAD, PARTS
from forum.texts import LANGUAGES

LONGEST = 20_000


def line(longest: int = 200) -> forms.CharField:
    """One language of a short text."""
    return forms.CharField(max_length=longest, required=False)


def long_text(rows: int) -> forms.CharField:
    """One language of a long text."""
    return forms.CharField(max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": rows}))


def link() -> forms.CharField:
    """One language of an address."""
    field = forms.CharField(max_length=500, required=False, widget=forms.URLInput(attrs={"placeholder": "https://"}))
    field.validators.append(URLValidator(["http", "https"]))
    return field


class Revised(InLanguages, forms.Form):
    """A form of texts that says which `revision` it began from."""

    stems: tuple[str, ...] = ()
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Bulletin | BulletinSection, **kwargs: Any) -> None:
        """Shows the row as it is."""
        self.row = row
        names = [f"{stem}_{code}" for stem in self.stems for code in LANGUAGES]
        kwargs["initial"] = {name: getattr(row, name) for name in names} | {"revision": row.revision}
        super().__init__(*args, **kwargs)

    def typed(self) -> dict[str, str]:
        """The texts by column, with the line ends of one kind."""
        names = [f"{stem}_{code}" for stem in self.stems for code in LANGUAGES]
        return {name: self.cleaned_data[name].replace("\r\n", "\n") for name in names}

    def refresh(self) -> None:
        """Shows the newest revision when the form is drawn again."""
        self.data = {**self.data.dict(), "revision": self.row.revision}  # type: ignore[attr-defined]


class BulletinForm(Revised, AboutForm):
    """Title, lead, what it is about, and in which language it is written first."""

    stems = HEAD
    in_languages = {"title": _("Title"), "lead": _("Lead")}
    language_hints = {
        "title": _("It is also the subject of the letter."),
        "lead": _("One or two sentences: what the reader gets from this."),
    }
    title_fi, title_sv, title_en = line(), line(), line()
    lead_fi, lead_sv, lead_en = long_text(3), long_text(3), long_text(3)
    original = forms.ChoiceField(
        label=_("Written first in"),
        choices=settings.LANGUAGES,
        help_text=_("The other languages are translations of it."),
    )

    def __init__(self, *args: Any, row: Bulletin, **kwargs: Any) -> None:
        """Shows the bulletin as it is."""
        super().__init__(*args, row=row, **kwargs)
        self.initial["original"] = row.original
        self.choose(row.topics)


class SectionForm(Revised):
    """A section's heading, text and link."""

    stems = PARTS
    in_languages = {"heading": _("Heading"), "text": _("Text"), "link": _("Link")}
    language_hints = {
        "text": _("An empty line begins a new paragraph. Lines that begin with a dash become a list."),
        "link": _("A page to read more on. Leave it empty when there is none."),
    }
    heading_fi, heading_sv, heading_en = line(), line(), line()
    text_fi, text_sv, text_en = long_text(8), long_text(8), long_text(8)
    link_fi, link_sv, link_en = link(), link(), link()


class NewBulletinForm(InLanguages, forms.Form):
    """What a new bulletin is called."""

    in_languages = {"title": _("Title")}
    title_fi, title_sv, title_en = line(), line(), line()

    def clean(self) -> dict[str, Any]:
        """A title in some language."""
        data = super().clean() or self.cleaned_data
        if not any(data.get(f"title_{code}") for code in LANGUAGES):
            self.add_error(f"title_{settings.LANGUAGE_CODE}", _("Write a title in at least one language."))
        return data


class ReleaseForm(forms.Form):
    """When the letters leave."""

    send_at = Moment(label=_("When the letters leave"), required=False, help_text=_("Leave it empty to send them now."))


class ReadyForm(forms.Form):
    """Freezes the texts; a reason is asked when a required language is missing."""

    reason = forms.CharField(
        label=_("Why it goes out without a required language"),
        help_text=_("The reason is kept in the log."),
        max_length=500,
        required=False,
    )
