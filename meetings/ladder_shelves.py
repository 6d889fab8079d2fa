"""What the plan of letters puts on the shelves."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.models import Letter, Person
from forum.shelves import Drawer, LogField

LETTERS = {
    "save_the_date": _("Save the date"),
    "ask_deputy": _("Deputy of a silent seat asked"),
    "contact_asked": _("Region's contact asked"),
    "last_reminder": _("Last reminder to answer"),
    "call_list": _("Call list"),
    "joining_instructions": _("Joining instructions"),
    "agenda_out": _("Agenda and situation brief published"),
}
DEEDS = {
    "calls.note": _("Call noted"),
    "letter_plan.follow_again": _("Step of a plan of letters follows the deadlines again"),
    "letter_plan.lapse": _("Release of a step of a plan of letters lapsed"),
    "letter_plan.miss": _("Step of a plan of letters missed"),
    "letter_plan.move": _("Step of a plan of letters moved"),
    "letter_plan.pause": _("Step of a plan of letters paused"),
    "letter_plan.release": _("Step of a plan of letters released"),
    "letter_plan.resume": _("Step of a plan of letters resumed"),
    "letter_plan.send": _("Step of a plan of letters sent"),
    "letter_plan.skip": _("Step of a plan of letters left out"),
    "letter_plan.take_back": _("Release of a step of a plan of letters taken back"),
}


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from meetings.invitation_shelves import fresh_link
    from meetings.ladder_furnishing import furnish
    from meetings.services import ladder_letters, letter_table
    from meetings.services.letter_rules import labels
    from meetings.views import letter_plan

    letter_table.fill()
    for kind, words in LETTERS.items():
        shelves.letter_kinds.put(kind, words)
    for kind in ("ask_deputy", "last_reminder"):
        shelves.letter_secrets.put(kind, fresh_link)
    shelves.letter_secrets.put("joining_instructions", fresh_instructions)
    shelves.letter_secrets.put("call_list", ladder_letters.fresh_calls)
    shelves.desk_page.put("letter plans", Drawer("meetings/_letters_due.html", letter_plan.on_desk), order=11)
    shelves.examples.put("letter plans", furnish, order=95)
    shelves.personal_data.put("calls", own_data)
    fields = {"step": LogField(_("Step"), labels()), "letter_plan.day": _("Day"), "letter_plan.reason": _("Reason")}
    shelves.put_log_words(deeds=DEEDS, kinds={}, fields=fields)


def fresh_instructions(letter: Letter) -> dict[str, Any]:
    """New links for joining instructions that are sent again."""
    from meetings.invitation_shelves import fresh_link
    from meetings.models import InvitationLetter
    from meetings.services import ladder_letters

    row = InvitationLetter.objects.filter(letter=letter).select_related("invitation__meeting").first()
    if row is None:
        return {}
    return fresh_link(letter) | ladder_letters.join_link(row.invitation.meeting, letter.facts.get("mode", ""))


def own_data(person: Person) -> dict[str, Any]:
    """The calls a person has noted, for their own export."""
    from meetings.models import CallNote

    found = CallNote.objects.filter(by=person).select_related("invitation__meeting__kind")
    noted = [{"meeting": str(one.invitation.meeting), "at": one.at.isoformat(), "text": one.text} for one in found]
    return {"calls": noted}
