"""Registering people: little is asked, nothing leaves, and who she is stays sealed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse
from tests.making import a_client

from ketenwerk.access.api import Refused, acting_for, counting
from ketenwerk.clients import actions
from ketenwerk.clients.api import (
    Choice,
    Client,
    Consent,
    Identity,
    LinkToken,
    SafeAgreement,
    caseload,
    dossier,
    involve,
    own_doubles,
    route_hint,
    search,
    set_consent,
    set_safe_contact,
)
from ketenwerk.clients.dossier import age_band
from ketenwerk.clients.forms import IntakeForm, SafeContactForm
from ketenwerk.clients.today import on_today
from ketenwerk.kernel import clock
from ketenwerk.kernel.free_text import warn_about
from ketenwerk.kernel.ids import CODE_LETTERS
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Municipality, TargetGroup
from ketenwerk.programme.models import Coverage

pytestmark = pytest.mark.django_db

NIGHT = Actor(member=None, organisation=None, role="count")
COUNT = Choice("count")
BSN, IBAN, PHONE, MAIL = "123456782", "NL91ABNA0417164300", "06 12345678", "naam@voorbeeld.nl"


def typed(**changes: object) -> dict[str, object]:
    group = TargetGroup.objects.get(key="sekswerkers").id
    return {"called": "Linde", "working_name": "Linde", "group": str(group)} | changes


def form_of(by: Actor, **changes: object) -> IntakeForm:
    return IntakeForm(typed(**changes), actor=by)


@contextmanager
def undone() -> Iterator[None]:
    """What happens here is taken back, so that it can happen again in another world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# What is asked


@pytest.mark.parametrize("name", ["given_name", "family_name", "working_name"])
def test_one_name_of_any_kind_is_enough(anna, name):
    with acting_for(anna):
        form = form_of(anna, **({"working_name": ""} | {name: "Linde"}))
        assert form.is_valid(), form.errors


def test_without_any_name_the_form_says_so_and_keeps_what_was_typed(browse):
    browser = browse("anna")
    with standing(Standpoint(DatabaseRole.OFFICE)):
        data = typed(working_name="", own_words="escortwerk", birth_year="1994")
    page = browser.post(reverse("intake"), data)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Vul een naam of een werknaam in. Eén van de twee is genoeg." in text
    assert 'value="escortwerk"' in text
    assert 'value="1994"' in text


@pytest.mark.parametrize(
    ("born", "year", "wrong"),
    [
        ("", "", set()),
        ("14-3-1996", "", set()),
        ("1996-03-14", "1996", set()),
        ("", "1996", set()),
        ("", "2021", set()),
        ("14-3-1996", "1997", {"birth_year"}),
        ("31-2-1996", "", {"birth_date"}),
        ("14-3-1919", "", {"birth_date"}),
        ("24-11-2021", "", {"birth_date"}),
        ("", "1919", {"birth_year"}),
        ("", "2022", {"birth_year"}),
        ("", "96", {"birth_year"}),
        ("", "negentig", {"birth_year"}),
    ],
)
def test_birth_is_asked_once_and_may_not_contradict_itself(anna, born, year, wrong):
    with acting_for(anna):
        form = form_of(anna, birth_date=born, birth_year=year)
        assert set(form.errors) == wrong


@pytest.mark.parametrize("field", ["called", "own_words", "language", "given_name"])
@pytest.mark.parametrize("text", [BSN, f"rekening {IBAN}", f"bel {PHONE}", MAIL])
def test_what_is_never_kept_is_said_before_saving(anna, field, text):
    with acting_for(anna):
        assert field in form_of(anna, **{field: text}).errors


@pytest.mark.parametrize("field", ["value", "moments", "opening", "never"])
@pytest.mark.parametrize(
    ("text", "allowed"), [(BSN, False), (IBAN, False), (PHONE, True), (MAIL, True)]
)
def test_safe_contact_may_hold_a_phone_number_and_nothing_worse(field, text, allowed):
    assert SafeContactForm({"channel": "call", field: text}).is_valid() == allowed


@pytest.mark.parametrize("field", ["value", "moments"])
def test_a_number_or_moment_without_a_way_to_reach_her_asks_for_one(field):
    assert set(SafeContactForm({field: "na 20.00 uur"}).errors) == {"channel"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ze kwam om 14.00 uur met pakket 123456789.", 0),
        (f"nummer {BSN}", 1),
        ("nummer 1234.56.782", 1),
        ("nummer 123 456 782", 1),
        ("om 100 200 300 mensen", 0),
        (f"{BSN} en {IBAN} en {PHONE}", 3),
        ("+31 6 12345678", 1),
        ("024-3297297", 1),
        ("In 2021 waren het 543 uren en 47295 euro.", 0),
    ],
)
def test_numbers_are_told_apart_from_what_is_never_kept(text, found):
    assert len(warn_about(text)) == found


# The code


def test_a_code_is_unique_and_can_be_read_aloud(anna):
    with acting_for(anna):
        codes = [a_client(anna, called=f"Linde {n}").code for n in range(12)]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(f"[{CODE_LETTERS[8:]}][{CODE_LETTERS}]{{3}}", code) for code in codes)
    assert not set("AEIOUL01") & set(CODE_LETTERS)


def test_a_code_that_is_taken_is_drawn_again(anna, monkeypatch):
    drawn = iter(["BCDF", "BCDF", "BCDG"])
    monkeypatch.setattr(actions, "new_code", lambda _length: next(drawn))
    with acting_for(anna):
        assert [a_client(anna).code, a_client(anna).code] == ["BCDF", "BCDG"]


# Consent


def test_every_choice_that_was_not_made_is_a_no(anna):
    with acting_for(anna):
        form = form_of(anna)
        assert form.is_valid()
        assert len(form.choices()) == 6  # counting, the conference and four other partners
        client = actions.register(by=anna, intake=form.intake(), choices=form.choices())
        states = Consent.objects.filter(client=client).values_list("state", flat=True)
        assert set(states) == {Consent.State.REFUSED}


def tokens_of(client: Client) -> set[tuple[str, bytes]]:
    """As the counting job sees them; nobody else can."""
    with counting(NIGHT):
        rows = LinkToken.objects.filter(client_id=client.id).values_list("kind", "value")
        return {(kind, bytes(value)) for kind, value in rows}


@pytest.mark.requirement("R22")
@pytest.mark.parametrize("asked", [True, False], ids=["refused", "never asked"])
def test_who_did_not_say_yes_leaves_nothing_to_count_with(anna, asked):
    with acting_for(anna):
        form = form_of(anna, birth_year="1994")
        assert form.is_valid()
        choices = {COUNT: False} if asked else {}
        client = actions.register(by=anna, intake=form.intake(), choices=choices)
    assert tokens_of(client) == set()


@pytest.mark.requirement("R22")
def test_taking_back_works_at_once_and_a_new_yes_restores_it(anna):
    with acting_for(anna):
        client = a_client(anna, count=True)
    before = tokens_of(client)
    assert before
    with acting_for(anna):
        set_consent(by=anna, client=client.id, choice=COUNT, given=False)
        assert Consent.objects.get(client=client, purpose="count").state == "withdrawn"
    assert tokens_of(client) == set()
    with acting_for(anna):
        set_consent(by=anna, client=client.id, choice=COUNT, given=True)
    assert tokens_of(client) == before


def test_a_first_yes_given_later_counts_too(anna):
    with acting_for(anna):
        form = form_of(anna, birth_year="1994")
        assert form.is_valid()
        client = actions.register(by=anna, intake=form.intake(), choices={})
        set_consent(by=anna, client=client.id, choice=COUNT, given=True)
    assert tokens_of(client)


def test_a_second_no_does_not_hide_that_a_yes_was_taken_back(anna):
    with acting_for(anna):
        client = a_client(anna, count=True)
        for _ in range(2):
            set_consent(by=anna, client=client.id, choice=COUNT, given=False)
        assert Consent.objects.get(client=client, purpose="count").state == "withdrawn"


def test_a_yes_holds_for_a_year_at_most(anna):
    with acting_for(anna):
        client = a_client(anna, count=True)
        consent = Consent.objects.get(client=client, purpose="count")
    assert consent.until == clock.today() + timedelta(days=365)


# Doubles inside the own organisation, and nowhere else (decision D1)

KNOWN = Identity("Katarzyna", "Nowak", "", date(1994, 3, 5))


@pytest.mark.parametrize(
    ("again", "found"),
    [
        (KNOWN, True),
        (Identity("Katarzyna", "Nowka", "", date(1994, 3, 5)), True),
        (Identity("Katarzyna", "Nowak", "", date(1994, 5, 3)), True),
        (Identity("Kasia", "Nowak", "", None, 1994), True),
        (Identity("Fleur", "Terpstra", "", date(1988, 11, 30)), False),
        (Identity("Katarzyna", "", "", None, None), False),
    ],
    ids=["same", "slip of the pen", "day and month swapped", "short name", "other", "name only"],
)
def test_a_double_in_the_own_organisation_is_found(anna, again, found):
    with acting_for(anna):
        client = a_client(anna, **vars_of(KNOWN))
        assert own_doubles(anna, again) == ([client.code] if found else [])


def vars_of(identity: Identity) -> dict[str, object]:
    return {name: getattr(identity, name) for name in Identity.__dataclass_fields__}


def test_another_organisation_is_never_hinted_at(anna, bram):
    with acting_for(anna):
        a_client(anna, count=True, **vars_of(KNOWN))
    with acting_for(bram):
        assert own_doubles(bram, KNOWN) == []
        assert search(bram, "Linde") == []


def seen_by_bram(browser, data: dict[str, object]) -> list[tuple[int, str]]:
    """Everything that registering answers, without what is random in every answer."""
    posted = browser.post(reverse("intake"), data, follow=True)
    pages = [posted, browser.get(reverse("clients"))]
    return [(page.status_code, without_chance(page.content.decode())) for page in pages]


def without_chance(text: str) -> str:
    ids = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    secret = r'(?<=name="csrfmiddlewaretoken" value=")\w+|(?<=nonce=")[^"]+|(?<=csrf=")\w+'
    code = rf"\b[{CODE_LETTERS[8:]}][{CODE_LETTERS}]{{3,5}}\b"
    return re.sub(rf"{ids}|{secret}|{code}", "", text)


@pytest.mark.requirement("R22")
def test_registering_answers_the_same_whether_or_not_another_partner_knows_her(anna, browse):
    browser = browse("bram")
    with standing(Standpoint(DatabaseRole.OFFICE)):
        data = typed(
            given_name="Katarzyna", family_name="Nowak", birth_date="5-3-1994", count_me="on"
        )
    with undone():
        unknown = seen_by_bram(browser, data)
    with acting_for(anna):
        a_client(anna, count=True, **vars_of(KNOWN))
    assert seen_by_bram(browser, data) == unknown
    assert [status for status, _ in unknown] == [200, 200]


# Safe contact


@pytest.mark.parametrize(("days", "asks"), [(0, False), (90, False), (91, True), (400, True)])
def test_a_contact_agreement_older_than_90_days_asks_for_a_check(anna, days, asks):
    agreed = date(2021, 3, 1)
    with clock.on_day(agreed), acting_for(anna):
        client = a_client(anna)
    with clock.on_day(agreed + timedelta(days=days)), acting_for(anna):
        assert dossier(anna, client.id).safe_contact.needs_check == asks
        assert [row.contact_needs_check for row in caseload(anna).rows] == [asks]
        set_safe_contact(by=anna, client=client.id, agreement=SafeAgreement(channel="none"))
        assert not dossier(anna, client.id).safe_contact.needs_check


def test_the_longest_unchecked_contact_is_found_behind_many_newer_clients(anna):
    with clock.on_day(date(2021, 3, 1)), acting_for(anna):
        old = a_client(anna)
    with clock.on_day(date(2021, 8, 1)), acting_for(anna):
        for _ in range(26):
            a_client(anna)
        assert old.code not in [row.code for row in caseload(anna).rows]
        assert [code for code, _ in on_today(anna, [], checks=5).checks.values()] == [old.code]


def test_what_was_never_agreed_asks_for_a_check(anna):
    with acting_for(anna):
        form = form_of(anna)
        assert form.is_valid()
        client = actions.register(by=anna, intake=form.intake(), choices={})
        assert dossier(anna, client.id).safe_contact.needs_check


# Route


YOUTH, UNDER_23, ADULT = "route voor jeugd", "Jonger dan 23", "volwassenenroute"


@pytest.mark.requirement("R19")
@pytest.mark.parametrize(
    ("year", "band", "hint"),
    [
        # With a year only, somebody may still be a year younger: then the younger band holds.
        (2010, "0-11", YOUTH),
        (2009, "0-11", YOUTH),
        (2008, "12-15", YOUTH),
        (2005, "12-15", YOUTH),
        (2004, "16-17", YOUTH),
        (2003, "16-17", YOUTH),
        (2002, "18-22", UNDER_23),
        (1998, "18-22", UNDER_23),
        (1997, "23+", ADULT),
        (1950, "23+", ADULT),
        (None, "", "Leeftijd onbekend"),
    ],
)
def test_age_leads_to_a_route(year, band, hint):
    on = date(2021, 11, 23)
    assert age_band(year, on) == band
    assert hint in route_hint(year, on)


@pytest.mark.requirement("R8")
@pytest.mark.parametrize("covered", [True, False])
def test_intake_says_at_once_whether_there_is_help_here_and_who_pays(browse, covered):
    browser = browse("anna")
    with standing(Standpoint(DatabaseRole.OFFICE)):
        tiel = Municipality.objects.get(key="tiel")
        if not covered:
            rows = Coverage.objects.filter(organisation__key="mee", municipality=tiel)
            assert rows.update(end=date(2021, 7, 1))
        data = typed(municipality=str(tiel.id))
    page = browser.post(reverse("intake"), data, follow=True)
    assert page.status_code == 200
    text = page.content.decode()
    assert ("Je organisatie werkt niet voor Tiel." in text) != covered
    assert ("Voor Tiel is er: Begeleiding uit subsidie (betaald uit: DUUP)." in text) == covered
    # The documents do not say which municipalities buy this one.
    assert "Vraag na of Tiel dit inkoopt: Expertise Speciale Zorg" in text


# What the database holds

SECRETS = {
    "called": "Kwikstaart",
    "given_name": "Amarilla",
    "family_name": "Zevenster",
    "working_name": "Violetta",
    "own_words": "danseres",
    "value": "06-87654321",
    "opening": "schildercursus",
}


def test_sealed_columns_hold_no_plain_text(anna):
    with acting_for(anna):
        form = form_of(anna, birth_date="14-3-1996", count_me="on", channel="app", **SECRETS)
        assert form.is_valid(), form.errors
        client = actions.register(by=anna, intake=form.intake(), choices=form.choices())
        stored = stored_text(
            "clients_client", "clients_safecontact", "clients_ownmark", "clients_consent"
        )
        assert client.code in stored
        for secret in (*SECRETS.values(), "1996-03-14"):
            assert secret not in stored
            assert secret.encode().hex() not in stored
        opened = dossier(anna, client.id)
        assert opened.called == SECRETS["called"]
        assert opened.identity.family_name == SECRETS["family_name"]
        assert opened.safe_contact.value == SECRETS["value"]


def stored_text(*tables: str) -> str:
    """All rows as the database itself writes them, bytes as hexadecimal digits."""
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            found.append(cursor.fetchone()[0] or "")
    assert all(found)
    return " ".join(found)


# Colleagues (decision D20)


def test_a_colleague_who_is_not_involved_gets_nothing(anna, actor):
    emma = actor("emma")
    with acting_for(anna):
        client = a_client(anna)
    with acting_for(emma):
        assert caseload(emma).rows == ()
        assert search(emma, client.code) == []
        assert search(emma, "Linde") == []
        with pytest.raises(Refused):
            dossier(emma, client.id)
        with pytest.raises(Refused):
            set_consent(by=emma, client=client.id, choice=COUNT, given=False)
        with pytest.raises(Refused):
            involve(by=emma, client=client.id, member=emma.person)


def test_involving_lets_a_colleague_in(anna, actor):
    emma = actor("emma")
    with acting_for(anna):
        client = a_client(anna)
        for _ in range(2):
            involve(by=anna, client=client.id, member=emma.person)
    with acting_for(emma):
        assert dossier(emma, client.id).called == "Linde"
        assert [row.code for row in caseload(emma).rows] == [client.code]


def test_somebody_of_another_organisation_cannot_be_involved(anna, bram):
    with acting_for(anna):
        client = a_client(anna)
        with pytest.raises(Refused):
            involve(by=anna, client=client.id, member=bram.person)
    with acting_for(bram), pytest.raises(Refused):
        dossier(bram, client.id)
