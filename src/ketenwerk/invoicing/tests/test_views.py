"""From order to paid on the pages, with everything typed kept."""

from dataclasses import replace

import pytest
from tests.making_courses import FACTS, a_run

from ketenwerk.access.api import acting_for
from ketenwerk.invoicing.models import Invoice, Seller
from ketenwerk.invoicing.tests.making import ORDER, SELLER, a_seller, an_order

pytestmark = pytest.mark.django_db
EMPTY = {"text": "", "quantity": "", "unit": "C62", "price": "", "vat": "E"}
LINE = {"text": "Workshop", "quantity": "1", "unit": "C62", "price": "1.250,50", "vat": "E"}


def order_with(*lines: dict[str, str], **changed: str) -> dict[str, str]:
    rows = [*lines, *([EMPTY] * (3 - len(lines)))]
    sent = {
        f"form-{place}-{name}": value
        for place, row in enumerate(rows)
        for name, value in row.items()
    }
    counts = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    return {**vars(ORDER), "run_id": "", "version": "", **counts, **sent, **changed}


@pytest.mark.requirement("R54")
def test_a_manager_goes_from_order_to_paid(browse, actor):
    page, petra = browse("petra"), actor("petra")
    page.post("/facturen/afzender/", {**vars(SELLER)})
    made = page.post("/facturen/nieuw/", order_with(LINE))
    here = made.headers["Location"]
    assert "Offerte" in page.get(here).content.decode()
    page.post(f"{here}verstuur/", {"way": "peppol"})
    assert "Factuur VZ-2021-0001" in page.get(here).content.decode()
    assert (
        page.get(f"{here}pdf/").headers["Content-Disposition"]
        == 'attachment; filename="factuur-VZ-2021-0001.pdf"'
    )
    assert b"<cbc:ID>VZ-2021-0001</cbc:ID>" in page.get(f"{here}ubl/").content
    browse("teun").post(f"{here}betaald/", {"day": "2021-11-23"})
    with acting_for(petra):
        row = Invoice.objects.get()
    assert (row.state, str(row.total)) == ("paid", "1250.50")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"buyer_chamber_number": "123"}, "Een KvK-nummer heeft acht cijfers."),
        ({"buyer_chamber_number": ""}, "Vul het KvK-nummer of het OIN in."),
        ({"buyer_postcode": "0123 AB"}, "Schrijf de postcode als 6511 AA."),
        ({"form-0-price": "veel"}, "Vul een getal in, bijvoorbeeld 125,50."),
        ({"form-0-quantity": "0"}, "Vul een getal boven nul in."),
        ({"form-0-text": ""}, "Vul dit in."),
        ({"subject": "Bel 06 12345678"}, "Hier staat een telefoonnummer of mailadres."),
        (
            {"buyer_name": "ROC Voorbeeld 06 12345678"},
            "Hier staat een telefoonnummer of mailadres.",
        ),
        ({"buyer_unit": "kim@voorbeeld.example"}, "Hier staat een telefoonnummer of mailadres."),
        ({"buyer_reference": "111222333"}, "Hier staat een burgerservicenummer."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(browse, actor, changed, said):
    answer = browse("petra").post("/facturen/nieuw/", order_with(LINE, **changed))
    body = answer.content.decode()
    assert (answer.status_code, said in body, ORDER.buyer_name in body) == (422, True, True)
    with acting_for(actor("petra")):
        assert not Invoice.objects.exists()


def test_an_order_without_a_line_is_none(browse):
    answer = browse("petra").post("/facturen/nieuw/", order_with())
    assert "Schrijf ten minste één regel." in answer.content.decode()


def test_more_lines_keep_what_was_typed_and_save_nothing(browse, actor):
    sent = order_with(LINE, LINE, LINE, buyer_name="", more="1")
    answer = browse("petra").post("/facturen/nieuw/", sent)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert body.count("1.250,50") == 3
    assert 'name="form-5-text"' in body
    with acting_for(actor("petra")):
        assert not Invoice.objects.exists()


def test_two_who_change_one_order_lose_nothing(browse, actor):
    petra = actor("petra")
    with acting_for(petra):
        made = an_order(petra)
    page, here = browse("petra"), f"/facturen/{made.id}/verander/"
    assert page.post(here, order_with(LINE, version="1")).status_code == 302
    late = order_with({**LINE, "text": "Mijn tekst"}, version="1")
    answer = page.post(here, late)
    assert (answer.status_code, "Mijn tekst" in answer.content.decode()) == (409, True)
    assert page.post(here, {**late, "version": "2"}).status_code == 302


def test_two_who_change_the_sender_lose_nothing(browse, actor):
    petra = actor("petra")
    with acting_for(petra):
        a_seller(petra)
    page, here = browse("petra"), "/facturen/afzender/"
    assert 'name="version" value="1"' in page.get(here).content.decode()
    assert page.post(here, {**vars(SELLER), "street": "Kade 9", "version": "1"}).status_code == 302
    late = {**vars(SELLER), "street": "Steiger 3", "version": "1"}
    answer = page.post(here, late)
    assert (answer.status_code, "Steiger 3" in answer.content.decode()) == (409, True)
    with acting_for(petra):
        assert Seller.objects.get().street == "Kade 9"
    assert page.post(here, {**late, "version": "2"}).status_code == 302


def test_a_wrong_account_number_is_kept_and_not_saved(browse, actor):
    sent = {**vars(SELLER), "account_number": "NL00ABNA0417164300"}
    answer = browse("petra").post("/facturen/afzender/", sent)
    assert (answer.status_code, "NL00ABNA0417164300" in answer.content.decode()) == (422, True)
    with acting_for(actor("petra")):
        assert not Seller.objects.exists()


@pytest.mark.parametrize("who", ["anna", "ilse", "marja", "wil", "rik", "noor", "koen"])
def test_who_does_not_sell_finds_nothing(browse, actor, who):
    petra = actor("petra")
    with acting_for(petra):
        a_seller(petra)
        made = an_order(petra)
    page = browse(who)
    for part in ("", "pdf/", "ubl/", "verander/"):
        assert page.get(f"/facturen/{made.id}/{part}").status_code == 404


def test_an_empty_list_says_what_to_do(browse):
    assert "Nog geen facturen" in browse("petra").get("/facturen/").content.decode()
    assert "Niets in dit rijtje" in browse("teun").get("/facturen/?welke=paid").content.decode()


@pytest.mark.requirement("R54")
def test_an_order_points_at_the_run_it_is_for_and_at_no_run_of_the_subsidy(browse, actor):
    petra = actor("petra")
    anna = actor("anna")
    paid, promised = a_run(anna, facts=replace(FACTS, funding="invoice")), a_run(anna)
    page = browse("petra")
    shown = page.get("/facturen/nieuw/").content.decode()
    assert (str(paid.id) in shown, str(promised.id) in shown) == (True, False)
    assert (
        page.post("/facturen/nieuw/", order_with(LINE, run_id=str(promised.id))).status_code == 422
    )
    page.post("/facturen/nieuw/", order_with(LINE, run_id=str(paid.id)))
    with acting_for(petra):
        assert Invoice.objects.get().run_id == paid.id
