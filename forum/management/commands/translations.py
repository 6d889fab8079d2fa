"""`manage.py translations`: keeps, checks and compiles the Finnish and Swedish catalogues."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from forum import msgids, own_catalogues, translations


class Command(BaseCommand):
    """See docs/decisions/0003."""

    help = "Keeps, checks and compiles the translations. Several options run in the order update, fill, compile, check."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The four things it can do."""
        parser.add_argument("--update", action="store_true", help="bring the .po files up to the source")
        parser.add_argument("--fill", metavar="FILE.csv", type=Path, help="msgid,fi,sv[,context][,fi_1,sv_1]")
        parser.add_argument("--overwrite", action="store_true", help="let --fill replace other translations")
        parser.add_argument("--compile", action="store_true", help="make the .mo files that are out of date")
        parser.add_argument("--check", action="store_true", help="fail when anything is missing or wrong")

    def handle(self, **options: Any) -> None:
        """Does what was asked for."""
        root = msgids.root()
        if options["update"]:
            self.say(translations.update(root))
        if options["fill"]:
            self.say(translations.fill(root, options["fill"], overwrite=options["overwrite"]))
        if options["compile"]:
            for path in [*translations.compile_all(root), *own_catalogues.compile_profiles(root)]:
                self.stdout.write(f"Compiled {path.relative_to(root)}")
            translations.forget_read()
        if options["check"]:
            problems = translations.check(root)
            self.say(problems)
            if problems:
                raise CommandError(f"{len(problems)} problems with translations")

    def say(self, lines: list[str]) -> None:
        """Prints remarks to standard error."""
        for line in lines:
            self.stderr.write(line)
