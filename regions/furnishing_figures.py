"""What the furnished forum knows of its regions: real figures, from the profile's file."""

from collections.abc import Callable
from datetime import date

from django.conf import settings

from regions.services import figures


def furnish(*, today: date, say: Callable[[str], object] = print) -> None:
    """Imports the profile's figures as one data version. A profile without figures gets none."""
    file_name = settings.PROFILE.get("figures")
    if not file_name:
        say("figures: none for this country")
        return
    figures.describe(settings.SEED_DATA / "indicators.json")
    say(f"figures: {figures.furnish_file(settings.SEED_DATA / file_name)}")
