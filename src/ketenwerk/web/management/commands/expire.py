"""`ketenwerk expire`: what has been kept long enough goes. Without --apply it only tells how much."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ketenwerk.access.api import expire


class Command(BaseCommand):
    help = "Haalt weg waarvan de bewaartermijn voorbij is. Plan dit voor elke nacht, met --apply."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--apply", action="store_true", help="haal het echt weg; zonder dit alleen tellen"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        for words, count in expire(really=options["apply"]).items():
            self.stdout.write(f"{count} {words}")
        if not options["apply"]:
            self.stdout.write("Er is niets weggehaald. Doe het met: ketenwerk expire --apply")
