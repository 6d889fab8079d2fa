"""The audiences of this floor: who was invited to a meeting, has answered, is silent, or attended."""

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.audiences import Audience, Param
from meetings.services import audiences, letter_rules, plan_mailings

REASONS = {
    "meeting_invited": _("invited to a meeting (%(meeting)s)"),
    "meeting_answered": _("has answered the invitation (%(meeting)s)"),
    "meeting_silent": _("has not answered the invitation (%(meeting)s)"),
    "meeting_attended": _("took part in a meeting (%(meeting)s)"),
}
REPLIES = [("attend", _("Attends")), ("decline", _("Cannot attend")), ("handed", _("Has asked the deputy"))]
MODES = [("room", _("In the room")), ("remote", _("Remotely"))]


def fill() -> None:
    """Called once, when the app is ready."""
    for code, words in REASONS.items():
        shelves.audience_reasons.put(code, words)
    meeting = Param("meeting", _("Meeting"), audiences.meeting_choices, several=False, required=True)
    replies = Param("replies", _("What they answered"), lambda: REPLIES)
    modes = Param("modes", _("How they took part"), lambda: MODES)
    rules = Param("rule", _("Letter of the plan"), rule_choices, several=False, required=True)
    steps = Audience(_("Receivers of a letter of the plan"), plan_mailings.find, (meeting, rules))
    shelves.audiences.put(plan_mailings.AUDIENCE, steps, order=70)
    for order, (name, label, find, params) in enumerate(
        [
            ("invited", _("Invited to a meeting"), audiences.invited, (meeting,)),
            ("answered", _("Have answered an invitation"), audiences.answered, (meeting, replies)),
            ("silent", _("Have not answered an invitation"), audiences.silent, (meeting,)),
            ("attended", _("Took part in a meeting"), audiences.attended, (meeting, modes)),
        ]
    ):
        shelves.audiences.put(name, Audience(label, find, params), order=60 + order)


def rule_choices() -> list[tuple[str, object]]:
    """The letters of every meeting's plan."""
    return list(letter_rules.labels().items())
