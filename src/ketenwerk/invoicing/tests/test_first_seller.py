"""Two managers who fill in for the first time how the organisation stands on its invoices, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest
from conftest import DATABASE
from tests.at_once import LONGEST, in_own_connection, until_waiting
from tests.making_hours import manager

from ketenwerk.access.api import acting_for
from ketenwerk.invoicing.actions import Stale, keep_seller
from ketenwerk.invoicing.models import Seller
from ketenwerk.invoicing.tests.making import SELLER


def test_the_second_hears_that_a_colleague_was_first_and_writes_over_nothing(
    cluster, django_db_setup, django_db_blocker
):
    with (
        django_db_blocker.unblock(),
        psycopg.connect(cluster.url("postgres", DATABASE), autocommit=True) as admin,
    ):
        petra = manager()

        def second() -> None:
            with acting_for(petra):
                keep_seller(by=petra, facts=replace(SELLER, name="Anders"))

        try:
            with ThreadPoolExecutor(1) as other:
                with acting_for(petra):
                    keep_seller(by=petra, facts=SELLER)
                    later = other.submit(in_own_connection, second)
                    until_waiting(admin, 1)
                with pytest.raises(Stale, match="Wat jij typte staat er nog") as told:
                    later.result(LONGEST)
            assert told.value.version == 1
            with acting_for(petra):
                assert Seller.objects.get().name == SELLER.name
        finally:
            admin.execute("DELETE FROM invoicing_seller")
