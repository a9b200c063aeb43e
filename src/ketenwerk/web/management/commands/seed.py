"""`ketenwerk seed`: the demo region, only where a demo is meant to be."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ketenwerk.kernel import dutch
from ketenwerk.web.seeding.seed import SeedReport, seed


class Command(BaseCommand):
    help = "Vult de demo: het programma, de medewerkers en een verzonnen jaar. Alleen in een demo."

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Dit is geen demo. Zet KETENWERK_DEMO=1 om verzonnen mensen in deze database te zetten."
            )
        report = seed()
        if options["verbosity"] > 0:
            self.stdout.write(_sentence(report))


def _sentence(report: SeedReport) -> str:
    if report.was_there:
        return "De demo staat er al. Er is niets veranderd."
    clients = dutch.counted(report.clients, "aanmelding", "aanmeldingen")
    return f"De demo staat klaar: {clients}, {report.trajectories} trajecten, {report.notes} notities en {report.weeks} weken uren."
