"""Alarm clocks of the themes' floor: no rule in them, and ringing twice is harmless."""

from celery import shared_task

from themes.services import view_tasks


@shared_task(name="themes.remind_of_views", ignore_result=True)
def remind_of_views() -> None:
    """Reminds regions whose view is due soon, or overdue."""
    view_tasks.remind_silent()
