from django.apps import AppConfig


class InvoicingConfig(AppConfig):
    name = "ketenwerk.invoicing"
    verbose_name = "Facturen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.invoicing import rules  # noqa: F401 - declares who may
