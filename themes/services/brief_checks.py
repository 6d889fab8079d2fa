"""The check list of a brief's working copy: what keeps it from being confirmed, and what is worth a second look."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.texts import LANGUAGES
from regions.models import Indicator
from regions.services import figures as imports
from regions.services import series
from regions.services.series import Figures
from themes.models import Brief, BriefBlock
from themes.models.brief_block import MOST_MESSAGES
from themes.services import brief_content, brief_gaps, brief_pages, brief_reading, figure_reading
from themes.services.brief_content import Copy

MOST_WORDS = 10
OK, WARNING, BLOCKING = "ok", "warning", "blocking"


@dataclass(frozen=True)
class Check:
    """One line of the list: `code` says what was looked at, `text` what was found; `block` is the block it is about.

    A missing language is blocking, but can be overridden with a reason when the brief is published.
    """

    code: str
    level: str
    text: str
    block: str = ""


def of(brief: Brief) -> list[Check]:
    """The whole list for the working copy, what blocks first. About ten queries, whatever the number of blocks."""
    copy = brief_content.working(brief)
    indicators = {one.slug: one for one in Indicator.objects.filter(slug__in=copy.indicators)}
    figures = series.load(indicators.values(), copy.data_version)
    found = [
        *titled(copy),
        *messages(copy),
        *headlines(copy),
        *numbers(copy, indicators, figures),
        *charts(copy, indicators, figures),
    ]
    found += [*data(copy), *languages(copy), *older(brief), *questions(copy), *printed(brief, copy)]
    return sorted(found, key=lambda one: (BLOCKING, WARNING, OK).index(one.level))


def titled(copy: Copy) -> Iterator[Check]:
    """No brief goes out without a title in any language, not even with a reason."""
    if not any(copy.content["title"].values()):
        yield Check("title", BLOCKING, _("The brief has no title."))


def messages(copy: Copy) -> Iterator[Check]:
    """At most six key messages; a brief without any says why."""
    count = len(copy.of_kind("message"))
    if count:
        said = ngettext("%(count)s key message, at most %(most)s.", "%(count)s key messages, at most %(most)s.", count)
        yield Check("messages", OK, said % {"count": count, "most": MOST_MESSAGES})
    elif copy.why:
        yield Check("messages", OK, _("No key messages: the brief says why it has no figures."))
    else:
        yield Check(
            "messages", WARNING, _("There is no key message, and the brief does not say why it has no figures.")
        )


def headlines(copy: Copy) -> Iterator[Check]:
    """At most ten words in each language."""
    long = []
    for block in copy.content["blocks"]:
        if block["kind"] in ("message", "chart"):
            long += [(block["id"], text) for text in block["headline"].values() if len(text.split()) > MOST_WORDS]
    for block, text in long:
        said = _("A heading of more than %(most)s words: “%(text)s”") % {"most": MOST_WORDS, "text": text}
        yield Check("headlines", BLOCKING, said, block)
    if not long:
        yield Check("headlines", OK, _("Headings of at most %(most)s words.") % {"most": MOST_WORDS})


def numbers(copy: Copy, indicators: dict[str, Indicator], figures: Figures) -> Iterator[Check]:
    """Each figure has a source and a period: that is so for every figure there is, so there must be some."""
    told = {slug for slug, _place in figures.raw}
    empty = [slug for slug in copy.indicators if slug not in told]
    for slug in empty:
        said = _("The data have no figure of “%(name)s”.") % {"name": indicators[slug].shown_name}
        yield Check("figures", BLOCKING, said, block_of(copy, slug))
    if copy.indicators and not empty:
        yield Check("figures", OK, _("Every figure has a source and a period."))


def block_of(copy: Copy, slug: str) -> str:
    """The first block that shows the indicator."""
    shows = (one for one in copy.pieces if slug == one.indicator or slug in one.options.get("indicators", ()))
    return next((one.id for one in shows), "")


def charts(copy: Copy, indicators: dict[str, Indicator], figures: Figures) -> Iterator[Check]:
    """Each chart can be drawn, and says in words what it shows."""
    regions, silent = brief_reading.all_regions(), False
    for one in copy.of_kind("message", "chart"):
        if one.options.get("chart") != "none":
            drawn = figure_reading.figure(figures, indicators[one.indicator], None, (), regions, one.headline)
            if drawn is None or not drawn.description:
                silent = True
                yield Check("charts", WARNING, _("A chart cannot be drawn: there are too few figures."), one.id)
    if copy.of_kind("message", "chart") and not silent:
        yield Check("charts", OK, _("Every chart says in words what it shows."))


def data(copy: Copy) -> Iterator[Check]:
    """Whether the numbers stand on the newest data."""
    newest = imports.newest()
    if copy.data_version is None and copy.indicators:
        yield Check("data", BLOCKING, _("No data version has been chosen for the figures."))
    elif copy.data_version and newest != copy.data_version:
        yield Check("data", WARNING, _("Newer data have been imported. See which figures would change."))
    elif copy.data_version:
        yield Check("data", OK, _("The figures stand on the newest data."))


def languages(copy: Copy) -> Iterator[Check]:
    """The required languages are complete (product rule 7)."""
    gaps = brief_gaps.of(copy.content)
    for gap in gaps:
        yield Check("languages", BLOCKING, gap.words, gap.block)
    if not gaps:
        yield Check("languages", OK, _("Everything is there in the required languages."))


def older(brief: Brief) -> Iterator[Check]:
    """Translations that have fallen behind their original."""
    rows: list[Brief | BriefBlock] = [brief, *brief.blocks.all()]
    behind = [(row, code) for row in rows for code in LANGUAGES if row.is_older(code)]
    for row, code in behind:
        said = _("Translation older than the original: %(language)s.") % {"language": settings.LANGUAGE_NAMES[code]}
        yield Check("older", WARNING, said, "" if row is brief else row.public_id)
    if not behind:
        yield Check("older", OK, _("No translation is older than its original."))


def questions(copy: Copy) -> Iterator[Check]:
    """Two or three questions for the session."""
    count = len(brief_reading.questions_of(copy))
    if count < 2:
        yield Check("questions", WARNING, _("Ask two or three questions for the meeting."))
    else:
        yield Check("questions", OK, _("There are questions for the meeting."))


def printed(brief: Brief, copy: Copy) -> Iterator[Check]:
    """Two pages in print, in every language."""
    pages = brief_pages.known(brief, copy)
    if not pages:
        yield Check("pages", WARNING, _("The printed pages have not been counted for this text."))
    elif max(pages.values()) > brief_pages.MOST_PAGES:
        said = ", ".join(f"{settings.LANGUAGE_NAMES[code]} {count}" for code, count in pages.items())
        yield Check("pages", WARNING, _("More than two pages in print: %(pages)s.") % {"pages": said})
    else:
        yield Check("pages", OK, _("At most two pages in print."))


def refuse(brief: Brief) -> None:
    """Raises ValidationError while something blocks; a missing language does so only when the brief is published."""
    blocking = [one for one in of(brief) if one.level == BLOCKING and one.code != "languages"]
    if blocking:
        raise ValidationError([one.text for one in blocking], code="checks")
