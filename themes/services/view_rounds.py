"""Rounds of regional views: prepared, asked, reminded of, moved, closed and called off by the coordinator."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock, states
from forum.models import Letter, Mailing, Person
from forum.services import audit, mailings, notices
from forum.services.verbs import quiet_verb, verb
from forum.states import IllegalMove
from regions.models import Region
from themes import subjects
from themes.models import RegionView, Theme, ViewRound
from themes.services import view_letters
from themes.services.plain_words import plain
from themes.services.view_content import content_of

MOST_QUESTIONS = 6
ABOUT = "viewround"
"""The kind of thing that mass letters about a round name."""
Question = dict[str, str]


@quiet_verb
def prepare(theme: Theme, *, by: Person | None, **values: Any) -> ViewRound:
    """A draft: `title_fi`…, `intro_fi`…, `questions` (see `numbered`), `due`. It follows the theme's newest."""
    made = ViewRound.objects.create(theme=theme, made_by=by, previous=newest_closed(theme), **values)
    audit.record("view_round.prepare", by=by, about=made)
    return made


def newest_closed(theme: Theme) -> ViewRound | None:
    """What a round of the theme is compared with."""
    return ViewRound.objects.closed().filter(theme=theme).order_by("-closed_at", "-pk").first()


def numbered(worded: Iterable[Question], known: Iterable[Question] = ()) -> list[Question]:
    """Questions with ids: those that have one keep it, new ones get the next; empty ones are left out."""
    kept = [one for one in worded if any(one.get(code) for code in settings.LANGUAGE_NAMES)]
    used = {one["id"] for one in [*kept, *known] if one.get("id")}
    fresh = (f"q{number}" for number in range(1, 1000) if f"q{number}" not in used)
    return [one if one.get("id") else {**one, "id": next(fresh)} for one in kept]


@quiet_verb
def change(round: ViewRound, *, by: Person, **values: Any) -> ViewRound:
    """Changes a draft's words, questions and day. Raises IllegalMove when it has been asked already."""
    if not ViewRound.objects.filter(pk=round.pk, state="draft").update(**values):
        round.refresh_from_db()
        raise IllegalMove(round, "draft")
    put_letters_aside(round, by=by)
    audit.record("view_round.change", by=by, about=round, details=audit.changes(round, values))
    round.refresh_from_db()
    return round


def put_letters_aside(round: ViewRound, *, by: Person | None) -> None:
    """Letters that were prepared for the round, or released, and have not left do not leave any more."""
    mailings.put_aside(Mailing.objects.about(ABOUT, round.public_id), by=by)


def lacks(round: ViewRound) -> list[str]:
    """What a round lacks before it can be asked, in words: a day to come, texts in the required languages."""
    found = [] if round.due and round.due > clock.today() else [_("a last day that is still to come")]
    for code in settings.PROFILE["required_languages"]:
        name = {"language": settings.LANGUAGE_NAMES[code]}
        if not getattr(round, f"title_{code}"):
            found.append(_("the title (%(language)s)") % name)
        if any(not one.get(code) for one in round.questions):
            found.append(_("a question (%(language)s)") % name)
    return found


def refuse_unless_whole(round: ViewRound) -> None:
    """Raises ValidationError when something is missing."""
    missing = lacks(round)
    if missing:
        message = _("The round cannot be asked yet. Missing: %(what)s.") % {"what": ", ".join(missing)}
        raise ValidationError(message, code="missing")


@verb
def ask(round: ViewRound, *, by: Person | None, only: Collection[int] | None = None) -> list[Letter]:
    """Asks every region for its view and writes to those who draft and approve it: those of `only` (primary keys), or
    whoever there is now in a region that has none of them any more. Raises ValidationError, IllegalMove.
    """
    refuse_unless_whole(round)
    previous = newest_closed(round.theme)
    states.move(round, "asked", asked_at=clock.now(), asked_by=by, previous=previous)
    rows = [RegionView(round=round, region=region) for region in Region.objects.all()]
    RegionView.objects.bulk_create(rows)
    put_letters_aside(round, by=by)
    written = view_letters.ask(views_of(round), only)
    audit.record("view_round.ask", by=by, about=round, details={"letters": len(written), "due": round.due})
    return written


def views_of(round: ViewRound) -> list[RegionView]:
    """The round's views with their regions, by code; the round itself is the one given. One query."""
    found = list(RegionView.objects.filter(round=round).select_related("region", "saved_by").order_by("region__code"))
    for view in found:
        view.round = round
    return found


@quiet_verb
def remind(round: ViewRound, *, by: Person | None, views: Iterable[RegionView] | None = None) -> list[Letter]:
    """Reminds the silent regions (of `views`, where they are given): each person at most once a day."""
    chosen = None if views is None else {view.pk for view in views}
    silent = [one for one in views_of(round) if one.state in {"requested", "draft"}]
    silent = [one for one in silent if chosen is None or one.pk in chosen]
    if not round.is_open or not silent:
        return []
    written = view_letters.remind(silent, occasion=f"by_hand:{clock.today()}")
    audit.record("view_round.remind", by=by, about=round, details={"letters": len(written)})
    return written


@quiet_verb
def move_due(round: ViewRound, *, due: date, by: Person) -> list[Letter]:
    """Moves the last day and tells those who have not approved yet. Raises ValidationError, IllegalMove."""
    if due < clock.today():
        raise ValidationError({"due": _("Choose today or a later day.")})
    before = round.due
    if due == before:
        raise ValidationError({"due": _("This is the last day already.")})
    if not ViewRound.objects.asked().filter(pk=round.pk, due=before).update(due=due):
        round.refresh_from_db()
        raise IllegalMove(round, "asked")
    round.due = due
    silent = [one for one in views_of(round) if one.state in {"requested", "draft"}]
    written = view_letters.due_moved(silent, before=before)
    audit.record("view_round.move_due", by=by, about=round, details={"due": [before, due], "letters": len(written)})
    return written


@verb
def close(round: ViewRound, *, by: Person | None) -> int:
    """Freezes the approved views and makes them public; drafts stay the regions' own. Gives how many are public."""
    states.move(round, "closed", closed_at=clock.now(), closed_by=by)
    frozen = 0
    for view in views_of(round):
        if view.state == "approved":
            states.move(view, "frozen", frozen_at=round.closed_at, content=content_of(view))
            frozen += 1
    audit.record("view_round.close", by=by, about=round, details={"views": frozen})
    theme = subjects.theme_ref(round.theme)
    regions = [("region", view.region.code) for view in views_of(round) if view.state == "frozen"]
    about = ("view_round", round.public_id)
    notices.tell(subjects.VIEWS, about=about, trail=[theme, *regions], group=theme, by=by)
    return frozen


@verb
def call_off(round: ViewRound, *, by: Person, reason: str) -> list[Letter]:
    """Calls the round off with a reason; whoever was asked is told. Raises ValidationError, IllegalMove."""
    said = plain(reason)
    if not said:
        raise ValidationError({"reason": _("Write why the round is called off.")})
    was_asked = round.state == "asked"
    states.move(round, "called_off", called_off_reason=said[:500])
    put_letters_aside(round, by=by)
    written = view_letters.called_off(views_of(round)) if was_asked else []
    audit.record("view_round.call_off", by=by, about=round, details={"reason": said[:500], "letters": len(written)})
    return written
