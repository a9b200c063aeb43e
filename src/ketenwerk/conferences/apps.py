from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "ketenwerk.conferences"
    verbose_name = "Casuïstiekoverleg"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.conferences import feed, rules, terms  # noqa: F401 - the calendar, who may, and how long things stay
