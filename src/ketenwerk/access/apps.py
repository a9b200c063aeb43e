from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "ketenwerk.access"
    verbose_name = "Toegang"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.access import lapsing  # noqa: F401 - what ended by itself
