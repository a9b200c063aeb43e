# noqa: N999
"""`ketenwerk import-hours`: reads the large files with hours that wait; run it every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from ketenwerk.hours.import_runs import work_waiting


class Command(BaseCommand):
    help = "Leest de grote bestanden met uren in die wachten."
    requires_system_checks = ()

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"{work_waiting()} bestanden gelezen.")
