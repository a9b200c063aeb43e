from django.apps import AppConfig


class TrajectoriesConfig(AppConfig):
    name = "ketenwerk.trajectories"
    verbose_name = "Trajecten"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ketenwerk.trajectories import rules  # noqa: F401 - declares who may
