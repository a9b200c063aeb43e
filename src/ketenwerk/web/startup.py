"""What must hold before a page is served. Otherwise: stop, with a sentence."""

import ipaddress

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ketenwerk.kernel import walls
from ketenwerk.kernel.crypto import RootKeyError, read_root
from ketenwerk.kernel.models import Mark
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.web.environment import Misconfigured


def check_before_serving() -> None:
    """Refuses a login role that is too strong, a wrong or missing key, missing walls and missing migrations."""
    check_key_file()
    check_demo_database()
    too_strong = walls.login_is_too_strong()
    if too_strong:
        raise Misconfigured(f"Ketenwerk start niet: {too_strong}. Log in als {walls.APP}.")
    with standing(Standpoint(DatabaseRole.PUBLIC)):
        check_key()
        check_walls()
        pending = MigrationExecutor(connection)
        if pending.migration_plan(pending.loader.graph.leaf_nodes()):
            raise Misconfigured(
                "Ketenwerk start niet: de database is van een oudere versie. Draai eerst: ketenwerk set-up"
            )


def check_key_file() -> None:
    try:
        read_root(settings.KETENWERK_KEY_FILE)
    except RootKeyError as problem:
        raise Misconfigured(f"Ketenwerk start niet. {problem}") from None


def check_key() -> None:
    mark = Mark.objects.filter(name="key").first()
    if mark is None:
        raise Misconfigured(
            "Ketenwerk start niet: de database kent nog geen sleutel. Draai eerst: ketenwerk set-up"
        )
    if settings.KETENWERK_KEYS is None or mark.value != settings.KETENWERK_KEYS.check_value:
        raise Misconfigured(
            "Ketenwerk start niet: deze sleutel hoort niet bij deze database. Er is niets veranderd. "
            "Zet het juiste sleutelbestand terug."
        )


def check_walls() -> None:
    mark = Mark.objects.filter(name="walls").first()
    if mark is None or mark.value != walls.digest(walls.catalogue()):
        raise Misconfigured(
            "Ketenwerk start niet: de muren in de database zijn van een andere versie. Draai: ketenwerk set-up"
        )


def check_demo_database() -> None:
    """In demo mode anybody may be anyone, so never on a server that somebody else may use."""
    if settings.DEMO and not str(settings.DATABASES["default"]["HOST"]).startswith("/"):
        raise Misconfigured(
            "De demo draait alleen op de ingebouwde database, niet op een databaseserver."
        )


def check_demo(address: str) -> None:
    """Demo mode is for one's own machine: embedded database, loopback address (architecture 5)."""
    if not settings.DEMO:
        return
    check_demo_database()
    try:
        loopback = ipaddress.ip_address(address).is_loopback
    except ValueError:
        loopback = address == "localhost"
    if not loopback:
        raise Misconfigured("De demo is alleen op deze machine te bereiken (127.0.0.1).")
