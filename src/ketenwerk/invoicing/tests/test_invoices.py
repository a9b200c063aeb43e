"""Who sells, which number it gets, and that what was sent stands."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from pypdf import PdfReader

from ketenwerk.access.api import Permission, Refused, acting_for, get
from ketenwerk.invoicing.actions import (
    InvoiceRefused,
    Stale,
    change_order,
    credit,
    keep_seller,
    note_paid,
    send,
    withdraw,
)
from ketenwerk.invoicing.models import Invoice, InvoiceLine
from ketenwerk.invoicing.paper import invoice_pdf
from ketenwerk.invoicing.queries import invoices, opened
from ketenwerk.invoicing.tests.making import BOOKS, ORDER, SELLER, a_seller, an_order
from ketenwerk.kernel import clock

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2022, 1, 4)


@pytest.fixture
def petra(actor):
    """The manager of MEE, who sells."""
    return actor("petra")


@pytest.fixture
def sent(petra):
    with acting_for(petra):
        a_seller(petra)
        return send(by=petra, invoice=an_order(petra).id, way="mail")


@pytest.mark.requirement("R54")
@pytest.mark.parametrize(
    ("who", "reads", "writes", "settles"),
    [
        ("petra", True, True, True),
        ("teun", True, False, True),
        ("anna", False, False, False),
        ("ilse", False, False, False),
        ("marja", False, False, False),
        ("wil", False, False, False),
        ("rik", False, False, False),
        ("hanneke", False, False, False),
        ("koen", False, False, False),
    ],
)
def test_an_invoice_is_of_the_organisation_that_sells(actor, petra, who, reads, writes, settles):
    with acting_for(petra):
        made = an_order(petra)
    asking = actor(who)
    for permission, allowed in (
        (Permission.INVOICE_READ, reads),
        (Permission.INVOICE_WRITE, writes),
        (Permission.INVOICE_SETTLE, settles),
    ):
        with acting_for(asking):
            if allowed:
                assert get(asking, permission, Invoice, id=made.id) == made
            else:
                with pytest.raises(Refused):
                    get(asking, permission, Invoice, id=made.id)


def test_care_has_no_right_on_the_table_itself(anna, sent):
    with acting_for(anna), pytest.raises(DatabaseError), transaction.atomic():
        list(Invoice.objects.all())


def test_a_manager_elsewhere_finds_no_row_in_the_table_itself(actor, sent):
    koen = actor("koen")
    with acting_for(koen):
        assert not Invoice.objects.exists()
        assert not InvoiceLine.objects.exists()


def test_numbers_follow_each_other_per_year_without_a_gap(petra):
    with acting_for(petra):
        a_seller(petra)
        lapsed = an_order(petra)
        withdraw(by=petra, invoice=lapsed.id, reason="niet doorgegaan")
        found = [send(by=petra, invoice=an_order(petra).id, way="mail").number for _ in range(2)]
    with clock.on_day(NEXT_YEAR), acting_for(petra):
        found.append(send(by=petra, invoice=an_order(petra).id, way="post").number)
    assert found == ["VZ-2021-0001", "VZ-2021-0002", "VZ-2022-0001"]


def test_without_a_sender_nothing_is_sent_and_the_order_stays(petra):
    with acting_for(petra):
        made = an_order(petra)
        with pytest.raises(InvoiceRefused):
            send(by=petra, invoice=made.id, way="mail")
        made.refresh_from_db()
    assert (made.state, made.number) == ("concept", "")


def test_the_steps_of_an_invoice_and_no_others(petra, sent, actor):
    teun = actor("teun")
    with acting_for(petra):
        with pytest.raises(InvoiceRefused):
            change_order(by=petra, invoice=sent.id, version=1, facts=ORDER, lines=[BOOKS])
        with pytest.raises(InvoiceRefused):
            withdraw(by=petra, invoice=sent.id, reason="toch niet")
        for wrong in (date(2021, 11, 22), date(2021, 11, 24)):
            with pytest.raises(InvoiceRefused):
                note_paid(by=petra, invoice=sent.id, day=wrong)
    with acting_for(teun):
        note_paid(by=teun, invoice=sent.id, day=clock.today())
        with pytest.raises(InvoiceRefused):
            note_paid(by=teun, invoice=sent.id, day=clock.today())
    with acting_for(petra):
        note = credit(by=petra, invoice=sent.id, reason="dubbel verstuurd")
        with pytest.raises(InvoiceRefused):
            credit(by=petra, invoice=sent.id, reason="nog eens")
        with pytest.raises(InvoiceRefused):
            credit(by=petra, invoice=note.id, reason="nog eens")
        sent.refresh_from_db()
    assert (sent.state, note.number, note.credits_id) == ("credited", "VZ-2021-0002", sent.id)


def test_the_database_keeps_what_was_sent(petra, sent):
    """Also against who writes in the table itself: number, amount and text stand, and so do the lines."""
    changes = (
        "UPDATE invoicing_invoice SET number = 'X' WHERE id = %s",
        "UPDATE invoicing_invoice SET total = 1 WHERE id = %s",
        "UPDATE invoicing_invoice SET as_sent = '{}' WHERE id = %s",
        "UPDATE invoicing_invoice SET state = 'concept', number = '' WHERE id = %s",
    )
    for change in changes:
        with acting_for(petra), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(change, [sent.id])
    with acting_for(petra), connection.cursor() as cursor:
        cursor.execute("DELETE FROM invoicing_invoiceline WHERE invoice_id = %s", [sent.id])
        assert cursor.rowcount == 0


def test_a_later_writer_is_told_and_writes_over_nobody(petra):
    with acting_for(petra):
        made = an_order(petra)
        change_order(by=petra, invoice=made.id, version=1, facts=ORDER, lines=[BOOKS])
        with pytest.raises(Stale):
            change_order(by=petra, invoice=made.id, version=1, facts=ORDER, lines=[BOOKS, BOOKS])
        made.refresh_from_db()
        assert (made.version, made.lines.count(), made.total) == (2, 1, Decimal("94.83"))


def test_the_list_says_what_is_open_and_what_is_late(petra, sent):
    with clock.on_day(date(2021, 12, 24)), acting_for(petra):
        listing = invoices(petra)
        assert (listing.open_total, listing.late_total) == (sent.total, sent.total)
        assert [row.is_late for row in listing.rows] == [True]
        assert invoices(petra, "paid").rows == ()
    with clock.on_day(date(2021, 12, 23)), acting_for(petra):
        assert invoices(petra).late_total == 0


def test_the_sums_and_the_rows_come_from_the_database_a_page_at_a_time(
    petra, sent, django_assert_num_queries
):
    with acting_for(petra):
        credit(
            by=petra, invoice=send(by=petra, invoice=an_order(petra).id, way="mail").id, reason="x"
        )
        withdraw(by=petra, invoice=an_order(petra).id, reason="x")
        paid = send(by=petra, invoice=an_order(petra, BOOKS).id, way="mail")
        note_paid(by=petra, invoice=paid.id, day=clock.today())
        an_order(petra)
        with django_assert_num_queries(2) as asked:
            listing = invoices(petra, most=2)
        assert any("LIMIT 2" in each["sql"] for each in asked)
        assert (len(listing.rows), listing.found, listing.open_total) == (2, 6, sent.total)
        found = {kind: invoices(petra, kind).found for kind in ("open", "concept", "paid", "rest")}
        assert found == {"open": 1, "concept": 1, "paid": 1, "rest": 3}


def test_paper_says_what_was_sent_also_when_the_sender_moves(petra, sent):
    with acting_for(petra):
        before = invoice_pdf(opened(petra, sent.id).frozen)
        keep_seller(by=petra, facts=replace(SELLER, name="Anders"), version=1)
        assert invoice_pdf(opened(petra, sent.id).frozen) == before
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(before)).pages)
    for part in ("VZ-2021-0001", "23 december 2021", "1.608,31", "45,73", "Voorbeeldzorg"):
        assert part in words.replace("\xa0", " ")
