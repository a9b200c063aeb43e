from django.apps import AppConfig


class CensusConfig(AppConfig):
    name = "ketenwerk.census"
    verbose_name = "Telling"
    default_auto_field = "django.db.models.BigAutoField"
