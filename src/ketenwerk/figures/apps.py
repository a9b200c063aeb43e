from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "ketenwerk.figures"
    verbose_name = "Kengetallen"
    default_auto_field = "django.db.models.BigAutoField"
