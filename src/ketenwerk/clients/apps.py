from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "ketenwerk.clients"
    verbose_name = "Cliënten"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.clients import rules  # noqa: F401 - declares who may
