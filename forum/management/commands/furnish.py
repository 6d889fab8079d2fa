"""`manage.py furnish`: fills the forum with its profile's real data, and with examples unless told otherwise."""

from argparse import ArgumentParser, ArgumentTypeError
from contextlib import nullcontext
from datetime import date, datetime, time
from email.utils import parseaddr
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from forum import clock
from forum.services import house


class Command(BaseCommand):
    """Idempotent: a second run adds only what is missing."""

    help = "Loads the profile's data, example people and a year of example meetings around today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day to lay the year around; what a forum in real use begins with."""
        parser.add_argument(
            "--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="pretend that it is this day"
        )
        parser.add_argument("--without-examples", action="store_true", help="real data only: no people, no meetings")
        parser.add_argument(
            "--coordinator",
            type=name_and_address,
            metavar="'Name <address>'",
            help="lets this person in as coordinator",
        )
        parser.add_argument("--if-needed", action="store_true", help="do nothing when it was completed before")

    def handle(self, *, if_needed: bool = False, **options: Any) -> None:
        """Furnishes, and lets the coordinator in."""
        if not (if_needed and house.is_furnished()):
            self.furnish(options.get("today"), examples=not options.get("without_examples"))
        if who := options.get("coordinator"):
            name, address = who if isinstance(who, tuple) else name_and_address(who)
            person = house.let_in(name=name, email=address, language=settings.LANGUAGE_CODE)
            self.stdout.write(f"Coordinator: {person.name} <{person.email}> may sign in")

    def furnish(self, today: date | None, *, examples: bool) -> None:
        """Furnishes, with the clock standing at noon of `today` when it is given."""
        noon = datetime.combine(today, time(12), ZoneInfo(settings.TIME_ZONE)) if today else None
        with clock.at(noon) if noon else nullcontext():
            try:
                house.furnish(today=clock.today(), say=self.say, examples=examples)
            except house.InRealUse:
                raise CommandError("This forum was begun without examples: add --without-examples.") from None

    def say(self, words: str) -> None:
        """Prints what has been loaded."""
        self.stdout.write(f"Furnishing: {words}")


def name_and_address(words: str) -> tuple[str, str]:
    """Reads "Name <address>"."""
    name, address = parseaddr(words)
    try:
        validate_email(address)
    except ValidationError:
        raise ArgumentTypeError(f"{words!r} is not written as 'Name <address>'") from None
    return name, address
