"""The coordinator's own sentences: filled from the data for each place and language, never with a hole."""

import pytest
from django.utils import translation

from regions.models import Indicator, Region
from regions.services import series
from regions.services.comparison import compare
from tests.regions.figures import import_real, real_regions
from themes.services import brief_sentences

pytestmark = pytest.mark.django_db


@pytest.fixture
def comparison():
    real_regions()
    version = import_real()

    def of(slug, code):
        indicator = Indicator.objects.get(slug=slug)
        figures = series.load([indicator], version)
        return compare(figures, indicator, Region.objects.filter(code=code).first())

    return of


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", "Kainuu: <b>34\u00a0923\u00a0euroa</b> vuonna 2020"),
        ("sv", "Kajanaland: <b>34\u00a0923\u00a0euro</b> vuonna 2020"),
        ("en", "Kainuu: <b>34,923\u00a0euros</b> vuonna 2020"),
    ],
)
def test_numbers_come_from_the_data_in_the_readers_language(comparison, language, said):
    with translation.override(language):
        assert brief_sentences.fill("{place}: {own} vuonna {year}", comparison("gdp-per-capita", "18")) == said


def test_every_placeholder_has_words_for_a_region(comparison):
    known = brief_sentences.values(comparison("population", "18"))
    assert set(brief_sentences.PLACEHOLDERS) - set(known) <= {"peers", "rank", "country"}


def test_a_sentence_that_names_an_absent_figure_is_not_said(comparison):
    median = comparison("median-household-income", "18")
    assert brief_sentences.fill("{own}, koko maa {country}", median) is None
    assert brief_sentences.fill("{own}, sija {rank}", comparison("gdp-per-capita", "SSS")) is None


def test_what_is_typed_is_text_and_no_markup(comparison):
    said = brief_sentences.fill("<script>{own}</script>", comparison("gdp-per-capita", "18"))
    assert "<script>" not in said and said.count("<b>") == 1


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{own} {year}", []),
        ("{oma} {oma} {own}", ["{oma}"]),
        ("{own", ["{"]),
        ("own}", ["}"]),
        ("{}", ["{}"]),
        ("{own.__class__}", ["{own.__class__}"]),
    ],
)
def test_unknown_placeholders_are_named(text, wrong):
    assert brief_sentences.unknown(text) == wrong
