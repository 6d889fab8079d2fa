"""Tables of views to take away: a round's board, its call list, and what the regions say in a closed round."""

from typing import Any

from django.utils.translation import gettext as _

from forum import dates
from forum.models import Person
from forum.services.tables import Table
from themes.models import ViewRound
from themes.models.region_view import HORIZONS
from themes.services.view_board import Row
from themes.services.view_words import LABELS
from themes.services.views import Compiled, Words


def of_board(round: ViewRound, rows: list[Row]) -> Table:
    """The board's rows as shown."""
    heads = [_("Region"), _("State"), _("Parts there"), _("Parts in all"), _("Saved"), _("Approved"), _("Reminded")]
    return Table(f"views-{round.public_id}-board", heads, [board_cells(row) for row in rows], _("Regions' views"))


def board_cells(row: Row) -> list[Any]:
    """A region as cells."""
    view = row.view
    done = [row.meter.done, row.meter.total]
    return [str(view.region.name), str(row.word), *done, view.saved_at, view.approved_at, row.reminded_at]


def of_calls(round: ViewRound, rows: list[Row]) -> Table:
    """Whom to call, one person a row."""
    heads = [_("Region"), _("State"), _("Name"), _("Telephone"), _("E-mail")]
    cells = [call_cells(row, person) for row in rows for person in [*row.writers, *row.approvers]]
    return Table(f"views-{round.public_id}-calls", heads, cells, _("Call list"))


def call_cells(row: Row, person: Person) -> list[Any]:
    """A person as cells."""
    return [str(row.view.region.name), str(row.word), person.name, person.phone, person.email]


def of_round(compiled: Compiled) -> Table:
    """What the regions say: a row for each region asked, also for those that sent no view."""
    asked = compiled.round.worded
    steps = [head for one in HORIZONS for head in (str(LABELS[one]), _("Grounds: %(when)s") % {"when": LABELS[one]})]
    questions = [str(words) for _key, words in asked]
    more = [_("Own figures"), _("Language"), _("Approved")]
    heads = [_("Region"), *steps, *questions, *more]
    rows = [words_cells(one) for one in compiled.words]
    rows += [[str(region.name), _("No view sent")] for region in compiled.silent]
    return Table(f"views-{compiled.round.public_id}", heads, rows, str(compiled.round.title))


def words_cells(words: Words) -> list[Any]:
    """A region's view as cells; steps as numbers from −2 to 2."""
    cells: list[Any] = [str(words.region.name)]
    for one in HORIZONS:
        made = words.assessment(one)
        cells += [made.step, made.text] if made else ["", ""]
    figures = "; ".join(f"{one.label}: {one.said} ({one.period}, {one.source})" for one in words.figures)
    day = dates.as_day(words.approved_at) if words.approved_at else None
    return [*cells, *(answer.text for answer in words.answers), figures, words.language, day]
