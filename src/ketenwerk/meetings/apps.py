from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "ketenwerk.meetings"
    verbose_name = "Overleg"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.meetings import rules  # noqa: F401 - declares who may
