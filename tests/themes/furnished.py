"""The furnished themes and briefs on the real figures, for tests of pages."""

from datetime import date

from tests.regions.figures import import_real, real_regions
from themes import furnishing
from themes.models import Brief


def real_briefs():
    """The furnished briefs by their theme's slug."""
    real_regions()
    import_real()
    silent = {"today": date(2026, 11, 21), "say": lambda words: None}
    furnishing.furnish_programmes(**silent)
    furnishing.furnish_briefs(**silent)
    return {brief.theme.slug: brief for brief in Brief.objects.select_related("theme__programme")}
