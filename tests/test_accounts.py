"""Accounts: who may make them, how somebody gets in, and which functions go together."""

import hashlib
import re
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client as Browser

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Function, Invitation, Member, Organisation, Unit
from ketenwerk.web import accounts, demo
from ketenwerk.web.account_rules import why_not
from ketenwerk.web.functions import held
from tests.sweeping import log_of

OFFICE = Standpoint(DatabaseRole.OFFICE)
TODAY = date(2021, 11, 23)
OWN_PASSWORD = "een zin die niemand raadt"
STEP_UP = "/account/reauthenticate/"
MINE = ["--organisation=ggd", "--email=lot@ggd.example", "--name=Lot Bos", "--role=administrator"]


def operator(*words: str) -> str:
    out = StringIO()
    call_command("add-member", *words, stdout=out)
    return out.getvalue()


def link_in(text: str) -> str:
    found = re.search(r"/uitnodiging/[\w-]{43}/", text)
    assert found, text
    return found.group()


def member(email: str) -> Member:
    with standing(OFFICE):
        return Member.objects.select_related("unit").get(email=email)


def held_by(email: str) -> list[Function]:
    with standing(OFFICE):
        return held(Member.objects.get(email=email))


def house(key: str) -> Organisation:
    with standing(OFFICE):
        return Organisation.objects.get(key=key)


def unit(key: str) -> Unit:
    with standing(OFFICE):
        return Unit.objects.get(key=key)


def new_account(by: Actor, email: str = "lot@mee.example", *roles: Role) -> accounts.Invited:
    with acting_for(by):
        own = Organisation.objects.get(id=by.house)
        account = accounts.NewAccount("Lot Bos", email, roles)
        return accounts.add_member(by=by, organisation=own, account=account)


@pytest.fixture
def rik(actor: Callable[..., Actor]) -> Actor:
    """The administrator of MEE."""
    return actor("rik")


def confirmed(browser: Browser) -> Browser:
    """A browser that just gave the password again."""
    browser.post("/account/reauthenticate/", {"password": demo.PASSWORD})
    return browser


# By the operator


@pytest.mark.django_db
def test_the_operator_makes_an_account_without_a_password_and_gets_a_link() -> None:
    token = link_in(operator(*MINE)).split("/")[2]
    lot = member("lot@ggd.example")
    assert (lot.name, lot.organisation.key, lot.has_usable_password()) == ("Lot Bos", "ggd", False)
    with standing(OFFICE):
        assert [f.role for f in lot.functions.all()] == [Role.ADMINISTRATOR]
        kept = Invitation.objects.get(member=lot)
    assert kept.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert [line.event for line in log_of(lot.organisation_id)][-1] == "member:added"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--organisation=nergens"], "bestaat niet. Kies uit: ggd"),
        (["--role=koning"], "Kies uit: care_worker"),
        (["--email=ANNA@demo.example"], "is al een account"),
        (["--email=lot"], "naam@organisatie.nl"),
        (["--name= "], "Geef een naam"),
        (["--unit=mee_esz"], "Deze zijn er: "),
        (["--unit=ggd_thz", "--role=care_worker"], "Toezicht en zorg"),
    ],
)
def test_the_operator_is_told_what_to_do_and_nothing_half_made_stays(
    words: list[str], says: str
) -> None:
    with standing(OFFICE):
        before = Member.objects.count(), Function.objects.count(), Invitation.objects.count()
    with pytest.raises(CommandError, match=re.escape(says)):
        operator(*MINE, *words)
    with standing(OFFICE):
        after = Member.objects.count(), Function.objects.count(), Invitation.objects.count()
    assert after == before


# The link


@pytest.mark.django_db
def test_who_is_invited_chooses_a_password_and_is_led_to_the_second_factor() -> None:
    browser, link = Browser(), link_in(operator(*MINE))
    answer = browser.get(link)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/uitnodiging/")
    page = browser.get("/uitnodiging/")
    assert page.status_code == 200
    assert link.split("/")[2] not in page.content.decode()
    chosen = {"password1": OWN_PASSWORD, "password2": OWN_PASSWORD}
    assert browser.post("/uitnodiging/", chosen).headers["Location"] == "/tweede-stap/"
    assert browser.get("/gebruikers/").headers["Location"] == "/tweede-stap/"
    assert member("lot@ggd.example").check_password(OWN_PASSWORD)
    assert browser.get("/account/2fa/totp/activate/").status_code == 200
    events = [line.event for line in log_of(house("ggd").id)]
    assert "member:joined" in events


@pytest.mark.django_db
def test_a_link_works_once() -> None:
    browser, late, link = Browser(), Browser(), link_in(operator(*MINE))
    browser.get(link)
    late.get(link)
    chosen = {"password1": OWN_PASSWORD, "password2": OWN_PASSWORD}
    assert browser.post("/uitnodiging/", chosen).status_code == 302
    assert (
        late.post("/uitnodiging/", dict.fromkeys(chosen, "een andere lange zin")).status_code == 404
    )
    assert Browser().get(link).status_code == 404
    assert member("lot@ggd.example").check_password(OWN_PASSWORD)


@pytest.mark.django_db
def test_a_weak_password_uses_nothing_up() -> None:
    browser = Browser()
    browser.get(link_in(operator(*MINE)))
    answer = browser.post("/uitnodiging/", {"password1": "kort", "password2": "kort"})
    assert answer.status_code == 422
    assert browser.get("/uitnodiging/").status_code == 200
    assert not member("lot@ggd.example").has_usable_password()


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "status"), [(-1, 302), (1, 404)])
def test_a_link_works_seven_days(minutes: int, status: int) -> None:
    link = link_in(operator(*MINE))
    at = clock.real_now() + timedelta(days=7, minutes=minutes)
    with time_machine.travel(at, tick=False):
        assert Browser().get(link).status_code == status


@pytest.mark.django_db
def test_a_renewed_link_ends_the_one_before(rik: Actor) -> None:
    first = new_account(rik)
    with acting_for(rik):
        second = accounts.renew_invitation(by=rik, member=first.member)
    assert Browser().get(f"/uitnodiging/{first.token}/").status_code == 404
    assert Browser().get(f"/uitnodiging/{second.token}/").status_code == 302


@pytest.mark.django_db
def test_no_link_is_made_for_who_has_a_password(rik: Actor, anna: Actor) -> None:
    with acting_for(rik), pytest.raises(accounts.AccountRefused, match="al een wachtwoord"):
        accounts.renew_invitation(by=rik, member=anna.person)


@pytest.mark.django_db
def test_the_link_of_an_ended_account_is_closed(rik: Actor) -> None:
    invited = new_account(rik)
    with acting_for(rik):
        accounts.end_account(by=rik, member=invited.member)
    assert Browser().get(f"/uitnodiging/{invited.token}/").status_code == 404


@pytest.mark.parametrize("key", ["anna", "noor", "rik"])
def test_who_is_in_does_not_use_a_link(browse: Callable[..., Browser], key: str) -> None:
    link = link_in(operator(*MINE))
    assert browse(key).get(link).status_code == 404
    assert Browser().get(link).status_code == 302


# On screen


def test_an_administrator_makes_an_account_and_sees_the_link_once(
    browse: Callable[..., Browser],
) -> None:
    browser = browse("rik")
    assert browser.get("/gebruikers/nieuw/").headers["Location"].startswith(STEP_UP)
    typed = {
        "name": "Lot Bos",
        "email": "Lot@mee.example",
        "roles": ["care_worker"],
        "hours": "7,5",
        "unit": str(unit("mee_esz").id),
    }
    answer = confirmed(browser).post("/gebruikers/nieuw/", typed)
    lot = member("lot@mee.example")
    assert answer.headers["Location"] == f"/gebruikers/{lot.id}/"
    assert (lot.minutes_per_week, lot.unit and lot.unit.key) == (450, "mee_esz")
    link = link_in(browser.get(f"/gebruikers/{lot.id}/").content.decode())
    again = browser.get(f"/gebruikers/{lot.id}/").content.decode()
    assert "/uitnodiging/" + link.split("/")[2] not in again
    assert "Maak nieuwe link" in again


def test_a_wrong_form_keeps_what_was_typed(browse: Callable[..., Browser]) -> None:
    browser = confirmed(browse("rik"))
    typed = {"name": "Lot Bos", "email": "anna@demo.example", "hours": "veel"}
    answer = browser.post("/gebruikers/nieuw/", typed)
    assert answer.status_code == 422
    assert b"Lot Bos" in answer.content
    answer = browser.post("/gebruikers/nieuw/", typed | {"hours": ""})
    assert "al een account" in answer.content.decode()


@pytest.mark.parametrize("key", ["anna", "noor", "petra", "teun", "wil", "marja", "ilse"])
def test_only_an_administrator_sees_accounts(
    browse: Callable[..., Browser], anna: Actor, key: str
) -> None:
    browser = browse(key)
    for page in ("/gebruikers/", "/gebruikers/nieuw/", f"/gebruikers/{anna.member}/"):
        assert browser.get(page).status_code == 404


def test_another_organisation_is_not_there(browse: Callable[..., Browser], bram: Actor) -> None:
    browser = confirmed(browse("rik"))
    for page in (f"/gebruikers/{bram.member}/", f"/gebruikers/{bram.member}/functie/"):
        assert browser.get(page).status_code == 404
    assert browser.post(f"/gebruikers/{bram.member}/uitnodiging/").status_code == 404


def test_a_name_is_searched_and_stands_in_no_address(browse: Callable[..., Browser]) -> None:
    page = browse("rik").post("/gebruikers/", {"zoek": "anna"}).content.decode()
    assert "Anna de Wit" in page
    assert "Emma Prins" not in page
    assert "Niets gevonden" in browse("rik").post("/gebruikers/", {"zoek": "zzz"}).content.decode()


def test_a_long_list_goes_on_where_it_stopped(browse: Callable[..., Browser], rik: Actor) -> None:
    with standing(OFFICE):
        Member.objects.bulk_create(
            Member(email=f"p{i}@mee.example", name=f"Proef {i:03}", organisation_id=rik.house)
            for i in range(60)
        )
    browser, seen = browse("rik"), set[str]()
    page = browser.get("/gebruikers/").content.decode()
    seen |= set(re.findall(r"Proef \d\d\d", page))
    after = re.search(r"\?na=[\w-]+", page)
    assert after
    rest = set(
        re.findall(r"Proef \d\d\d", browser.get(f"/gebruikers/{after.group()}").content.decode())
    )
    assert len(seen | rest) == 60
    assert not seen & rest


# Functions


def test_giving_a_function_asks_for_the_password_first(
    browse: Callable[..., Browser], anna: Actor
) -> None:
    browser, page = browse("rik"), f"/gebruikers/{anna.member}/functie/"
    typed = {"role": "controller", "start": "23-11-2021", "last": "31-12-2021"}
    assert browser.post(page, typed).headers["Location"].startswith(STEP_UP)
    assert [f.role for f in held_by("anna@demo.example")] == [Role.CARE_WORKER]
    assert confirmed(browser).post(page, typed).status_code == 302
    with standing(OFFICE):
        given = Function.objects.get(member_id=anna.member, role="controller")
    assert (given.start, given.end) == (TODAY, date(2022, 1, 1))


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.CARE_WORKER, Role.CONTROLLER])
def test_an_administrator_never_gives_oneself_a_function(rik: Actor, role: Role) -> None:
    with acting_for(rik), pytest.raises(accounts.AccountRefused, match="tweede beheerder"):
        accounts.give_function(by=rik, member=rik.person, role=role, start=TODAY)


@pytest.mark.django_db
def test_who_is_no_administrator_gives_nothing(rik: Actor, anna: Actor, bram: Actor) -> None:
    with acting_for(anna), pytest.raises(Refused):
        accounts.give_function(by=anna, member=rik.person, role=Role.CONTROLLER, start=TODAY)
    with acting_for(rik), pytest.raises(Refused):
        accounts.give_function(by=rik, member=bram.person, role=Role.CONTROLLER, start=TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "works"),
    [
        (date(2022, 1, 1), None, True),
        (date(2021, 12, 31), None, False),
        (date(2021, 10, 1), date(2021, 11, 1), True),
        (date(2021, 10, 1), date(2021, 11, 2), False),
        (date(2022, 2, 2), date(2022, 2, 2), False),
    ],
)
def test_the_same_function_never_twice_in_a_time(
    rik: Actor, anna: Actor, start: date, end: date | None, *, works: bool
) -> None:
    """Beside a function from 1 November until 1 January, that day not included."""
    who, role = anna.person, Role.CONTROLLER
    with acting_for(rik):
        accounts.give_function(
            by=rik, member=who, role=role, start=date(2021, 11, 1), end=date(2022, 1, 1)
        )
        if works:
            accounts.give_function(by=rik, member=who, role=role, start=start, end=end)
        else:
            with pytest.raises(accounts.AccountRefused):
                accounts.give_function(by=rik, member=who, role=role, start=start, end=end)


def test_an_ended_function_is_gone_the_day_after(
    browse: Callable[..., Browser], anna: Actor
) -> None:
    with standing(OFFICE):
        function = Function.objects.get(member_id=anna.member).id
    page = f"/gebruikers/{anna.member}/functie/{function}/stop/"
    assert browse("rik").get(page).status_code == 200
    assert browse("rik").post(page, {"last": "22-11-2021"}).status_code == 302
    assert browse("anna").get("/clienten/").status_code == 404
    assert "geen functie" in browse("anna").get("/").content.decode()


@pytest.mark.requirement("R4")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "where", "part", "fits"),
    [
        (Role.CARE_WORKER, "ggd", "ggd_thz", False),
        (Role.CARE_WORKER, "ggd", "ggd_sg", True),
        (Role.CARE_WORKER, "ggd", "", True),
        (Role.PARTNER_MANAGER, "ggd", "ggd_thz", True),
        (Role.CARE_WORKER, "nijmegen", "", False),
        (Role.SUBSIDY_OFFICER, "nijmegen", "", True),
        (Role.SUBSIDY_OFFICER, "mee", "", False),
        (Role.COORDINATOR, "ggd", "", True),
        (Role.COORDINATOR, "mee", "", False),
        (Role.ADMINISTRATOR, "nijmegen", "", True),
    ],
)
def test_which_function_fits_where(role: Role, where: str, part: str, *, fits: bool) -> None:
    with standing(OFFICE):
        assert (why_not(role, house(where), unit(part) if part else None) == "") is fits


@pytest.mark.requirement("R4")
@pytest.mark.django_db
def test_supervision_and_care_are_apart_also_for_an_older_function() -> None:
    joost = member("joost@demo.example")
    assert [f.role for f in held_by("joost@demo.example")] == [Role.CARE_WORKER]
    with standing(OFFICE):
        Member.objects.filter(id=joost.id).update(unit=unit("ggd_thz"))
    assert held_by("joost@demo.example") == []
