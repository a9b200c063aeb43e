from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "ketenwerk.web"
    verbose_name = "Schil"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.web import (  # noqa: F401 - declare rules and terms, connect the sign-in log and the calendar
            erasing,
            feed,
            rules,
            sign_in,
            suggestions,
            terms,
        )
