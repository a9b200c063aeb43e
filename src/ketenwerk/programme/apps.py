from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "ketenwerk.programme"
    verbose_name = "Programma"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.programme import rules  # noqa: F401 - declares who may
