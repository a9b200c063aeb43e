from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "ketenwerk.conferences"
    verbose_name = "Casuïstiekoverleg"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.conferences import (  # noqa: F401 - the calendar, who may, how long things stay and are shared, which keys go along
            erasing,
            feed,
            lasting,
            rules,
            terms,
        )
