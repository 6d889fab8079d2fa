"""The letters about regions' views in a meeting's plan: the request and the reminder."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.models import Letter, Person
from forum.services import letters
from forum.services.letters import Draft
from forum.texts import from_dict
from meetings.models import Meeting, RequestedView
from meetings.services import requested_views
from meetings.services.letter_rules import Audience, Getter, Missing, Rule, Situation, letter_rules
from regions.models import Region
from themes.models import RegionView
from themes.services import view_audiences, view_letters, view_rounds

WITHOUT = timedelta(days=42)


def requested(now: Situation) -> RequestedView | None:
    """The meeting's round, asked once for each situation."""
    return requested_views.of(now.meeting)


def asks(meeting: Meeting) -> bool:
    """Whether the regions are asked for the meeting."""
    return requested_views.of(meeting) is not None


def request_day(meeting: Meeting) -> date:
    """So many days before the meeting as was said, 42 when nothing was."""
    one = requested_views.of(meeting)
    return meeting.day - (timedelta(days=one.ask_before) if one else WITHOUT)


def reminder_day(meeting: Meeting) -> date:
    """So many days before the last day to answer as was said."""
    one = requested_views.of(meeting)
    due = one.round.due if one and one.round.due else requested_views.usual_due(meeting)
    return due - timedelta(days=one.remind_before if one else 7)


def asked_at(now: Situation) -> datetime | None:
    """When the round was asked elsewhere: by the coordinator, or for another meeting."""
    one = requested(now)
    return one.round.asked_at if one else None


def closed_at(now: Situation) -> datetime | None:
    """When the round was closed: nobody is reminded any more."""
    one = requested(now)
    return one.round.closed_at if one else None


def cannot_ask(now: Situation) -> str:
    """What the round lacks before it can be asked."""
    one = requested(now)
    if one is None or one.round.state == "called_off":
        return _("No round of views is asked for this meeting.")
    missing = view_rounds.lacks(one.round)
    return _("The round lacks: %(what)s.") % {"what": ", ".join(missing)} if missing else ""


def not_asked(now: Situation) -> str:
    """Nobody is reminded of what was not asked."""
    one = requested(now)
    return "" if one and one.round.is_open else _("The regions have not been asked for their views.")


def to_ask(now: Situation) -> Audience:
    """Everybody who drafts or approves a region's view, and the regions where nobody does. Two queries."""
    if requested(now) is None:
        return Audience()
    found = view_audiences.to_ask()
    getters = [
        Getter(member.to, "; ".join(str(reason) for reason in member.reasons))
        for member in found.members
        if isinstance(member.to, Person)
    ]
    return Audience(
        getters, [Missing(str(from_dict(dict(one.name))), one.why, region=one.region) for one in found.missing]
    )


def to_remind(now: Situation) -> Audience:
    """Those who get a reminder of a silent region's view."""
    why = _("The region's view has not been approved")
    people = [one.person for one in reminders(now) if isinstance(one.person, Person)]
    return Audience([Getter(one, why) for one in {one.pk: one for one in people}.values()])


def ask(now: Situation, to: Audience, by: Person | None) -> list[Letter]:
    """Asks the round's regions."""
    one = requested(now)
    return view_rounds.ask(one.round, by=by, only={person.pk for person in to.people}) if one else []


def show_request(now: Situation, to: Audience, by: Person | None) -> list[Letter]:
    """The letters as they would be, without asking anybody."""
    one = requested(now)
    views = [RegionView(round=one.round, region=region) for region in Region.objects.all()] if one else []
    return written(view_letters.requests(views), to)


def reminders(now: Situation) -> list[Draft]:
    """The reminders that would leave now."""
    one = requested(now)
    if one is None or not one.round.is_open:
        return []
    silent = [view for view in view_rounds.views_of(one.round) if view.state in {"requested", "draft"}]
    return view_letters.reminders(silent, occasion="soon")


def remind(now: Situation, to: Audience, by: Person | None) -> list[Letter]:
    """Reminds the silent regions."""
    return written(reminders(now), to)


def written(drafts: list[Draft], to: Audience) -> list[Letter]:
    """The letters of those who are to get one."""
    people = {person.pk for person in to.people}
    chosen = [one for one in drafts if isinstance(one.person, Person) and one.person.pk in people]
    return [
        letters.write(key=one.key, kind=one.kind, person=one.person, facts=one.facts, about=one.about) for one in chosen
    ]


def fill() -> None:
    """Puts the two rules on the shelf."""
    letter_rules.put("view_requests", REQUEST, order=15)
    letter_rules.put("view_reminders", REMINDER, order=17)


REQUEST = Rule(
    key="view_requests",
    label=gettext_lazy("Requests for the regions' views"),
    about=gettext_lazy("Each region's official, contact and approver are asked for the region's view."),
    day=request_day,
    audience=to_ask,
    write=ask,
    example=show_request,
    letter=view_letters.ASKED,
    needed=True,
    fits=asks,
    obstacle=cannot_ask,
    settled=asked_at,
    page="meetings:meeting_views",
)
REMINDER = Rule(
    key="view_reminders",
    label=gettext_lazy("Reminder of the regions' views"),
    about=gettext_lazy("Regions that have not approved their view are reminded; a whole draft's approver is."),
    day=reminder_day,
    audience=to_remind,
    write=remind,
    letter=view_letters.REMINDER,
    fits=asks,
    obstacle=not_asked,
    settled=closed_at,
    page="meetings:meeting_views",
)
