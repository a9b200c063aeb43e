"""A standpoint holds inside its transaction, gives back the one around it, and leaves nothing behind."""

import uuid

import pytest
from django.db import transaction

from ketenwerk.kernel import walls
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor
from tests.sql import refusal, rows

CARE, OFFICE, PUBLIC = DatabaseRole.CARE, DatabaseRole.OFFICE, DatabaseRole.PUBLIC
OTHER = uuid.UUID(int=7)


@pytest.mark.django_db
def test_a_standpoint_inside_another_gives_the_outer_one_back(anna: Actor, marja: Actor) -> None:
    outer = Standpoint(CARE, anna.member, anna.organisation, anna.role)
    with standing(outer):
        before = walls._current()
        with standing(Standpoint(OFFICE, marja.member, marja.organisation, marja.role)):
            assert walls._current() == [
                OFFICE.value,
                str(marja.member),
                str(marja.organisation),
                marja.role,
            ]
        assert (
            walls._current()
            == before
            == [CARE.value, str(anna.member), str(anna.organisation), anna.role]
        )


@pytest.mark.django_db
def test_a_standpoint_that_fails_gives_the_outer_one_back(anna: Actor) -> None:
    with standing(Standpoint(PUBLIC)):
        with (
            pytest.raises(ZeroDivisionError),
            standing(Standpoint(CARE, anna.member, anna.organisation, anna.role)),
        ):
            raise ZeroDivisionError
        assert walls._current() == [PUBLIC.value, "", "", ""]
        assert (
            refusal("SELECT 1 FROM clients_client") == "permission denied for table clients_client"
        )


def test_a_standpoint_ends_with_its_transaction(
    django_db_setup: None, django_db_blocker: object
) -> None:
    """On the same connection, as with a pooler: nothing of the one request is left for the next."""
    with django_db_blocker.unblock():
        with standing(Standpoint(CARE, OTHER, OTHER, "care_worker")):
            assert walls._current()[0] == CARE.value
        assert walls._current() == ["none", "", "", ""]
        with transaction.atomic():
            assert (
                refusal("SELECT 1 FROM clients_client")
                == "permission denied for table clients_client"
            )


@pytest.mark.django_db
def test_a_setting_without_a_role_opens_nothing(anna: Actor) -> None:
    rows("SELECT set_config('ketenwerk.organisation', %s, true)", str(anna.organisation))
    assert refusal("SELECT 1 FROM clients_client") == "permission denied for table clients_client"


def test_a_standpoint_outside_a_transaction_is_refused(
    django_db_setup: None, django_db_blocker: object
) -> None:
    with django_db_blocker.unblock(), pytest.raises(RuntimeError):
        walls.take(Standpoint(CARE))
