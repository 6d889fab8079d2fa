"""InputRequest: a working group or network is asked for its input to a meeting by a day."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import Localized, long_columns
from meetings.models.agenda_item import AgendaItem
from meetings.models.meeting import Meeting
from meetings.models.paper import Paper
from meetings.states import INPUT_MOVES
from regions.models import Network


class InputRequest(WithPublicId):
    """What is asked (`question`), and what came (`report` in the writer's language, perhaps with a paper)."""

    MOVES = INPUT_MOVES

    class State(models.TextChoices):
        ASKED = "asked"
        RECEIVED = "received"
        WITHDRAWN = "withdrawn"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="input_requests")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="input_requests")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    question_fi, question_sv, question_en = long_columns()
    due = models.DateField()
    state = models.CharField(max_length=20, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    report = models.TextField(blank=True)
    language = models.CharField(max_length=2, blank=True)
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True)
    received_from = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    question = Localized()

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "network"], name="network_asked_once"),
            models.CheckConstraint(condition=Q(state__in=list(INPUT_MOVES)), name="input_state_known"),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(received_at__isnull=False), name="received_input_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network}: {self.meeting}"
