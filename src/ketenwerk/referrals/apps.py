from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "ketenwerk.referrals"
    verbose_name = "Verwijzingen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.referrals import (  # noqa: F401 - which keys go along, how long and about what, who may
            erasing,
            lasting,
            narrowing,
            rules,
        )
