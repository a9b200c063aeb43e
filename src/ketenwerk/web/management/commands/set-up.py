# noqa: N999
"""`ketenwerk set-up`: migrations, walls and the key check, as the owner. Safe to repeat."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ketenwerk.kernel import crypto, walls
from ketenwerk.kernel.models import Mark


class Command(BaseCommand):
    help = "Brengt de database op de versie van dit programma: tabellen, muren en sleutelcontrole."
    requires_system_checks = ()

    def handle(self, *_args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        walls.put_up()
        self._remember_key()
        if options["verbosity"] > 0:
            self.stdout.write("De database is klaar.")

    def _remember_key(self) -> None:
        """A fresh database remembers its key; an existing one only accepts the key it remembers."""
        with transaction.atomic():
            mark = Mark.objects.filter(name="key").first()
            keys = settings.KETENWERK_KEYS
            if mark and keys is None:
                keys = crypto.read_root(settings.KETENWERK_KEY_FILE)
            if mark and keys and mark.value != keys.check_value:
                raise CommandError(
                    "Deze sleutel hoort niet bij deze database. Er is niets aan de sleutel veranderd."
                )
            if mark is None:
                keys = keys or crypto.write_new_root(settings.KETENWERK_KEY_FILE)
                settings.KETENWERK_KEYS = keys  # this process goes on with it
                Mark.objects.create(name="key", value=keys.check_value)
