"""Alarm clocks of the regions' floor."""

from celery import shared_task

from regions.models import Mandate
from regions.services import people_imports, seats


@shared_task(name="regions.take_up_mandates")
def take_up_mandates() -> None:
    """Mandates whose first day has come: what follows their seats is told."""
    for mandate in Mandate.objects.not_taken_up().with_bodies():
        seats.take_up(mandate)


@shared_task(name="regions.drop_old_imports")
def drop_old_imports() -> None:
    """Tables that were sent for import and forgotten: they hold personal data."""
    people_imports.drop_old()
