"""Example action points of the held example meeting: one open, one under way, one done, one overdue.

What this writes belongs to the past: letters are kept in the archive as sent on their day, and none is mailed.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from forum import clock
from forum.models import Letter, Person
from forum.services import posting, rendering
from meetings import working_days
from meetings.furnishing import HELD
from meetings.models import ActionLetter, ActionPoint, Meeting
from meetings.services import action_items, action_owners, actions
from regions.models import Organisation, Region
from themes.models import ThemeOrganisation

Texts = dict[str, str]
PUBLISHED_AFTER = timedelta(days=9)


def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """Writes the example action points once; what has become of them since stays."""
    meeting = Meeting.objects.filter(public_id=HELD).select_related("theme", "kind", "cycle").first()
    if meeting and not meeting.action_points.exists():  # type: ignore[attr-defined]
        owners = example_owners(meeting)
        if len(owners) == len(EXAMPLES):
            write_examples(meeting, owners)
            action_items.put_all_due()
    say(f"action points: {ActionPoint.objects.count()}")


def example_owners(meeting: Meeting) -> list[Organisation]:
    """A body that works on the theme (a ministry if there is one), two regional councils, and another such body."""
    joined = ThemeOrganisation.objects.filter(theme=meeting.theme).select_related("organisation")
    bodies = [row.organisation for row in joined.order_by("organisation__key", "pk")]
    bodies.sort(key=lambda body: body.kind != "ministry")
    councils = [region.council for region in Region.objects.select_related("council").order_by("code")]
    return [*bodies[:1], *councils[4:6], *bodies[-1:]] if bodies else []


def write_examples(meeting: Meeting, owners: list[Organisation]) -> None:
    """Writes, publishes and tells of the examples, each at its moment."""
    item = meeting.agenda_items.filter(is_break=False, purpose="").order_by("position").last()
    begun, published = earlier(meeting.ends_at + timedelta(hours=2)), earlier(meeting.ends_at + PUBLISHED_AFTER)
    made = []
    with clock.at(begun):
        for about, owner in zip(EXAMPLES, owners, strict=True):
            due = working_day(meeting.day + timedelta(days=about["days"]))
            texts = {f"title_{code}": words for code, words in about["title"].items()}
            values = {"owner": owner, "due": due, "item": item, "is_example": True, **texts}
            made.append(actions.add(meeting, by=None, region=region_of(owner), **values))
    with clock.at(published):
        actions.publish_of(meeting, by=None)
    for number, (action, about) in enumerate(zip(made, EXAMPLES, strict=True), start=1):
        action.refresh_from_db()
        if said := about.get("said"):
            with clock.at(earlier(published + timedelta(days=4 + number))):
                tell(action, about, said)
    archive(made)


def region_of(owner: Organisation) -> Region | None:
    """The region whose council owns it."""
    return Region.objects.filter(council=owner).first()


def working_day(day: date) -> date:
    """The day, or the first working day after it."""
    return day if working_days.is_working_day(day) else working_days.after(day, 1)


def earlier(moment: datetime) -> datetime:
    """The moment, or now when it has not come."""
    return min(moment, clock.now())


def tell(action: ActionPoint, about: dict[str, Any], said: Texts) -> None:
    """The owner's report, in the language of whoever writes it."""
    by = author(action)
    if by is None:
        return
    proposal: dict[str, Any] = {}
    if "later" in about:
        day = max(action.due + timedelta(days=about["later"]), clock.today() + timedelta(days=7))
        proposal = {"proposed_due": working_day(day), "reason": about["why"][by.language]}
    language = by.language
    words = {"state": about["state"], "text": said[language], "language": language}
    actions.report(action, by=by, organisation=action.owner, **words, **proposal)


def author(action: ActionPoint) -> Person | None:
    """Whoever answers for the owner."""
    return next(iter(action_owners.receivers([action])[action.pk]), None)


def archive(made: list[ActionPoint]) -> None:
    """Puts the letters into the archive as sent when they were written."""
    written = ActionLetter.objects.filter(action__in=made).values("letter")
    for letter in Letter.objects.filter(pk__in=written).select_related("person"):
        words = posting.kept(letter, rendering.render(letter))
        Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=letter.written_at, **words)


EXAMPLES: list[dict[str, Any]] = [
    {
        "title": {
            "fi": "Selvitys omarahoituksen keventämisestä pienissä hankkeissa",
            "sv": "Utredning om lättare egenfinansiering i små projekt",
            "en": "Report on lighter own contributions in small projects",
        },
        "days": 18,
        "state": "under_way",
        "said": {
            "fi": "Selvityksen luonnos on lausunnolla.",
            "sv": "Utkastet till utredning är på remiss.",
            "en": "A draft of the report is out for statements.",
        },
    },
    {
        "title": {
            "fi": "Kooste hyvistä koordinointimalleista",
            "sv": "Sammanställning av goda samordningsmodeller",
            "en": "Summary of good models of coordination",
        },
        "days": 50,
        "state": "under_way",
        "said": {
            "fi": "Aineisto on koottu kahdeksalta alueelta, loput pyydetty.",
            "sv": "Material har samlats in från åtta regioner, resten har begärts.",
            "en": "Material has come from eight regions and been asked of the rest.",
        },
        "later": 30,
        "why": {
            "fi": "Osa alueista vastaa vasta kokouskautensa jälkeen.",
            "sv": "En del regioner svarar först efter sin mötesperiod.",
            "en": "Some regions answer only after their round of meetings.",
        },
    },
    {
        "title": {
            "fi": "Yhteinen kalenteri teeman rahoitushauista",
            "sv": "Gemensam kalender över temats utlysningar",
            "en": "A common calendar of the theme's funding calls",
        },
        "days": 26,
        "state": "done",
        "said": {
            "fi": "Kalenteri on julkaistu ja sitä päivitetään kuukausittain.",
            "sv": "Kalendern har publicerats och uppdateras varje månad.",
            "en": "The calendar has been published and is updated every month.",
        },
    },
    {
        "title": {
            "fi": "Teeman alueittaiset luvut avoimena datana joka vuosi",
            "sv": "Temats regionala siffror som öppna data varje år",
            "en": "The theme's regional figures as open data every year",
        },
        "days": 120,
    },
]
