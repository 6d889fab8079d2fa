"""Alarm clocks of the regions' floor."""

from celery import shared_task

from regions.models import Mandate
from regions.services import figure_imports, figure_reading, figure_sources, people_imports, seats


@shared_task(name="regions.take_up_mandates")
def take_up_mandates() -> None:
    """Mandates whose first day has come: what follows their seats is told."""
    for mandate in Mandate.objects.not_taken_up().with_bodies():
        seats.take_up(mandate)


@shared_task(name="regions.drop_old_imports")
def drop_old_imports() -> None:
    """Tables that were sent for import and forgotten: those of people hold personal data."""
    people_imports.drop_old()
    figure_imports.drop_old()


@shared_task(name="regions.read_figures", ignore_result=True)
def read_figures() -> None:
    """Files of figures that wait for a worker, also those that a lost one had."""
    figure_reading.read_due()


@shared_task(name="regions.refresh_figures", ignore_result=True)
def refresh_figures() -> None:
    """Live tables whose time has come."""
    figure_sources.refresh_due()
