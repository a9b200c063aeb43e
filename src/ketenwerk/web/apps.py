from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "ketenwerk.web"
    verbose_name = "Schil"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.web import rules, sign_in  # noqa: F401 - declare rules, connect the sign-in log
