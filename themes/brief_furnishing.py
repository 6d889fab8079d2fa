"""Examples of the brief workshop: a series with an issue, a corrected brief, and a new version in the making."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from regions.models import Indicator
from themes.furnishing import own_themes
from themes.models import Brief, BriefSeries, Theme
from themes.services import brief_blocks, brief_saving, brief_series, brief_writing, briefs
from themes.services.programmes import in_columns

SERIES = {
    "name": {
        "fi": "Alueiden pulssi (esimerkki)",
        "sv": "Regionernas puls (exempel)",
        "en": "Pulse of the regions (example)",
    },
    "about": {
        "fi": "Lyhyt katsaus siihen, mikä alueilla on muuttunut edellisen numeron jälkeen.",
        "sv": "En kort översikt över vad som har ändrats i regionerna sedan förra numret.",
        "en": "A short review of what has changed in the regions since the last issue.",
    },
    "rhythm": {
        "fi": "Joka toinen kuukausi",
        "sv": "Varannan månad",
        "en": "Every other month",
    },
}
ISSUE = {
    "title": {
        "fi": "Alueiden pulssi, numero 1 (esimerkki)",
        "sv": "Regionernas puls, nummer 1 (exempel)",
        "en": "Pulse of the regions, issue 1 (example)",
    },
    "lead": {
        "fi": "Esimerkkinumero: väestö ja työttömyys maakunnissa tuoreimpien julkaistujen lukujen mukaan.",
        "sv": "Exempelnummer: befolkningen och arbetslösheten i regionerna enligt de nyaste publicerade siffrorna.",
        "en": "Example issue: population and unemployment in the regions by the newest published figures.",
    },
}
WHY = {
    "fi": "Tällä foorumilla ei ole alueittaisia lukuja, joten esimerkkinumero on laadullinen.",
    "sv": "Det här forumet har inga regionala siffror, så exempelnumret är kvalitativt.",
    "en": "This forum has no regional figures, so the example issue is qualitative.",
}
SHOWN = {
    "population": {
        "fi": "Väestön muutos maakunnissa",
        "sv": "Befolkningens förändring i regionerna",
        "en": "Change of population in the regions",
    },
    "register-unemployment-rate": {
        "fi": "Työttömien osuus työvoimasta",
        "sv": "Andelen arbetslösa av arbetskraften",
        "en": "Share of unemployed in the labour force",
    },
}
NOTE = {
    "fi": "Ingressin sanamuotoa tarkennettu (esimerkki).",
    "sv": "Ingressens ordalydelse har preciserats (exempel).",
    "en": "The wording of the lead has been made more precise (example).",
}
ADDED = {
    "fi": " Tilanne vaihtelee alueittain.",
    "sv": " Läget varierar mellan regionerna.",
    "en": " The situation varies between regions.",
}


def furnish(*, today: date, say: Callable[[str], object] = print) -> None:
    """Begins only where there is no series yet."""
    themes = own_themes()
    if BriefSeries.objects.exists() or not themes:
        return
    facts: dict[str, Any] = {"slug": "pulse", "times_a_year": 6, **in_columns(**SERIES)}
    came_out = datetime.combine(today - timedelta(days=60), time(7), tzinfo=UTC)
    issue(themes[-1], brief_series.write(by=None, **facts), came_out)
    public = list(Brief.objects.public().filter(kind="situation").order_by("theme__number"))
    if public:
        correct(public[0])
        begin_new_version(public[-1])
    say(f"briefs' series: 1, versions: {sum(brief.version for brief in Brief.objects.public().with_page())}")


def issue(theme: Theme, series: BriefSeries, at: datetime) -> None:
    """The first issue of the series."""
    brief = brief_writing.begin(theme, by=None, kind="review", series=series, **in_columns(**ISSUE))
    shown = {one.slug: one for one in Indicator.objects.filter(slug__in=SHOWN)}
    for slug, one in shown.items():
        headline: dict[str, Any] = in_columns(headline=SHOWN[slug])
        brief_blocks.add(brief, kind="message", by=None, indicator=one, **headline)
    if not shown:
        why: dict[str, Any] = in_columns(why_qualitative=WHY)
        brief_writing.describe(brief, by=None, data_version=None, **why)
    publish(brief, at=at)


def publish(brief: Brief, **said: object) -> None:
    """From the draft to the public."""
    brief.refresh_from_db()
    briefs.send_for_checking(brief, by=None)
    briefs.confirm(brief, by=None)
    briefs.publish(brief, by=None, tell=False, **said)  # type: ignore[arg-type]


def correct(brief: Brief) -> None:
    """A second version, with a note of what changed."""
    briefs.rework(brief, by=None)
    longer = {f"lead_{code}": getattr(brief, f"lead_{code}") + text for code, text in ADDED.items()}
    brief_writing.describe(brief, by=None, **longer)
    publish(brief, note=NOTE)


def begin_new_version(brief: Brief) -> None:
    """A new version in the making whose Swedish is older than its Finnish."""
    briefs.rework(brief, by=None)
    row = brief_saving.locked(brief)
    brief_writing.describe(row, by=None, lead_fi=row.lead_fi + ADDED["fi"])
