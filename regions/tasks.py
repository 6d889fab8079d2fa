"""Alarm clocks of the regions' floor."""

from celery import shared_task

from regions.models import Mandate
from regions.services import seats


@shared_task(name="regions.take_up_mandates")
def take_up_mandates() -> None:
    """Mandates whose first day has come: what follows their seats is told."""
    for mandate in Mandate.objects.not_taken_up().with_bodies():
        seats.take_up(mandate)
