"""`manage.py prepare`: everything between unpacking a version and serving it, in one process."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Safe to run at each start, and quick when there is nothing to do."""

    help = "Compiles translations, migrates, makes the cache table, collects static files, furnishes what is not yet."

    def handle(self, **options: Any) -> None:
        """Runs the steps in order."""
        self.step("Translations", "translations", compile=True)
        self.step("Database", "migrate", interactive=False, verbosity=1)
        self.step("Cache", "createcachetable")
        self.step("Static files", "collectstatic", interactive=False, verbosity=1)
        if settings.DEMO:
            self.step("Furniture", "furnish", if_needed=True)
        elif settings.COORDINATOR:
            about = {"without_examples": True, "coordinator": settings.COORDINATOR}
            self.step("Furniture", "furnish", if_needed=True, **about)

    def step(self, name: str, command: str, **options: Any) -> None:
        """Announces and runs one command."""
        self.stdout.write(f"== {name}")
        self.stdout.flush()
        call_command(command, **options)
