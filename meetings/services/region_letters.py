"""Letters to the regions after a meeting: each says what concerned that region, from the confirmed or public notes.

They leave as one mass letter whose facts hold for each region what its letter says; seats and contacts get it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from forum import audiences
from forum.addresses import in_all_languages
from forum.audiences import Found, Member, Missing, Reason
from forum.models import Letter, Mailing, Person
from forum.services import audit, letters, mailings, rendering
from forum.services.letters import Addressee
from forum.services.rendering import Rendered
from forum.services.verbs import quiet_verb
from forum.shelves import Shelf
from forum.texts import LANGUAGES, in_language, texts_of
from meetings.models import ActionPoint, Meeting, Notes, Point, RegionParagraph
from meetings.services import debriefs, notes, notes_content, notes_reading
from meetings.services.invitation_letters import meeting_facts
from regions.models import Mandate, Region, Seat

KIND, AUDIENCE = "region_letter", "regions_after_a_meeting"
READY = (Notes.State.CONFIRMED, Notes.State.PUBLIC)
Texts = dict[str, str]

parts: Shelf[Callable[[Meeting], dict[int, list[dict[str, Any]]]]] = Shelf(
    "more that concerned a region in a meeting: function(meeting) -> {region's pk: [{heading: texts, lines: [texts]}]}"
)


@dataclass
class Concern:
    """What concerned one region: points it raised, action points it owns or that name it, more from other floors."""

    region: Region
    points: list[dict[str, Any]] = field(default_factory=list)
    actions: list[dict[str, Any]] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    own_text: Texts = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        """Whether the meeting had nothing to say of the region."""
        return not (self.points or self.actions or self.parts)

    @property
    def answered(self) -> int:
        """How many of its points have an answer."""
        return sum(bool(point["answer"]) for point in self.points)

    def facts(self) -> dict[str, Any]:
        """As plain JSON, for a letter."""
        return {
            "region_name": texts_of(self.region, "name"),
            "points": self.points,
            "actions": self.actions,
            "parts": self.parts,
            "own_text": self.own_text,
            "nothing": self.nothing,
        }


def is_ready(meeting: Meeting) -> bool:
    """Whether the notes say what can be told."""
    found = notes.of(meeting)
    return found is not None and found.state in READY


def content_of(meeting: Meeting) -> dict[str, Any]:
    """The notes as readers see them, else as they were confirmed."""
    version = notes_reading.version(meeting)
    return version.content if version else notes_content.of(meeting)


def concerns(meeting: Meeting) -> dict[str, Concern]:
    """What concerned each region, by the region's code: as many queries whatever their number."""
    found = {one.code: Concern(one) for one in Region.objects.select_related("council")}
    by_council = {one.region.council_id: one for one in found.values()}
    _add_points(found, content_of(meeting))
    about = ActionPoint.objects.public().filter(meeting=meeting)
    about = about.filter(Q(region__isnull=False) | Q(owner__in=list(by_council))).select_related("owner", "region")
    for action in about:
        owner = by_council.get(action.owner_id)
        named = found.get(action.region.code) if action.region else None
        for one in {id(one): one for one in (owner, named) if one}.values():
            one.actions.append(_action(action, own=one is owner))
    for row in RegionParagraph.objects.filter(meeting=meeting).select_related("region"):
        found[row.region.code].own_text = texts_of(row, "text")
    by_pk = {one.region.pk: one for one in found.values()}
    for gather in parts.entries():
        for pk, more in gather(meeting).items():
            by_pk[pk].parts += more
    return found


def _add_points(found: dict[str, Concern], content: dict[str, Any]) -> None:
    """The points that each region raised itself, with their answers. One query."""
    raised = [(item, point) for item in content["items"] for point in item["points"] if point["region"] in found]
    ids = [point["id"] for _item, point in raised]
    live = Point.everything.in_bulk(ids, field_name="public_id") if ids else {}
    for item, point in raised:
        answer = _answer(live.get(point["id"]))
        said = {"item": item["title"], "text": point["text"], "to": point["to"], "due": point["due"], "answer": answer}
        found[point["region"]].points.append(said)


def _answer(point: Point | None) -> Texts:
    """The answer when it can be read: given, and in every required language (rule 7)."""
    return texts_of(point, "answer") if point and point.answered_at and not point.answer_lacks else {}


def _action(action: ActionPoint, *, own: bool) -> dict[str, Any]:
    return {
        "title": texts_of(action, "title"),
        "owner": texts_of(action.owner, "name"),
        "own": own,
        "due": action.due.isoformat(),
        "url": in_all_languages("meetings:action", action.public_id),
    }


def common_facts(meeting: Meeting) -> dict[str, Any]:
    """What all the letters say of the meeting, its notes and its debrief."""
    public = notes_reading.version(meeting) is not None
    link = {"notes_url": in_all_languages("meetings:meeting_notes", meeting.public_id)} if public else {}
    return {**meeting_facts(meeting), **link, **debriefs.facts_of(meeting)}


def shared(mailing: Mailing) -> dict[str, Any]:
    """The mass letter's facts: the common ones, and each region's own under its code."""
    meeting = Meeting.objects.with_page().get(public_id=mailing.about_id)
    by_region = {code: concern.facts() for code, concern in concerns(meeting).items()}
    return {**common_facts(meeting), "by_region": by_region}


def own_facts(mailing: Mailing, member: Member) -> dict[str, Any]:
    """What concerned the member's region."""
    return dict(mailing.facts["by_region"].get(member.region, {}))


def seats_and_contacts() -> Found:
    """Everybody who acts in a region: who holds its seats (else the deputy), and its contacts. Three queries."""
    found = Found()
    seats = Seat.objects.in_use().filter(region__isnull=False).with_people()
    for seat in seats:
        found = found.plus(_of_seat(seat))
    contacts = Mandate.objects.in_force().filter(role="contact").select_related("person", "region")
    for one in contacts:
        assert one.region
        names = texts_of(one.region, "name")
        contact = Member(one.person, (Reason("region_contact", {"region": names}),), names, one.region.code)
        found = found.plus(Found([contact]))
    return found


def _of_seat(seat: Seat) -> Found:
    """The seat's holder, else its deputy, else that nobody can be written to."""
    assert seat.region
    names = texts_of(seat.region, "name")
    people = [one for one in (seat.holder, seat.deputy) if one and one.reachable]
    if people:
        why = Reason("region_seat", {"seat": audiences.in_each_language(lambda: seat)})
        return Found([Member(people[0], (why,), names, seat.region.code)])
    gap = Missing(audiences.in_each_language(lambda: seat), Reason("no_living_address"), seat.region.code)
    return Found([], [gap])


@quiet_verb
def write_paragraph(meeting: Meeting, *, region: Region, by: Person, texts: Texts) -> RegionParagraph:
    """The secretariat's own words to the region, in place of those written before."""
    row, _new = RegionParagraph.objects.update_or_create(meeting=meeting, region=region, defaults=texts)
    audit.record("region_letters.write", by=by, about=meeting, details={"region": str(region)})
    return row


def mailing_of(meeting: Meeting) -> Mailing | None:
    """The newest mass letter to the regions about the meeting that has not been put aside."""
    of_kind = Mailing.objects.about("meeting", meeting.public_id).filter(kind=KIND)
    return of_kind.exclude(state="cancelled").order_by("-pk").first()


@quiet_verb
def prepare(meeting: Meeting, *, by: Person) -> Mailing:
    """Tries out who gets what; it leaves when it is released. Raises ValidationError before the notes are confirmed."""
    if not is_ready(meeting):
        raise ValidationError(_("Confirm the notes first: the letters say what stands in them."), code="notes")
    mailing = mailing_of(meeting)
    if mailing is None:
        parts_of = [audiences.part(AUDIENCE)]
        title = _("Letters to the regions: %(meeting)s") % {"meeting": meeting}
        mailing = mailings.begin(kind=KIND, by=by, title=title, about=meeting, audience=parts_of)
    mailings.dry_run(mailing)
    return mailing


def example(meeting: Meeting, concern: Concern, language: str) -> Rendered:
    """The region's letter in the language, to nobody in particular; nothing is written."""
    nobody = Addressee(str(in_language(concern.region, "name", language)), "example@example.invalid", language)
    draft = letters.Draft(
        key="example", kind=KIND, person=nobody, facts={**common_facts(meeting), **concern.facts()}, language=language
    )
    return rendering.render(Letter(key="example", **letters.columns_of(draft, {})))


def languages_of(concern: Concern) -> Iterable[str]:
    """The languages, the region's own first."""
    own = concern.region.default_language
    return [own, *(code for code in LANGUAGES if code != own)]


@quiet_verb
def release(meeting: Meeting, *, by: Person, reason: str = "") -> Mailing:
    """Lets the letters go as they were tried out; `reason` where a region is left without. Raises ValidationError."""
    mailing = mailing_of(meeting)
    if mailing is None:
        raise ValidationError(_("Try it out first: then it is frozen who gets it."), code="dry_run")
    return mailings.release(mailing, by=by, override_reason=reason)
