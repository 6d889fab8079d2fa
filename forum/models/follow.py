"""Follow: what a person wants to hear of; and how often, for each kind of things."""

from django.db import models
from django.db.models import Aggregate, F, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat

from forum import clock
from forum.models.person import Person


class FollowQuerySet(models.QuerySet["Follow"]):
    """The words for choosing what people follow."""

    def of(self, *subjects: tuple[str, str]) -> "FollowQuerySet":
        """Whatever people have said of any of the subjects: (kind, public id)."""
        wanted = Q(pk=None)
        for kind, public_id in subjects:
            wanted |= Q(kind=kind, public_id=public_id)
        return self.filter(wanted)


class Follow(models.Model):
    """A person follows a thing upstairs, named by kind and public id; or (`wanted` False) has said that they do not.

    `chosen` False: it follows from what the person did, such as commenting. What follows from somebody's seat has no
    row at all, only its refusal has.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=80)
    wanted = models.BooleanField(default=True)
    chosen = models.BooleanField(default=True)
    since = models.DateTimeField(default=clock.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "public_id"], name="followed_once"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(public_id=""), name="follow_names_something"),
        ]
        indexes = [models.Index(fields=["kind", "public_id"], name="followers")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.public_id}"


class Rhythm(models.TextChoices):
    """How often somebody is written to about what they follow."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class FollowRhythm(models.Model):
    """How often a person is written to about all they follow of one kind; without a row as the kind itself says."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    rhythm = models.CharField(max_length=10, choices=Rhythm)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_rhythm_a_kind"),
            models.CheckConstraint(condition=Q(rhythm__in=list(Rhythm.values)), name="follow_rhythm_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.rhythm}"


class Words(Aggregate):
    """The values of the rows in one text, a space between them: on SQLite and on PostgreSQL."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, ' ')"

    def as_postgresql(self, compiler, connection, **context):  # type: ignore[no-untyped-def]
        """As PostgreSQL calls it."""
        return self.as_sql(compiler, connection, function="STRING_AGG", **context)


def as_words() -> Subquery:
    """All that somebody has said of following, in one text: asked in the same query as the signed-in person."""
    said = Concat("kind", Value(":"), "public_id", Value(":"), Cast(F("wanted"), TextField()), output_field=TextField())
    rows = Follow.objects.filter(person=OuterRef("pk")).order_by().values("person")
    return Subquery(rows.annotate(said=Words(said, output_field=TextField())).values("said"))
