"""What an import remembers, so that a second time changes nothing."""

from typing import ClassVar

from django.db import models

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import identifying, ordinary, sensitive


class ImportedRow(models.Model):
    """One registration that came from the own system of a partner. Its reference is kept as a keyed hash only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.BinaryField("kenmerk van de eigen referentie")
    client = models.OneToOneField("clients.Client", models.CASCADE, related_name="+")
    trajectory = models.ForeignKey(
        "trajectories.Trajectory", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    person_mark = models.BinaryField("kenmerk van de persoonsgegevens")
    choice_mark = models.BinaryField("kenmerk van de keuze")
    trajectory_mark = models.BinaryField("kenmerk van het traject")
    imported_on = models.DateField("overgenomen op")

    class Meta:
        verbose_name = "overgenomen registratie"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "reference"], name="imported_reference_once"
            ),
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose registration", "dossier"),
        "reference": identifying("finding the row again; keyed per organisation"),
        "client": sensitive("which dossier came of it"),
        "trajectory": sensitive("which trajectory came of it"),
        "person_mark": identifying("seeing whether the row changed; keyed per organisation"),
        "choice_mark": sensitive("seeing whether the choice changed; keyed per organisation"),
        "trajectory_mark": sensitive(
            "seeing whether the trajectory changed; keyed per organisation"
        ),
        "imported_on": ordinary("when it came in", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)
