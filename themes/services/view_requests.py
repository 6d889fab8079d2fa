"""Asking the regions by a mass letter: who is asked is frozen and looked at before anything leaves."""

from typing import Any

from django.utils.translation import gettext as _

from forum import audiences, mailing_kinds
from forum.mailing_kinds import MailingKind
from forum.models import Letter, Mailing, MailingReceiver, Person
from forum.services import dry_runs, letters, mailings, mass_sending
from forum.services.verbs import quiet_verb
from forum.states import IllegalMove
from regions.models import Region
from themes.models import RegionView, ViewRound
from themes.services import view_audiences, view_letters, view_rounds

KIND, AUDIENCE = "view_request", "views_to_ask"


def kind(label: Any) -> MailingKind:
    """What the engine must know of it."""
    return MailingKind(
        label=label,
        letter=view_letters.ASKED,
        deliver=deliver,
        example=example,
        permission="themes.manage_view_rounds",
        asks_text=False,
        placeholders=(),
    )


def of(round: ViewRound) -> Mailing | None:
    """The round's newest mass letter that has not been put aside. One query."""
    return Mailing.objects.about(view_rounds.ABOUT, round.public_id).exclude(state="cancelled").order_by("-pk").first()


@quiet_verb
def prepare(round: ViewRound, *, by: Person) -> Mailing:
    """Tries out who would be asked; the regions are asked when it is released. What is released already stays.

    Raises ValidationError for a round that lacks something, IllegalMove for one that has been asked.
    """
    if round.state != "draft":
        raise IllegalMove(round, "asked")
    view_rounds.refuse_unless_whole(round)
    found = of(round)
    if found is None:
        titles = audiences.in_each_language(lambda: _("Regions' views: %(title)s") % {"title": round.title})
        to = [audiences.part(AUDIENCE)]
        found = mailings.begin(kind=KIND, by=by, about=round, title=titles["fi"], titles=titles, audience=to)
    mailings.dry_run(found)
    return found


def deliver(mailing: Mailing, receivers: list[MailingReceiver], by: Person | None) -> list[Letter]:
    """Asks the regions; in a region where none of the frozen receivers works any more, whoever does now is asked."""
    round = ViewRound.objects.with_theme().get(public_id=mailing.about_id)
    only = {one.person_id for one in receivers if one.person_id}
    written = view_rounds.ask(round, by=by, only=only) if round.state == "draft" else []
    keep_who_came_in(mailing, mass_sending.match(mailing, written))
    return written


def keep_who_came_in(mailing: Mailing, letters_of: dict[int, Letter]) -> None:
    """Adds those who were asked in others' stead to the receivers; their letters by their primary keys."""
    rows = [
        dry_runs.receiver_of(mailing, mailing_kinds.the(mailing.kind), member)
        for member in (view_audiences.to_ask().members if letters_of else [])
        if isinstance(member.to, Person) and member.to.pk in letters_of
    ]
    for row in rows:
        row.letter = letters_of[row.person_id]  # type: ignore[index]
    MailingReceiver.objects.bulk_create(rows)


def example(mailing: Mailing, receiver: MailingReceiver) -> Letter:
    """The letter that the receiver would get, nowhere saved."""
    round = ViewRound.objects.with_theme().get(public_id=mailing.about_id)
    views = [RegionView(round=round, region=region) for region in Region.objects.all()]
    mine = [one for one in view_letters.requests(views) if one.person == receiver.person][:1]
    if not mine:
        raise LookupError("nobody asks this person for a view")
    return letters.shown(mine[0])
