"""Input from working groups and networks: asked for by a day, reminded of, and landing on the agenda."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from forum import clock, dates, states
from forum.addresses import in_all_languages
from forum.models import Letter, Person
from forum.rules import is_coordinator
from forum.services import audit, letters
from forum.services.verbs import quiet_verb, verb
from forum.shelves import Task
from forum.texts import LANGUAGES, texts_of
from meetings.models import AgendaItem, InputRequest, Meeting
from meetings.services import papers
from meetings.services.invitation_letters import meeting_facts
from regions.models import Network
from regions.services.races import one_wins
from themes.models import ThemeNetwork

KIND = "input_asked"
REMIND_BEFORE = timedelta(days=3)
DRIVERS = ("driver",)


def networks_for(meeting: Meeting) -> list[Network]:
    """The networks that can still be asked: first those that work on the meeting's theme."""
    asked = InputRequest.objects.filter(meeting=meeting).exclude(state="withdrawn").values("network")
    of_theme = set(ThemeNetwork.objects.filter(theme=meeting.theme).values_list("network", flat=True))
    found = Network.objects.active().exclude(pk__in=asked)
    return sorted(found, key=lambda one: (one.pk not in of_theme, str(one.name)))


def people_of(network: Network) -> list[Person]:
    """Who answers for the network: its coordinator and its drivers, as far as a letter reaches them."""
    driving = Q(network_memberships__network=network, network_memberships__until=None)
    driving &= Q(network_memberships__role__in=DRIVERS)
    return list(Person.objects.reachable().filter(Q(pk=network.coordinator_id) | driving).distinct().order_by("pk"))


def answerable_by(person: Person) -> "QuerySet[InputRequest]":
    """The requests that the person may answer: of networks they coordinate or drive."""
    driving = Q(network__memberships__person=person, network__memberships__until=None)
    driving &= Q(network__memberships__role__in=DRIVERS)
    own = InputRequest.objects.exclude(state="withdrawn").filter(Q(network__coordinator=person) | driving)
    return InputRequest.objects.filter(pk__in=own.values("pk"))


@verb
def ask(
    meeting: Meeting, *, network: Network, due: date, by: Person, item: AgendaItem | None = None, **question: str
) -> InputRequest:
    """Asks the network and writes to those who answer for it. Raises ValidationError by field."""
    if not clock.today() < due <= meeting.day:
        raise ValidationError({"due": _("Choose a day from tomorrow to the meeting's day.")})
    to = people_of(network)
    if not to:
        message = _("Nobody in this network can be written to: give it a coordinator with a working address.")
        raise ValidationError({"network": message})
    values: dict[str, Any] = {"due": due, "item": item, "asked_by": by, "asked_at": clock.now(), **question}
    with one_wins(_("This network has been asked already."), "network"):
        made = InputRequest.objects.filter(meeting=meeting, network=network, state="withdrawn").first()
        if made:
            states.move(made, "asked", **values)
        else:
            made = InputRequest.objects.create(meeting=meeting, network=network, **values)
    audit.record("inputs.ask", by=by, about=made, details={"letters": len(to)})
    for person in to:
        write(made, person, occasion=f"asked:{made.asked_at:%Y%m%d%H%M%S}")
    return made


def write(request: InputRequest, person: Person, *, occasion: str, reminding: bool = False) -> Letter:
    """The letter that asks, or that reminds."""
    return letters.write(
        key=f"{KIND}:{request.public_id}:{person.public_id}:{occasion}",
        kind=KIND,
        person=person,
        about=request.meeting,
        facts={
            **meeting_facts(request.meeting),
            "network": texts_of(request.network, "name"),
            "item": texts_of(request.item, "title") if request.item else {},
            "question": texts_of(request, "question"),
            "due": request.due.isoformat(),
            "input_url": in_all_languages("meetings:input", request.public_id),
            "reminding": reminding,
        },
    )


@quiet_verb
def remind_silent() -> list[Letter]:
    """Reminds of input that is due within three days, and once when its day has passed. Safe to run twice."""
    today = clock.today()
    open_ones = InputRequest.objects.filter(state="asked", meeting__ends_at__gt=clock.now())
    open_ones = open_ones.exclude(meeting__state="cancelled").filter(due__lte=today + REMIND_BEFORE)
    written = []
    for one in open_ones.select_related("network", "item", "meeting__kind", "meeting__cycle", "meeting__theme"):
        occasion = "overdue" if one.due < today else "soon"
        if occasion == "overdue" or one.asked_at < clock.now() - timedelta(days=1):
            key = f"{occasion}:{one.due}"
            written += [write(one, person, occasion=key, reminding=True) for person in people_of(one.network)]
    return written


@verb
def report(
    request: InputRequest, *, by: Person, text: str, language: str, files: Iterable[papers.Upload] = ()
) -> InputRequest:
    """The network's input, which stands with the agenda; it may be sent again until the meeting is over."""
    if request.meeting.is_over or request.meeting.state == "cancelled":
        raise ValidationError(_("The meeting is over or has been cancelled."), code="over")
    given = list(files)
    if not text.strip() and not given:
        raise ValidationError({"report": _("Write the input, or add a file.")})
    paper = request.paper
    if given and paper:
        papers.change(paper, by=by, files=given)
    elif given:
        names = {f"title_{code}": getattr(request.network, f"name_{code}") for code in LANGUAGES}
        paper = papers.add(request.meeting, by=by, files=given, item=request.item, **names)
    said: dict[str, Any] = {"report": text.strip(), "language": language, "paper": paper}
    states.move(request, "received", received_at=clock.now(), received_from=by, **said)
    audit.record("inputs.report", by=by, about=request)
    return request


@verb
def withdraw(request: InputRequest, *, by: Person) -> None:
    """The input is not asked for any more, and does not stand with the agenda. Raises IllegalMove."""
    states.move(request, "withdrawn")
    audit.record("inputs.withdraw", by=by, about=request)


def public_inputs(meeting: Meeting, *, staff: bool) -> list[InputRequest]:
    """What readers see: once the agenda is public; staff before."""
    return received(meeting) if meeting.agenda_published_at or staff else []


def received(meeting: Meeting) -> list[InputRequest]:
    """What has come for the meeting, by the agenda's order. One query."""
    found = InputRequest.objects.filter(meeting=meeting, state="received")
    found = found.select_related("network", "item", "paper")
    return sorted(found, key=lambda one: (one.item.position if one.item else 0, str(one.network.name)))


def waits_for_input() -> Exists:
    """Whether any input waits for somebody, or is overdue: asked in the same query as the signed-in person."""
    open_ones = InputRequest.objects.filter(state="asked", meeting__ends_at__gt=clock.now())
    driving = Q(network__memberships__person=OuterRef("pk"), network__memberships__until=None)
    driving &= Q(network__memberships__role__in=DRIVERS)
    return Exists(open_ones.filter(Q(network__coordinator=OuterRef("pk")) | driving | Q(due__lt=clock.today())))


def tasks(person: Person) -> list[Task]:
    """Input that waits for the person; for coordinators input that is overdue. One query."""
    if not getattr(person, "waits_for_input", True):
        return []
    coming = InputRequest.objects.filter(state="asked", meeting__ends_at__gt=clock.now())
    coming = coming.exclude(meeting__state="cancelled").select_related("network", "meeting__kind", "meeting__theme")
    coming = coming.annotate(own=Exists(answerable_by(person).filter(pk=OuterRef("pk"))))
    looks_after = Q(due__lt=clock.today()) if is_coordinator(person) else Q(pk=None)
    return [task(one) if one.own else overdue_task(one) for one in coming.filter(Q(own=True) | looks_after)]


def task(one: InputRequest) -> Task:
    """Give the input."""
    return Task(
        title=_("Input asked of %(network)s") % {"network": one.network.name},
        text=f"{one.meeting.kind.name} {dates.numeric(one.meeting.starts_at)}. {one.meeting.theme.name}.",
        url=reverse("meetings:input", args=[one.public_id]),
        verb=_("Give the input"),
        due=one.due,
        kind="input",
    )


def overdue_task(one: InputRequest) -> Task:
    """The input has not come."""
    return Task(
        title=_("No input yet from %(network)s") % {"network": one.network.name},
        text=f"{one.meeting.kind.name} {dates.numeric(one.meeting.starts_at)}.",
        url=reverse("meetings:inputs", args=[one.meeting.public_id]),
        verb=_("Look at the requests"),
        due=one.due,
        kind="input",
    )
