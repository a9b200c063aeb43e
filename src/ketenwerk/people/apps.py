from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ketenwerk.people"
    verbose_name = "Mensen en organisaties"
    default_auto_field = "django.db.models.BigAutoField"
