"""`ketenwerk count`: the nightly count. Prints how many figures were made, never the figures."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ketenwerk.access.api import acting_for
from ketenwerk.programme.api import current_year
from ketenwerk.reports.counting import NIGHT, take_count


class Command(BaseCommand):
    help = "Telt verschillende mensen en afspraken opnieuw. Plan dit voor elke nacht."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, help="het jaar; standaard dit programmajaar")

    def handle(self, *_args: Any, **options: Any) -> None:
        with acting_for(NIGHT):
            number = options["year"] or current_year()
        made = take_count(number)
        self.stdout.write(f"Geteld over {number}: {made} kengetallen.")
