"""What somebody may say of the bulletins they want."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from forum import dates
from forum.models import Subscription
from forum.services import topics

RHYTHMS = (("each", _("Each bulletin when it comes out")), ("monthly", _("Once a month, all of them in one letter")))
TOPIC = "about_"


class AboutForm(forms.Form):
    """A form that asks what something is about: one group of boxes for each kind of topics."""

    for_subscribers = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offers what the floors have today."""
        super().__init__(*args, **kwargs)
        for number, (label, choices) in enumerate(topics.choices(for_subscribers=self.for_subscribers)):
            field = forms.MultipleChoiceField(
                label=label,
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "side-by-side"}),
            )
            self.fields[f"{TOPIC}{number}"] = field

    def topic_fields(self) -> list[str]:
        """The names of the groups."""
        return [name for name in self.fields if name.startswith(TOPIC)]

    def choose(self, keys: list[str]) -> None:
        """Ticks what is chosen already."""
        for name in self.topic_fields():
            offered = {key for key, _label in self.fields[name].choices}  # type: ignore[attr-defined]
            self.initial[name] = [key for key in keys if key in offered]

    def chosen(self) -> list[str]:
        """The keys that were ticked."""
        return [key for name in self.topic_fields() for key in self.cleaned_data.get(name, [])]


class WishesForm(AboutForm):
    """Language, rhythm and topics."""

    for_subscribers = True
    language = forms.ChoiceField(
        label=_("Language of the letters"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    rhythm = forms.ChoiceField(label=_("How often"), choices=RHYTHMS, initial="each", widget=forms.RadioSelect)

    def __init__(self, *args: Any, subscription: Subscription | None = None, **kwargs: Any) -> None:
        """Shows what the subscription says; a new one begins in the page's language."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", subscription.language if subscription else dates.active())
        if subscription:
            self.initial["rhythm"] = subscription.rhythm
            self.choose(subscription.topics)

    def wishes(self) -> dict[str, Any]:
        """As the services take them."""
        said = {name: self.cleaned_data[name] for name in ("language", "rhythm")}
        return {**said, "topics": self.chosen()}


class SubscribeForm(WishesForm):
    """Wishes, and the address."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You get a letter with a link. Nothing more is sent before you have confirmed it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        max_length=254,
    )
    field_order = ("email",)
