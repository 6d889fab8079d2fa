"""The Celery application. Tasks are alarm clocks: rows in the database are the truth."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")
app = Celery("forum")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect  # type: ignore[untyped-decorator]
def take_over(**_: Any) -> None:
    """A worker that starts takes back at once what a killed one held, and goes on with what is due."""
    for task in ("forum.sweep_letters", "forum.post_letters"):
        app.send_task(task, queue="mail", ignore_result=True)
