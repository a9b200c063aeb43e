from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "ketenwerk.exchange"
    verbose_name = "Overnemen"
    default_auto_field = "django.db.models.BigAutoField"
