"""Which brief is read for a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from themes.models import Brief


class BriefChoice(forms.ModelChoiceField):
    """Public briefs by theme."""

    def label_from_instance(self, obj: Brief) -> str:
        """3. Title, after its theme's number."""
        return f"{obj.theme.number}. {obj.heading}"


class BriefForm(forms.Form):
    """One public brief that is not read for the meeting yet; the theme's own come first."""

    brief = BriefChoice(
        Brief.objects.none(),
        label=_("Choose a brief"),
        help_text=_("The theme's number comes first."),
        to_field_name="public_id",
    )

    def __init__(self, *args: Any, meeting: Meeting, read: list[Brief], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Brief.objects.public().exclude(pk__in=[brief.pk for brief in read]).select_related("theme", "published")
        own = free.filter(theme=meeting.theme_id).order_by("-published_at").first()
        self.fields["brief"].queryset = free.order_by("theme__number", "-published_at")  # type: ignore[attr-defined]
        self.initial.setdefault("brief", own.public_id if own else None)
