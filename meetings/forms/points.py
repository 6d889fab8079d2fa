"""The coordinator's form of a point, and the ministry's answer to it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum import clock
from forum.forms.fields import Day
from meetings.forms.notes import Shared, long_text
from meetings.models import AgendaItem, Meeting, NotesSection, Point
from meetings.services import points
from regions.models import Mandate, Organisation, Region

DAYS_TO_ANSWER = 30
Choices = list[tuple[str, Any]]


def mandates_at(meeting: Meeting) -> list[Mandate]:
    """The mandates of those who came, in the board's order. Two queries."""
    came = meeting.invitations.filter(state__in=["accepted", "deputy_accepted"])  # type: ignore[attr-defined]
    asked = {one.person_id: place for place, one in enumerate(came)}
    held = Mandate.objects.in_force(meeting.day).with_bodies()
    found = held.filter(seat__in=came.values("seat"), person__in=came.values("person"))
    return sorted(found, key=lambda mandate: asked.get(mandate.person_id, 0))


def speakers(meeting: Meeting, known: Mandate | None) -> Choices:
    """Who can have raised a point: those who came, then regions and organisations. Four queries."""
    came = mandates_at(meeting)
    if known and known not in came:
        came.insert(0, known)
    at_table = [(f"m:{one.public_id}", f"{one.seat or one.body_name} ({one.person.name})") for one in came]
    regions = [(f"r:{one.code}", str(one.name)) for one in Region.objects.all()]
    bodies = [(f"o:{one.public_id}", str(one.name)) for one in Organisation.objects.forum_members()]
    groups = [(_("At the table"), at_table), (_("Regions"), regions), (_("Organisations"), bodies)]
    return [("", _("The participants together")), *((name, found) for name, found in groups if found)]


def key_of(point: Point) -> str:
    """Who raised the point, as the form's choice."""
    if point.mandate:
        return f"m:{point.mandate.public_id}"
    if point.region:
        return f"r:{point.region.code}"
    return f"o:{point.organisation.public_id}" if point.organisation else ""


def who(key: str) -> dict[str, Any]:
    """The choice as the point's columns."""
    kind, _sep, name = key.partition(":")
    mandate = Mandate.objects.select_related("seat", "region").filter(public_id=name).first() if kind == "m" else None
    if mandate:
        seat = mandate.seat
        region = seat.region if seat else mandate.region
        return {"mandate": mandate, "region": region, "organisation": None if region else _body(mandate)}
    region = Region.objects.filter(code=name).first() if kind == "r" else None
    body = Organisation.objects.filter(public_id=name).first() if kind == "o" else None
    return {"mandate": None, "region": region, "organisation": body}


def _body(mandate: Mandate) -> Organisation | None:
    return mandate.seat.organisation if mandate.seat else mandate.organisation


class PointForm(Shared):
    """A point raised on an agenda item. A point to the ministry names who answers and by when."""

    in_languages = {"text": gettext_lazy("Point")}

    by = forms.ChoiceField(required=False, label=gettext_lazy("Raised by"))
    text_fi, text_sv, text_en = long_text(3, 4000), long_text(3, 4000), long_text(3, 4000)
    to_ministry = forms.BooleanField(required=False, label=gettext_lazy("To the ministry: needs an answer"))
    answers_by = forms.ModelChoiceField(Organisation.objects.none(), required=False, label=gettext_lazy("Who answers"))
    answer_due = Day(required=False, label=gettext_lazy("Answer due by"))

    def __init__(self, *args: Any, item: AgendaItem, row: Point | None = None, **kwargs: Any) -> None:
        point = row or Point(item=item, answer_due=clock.today() + timedelta(days=DAYS_TO_ANSWER))
        texts = {name: getattr(point, name) for name in (*points.TEXTS, "to_ministry", "answer_due")}
        due = texts["answer_due"] or clock.today() + timedelta(days=DAYS_TO_ANSWER)
        kwargs["initial"] = {**texts, "answer_due": due, "by": key_of(point), "answers_by": point.answers_by_id}
        super().__init__(*args, row=point, **kwargs)
        self.fields["by"].choices = speakers(item.meeting, point.mandate)  # type: ignore[attr-defined]
        answerers = Q(kind__in=["ministry", "agency"], forum_member=True) | Q(is_secretariat=True)
        bodies = Organisation.objects.filter(answerers | Q(pk=point.answers_by_id))
        self.fields["answers_by"].queryset = bodies.order_by("kind", "name_fi")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What a point must have."""
        data = super().clean()
        if not self.errors:
            try:
                points.check(self.values())
            except ValidationError as error:
                self.add_error(None, error)
        return data

    def values(self) -> dict[str, Any]:
        """The point's columns; who answers and when only for points to the ministry."""
        data = self.cleaned_data
        duty = {name: data[name] if data["to_ministry"] else None for name in ("answers_by", "answer_due")}
        texts = {name: data[name] for name in points.TEXTS}
        return {**texts, **who(data["by"]), "to_ministry": data["to_ministry"], **duty}

    def part_fields(self) -> Mapping[str, str]:
        """Who raised it; who answers."""
        return {"raised_by": "by", "duty": "to_ministry"}

    def label_of(self, part: str) -> str:
        """Also that the point was removed."""
        return _("The whole point") if part == points.REMOVED else super().label_of(part)

    def shown(self, part: str, row: NotesSection | Point) -> str:
        """Who raised it and who answers, in words."""
        assert isinstance(row, Point)
        if part == points.REMOVED:
            return _("removed")
        if part == "raised_by":
            return ", ".join(filter(None, [row.raised_by, row.raised_as])) or _("The participants together")
        if part == "duty":
            return f"{row.answers_by}, {row.answer_due}" if row.to_ministry else _("No")
        return super().shown(part, row)

    def typed(self, part: str) -> str:
        """The same of what was typed."""
        if part == points.REMOVED:
            return str(Point(**{name: self.cleaned_data[name] for name in points.TEXTS}).text)
        if part in {"raised_by", "duty"}:
            return self.shown(part, Point(item=self.row.item, **self.values()))
        return super().typed(part)


class PointAnswerForm(Shared):
    """A ministry's answer with its reasons."""

    in_languages = {"answer": gettext_lazy("Answer and its reasons")}
    language_hints = {"answer": gettext_lazy("Readers see the answer once it is there in every required language.")}

    answer_fi, answer_sv, answer_en = long_text(6), long_text(6), long_text(6)

    def __init__(self, *args: Any, row: Point, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(row, name) for name in points.ANSWERS}
        super().__init__(*args, row=row, **kwargs)

    def values(self) -> dict[str, str]:
        """The answer in each language."""
        return {name: self.cleaned_data[name] for name in points.ANSWERS}
