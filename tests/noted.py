"""Factories for notes: written, in checking, public."""

from datetime import timedelta
from typing import Any

from forum import clock
from meetings.models import AgendaItem, Meeting, Notes, Point
from meetings.services import notes, notes_links, points, remarks, saving
from tests import things
from tests.people import Cast

CONCLUDED = {"conclusions_fi": "Johtopäätös", "conclusions_sv": "Slutsats"}
EMPTY = {
    **{f"{stem}_{code}": "" for stem in ("background", "conclusions") for code in ("fi", "sv", "en")},
    "contact": None,
    "contact_text": "",
}


def held(level: str = "officials", *, items: int = 1, **fields: Any) -> Meeting:
    """A meeting that was held ten days ago, with items that have titles in the required languages."""
    meeting = things.meeting(level, **{"days": -10, "state": "held", **fields})
    for number in range(1, items + 1):
        things.agenda_item(meeting, title_fi=f"Asia {number}", title_sv=f"Ärende {number}")
    return meeting


def first_item(meeting: Meeting) -> AgendaItem:
    """The agenda's first item."""
    return meeting.agenda_items.select_related("meeting__cycle").order_by("position")[0]


def write(item: AgendaItem, cast: Cast, **texts: Any) -> saving.Saved:
    """Writes the item's notes as somebody does who has just opened them."""
    section = notes.section_of(item)
    now = {name: getattr(section, name) for name in EMPTY}
    return notes.save(item, by=cast.coordinator, typed={**now, **texts}, seen=saving.seen_all(section))


def point(item: AgendaItem, cast: Cast, **fields: Any) -> Point:
    """A point of region A."""
    texts = {"text_fi": "Rahoituksen on jatkuttava.", "text_sv": "Finansieringen måste fortsätta.", "text_en": ""}
    nobody = {"organisation": None, "mandate": None, "to_ministry": False, "answers_by": None, "answer_due": None}
    values = {"region": cast.region_a, **nobody, **texts, **fields}
    return points.add(item, by=cast.coordinator, **values)


def to_ministry(item: AgendaItem, cast: Cast, *, days: int = 30, **fields: Any) -> Point:
    """A point that the member's agency answers within so many days."""
    duty = {"to_ministry": True, "answers_by": cast.agency, "answer_due": clock.today() + timedelta(days=days)}
    return point(item, cast, **{**duty, **fields})


def checking(meeting: Meeting, cast: Cast, *, days: int = 5) -> Notes:
    """Sends the written notes for checking; remarks are taken for so many days."""
    notes.send_for_checking(meeting, by=cast.coordinator, until=clock.today() + timedelta(days=days))
    return Notes.objects.get(meeting=meeting)


def public(meeting: Meeting, cast: Cast) -> Notes:
    """Takes written notes all the way to the public."""
    checking(meeting, cast)
    notes.confirm(meeting, by=cast.coordinator, early=True)
    notes.publish(meeting, by=cast.coordinator)
    meeting.refresh_from_db()
    return Notes.objects.get(meeting=meeting)


def corrected(meeting: Meeting, cast: Cast, *, tell: bool = False, **texts: str) -> None:
    """Publishes a later version, with letters to the seats when they are told."""
    write(first_item(meeting), cast, **(texts or {"conclusions_fi": "Toinen johtopäätös"}))
    notes.correct(meeting, by=cast.coordinator, note={"fi": "Korjattu", "sv": "Rättat"}, tell=tell)


def remark(meeting: Meeting, cast: Cast, text: str = "Puuttuu yksi asia.") -> Any:
    """A remark of region A's official on the first item."""
    checker = notes_links.of_person(cast.official_of_a, meeting)
    assert checker
    section = notes.section_of(first_item(meeting))
    return remarks.say(section, by=checker, text=text, language="fi")


class Noted:
    """One meeting with public notes in two versions, a remark and a point to the member's agency."""

    def __init__(self, cast: Cast, **fields: Any) -> None:
        """Region A's official was invited."""
        assert cast.official_of_a and cast.member
        self.meeting = held(**fields)
        self.invitation = things.invitation(self.meeting, cast.official_seat_a, state="sent")
        self.item = first_item(self.meeting)
        write(self.item, cast, **CONCLUDED)
        self.point = to_ministry(self.item, cast)
        checking(self.meeting, cast)
        self.remark = remark(self.meeting, cast)
        remarks.answer(self.remark, by=cast.coordinator, text="Lisätty.", language="fi")
        notes.confirm(self.meeting, by=cast.coordinator, early=True)
        notes.publish(self.meeting, by=cast.coordinator)
        corrected(self.meeting, cast)
