from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "ketenwerk.reports"
    verbose_name = "Verslagen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.reports import rules  # noqa: F401 - declares who may
