"""Comment: what somebody said, with standing and mandate stamped when it was said. Hidden ones leave a tombstone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forum import clock
from forum.models import Person, StaffRole
from forum.models.public_id import WithPublicId
from forum.texts import LocalText, from_dict
from regions.models import DataVersion, Mandate, NetworkMembership, Region
from themes.models.thread import Thread


class CommentQuerySet(models.QuerySet["Comment"]):
    """The words for choosing comments."""

    def standing_out(self) -> "CommentQuerySet":
        """Comments whose text can be read: neither hidden nor withdrawn. This is what every count counts."""
        return self.filter(hidden_at=None, withdrawn_at=None)

    def roots(self) -> "CommentQuerySet":
        """Remarks, not the replies to them."""
        return self.filter(parent=None)


class Comment(WithPublicId):
    """Two levels: a remark, and replies to it. `stamp` is frozen: {"fi": {"name", "title", "body", "role"}, …}.

    The stamp stays when the person leaves. When the person is anonymised it loses name and title, and names the seat or
    body only. Its date is `said_at`, and its `title_language` that of the title, which is free text. It was said by one
    of a mandate, a network membership or a staff role. `once` is the same for the same form sent twice.

    A remark may be pinned to a `block` of a brief, as its version `brief_version` said it with the figures of
    `data_version`; `block_name` is what the block was called then, {"fi": …}.
    """

    class Standing(models.TextChoices):
        PERSONAL = "personal"
        PREPARATION = "preparation"

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(NetworkMembership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    staff_role = models.ForeignKey(StaffRole, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=20, choices=Standing)
    stamp = models.JSONField(default=dict)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    text = models.TextField()
    said_at = models.DateTimeField(default=clock.now)
    once = models.CharField(max_length=64, blank=True, editable=False)
    block = models.CharField(max_length=20, blank=True)
    block_name = models.JSONField(default=dict, blank=True)
    brief_version = models.PositiveSmallIntegerField(null=True, blank=True)
    data_version = models.ForeignKey(DataVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    hidden_reason = models.CharField(max_length=300, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-said_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(standing__in=["personal", "preparation"]), name="comment_standing_known"
            ),
            models.CheckConstraint(
                condition=~Q(standing="preparation")
                | Q(mandate__isnull=False)
                | Q(membership__isnull=False)
                | Q(staff_role__isnull=False),
                name="preparation_has_mandate",
            ),
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_by=None, hidden_reason="")
                | (Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~Q(hidden_reason="")),
                name="hidden_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(block="", brief_version=None, data_version=None)
                | (~Q(block="") & Q(brief_version__isnull=False, parent=None)),
                name="pinned_comment_says_of_which_version",
            ),
            models.UniqueConstraint(fields=["author", "once"], condition=~Q(once=""), name="comment_said_once"),
        ]
        indexes = [
            models.Index(fields=["thread", "parent", "-said_at"], name="comment_in_thread"),
            models.Index(fields=["author", "-said_at"], name="comment_of_author"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_readable(self) -> bool:
        """Whether the text stands, or only its tombstone."""
        return self.hidden_at is None and self.withdrawn_at is None

    @property
    def stamped(self) -> dict[str, str]:
        """The stamp in the active language; in the name's place, for the anonymised, that they are."""
        wanted = (get_language() or settings.LANGUAGE_CODE)[:2]
        stamp: dict[str, dict[str, str]] = self.stamp
        words = stamp.get(wanted) or next(iter(stamp.values()), {})
        return {"name": _("Anonymised person")} | words

    @property
    def pinned_to(self) -> LocalText:
        """What the block it is pinned to was called; empty without one."""
        return from_dict(self.block_name)

    @property
    def anchor(self) -> str:
        """The comment's place on a page."""
        return f"comment-{self.public_id}"
