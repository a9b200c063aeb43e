from django.apps import AppConfig


class ConsultsConfig(AppConfig):
    name = "ketenwerk.consults"
    verbose_name = "Advies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.consults import rules  # noqa: F401 - declares who may
