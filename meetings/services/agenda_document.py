"""A meeting's agenda as a document, in the active language."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from forum import dates
from forum.documents import Block, Document, Entries, Entry, Facts, Links, Part, Text, Words
from meetings.models import Meeting
from meetings.services import agenda, facts, paper_lists
from meetings.services.agenda import Row
from meetings.services.paper_lists import Listed, Papers
from meetings.services.readers import Reader


def document(meeting: Meeting, reader: Reader) -> Document:
    """When, where, about what, and the items with their papers. The meeting comes from `the_meeting`."""
    title = _("Agenda: %(meeting)s") % {"meeting": name_of(meeting)}
    return Document(title, kicker=kicker(meeting), blocks=head(meeting), parts=[part(meeting, reader)])


def name_of(meeting: Meeting) -> str:
    """Officials' meeting 18.3.2027."""
    return f"{meeting.kind.name} {dates.numeric(meeting.starts_at)}"


def kicker(meeting: Meeting) -> str:
    """Which round and theme."""
    theme = _("theme %(number)s") % {"number": meeting.theme.number}
    if meeting.round is None:
        return capfirst(theme)
    words = {"round": meeting.round.number, "year": meeting.cycle.year}
    return capfirst(f"{_('round %(round)s/%(year)s') % words} · {theme}")


def head(meeting: Meeting) -> list[Block]:
    """The facts that stand on the meeting's page."""
    rows: list[tuple[str, Words]] = [
        (_("When"), capfirst(dates.span(meeting.starts_at, meeting.ends_at))),
        (_("Where"), where(meeting)),
        (_("Theme"), meeting.theme.name),
        (_("Who"), facts.invited(meeting)),
    ]
    if meeting.chair_seat:
        rows.append((_("Chair"), meeting.chair_seat.body_name))
    blocks: list[Block] = [Facts(rows)]
    if meeting.state == Meeting.State.CANCELLED:
        said = f"{_('This meeting has been cancelled.')} {meeting.cancelled_reason}".strip()
        blocks.append(Text(said, "notice"))
    elif meeting.agenda_published_at is None:
        blocks.append(Text(_("This is a draft. The agenda has not been published yet."), "notice"))
    return blocks


def where(meeting: Meeting) -> Words:
    """The place and street; the link is for the invited's calendars."""
    if not meeting.place:
        return _("Remote meeting") if meeting.remote_link else _("The place is not known yet")
    return (meeting.place, f", {meeting.street}") if meeting.street else meeting.place


def part(meeting: Meeting, reader: Reader, papers: Papers | None = None) -> Part:
    """The items with their times, presenters and papers, and the papers of the whole meeting. Two queries."""
    rows = agenda.timed(meeting)
    papers = papers or papers_of(meeting, reader)
    blocks: list[Block] = [Entries([entry(row, papers.of_item(row.item.pk)) for row in rows])]
    if not rows:
        blocks = [Text(_("The agenda has no items yet."))]
    if papers.of_meeting:
        blocks += [Text(_("Papers of the whole meeting:")), links(papers.of_meeting)]
    return Part("agenda", _("Agenda"), blocks)


def papers_of(meeting: Meeting, reader: Reader) -> Papers:
    """The papers that the reader may see. One query."""
    return paper_lists.read(meeting, reader.person)


def entry(row: Row, papers: list[Listed]) -> Entry:
    """An item of the agenda."""
    item = row.item
    title: Words = (f"{row.number}. ", item.title) if row.number else item.title
    blocks: list[Block] = [Text(item.summary)] if item.summary else []
    if row.presenter:
        blocks.append(Text(presented_by(row), "small"))
    blocks += [links(papers)] if papers else []
    hours = f"{dates.clock_time(row.starts_at)}–{dates.clock_time(row.ends_at)}"
    return Entry(hours, title, blocks, quiet=item.is_break)


def presented_by(row: Row) -> Words:
    """Who presents; a title in another language stays marked."""
    before, _mark, after = (_("Presented by %(who)s") % {"who": "\0"}).partition("\0")
    return (before, row.presenter, after) if after else (before, row.presenter)


def links(papers: list[Listed]) -> Links:
    """Papers as links, a line for each file."""
    return Links([link for one in papers for link in one.links()])
