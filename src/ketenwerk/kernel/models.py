from django.db import models

from ketenwerk.kernel.sealed import ordinary


class Mark(models.Model):
    """A named mark by which the application recognises its database: the key check and the walls."""

    name = models.CharField("naam", max_length=40, primary_key=True)
    value = models.CharField("waarde", max_length=128)

    class Meta:
        verbose_name = "kenmerk"

    declared = {"name": ordinary("which mark"), "value": ordinary("what it was")}

    def __str__(self) -> str:
        return self.name
