"""Emergency access (D20, T01): who opens what, for how long, and who looks at it afterwards."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import ProgrammingError
from django.http import HttpResponse
from django.test import Client as Browser

from ketenwerk.access.api import Permission, Refused, Role, acting_for, get, visible
from ketenwerk.audit.models import AuditEvent
from ketenwerk.clients import emergency
from ketenwerk.clients.api import (
    Client,
    Emergency,
    EmergencyBraked,
    caseload,
    correct_details,
    details_of,
    dossier,
    emergency_reviews,
    exclude,
    open_in_emergency,
    opened_in_emergency,
    readmit,
    review_emergency,
    search,
    shield,
)
from ketenwerk.clients.models import EmergencyAccess
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Function, Member
from ketenwerk.trajectories.api import waiting, working_trajectories
from ketenwerk.web import demo
from tests.making import a_client, a_trajectory

WHY = Emergency("contact", "Ze staat bij de balie en haar begeleider is ziek.")
PAGE = "/noodtoegang/"
ASKED = {"kind": "contact", "reason": "Ze staat bij de balie en wacht."}


@pytest.fixture(autouse=True)
def just_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "allauth.account.internal.flows.reauthentication.did_recently_reauthenticate",
        lambda _request: True,
    )


@pytest.fixture
def emma() -> Actor:
    return demo.actor_of("emma", Role.CARE_WORKER)


@pytest.fixture
def wil() -> Actor:
    return demo.actor_of("wil", Role.PRIVACY_OFFICER)


@pytest.fixture
def client(anna: Actor) -> Client:
    with acting_for(anna):
        made = a_client(anna)
        a_trajectory(anna, made, "mee_ind")
    return made


def opened(by: Actor, code: str) -> uuid.UUID | None:
    with acting_for(by):
        return open_in_emergency(by=by, code=code, why=WHY)


def reads(who: Actor, client: Client) -> bool:
    with acting_for(who):
        return visible(who, Permission.CLIENT_READ, Client).filter(id=client.id).exists()


def test_a_colleague_who_is_not_involved_opens_one_dossier_by_its_code(
    client: Client, anna: Actor, emma: Actor
) -> None:
    with acting_for(anna):
        other = a_client(anna, called="Jade")
    assert not reads(emma, client)
    assert opened(emma, f" {client.code.lower()} ") == client.id
    assert reads(emma, client)
    assert not reads(emma, other)


def test_it_closes_after_four_hours(
    client: Client, emma: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert timedelta(hours=4) == emergency.LASTS
    monkeypatch.setattr(emergency, "LASTS", timedelta(0))
    assert opened(emma, client.code) == client.id
    assert not reads(emma, client)
    with acting_for(emma), pytest.raises(Refused):
        dossier(emma, client.id)


@pytest.mark.parametrize("closing", ["excluded", "shielded"])
def test_what_was_shut_stays_shut_until_there_is_a_new_reason(
    client: Client, anna: Actor, emma: Actor, closing: str
) -> None:
    opened(emma, client.code)
    with acting_for(anna):
        if closing == "excluded":
            exclude(by=anna, client=client.id, member=emma.person)
            readmit(by=anna, client=client.id, member=emma.person)
        else:
            shield(by=anna, client=client.id, on=True)
            shield(by=anna, client=client.id, on=False)
    assert not reads(emma, client)
    opened(emma, client.code)
    assert reads(emma, client)


def test_a_run_is_never_lengthened_not_even_in_the_database(client: Client, emma: Actor) -> None:
    opened(emma, client.code)
    later = clock.now() + timedelta(days=1)
    with pytest.raises(ProgrammingError), acting_for(emma):
        EmergencyAccess.objects.filter(client=client).update(until=later)


def test_it_opens_for_reading_and_not_for_writing(client: Client, anna: Actor, emma: Actor) -> None:
    opened(emma, client.code)
    with acting_for(emma):
        seen = dossier(emma, client.id)
        assert seen.emergency_until is not None
        with pytest.raises(Refused):
            correct_details(by=emma, client=client.id, details=details_of(seen), seen=0)
        for needed in (Permission.CLIENT_EDIT, Permission.CLIENT_EXPORT):
            with pytest.raises(Refused):
                get(emma, needed, Client, id=client.id)
    with acting_for(anna):
        assert dossier(anna, client.id).emergency_until is None


def test_no_list_and_no_search_shows_what_an_emergency_opened(client: Client, emma: Actor) -> None:
    opened(emma, client.code)
    with acting_for(emma):
        assert client.id not in {row.id for row in caseload(emma).rows}
        assert search(emma, client.code) == []
        assert client.id not in {row.client_id for row in working_trajectories(emma)}
        assert client.id not in {row.client_id for row in waiting(emma)}


@pytest.mark.parametrize("why", ["wrong", "other organisation", "excluded", "shielded"])
def test_what_does_not_open_says_the_same_in_the_same_words(
    why: str, client: Client, anna: Actor, emma: Actor, bram: Actor, browse: Callable[..., Browser]
) -> None:
    code = client.code
    with acting_for(anna):
        if why == "excluded":
            exclude(by=anna, client=client.id, member=emma.person)
        if why == "shielded":
            shield(by=anna, client=client.id, on=True)
    if why == "wrong":
        code = "QQQQ"
    if why == "other organisation":
        with acting_for(bram):
            code = a_client(bram).code
            Client.objects.filter(code=code).update(code="BRAM01")
            code = "BRAM01"
    answer = browse("emma").post(PAGE, ASKED | {"code": code})
    assert (answer.status_code, summary(answer)) == (422, 1)
    with acting_for(emma):
        assert not EmergencyAccess.objects.filter(member_id=emma.person).exists()


def summary(answer: HttpResponse) -> int:
    return answer.content.decode().count("Met deze code gaat geen dossier open")


def test_excluding_or_shielding_ends_it_at_once(client: Client, anna: Actor, emma: Actor) -> None:
    opened(emma, client.code)
    with acting_for(anna):
        shield(by=anna, client=client.id, on=True)
    assert not reads(emma, client)
    with acting_for(anna):
        shield(by=anna, client=client.id, on=False)
    assert not reads(emma, client)
    opened(emma, client.code)
    assert reads(emma, client)
    with acting_for(anna):
        exclude(by=anna, client=client.id, member=emma.person)
    assert not reads(emma, client)


def test_after_five_tries_in_an_hour_nothing_is_looked_up_any_more(
    client: Client, emma: Actor
) -> None:
    for _ in range(emergency.TRIES_PER_HOUR):
        assert opened(emma, "QQQQ") is None
    with acting_for(emma), pytest.raises(EmergencyBraked):
        open_in_emergency(by=emma, code=client.code, why=WHY)
    assert not reads(emma, client)


def test_too_few_words_open_nothing_and_what_was_typed_stays(
    client: Client, emma: Actor, browse: Callable[..., Browser]
) -> None:
    answer = browse("emma").post(PAGE, {"code": client.code, "kind": "danger", "reason": "nood"})
    assert answer.status_code == 422
    assert client.code in answer.content.decode()
    assert not reads(emma, client)


def test_every_page_of_the_dossier_says_until_when(
    client: Client, emma: Actor, browse: Callable[..., Browser]
) -> None:
    browser = browse("emma")
    sent = browser.post(PAGE, ASKED | {"code": client.code})
    assert sent.headers["Location"] == f"/clienten/{client.id}/"
    for page in ("", "tijdlijn/", "ontwikkeling/", "signalen/"):
        answer = browser.get(f"/clienten/{client.id}/{page}")
        assert answer.status_code == 200, page
        assert "Noodtoegang tot " in answer.content.decode(), page
    for page in ("gegevens/", "betrokken/", "toestemming/", "veilig-contact/"):
        assert browser.get(f"/clienten/{client.id}/{page}").status_code == 404, page


def test_the_step_up_comes_first(
    client: Client, browse: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "allauth.account.internal.flows.reauthentication.did_recently_reauthenticate",
        lambda _request: False,
    )
    answer = browse("emma").post(PAGE, ASKED | {"code": client.code})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/reauthenticate/")


def test_the_log_says_that_it_was_an_emergency(client: Client, emma: Actor, wil: Actor) -> None:
    opened(emma, client.code)
    opened(emma, "QQQQ")
    with acting_for(emma):
        dossier(emma, client.id)
    with acting_for(wil):
        lines = AuditEvent.objects.filter(emergency=True).order_by("id")
        found = [(line.event, line.result, list(line.subjects)) for line in lines]
    assert found == [
        ("client:emergency_opened", "allowed", [client.id]),
        ("client:emergency_refused", "denied", []),
        ("client:emergency_read", "allowed", [client.id]),
    ]


def test_privacy_sees_who_and_when_and_judges_once(
    client: Client, emma: Actor, wil: Actor, browse: Callable[..., Browser]
) -> None:
    opened(emma, client.code)
    assert "Noodtoegang nakijken" in browse("wil").get("/").content.decode()
    page = browse("wil").get("/noodtoegang/nakijken/").content.decode()
    assert "Ze belt of staat voor de deur" in page
    assert client.code not in page
    assert "balie" not in page
    with acting_for(wil):
        (row,) = emergency_reviews(wil)
        review_emergency(by=wil, emergency=row.id, right=False, words="Bel eerst de achterwacht.")
    with acting_for(wil), pytest.raises(Refused):
        review_emergency(by=wil, emergency=row.id, right=True, words="")
    with acting_for(wil):
        assert [(each.waiting, each.right) for each in emergency_reviews(wil)] == [(False, False)]
    assert "Noodtoegang nakijken" not in browse("wil").get("/").content.decode()


def test_nobody_judges_their_own_emergency(client: Client, emma: Actor) -> None:
    opened(emma, client.code)
    with standing(Standpoint(DatabaseRole.OFFICE, emma.person, emma.house, Role.PRIVACY_OFFICER)):
        self_judge = Actor(emma.member, emma.organisation, Role.PRIVACY_OFFICER, name="Emma")
        assert emergency_reviews(self_judge) == ()


def test_who_works_with_her_sees_who_came_in_and_why(
    client: Client, anna: Actor, emma: Actor
) -> None:
    opened(emma, client.code)
    with acting_for(anna):
        (seen,) = opened_in_emergency(dossier(anna, client.id))
        name = Member.objects.get(id=emma.person).name
    assert (seen.who, seen.reason) == (name, WHY.reason)
    assert seen.opened_at.date() == clock.today()


def test_who_is_involved_needs_no_emergency(client: Client, anna: Actor) -> None:
    assert opened(anna, client.code) == client.id
    with acting_for(anna):
        assert not EmergencyAccess.objects.exists()


def test_the_reason_typed_survives_the_question_for_the_password(
    client: Client, browse: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The password is asked between typing and opening; the words come back, on the page they belong to."""
    monkeypatch.undo()
    browser = browse("emma")
    confirm = f"/account/reauthenticate/?next={PAGE}"
    browser.post(PAGE, {"code": "QQQQ", **ASKED})
    back = browser.post(confirm, {"password": demo.PASSWORD})
    page = back.content.decode()
    assert back.status_code == 422
    assert ASKED["reason"] in page
    assert f'action="{PAGE}"' in page
    assert browser.post(PAGE, {"code": client.code, **ASKED}).status_code == 302


def test_the_administrator_is_told_when_nobody_looks_at_emergencies(
    browse: Callable[..., Browser], wil: Actor
) -> None:
    said = "Niemand heeft de functie privacy"
    assert said not in browse("rik").get("/").content.decode()
    with standing(Standpoint(DatabaseRole.OFFICE, wil.person, wil.house, Role.ADMINISTRATOR)):
        Function.objects.filter(role=Role.PRIVACY_OFFICER, member_id=wil.person).update(
            end=clock.today()
        )
    assert said in browse("rik").get("/").content.decode()
