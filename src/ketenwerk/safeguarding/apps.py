from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "ketenwerk.safeguarding"
    verbose_name = "Zorgen en veiligheid"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.safeguarding import rules, terms  # noqa: F401 - who may, and how long things stay
