from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "ketenwerk.progress"
    verbose_name = "Ontwikkeling"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.progress import rules  # noqa: F401 - declares who may
