from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "ketenwerk.plans"
    verbose_name = "Gezamenlijk plan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.plans import erasing, rules  # noqa: F401 - who may, and which keys go with a dossier
