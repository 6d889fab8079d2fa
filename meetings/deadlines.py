"""Deadlines are offsets in days from the meeting's day (product rule 6)."""

SAVE_THE_DATE = "save_the_date"
INVITATION = "invitation"
REGISTRATION_CLOSES = "registration_closes"
AGENDA_OUT = "agenda_out"
JOINING = "joining"

DEFAULT_OFFSETS: dict[str, int] = {
    SAVE_THE_DATE: -84,
    INVITATION: -42,
    "remind_silent": -21,
    "ask_deputy": -17,
    "ask_contact": -14,
    "last_reminder": -12,
    "call_list": -11,
    REGISTRATION_CLOSES: -10,
    AGENDA_OUT: -7,
    JOINING: -1,
}

OFFICIALS_LEAD_DAYS = 28
OFFICIALS_LEAD_WARNING_DAYS = 21
