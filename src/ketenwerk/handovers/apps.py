from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "ketenwerk.handovers"
    verbose_name = "Overdracht aan een zorgaanbieder"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.handovers import (  # noqa: F401 - what goes along, how long and about what, who may
            erasing,
            lasting,
            narrowing,
            removing,
            rules,
        )
