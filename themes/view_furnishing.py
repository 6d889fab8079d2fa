"""Examples of regions' views: a closed round with views, and an open one in which some regions are silent."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from forum import clock
from forum.models import Letter, Person, StaffRole
from forum.services import posting, rendering
from regions.models import Mandate
from themes import view_furnishing_texts as texts
from themes.furnishing import own_themes
from themes.models import RegionView, Theme, ViewRound
from themes.services import region_views, saving, view_letters, view_rounds, view_saving
from themes.services.view_content import language_of

CLOSED_AGO, OPEN_DAYS = timedelta(days=120), timedelta(days=14)
SILENT = 3
"""Every third region is silent in the open round."""


def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """For the profile's first theme, unless a floor above has furnished rounds for its meetings."""
    themes = own_themes()
    if themes and not ViewRound.objects.exists():
        furnish_for(themes[0], due=today + OPEN_DAYS)
    say(f"rounds of views: {ViewRound.objects.count()}, approved: {RegionView.objects.filter(state='frozen').count()}")


def furnish_for(theme: Theme, *, due: date) -> ViewRound | None:
    """A closed round four months ago and an open one for the theme; None when there is no example secretariat."""
    role = StaffRole.objects.filter(kind="coordinator", person__is_example=True).select_related("person").first()
    if role is None:
        return None
    now = timezone.localtime(clock.now()).replace(hour=9, minute=0, second=0, microsecond=0)
    with clock.at(now - CLOSED_AGO - timedelta(days=30)):
        closed = view_rounds.prepare(
            theme, by=role.person, **texts.round_texts(0), due=clock.today() + timedelta(days=21)
        )
        view_rounds.ask(closed, by=role.person)
    with clock.at(now - CLOSED_AGO - timedelta(days=12)):
        write_all(closed, by=role.person, silent=())
    with clock.at(now - CLOSED_AGO):
        view_rounds.close(closed, by=role.person)
    with clock.at(now - timedelta(days=7)):
        asked = view_rounds.prepare(theme, by=role.person, **texts.round_texts(1), due=due)
        view_rounds.ask(asked, by=role.person)
    with clock.at(now - timedelta(days=1)):
        write_all(asked, by=role.person, silent=(0, 1))
    send_quietly()
    return asked


def write_all(round: ViewRound, *, by: Person, silent: tuple[int, ...]) -> None:
    """Each region writes and approves, except that every third does nothing and every other third only begins."""
    approvers = approvers_of()
    for place, view in enumerate(view_rounds.views_of(round)):
        turn = place % SILENT
        if turn == 0 and silent:
            continue
        typed = texts.view_texts(round, place, language_of(view))
        approver = approvers.get(view.region_id)
        if approver is None:
            record(view, typed, by)
            continue
        if turn == 1 and silent:
            typed = {name: text for name, text in typed.items() if not name.startswith(("answer", "year", "figure"))}
        saved = region_views.save(view, by=approver, typed=typed, seen=saving.seen_all(view))
        if not (turn == 1 and silent):
            region_views.approve(view, by=approver, revision=saved.row.revision)


def record(view: RegionView, typed: dict[str, Any], by: Person) -> None:
    """A region without an approver has sent its view by e-mail."""
    full = {**view_saving.typed_of(view), **typed}
    day = clock.today()
    region_views.record(view, by=by, typed=full, how="mail", received_from=texts.SENDER, received_on=day)


def approvers_of() -> dict[int, Person]:
    """An example approver of each region that has one."""
    found = Mandate.objects.in_force().filter(role="approver", person__is_example=True, region__isnull=False)
    return {one.region_id: one.person for one in found.select_related("person") if one.region_id}


def send_quietly() -> None:
    """The letters belong to the examples' archive and are not mailed."""
    kinds = (view_letters.ASKED, view_letters.REMINDER, view_letters.RECEIPT, view_letters.CHANGED)
    for letter in Letter.objects.filter(kind__in=kinds, state="queued"):
        words = posting.kept(letter, rendering.render(letter))
        Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=letter.written_at, **words)
