from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "ketenwerk.kernel"
    verbose_name = "Fundament"
    default_auto_field = "django.db.models.BigAutoField"
