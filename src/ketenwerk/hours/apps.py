from django.apps import AppConfig


class HoursConfig(AppConfig):
    name = "ketenwerk.hours"
    verbose_name = "Uren"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.hours import rules  # noqa: F401 - declares who may
