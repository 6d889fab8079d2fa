"""Mass letters of this floor: their kinds, the placeholders that have to do with meetings, personal addresses."""

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.mailing_kinds import MailingKind
from forum.placeholders import DAY, LINK, TEXT, Placeholder
from meetings.services import mass_letters

PLACEHOLDERS = (
    Placeholder("meeting", TEXT, _("what kind of meeting it is"), ("meeting_name", "kind")),
    Placeholder("day", DAY, _("the meeting's day"), ("starts_at",)),
    Placeholder("place", TEXT, _("where the meeting is held"), ("place",)),
    Placeholder("theme", TEXT, _("the meeting's theme"), ("theme",)),
    Placeholder("closes", DAY, _("the last day to answer"), ("closes",)),
    Placeholder("meeting_link", LINK, _("the meeting's public page"), ("meeting_url",)),
    Placeholder("answer_link", LINK, _("the receiver's own link to answer"), ("answer_url",)),
    Placeholder("survey_link", LINK, _("where to say how the meeting went"), ("survey_url",)),
)
ABOUT = ("name", "region", "seat", "meeting", "day", "place", "theme", "meeting_link")
INVITED = ("name", "meeting", "day", "place", "theme", "closes", "meeting_link")
WITH_LINK = (
    *("invitation", "reminder", "ask_deputy", "last_reminder", "joining_instructions"),
    *("deputy_asked", "deputy_answered", "answer_receipt", "meeting_changed"),
)
WITHOUT_LINK = (
    *("meeting_cancelled", "invitation_withdrawn", "deputy_let_go", "handed_on"),
    *("save_the_date", "agenda_out", "contact_asked", "notes_checking", "notes_published", "input_asked"),
)
PERSONAL = ("answer", "invitation_calendar", "my_sign_up", "sign_up_calendar", "here", "check_in_badge")
EVERY_SEAT = {"audience": "seats", "how": "add", "params": {}}


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    for order, placeholder in enumerate(PLACEHOLDERS):
        shelves.placeholders.put(placeholder.name, placeholder, order=20 + order)
    for kind in WITH_LINK:
        shelves.letter_placeholders.put(kind, (*INVITED, "answer_link"))
    for kind in WITHOUT_LINK:
        shelves.letter_placeholders.put(kind, ("name", "meeting", "day", "place", "theme"))
    for name in (*PERSONAL, "year_clock_feed"):
        shelves.personal_addresses.put(f"meetings:{name}", True)
    shelves.letter_kinds.put("annual_calendar", _("The year's meetings"))
    shelves.letter_kinds.put("survey", _("Survey after a meeting"))
    kinds()


def kinds() -> None:
    """The kinds of mass letters that are written by hand on this floor."""
    calendar = MailingKind(
        label=_("The year's meetings"),
        letter="annual_calendar",
        shared=mass_letters.calendar_facts,
        asks_text=False,
        composed=True,
        about_kind="cycle",
        abouts=mass_letters.years,
        audience=(EVERY_SEAT,),
        hint=_("The list of the year's meetings is written by the portal."),
    )
    shelves.mailing_kinds.put("annual_calendar", calendar, order=20)
    meeting = MailingKind(
        label=_("Letter about a meeting"),
        letter="free_letter",
        shared=mass_letters.about_meeting,
        placeholders=ABOUT,
        composed=True,
        about_kind="meeting",
        abouts=mass_letters.coming,
    )
    shelves.mailing_kinds.put("meeting_letter", meeting, order=30)
    survey = MailingKind(
        label=_("Survey after a meeting"),
        letter="survey",
        shared=mass_letters.survey_facts,
        asks_text=False,
        every_region=False,
        composed=True,
        about_kind="meeting",
        abouts=mass_letters.past,
        hint=_("The letter asks how the meeting went and leads to the form for feedback."),
    )
    shelves.mailing_kinds.put("survey", survey, order=40)
