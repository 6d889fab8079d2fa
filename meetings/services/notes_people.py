"""What notes hold about a person: for the person's own data, and when the person leaves the forum for good."""

from typing import Any

from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from forum.texts import texts_of
from meetings.models import NotesRemark, NotesRevision, NotesSection, Point


def own_data(person: Person) -> dict[str, Any]:
    """What the person has written of notes, and where the person is named as contact."""
    said = NotesRemark.objects.filter(author=person).select_related("section__item__meeting__kind")
    answered = Point.everything.filter(answered_by=person)
    contact = NotesSection.objects.filter(contact=person).select_related("item__meeting__kind")
    return {
        "remarks_on_notes": [
            {"meeting": str(one.section.item.meeting), "at": one.at.isoformat(), "text": one.text} for one in said
        ],
        "answers_to_points": [
            {
                "point": str(one),
                "at": one.answered_at.isoformat() if one.answered_at else "",
                "answer": texts_of(one, "answer"),
            }
            for one in answered
        ],
        "contact_in_notes": [f"{one.item.meeting}: {one.item}" for one in contact],
        "texts_of_notes_saved": NotesRevision.objects.filter(saved_by=person).count(),
    }


@quiet_verb
def leave_notes(*, person: Person, by: Person) -> None:
    """Nobody is sent to who has left: the person is no longer the contact in notes that are still written.

    Public versions keep the name as they were published; remarks keep the seat for which they were said.
    """
    for section in NotesSection.objects.filter(contact=person).select_related("item"):
        NotesSection.objects.filter(pk=section.pk).update(contact=None)
        audit.record("notes.drop_contact", by=by, about=section.item)
