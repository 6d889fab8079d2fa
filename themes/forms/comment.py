"""What may be said in a discussion, and why it is hidden."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from forum.models import Person
from forum.services import limits
from themes.models import Comment, Thread, capacities_of
from themes.services import comments, pins
from themes.services.pins import Pin
from themes.services.plain_words import plain

STANDINGS = [("personal", _("Personal remark")), ("preparation", _("Official's preparation"))]
TOO_OFTEN = _("You have sent many comments in a short time. Wait ten minutes and send this one again.")

GONE = _("The part of the brief that you comment on is no longer there. Your text is kept below: comment on the brief.")


class PlainText(forms.CharField):
    """Text without control characters; what is too long is refused with its length, never cut."""

    def to_python(self, value: Any) -> str:
        """The cleaned text."""
        return plain(str(value or ""))


class CommentForm(forms.Form):
    """A remark or a reply. Capacity and standing are asked only when there is something to choose."""

    text = PlainText(
        label=_("Your comment"),
        help_text=_("Plain text, at most 4,000 characters. Your name and mandate are shown with it."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    capacity = forms.ChoiceField(label=_("Mandate"), widget=forms.RadioSelect)
    standing = forms.ChoiceField(
        label=_("What kind of comment"),
        help_text=_(
            "A personal remark binds nobody. A preparation is said as an official, and is not an adopted position."
        ),
        choices=STANDINGS,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Language of the comment"), choices=settings.LANGUAGES)
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    block = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(
        self,
        data: Any = None,
        *,
        person: Person,
        thread: Thread,
        parent: Comment | None = None,
        initial: dict[str, str] | None = None,
        pin: Pin | None = None,
    ) -> None:
        """A form for what `person` can say in `thread`, of the block that is its `pin`."""
        self.person, self.thread, self.parent, self.pin = person, thread, parent, pin
        self.capacities = {capacity.key: capacity for capacity in capacities_of(person)}
        super().__init__(data, auto_id=f"id_{thread.public_id}_%s", initial=self._defaults(initial or {}))
        self._capacity_field().choices = [
            (key, f"{capacity.body}, {capacity.role}") for key, capacity in self.capacities.items()
        ]
        self.can_prepare = any(capacity.may_prepare for capacity in self.capacities.values())
        for name, only in (("capacity", len(self.capacities) == 1), ("standing", not self.can_prepare)):
            if only:
                self.fields[name].widget = forms.HiddenInput()
        self.fields["text"].error_messages["required"] = _("Write your comment.")
        self.fields["capacity"].error_messages["required"] = _("Choose the mandate you speak with.")
        self.fields["standing"].error_messages["required"] = _("Choose what kind of comment this is.")

    def say(self) -> Comment | None:
        """Says it, or adds to the form's errors why not."""
        if not self.is_valid():
            return None
        if not limits.allows("comment", str(self.person.pk), times=20, seconds=600):
            self.add_error(None, TOO_OFTEN)
            return None
        said = self.cleaned_data
        self.pin = pins.asked(self.thread, said)
        if said["block"] and self.pin is None:
            self.data = {**dict(self.data.items()), "block": "", "version": ""}
            self.add_error(None, GONE)
            return None
        try:
            return comments.say(
                self.thread,
                by=self.person,
                text=said["text"],
                standing=said["standing"],
                mandate=self.capacities[said["capacity"]].source,
                language=said["language"],
                parent=self.parent,
                form_key=said["form_key"],
                pin=self.pin,
            )
        except ValidationError as error:
            self.add_error(None, error)
            return None

    @property
    def only_capacity(self) -> str:
        """The capacity in words, when there is no other to choose."""
        words = [f"{capacity.body}, {capacity.role}" for capacity in self.capacities.values()]
        return words[0] if len(words) == 1 else ""

    def _capacity_field(self) -> forms.ChoiceField:
        field = self.fields["capacity"]
        assert isinstance(field, forms.ChoiceField)
        return field

    def _defaults(self, remembered: dict[str, str]) -> dict[str, str]:
        """What was chosen last if it is still possible; else the first capacity and what is usual in it."""
        first = next(iter(self.capacities), "")
        key = remembered.get("capacity", "")
        capacity = self.capacities.get(key) or self.capacities.get(first)
        prepares = capacity is not None and capacity.may_prepare
        usual = "preparation" if prepares else "personal"
        return {
            "capacity": key if key in self.capacities else first,
            "standing": remembered.get("standing", usual) if prepares else "personal",
            "language": (get_language() or settings.LANGUAGE_CODE)[:2],
            "form_key": get_random_string(20),
            **({"block": self.pin.block, "version": str(self.pin.version)} if self.pin else {}),
        }


class HideForm(forms.Form):
    """Why a comment is hidden. The reason is shown in the comment's place."""

    reason = PlainText(
        label=_("Reason, shown in the comment's place"),
        help_text=_(
            "Everybody sees the reason and the date, and the author gets a letter with them. Replies stay. "
            "The comment can be shown again."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
