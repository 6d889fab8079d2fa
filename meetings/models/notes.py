"""Notes of a meeting, by agenda item: background, conclusions, contact; frozen in versions once public."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import Localized, LocalText, columns, from_dict, long_columns
from meetings.models.agenda_item import AgendaItem
from meetings.models.meeting import Meeting
from meetings.states import NOTES_MOVES


class NotesQuerySet(models.QuerySet["Notes"]):
    """The words for choosing notes."""

    def open(self) -> "NotesQuerySet":
        """On their way from the draft to the public: somebody has to check, confirm or publish them."""
        return self.filter(state__in=["checking", "confirmed"])

    def in_checking(self) -> "NotesQuerySet":
        """Those that take remarks today."""
        return self.filter(state="checking", checking_until__gte=clock.today())


class Notes(WithPublicId):
    """One per meeting. `override_reason` is said when they go public without a required language (product rule 7).

    `state_by` and `state_at` say who moved them last, and when; every move is in the audit log. `checking_until` is the
    last day for remarks, included; `checkings` counts how many times they have gone to checking.
    """

    MOVES = NOTES_MOVES

    class State(models.TextChoices):
        DRAFT = "draft"
        CHECKING = "checking"
        CONFIRMED = "confirmed"
        PUBLIC = "public"

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="notes")
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    state_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state_at = models.DateTimeField(default=clock.now)
    checking_until = models.DateField(null=True, blank=True)
    checkings = models.PositiveSmallIntegerField(default=0)
    override_reason = models.CharField(max_length=500, blank=True)

    objects = NotesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "notes"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(NOTES_MOVES)), name="notes_state_known"),
            models.CheckConstraint(
                condition=~Q(state="checking") | Q(checking_until__isnull=False), name="checking_has_an_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}"

    @property
    def takes_remarks(self) -> bool:
        """Whether seats can remark on them today."""
        return self.state == "checking" and self.checking_until is not None and clock.today() <= self.checking_until

    @property
    def can_go_to_checking(self) -> bool:
        """Whether the seats can be asked to check them: first as a draft, again once they are confirmed."""
        return "checking" in self.MOVES[self.state]

    @property
    def can_be_written(self) -> bool:
        """Whether their texts can change: confirmed ones only after going back to checking."""
        return self.state != "confirmed"


class NotesSection(WithPublicId):
    """What the notes say of one agenda item. `revision` rises with each saving: a save names the one it began from."""

    notes = models.ForeignKey(Notes, on_delete=models.PROTECT, related_name="sections")
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="notes_section")
    background_fi, background_sv, background_en = long_columns()
    conclusions_fi, conclusions_sv, conclusions_en = long_columns()
    contact = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contact_text = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    background = Localized()
    conclusions = Localized()

    class Meta:
        ordering = ["item__position"]

    def __str__(self) -> str:
        return f"{self.item}"


class NotesVersion(models.Model):
    """The public notes, frozen: `content` is all of them as plain data; `note` says what changed since the last."""

    notes = models.ForeignKey(Notes, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    note_fi, note_sv, note_en = columns(max_length=500)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    note = Localized()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["notes", "number"], name="notes_version_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(note_fi="") | ~Q(note_sv="") | ~Q(note_en=""),
                name="later_version_says_what_changed",
            ),
        ]


class NotesRemark(WithPublicId):
    """What a seat's person said of the notes within the checking time; `answer` is what became of it.

    `said_for` is the seat in words, frozen: {"fi": "Kainuu, virkamies", …}; it stays when the person leaves.
    """

    section = models.ForeignKey(NotesSection, on_delete=models.PROTECT, related_name="remarks")
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    said_for = models.JSONField(default=dict)
    text = models.TextField()
    language = models.CharField(max_length=2)
    at = models.DateTimeField(default=clock.now)
    answer = models.TextField(blank=True)
    answer_language = models.CharField(max_length=2, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="notes_remark_says_something")]

    def __str__(self) -> str:
        return str(self.speaker)

    @property
    def speaker(self) -> LocalText:
        """The seat in the active language."""
        return from_dict(self.said_for)

    @property
    def log_name(self) -> LocalText:
        """What the log calls it: its words may name people."""
        return self.speaker
