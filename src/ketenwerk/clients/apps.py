from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "ketenwerk.clients"
    verbose_name = "Cliënten"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.clients import override_rules, rules, terms  # noqa: F401 - who may, and for how long
