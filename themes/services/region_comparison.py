"""Some regions side by side in one indicator, as the reader chooses them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from regions.models import DataVersion, Indicator, Region
from regions.services import figures as imports
from regions.services import series
from regions.services.comparison import Comparison, compare
from regions.services.data_sets import DataSet
from regions.services.peers import MOST_CHOSEN, Choice
from regions.services.series import Figures
from themes.services import chart_addresses, figure_data, figure_reading, sentences
from themes.services.figure_reading import Figure, Row


@dataclass(frozen=True)
class Question:
    """What is asked: regions in the reader's order, and an indicator (the first when it is not known)."""

    chosen: list[Region]
    regions: list[Region]
    indicators: list[Indicator]
    indicator: Indicator | None
    too_many: bool


@dataclass(frozen=True)
class Answer:
    """The regions' lines of a table, and the chart."""

    measure: str
    unit: str
    rows: list[tuple[Region, Row]]
    figure: Figure | None
    version: DataVersion
    numbers: Figures
    comparisons: list[Comparison]

    @cached_property
    def data(self) -> DataSet:
        """The table, to take away."""
        slug, regions = self.comparisons[0].indicator.slug, [region for region, _row in self.rows]
        name = "-".join([slug, *(region.code for region in regions)])
        return figure_data.of_comparisons(name, self.measure, self.comparisons, self.numbers, self.version, regions)


def asked(query: QueryDict, regions: list[Region]) -> Question:
    """What the address asks; what is not known in it is left out."""
    by_code = {region.code: region for region in regions}
    wanted = [by_code[code] for code in dict.fromkeys(query.getlist("with")) if code in by_code]
    indicators = list(Indicator.objects.all())
    slug = query.get("indicator", "")
    indicator = next((one for one in indicators if one.slug == slug), indicators[0] if indicators else None)
    return Question(wanted[:MOST_CHOSEN], regions, indicators, indicator, len(wanted) > MOST_CHOSEN)


def compared(question: Question) -> Answer | None:
    """The chosen regions in the indicator; nothing without regions or figures."""
    version = imports.newest()
    if version is None or question.indicator is None or not question.chosen:
        return None
    return answer(question.indicator, question.chosen, question.regions, version)


def answer(indicator: Indicator, chosen: Sequence[Region], regions: Sequence[Region], version: DataVersion) -> Answer:
    """The regions in the indicator; the first is drawn thick."""
    figures = series.load([indicator], version)
    first, *others = chosen
    found = [compare(figures, indicator, region) for region in chosen]
    drawn = figure_reading.figure(figures, indicator, first, others, regions)
    choice = Choice("chosen", tuple(other.code for other in others))
    return Answer(
        measure=sentences.measure(found[0]),
        unit=sentences.unit_of(found[0]),
        rows=list(zip(chosen, figure_reading.rows_of(found, figures), strict=True)),
        figure=chart_addresses.with_files(drawn, version, indicator, first, choice) if drawn else None,
        version=version,
        numbers=figures,
        comparisons=found,
    )
