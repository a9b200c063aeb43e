from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "ketenwerk.courses"
    verbose_name = "Groepen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.courses import rules, terms  # noqa: F401 - who may, and how long things stay
