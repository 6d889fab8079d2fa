"""BriefBlock: a piece of a brief's working copy."""

from typing import Any

from django.db import models
from django.db.models import Q

from forum.models.public_id import WithPublicId
from forum.texts import LANGUAGES, Localized, columns, long_columns
from regions.models import Indicator, Organisation
from themes.models.brief import Brief
from themes.models.translated import Texts, Translated

MOST_MESSAGES = 6


class BriefBlock(Translated, WithPublicId):
    """`options` depend on the kind (see brief_options). A message has one of six `slot`s: there are at most six.

    `text` of a message or a sentence may hold {placeholders}, filled from the indicator for each reader; empty, the
    standard sentence is said. `organisation` is whose view a state's view is.
    """

    STEMS = ("headline", "text")

    class Kind(models.TextChoices):
        MESSAGE = "message"
        SENTENCE = "sentence"
        CHART = "chart"
        TABLE = "table"
        VIEWS = "views"
        STATE_VIEW = "state_view"
        TEXT = "text"
        QUESTIONS = "questions"
        LAST_ACTIONS = "last_actions"
        INTERPRETATION = "interpretation"

    WITH_INDICATOR = ("message", "sentence", "chart")
    OF_WORDS = ("state_view", "text", "questions", "interpretation")

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    slot = models.PositiveSmallIntegerField(null=True, blank=True)
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    headline_fi, headline_sv, headline_en = columns()
    text_fi, text_sv, text_en = long_columns()
    options = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)

    headline = Localized()
    text = Localized()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["brief", "position"], name="block_position_once"),
            models.UniqueConstraint(fields=["brief", "slot"], name="message_slot_once"),
            models.CheckConstraint(
                condition=Q(kind="message", slot__isnull=False, slot__gte=1, slot__lte=MOST_MESSAGES)
                | Q(~Q(kind="message"), slot__isnull=True),
                name="at_most_six_messages",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["message", "sentence", "chart"], indicator__isnull=False)
                | Q(~Q(kind__in=["message", "sentence", "chart"]), indicator__isnull=True),
                name="block_of_figures_has_an_indicator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.kind}"

    def texts_in(self, code: str) -> Texts:
        """The block's texts in a language, with its questions."""
        asked = [question.get(code, "") for question in self.questions]
        return {**super().texts_in(code), **({"questions": asked} if any(asked) else {})}

    @property
    def questions(self) -> list[dict[str, Any]]:
        """A questions block's questions, each in all languages."""
        return list(self.options.get("questions", ()))

    @property
    def is_empty(self) -> bool:
        """Whether it waits for words of its own, for nothing else fills it."""
        return self.kind in self.OF_WORDS and not self.languages

    @property
    def languages(self) -> list[str]:
        """The languages in which the block says anything."""
        return [code for code in LANGUAGES if any(self.texts_in(code).values())]
