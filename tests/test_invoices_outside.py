"""What is sold on invoice stands outside what was promised and what is settled."""

import pytest

from ketenwerk.access.api import acting_for
from ketenwerk.invoicing.api import send
from ketenwerk.invoicing.tests.making import a_seller, an_order
from ketenwerk.reports.api import compose, which_of

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R54")
def test_an_invoice_changes_nothing_in_the_account(actor):
    """Outside targets and settlement: the account of the year is the same before and after."""
    petra = actor("petra")

    def counted():
        with acting_for(petra):
            return compose(which_of(2021, "jaar", "mee"))

    before = counted()
    with acting_for(petra):
        a_seller(petra)
        send(by=petra, invoice=an_order(petra).id, way="mail")
    assert counted() == before
