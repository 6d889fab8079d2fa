"""Bulletin: what the secretariat tells subscribers and everybody, in sections, in three languages."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from forum import clock
from forum.models.person import Person
from forum.models.public_id import WithPublicId
from forum.states import BULLETIN_MOVES
from forum.texts import LANGUAGES, Localized, columns, long_columns

PUBLIC = ("sending", "sent")


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    """The words for choosing bulletins."""

    def public(self) -> "BulletinQuerySet":
        """Those that have gone out: anybody may read them, newest first."""
        return self.filter(state__in=PUBLIC).order_by("-published_at", "-pk")

    def in_work(self) -> "BulletinQuerySet":
        """Those that wait for somebody of the secretariat, or for their time."""
        return self.filter(state__in=["draft", "checking", "scheduled"])


class InWriting(models.Model):
    """Texts in languages of which one is the original: `written` keeps when each was last changed ({"fi": ISO})."""

    written = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def older_than(self, original: str) -> list[str]:
        """The languages whose texts were written before the original's last change."""
        since = self.written.get(original, "")
        return [code for code in LANGUAGES if code != original and "" < self.written.get(code, "") < since]


class Bulletin(WithPublicId, InWriting):
    """`topics` are what it is about, by kind and public id ("theme:…", "region:18", "meeting:…").

    `original` is the language in which it is written first. `override_reason` is said when it goes out without a
    required language (product rule 7). `revision` rises with each saving of its heading.
    """

    MOVES = BULLETIN_MOVES

    class State(models.TextChoices):
        DRAFT = "draft"
        CHECKING = "checking"
        SCHEDULED = "scheduled"
        SENDING = "sending"
        SENT = "sent"
        CANCELLED = "cancelled"

    title_fi, title_sv, title_en = columns()
    lead_fi, lead_sv, lead_en = long_columns()
    original = models.CharField(max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    topics = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    state_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    override_reason = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    is_example = models.BooleanField(default=False)

    title = Localized()
    lead = Localized()

    objects = BulletinQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_fi="") | ~Q(title_sv="") | ~Q(title_en=""), name="bulletin_has_a_title"
            ),
            models.CheckConstraint(condition=Q(state__in=list(BULLETIN_MOVES)), name="bulletin_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC) | Q(published_at__isnull=False), name="public_bulletin_says_since_when"
            ),
        ]
        indexes = [models.Index(fields=["state", "published_at"], name="bulletin_published")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def can_be_written(self) -> bool:
        """Whether its texts can still change."""
        return self.state in {"draft", "checking"}

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.state in PUBLIC

    def tells(self, topics: Iterable[str]) -> bool:
        """Whether somebody who chose these topics wants it: it is about one of them, or about none in particular."""
        chosen, about = set(topics), {one for one in self.topics if not one.startswith("meeting:")}
        return not chosen or not about or bool(chosen & about)


class BulletinSection(WithPublicId, InWriting):
    """A heading, a text and perhaps a link, each in its languages."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="sections")
    position = models.PositiveSmallIntegerField()
    heading_fi, heading_sv, heading_en = columns()
    text_fi, text_sv, text_en = long_columns()
    link_fi, link_sv, link_en = columns(max_length=500)
    revision = models.PositiveIntegerField(default=1)

    heading = Localized()
    text = Localized()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.heading or self.text)[:100]

    @property
    def link(self) -> str:
        """The address in the active language; else in the first one that has it."""
        wanted = (get_language() or settings.LANGUAGE_CODE)[:2]
        found: Any = getattr(self, f"link_{wanted}", "")
        return str(found or self.link_fi or self.link_sv or self.link_en)
