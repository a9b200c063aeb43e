from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "ketenwerk.letters"
    verbose_name = "Brieven"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.letters import rules  # noqa: F401 - declares who may
