"""What may be planned: what is refused in words, and what is only warned of (product rules 1 and 2)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from forum import clock, dates
from meetings.deadlines import OFFICIALS_LEAD_DAYS, OFFICIALS_LEAD_WARNING_DAYS
from meetings.models import Cycle, Meeting, Round
from meetings.services import obstacles as obstacle_list

WEEKS_AHEAD = 60


def local_moment(day: date, at: time) -> datetime:
    """The moment of a day's local time, in the profile's zone. Refuses hours that the clocks skip."""
    local = datetime.combine(day, at, tzinfo=ZoneInfo(settings.TIME_ZONE))
    moment = local.astimezone(UTC)
    if moment.astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValidationError(
            _("There is no such time on %(day)s: the clocks are put forward that night. Choose another time.")
            % {"day": dates.long(day)},
            code="no_such_time",
        )
    return moment


def refusal(field: str, message: str, code: str) -> ValidationError:
    """What a verb raises when one field's value is refused."""
    return ValidationError({field: ValidationError(message, code=code)})


def check(meeting: Meeting, *, moved: bool = True) -> None:
    """Refuses what cannot be: raises ValidationError by field. `moved`: the time is new."""
    for refuse in (_refuse_order, _refuse_past if moved else _nothing, _refuse_pairing, _refuse_twins, _refuse_overlap):
        refuse(meeting)


def _nothing(meeting: Meeting) -> None:
    """Nothing to refuse."""


def _refuse_order(meeting: Meeting) -> None:
    """The end comes after the start."""
    if meeting.ends_at <= meeting.starts_at:
        raise refusal("ends_at", _("The meeting must end after it starts."), "end_before_start")


def _refuse_past(meeting: Meeting) -> None:
    """No meeting is planned into the past (the furnished forum's examples are)."""
    if meeting.starts_at <= clock.now() and not meeting.is_example:
        raise refusal("starts_at", _("This time has already passed. Choose a time that is still to come."), "past")


def _refuse_pairing(meeting: Meeting) -> None:
    """The preparing meeting comes before the meeting it prepares, and prepares it alone."""
    target, preparing = meeting.prepares, _preparing(meeting)
    if target is not None:
        if target.pk == meeting.pk or target.kind.level == meeting.kind.level:
            raise refusal("prepares", _("An officials' meeting prepares a politicians' meeting."), "pairing")
        _refuse_wrong_order(meeting, target)
        other = _preparing(target)
        if other is not None and other.pk != meeting.pk:
            message = _("%(meeting)s already prepares that meeting.") % {"meeting": named(other)}
            raise refusal("prepares", message, "pairing")
    if preparing is not None:
        _refuse_wrong_order(preparing, meeting)


def _preparing(meeting: Meeting) -> Meeting | None:
    """The meeting that prepares this one and has not been cancelled."""
    if meeting.pk is None:
        return None
    return Meeting.objects.select_related("kind").filter(prepares=meeting).exclude(state="cancelled").first()


def _refuse_wrong_order(first: Meeting, then: Meeting) -> None:
    """`first` must be over before `then` begins."""
    if first.ends_at > then.starts_at:
        message = _("%(first)s prepares %(then)s, so it must be over before that begins.")
        raise refusal("starts_at", message % {"first": named(first), "then": named(then)}, "pairing_order")


def _refuse_twins(meeting: Meeting) -> None:
    """No second meeting of a kind in a round, and none of a kind at the same moment."""
    others = Meeting.objects.select_related("kind").exclude(pk=meeting.pk).exclude(state="cancelled")
    others = others.filter(kind=meeting.kind)
    if meeting.round and (twin := others.filter(round=meeting.round).first()):
        message = _("Round %(number)s already has this kind of meeting: %(meeting)s.")
        raise refusal("kind", message % {"number": meeting.round.number, "meeting": named(twin)}, "twin")
    if twin := others.filter(starts_at=meeting.starts_at).first():
        message = _("There is already such a meeting at this time: %(meeting)s.") % {"meeting": named(twin)}
        raise refusal("starts_at", message, "twin")


def _refuse_overlap(meeting: Meeting) -> None:
    """Rounds of a cycle follow each other: from first to last meeting they do not overlap."""
    if not meeting.round_id:
        return
    own = Meeting.objects.filter(round=meeting.round_id).exclude(pk=meeting.pk).exclude(state="cancelled")
    times = [(one.starts_at, one.ends_at) for one in own] + [(meeting.starts_at, meeting.ends_at)]
    refuse_overlap(meeting.cycle, times, except_round=meeting.round)


def refuse_overlap(
    cycle: Cycle, times: Iterable[tuple[datetime, datetime]], *, except_round: Round | None = None
) -> None:
    """Raises ValidationError when a round with meetings at `times` would overlap another round of the cycle."""
    times = list(times)
    first, last = min(start for start, _end in times), max(end for _start, end in times)
    spans = (
        Meeting.objects.filter(cycle=cycle, round__isnull=False)
        .exclude(state="cancelled")
        .exclude(round=except_round)
        .order_by()
        .values("round__number")
        .annotate(first=Min("starts_at"), last=Max("ends_at"))
    )
    for span in spans:
        if first < span["last"] and span["first"] < last:
            message = _("The round would overlap round %(number)s (%(first)s – %(last)s). Rounds follow each other.")
            words = {
                "number": span["round__number"],
                "first": dates.short(span["first"]),
                "last": dates.short(span["last"]),
            }
            raise refusal("starts_at", message % words, "overlap")


def named(meeting: Meeting) -> str:
    """The meeting in a sentence: "officials' meeting Thu 18 March 2027"."""
    return f"{meeting.kind.name} {dates.short(meeting.starts_at)}"


def warnings(meeting: Meeting) -> list[str]:
    """What a coordinator should know before saving: never a refusal."""
    return [*day_warnings(meeting), *_pairing_warnings(meeting)]


def day_warnings(meeting: Meeting) -> list[str]:
    """What speaks against the meeting's day."""
    day, cycle = dates.as_day(meeting.starts_at), meeting.cycle
    programme, words, found = cycle.programme, {"day": dates.long(day)}, []
    if day.year != cycle.year:
        found.append(_("%(day)s is not in the year %(year)s.") % {**words, "year": cycle.year})
    if not programme.valid_from <= day <= programme.valid_until:
        found.append(
            _("%(day)s is outside the period of the programme (%(programme)s, %(years)s).")
            % {**words, "programme": programme.name, "years": programme.years}
        )
    return found + [
        _("%(day)s: %(reason)s.") % {**words, "reason": reason} for reason in obstacles(day, meeting.kind.level)
    ]


def _pairing_warnings(meeting: Meeting) -> list[str]:
    """A preparing meeting that is too near."""
    pairs = [(meeting, meeting.prepares)] if meeting.prepares else []
    if preparing := _preparing(meeting):
        pairs.append((preparing, meeting))
    message = _("Only %(days)s days lie between the meeting that prepares and the meeting that is prepared.")
    usual = _("The usual distance is %(usual)s days.") % {"usual": OFFICIALS_LEAD_DAYS}
    gaps = [(dates.as_day(then.starts_at) - dates.as_day(first.starts_at)).days for first, then in pairs]
    return [f"{message % {'days': gap}} {usual}" for gap in gaps if gap < OFFICIALS_LEAD_WARNING_DAYS]


def obstacles(day: date, level: str = "") -> list[str]:
    """Why nobody should be called to a meeting of the level on the day, in words. One query."""
    return [str(one) for one in obstacle_list.between(day, day).on(day, level)]


def good_day(near: date, level: str, *, weekdays: tuple[int, ...] = (3, 2, 1)) -> date:
    """The nearest day on or after `near` without obstacles, Tuesday to Thursday and Thursdays first in each week."""
    monday = near - timedelta(days=near.weekday())
    found = obstacle_list.between(monday, monday + timedelta(weeks=WEEKS_AHEAD))
    for week in range(WEEKS_AHEAD):
        for weekday in weekdays:
            day = monday + timedelta(days=7 * week + weekday)
            if day >= near and found.free(day, level):
                return day
    return near
