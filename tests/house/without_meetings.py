"""Settings of the house with its top floor taken away."""

from forum.settings import *  # noqa: F403
from forum.settings import CELERY_BEAT_SCHEDULE, INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "meetings"]
CELERY_BEAT_SCHEDULE = {
    name: entry for name, entry in CELERY_BEAT_SCHEDULE.items() if not entry["task"].startswith("meetings.")
}
ROOT_URLCONF = "tests.house.urls_without_meetings"
