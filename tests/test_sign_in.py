"""Getting in, staying in and being put out, through the pages themselves."""

import re
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client as Browser
from django.test import RequestFactory

from ketenwerk.access.api import Role, acting_for
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Member
from ketenwerk.web import demo, lock
from tests.making import a_client
from tests.sweeping import log_of

OFFICE = Standpoint(DatabaseRole.OFFICE)
SIGN_IN, SECOND_STEP, CODE = "/inloggen/", "/tweede-stap/", "/account/2fa/authenticate/"
REST, DAY = lock.settings.KETENWERK_LOCK_AFTER, lock.settings.KETENWERK_ABSOLUTE_TIMEOUT
NOON = 1_795_000_000


@pytest.fixture(autouse=True)
def fresh_brakes(db: None) -> None:
    with standing(Standpoint(DatabaseRole.PUBLIC)):
        cache.clear()


def address_of(key: str) -> str:
    return f"{key}@{demo.DOMAIN}"


def give_password(
    browser: Browser, key: str, password: str = demo.PASSWORD, **extra: str
) -> HttpResponse:
    return browser.post(SIGN_IN, {"login": address_of(key), "password": password}, **extra)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give_app(key: str) -> str:
    """An app with codes for this person, as made on another day. Gives its secret."""
    secret = generate_totp_secret()
    with standing(OFFICE):
        TOTP.activate(Member.objects.get(email=address_of(key)), secret)
    return secret


def session_of(browser: Browser) -> dict[str, object]:
    with standing(OFFICE):
        return dict(Session.objects.get(session_key=browser.cookies["kis"].value).get_decoded())


def sessions() -> set[str]:
    with standing(OFFICE):
        return set(Session.objects.values_list("session_key", flat=True))


def leads_to(answer: HttpResponse) -> str:
    assert answer.status_code == 302, answer.status_code
    return answer.headers["Location"].partition("?")[0]


# Password and second factor


def test_a_password_alone_leads_nowhere_but_to_making_a_second_factor() -> None:
    browser = Browser()
    assert leads_to(give_password(browser, "anna")) == "/"
    for page in ("/", "/clienten/", "/uren/", "/account/sessies/", "/account/password/change/"):
        assert leads_to(browser.get(page)) == SECOND_STEP
    assert browser.get(SECOND_STEP).status_code == 200


def test_with_an_app_the_code_is_asked_before_anything_else() -> None:
    secret, browser = give_app("anna"), Browser()
    assert leads_to(give_password(browser, "anna")) == CODE
    assert leads_to(browser.get("/")) == SIGN_IN
    assert browser.post(CODE, {"code": "000000"}).status_code == 200
    assert leads_to(browser.get("/")) == SIGN_IN
    assert leads_to(browser.post(CODE, {"code": code_of(secret)})) == "/"
    assert browser.get("/").status_code == 200


def test_a_code_works_once() -> None:
    with time_machine.travel(NOON, tick=False):
        secret, first, second = give_app("anna"), Browser(), Browser()
        for browser in (first, second):
            give_password(browser, "anna")
            browser.post(CODE, {"code": code_of(secret)})
        assert first.get("/").status_code == 200
        assert leads_to(second.get("/")) == SIGN_IN


def test_a_code_of_two_minutes_ago_does_not_work() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        secret, browser = give_app("anna"), Browser()
        old = code_of(secret)
        clock.shift(120)
        give_password(browser, "anna")
        assert browser.post(CODE, {"code": old}).status_code == 200
        assert leads_to(browser.get("/")) == SIGN_IN


def test_making_a_second_factor_lets_one_in(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[object]]],
) -> None:
    browser, activate = Browser(), "/account/2fa/totp/activate/"
    give_password(browser, "anna")
    assert leads_to(browser.get(activate)) == "/account/reauthenticate/"
    browser.post(f"/account/reauthenticate/?next={activate}", {"password": demo.PASSWORD})
    assert browser.get(activate).status_code == 200
    secret = str(session_of(browser)[SECRET_SESSION_KEY])
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(activate, {"code": code_of(secret)})
    assert answer.status_code == 302
    assert browser.get("/").status_code == 200


def test_the_secret_of_an_app_is_sealed_in_the_database() -> None:
    secret = give_app("anna")
    with standing(OFFICE):
        stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored
    assert secret not in bytes.fromhex(stored).decode("latin-1")


def test_a_session_from_before_the_second_factor_is_put_out_when_the_account_gets_one() -> None:
    """Somebody who knew only the password is not let in by the second factor of the right person."""
    early = Browser()
    give_password(early, "anna")
    secret, anna = give_app("anna"), Browser()
    give_password(anna, "anna")
    anna.post(CODE, {"code": code_of(secret)})
    for page in (
        "/",
        "/account/2fa/",
        "/account/2fa/recovery-codes/",
        "/account/2fa/webauthn/add/",
        SECOND_STEP,
    ):
        assert leads_to(early.get(page)) == SIGN_IN
    assert anna.get("/").status_code == 200


def test_nobody_can_sign_up() -> None:
    assert leads_to(Browser().get("/account/signup/")) == SIGN_IN
    answer = Browser().post(
        "/account/signup/",
        {"email": "x@demo.example", "password1": "y" * 20, "password2": "y" * 20},
    )
    assert leads_to(answer) == SIGN_IN
    with standing(OFFICE):
        assert not Member.objects.filter(email="x@demo.example").exists()


def test_the_session_gets_another_name_at_the_door() -> None:
    """A session that somebody else laid ready is of no use to them."""
    browser = Browser()
    with standing(OFFICE):
        laid_ready = SessionStore()
        laid_ready["anything"] = 1
        laid_ready.create()
    browser.cookies["kis"] = laid_ready.session_key
    give_password(browser, "anna")
    assert browser.cookies["kis"].value != laid_ready.session_key
    assert laid_ready.session_key not in sessions()


def test_the_session_gets_another_name_after_the_second_factor() -> None:
    secret, browser = give_app("anna"), Browser()
    give_password(browser, "anna")
    halfway = browser.cookies["kis"].value
    browser.post(CODE, {"code": code_of(secret)})
    assert browser.cookies["kis"].value != halfway
    assert halfway not in sessions()


def test_signing_out_ends_the_session_on_the_server_too(browse: Callable[..., Browser]) -> None:
    browser = browse("anna")
    key = browser.cookies["kis"].value
    assert leads_to(browser.post("/uitloggen/")) == SIGN_IN
    assert key not in sessions()
    browser.cookies["kis"] = key
    assert leads_to(browser.get("/")) == SIGN_IN


def test_somebody_who_left_cannot_sign_in() -> None:
    with standing(OFFICE):
        Member.objects.filter(email=address_of("anna")).update(is_active=False)
    browser = Browser()
    give_password(browser, "anna")
    assert leads_to(browser.get("/")) == SIGN_IN


# The brake


def words_of(answer: HttpResponse) -> tuple[int, str]:
    """The page without tokens and without the address that was typed."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return answer.status_code, body.replace(address_of("anna"), "X").replace(
        address_of("nobody-here"), "X"
    )


def test_after_five_wrong_passwords_comes_a_brake_with_the_same_words_for_everybody() -> None:
    known = [
        words_of(give_password(Browser(), "anna", f"wrong {i}", REMOTE_ADDR="10.0.0.1"))
        for i in range(7)
    ]
    unknown = [
        words_of(give_password(Browser(), "nobody-here", f"wrong {i}", REMOTE_ADDR="10.0.0.2"))
        for i in range(7)
    ]
    assert known == unknown
    assert known[4] != known[5] == known[6]


def test_the_brake_holds_the_right_password_too_and_lets_go() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for i in range(5):
            give_password(Browser(), "anna", f"wrong {i}")
        assert give_password(Browser(), "anna").status_code == 200
        clock.shift(301)
        assert leads_to(give_password(Browser(), "anna")) == "/"


def braked_after_five(browser: Callable[[int], dict[str, str]]) -> bool:
    """Whether the sixth try meets the brake; each try says where it comes from."""
    answers = [
        words_of(give_password(Browser(), "anna", f"wrong {i}", **browser(i))) for i in range(7)
    ]
    return answers[4] != answers[5] == answers[6]


def test_without_proxies_a_forged_address_does_not_get_round_the_brake() -> None:
    assert braked_after_five(lambda i: {"HTTP_X_FORWARDED_FOR": f"203.0.113.{i}"})


def test_behind_a_proxy_only_what_the_proxy_added_counts(settings: object) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # type: ignore[attr-defined]
    assert braked_after_five(
        lambda i: {
            "HTTP_X_FORWARDED_FOR": f"203.0.113.{i}, 198.51.100.7",
            "REMOTE_ADDR": "10.0.0.9",
        }
    )


def test_behind_a_proxy_one_network_does_not_brake_another(settings: object) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # type: ignore[attr-defined]
    for _ in range(6):
        give_password(Browser(), "anna", "wrong", HTTP_X_FORWARDED_FOR="198.51.100.7")
    there = {"HTTP_X_FORWARDED_FOR": "198.51.100.8"}
    assert leads_to(give_password(Browser(), "anna", **there)) == "/"


def test_asking_for_a_new_password_says_the_same_to_known_and_unknown(
    mailoutbox: list[object],
) -> None:
    known, unknown = (
        Browser().post("/account/password/reset/", {"email": address_of(key)})
        for key in ("anna", "nobody-here")
    )
    assert leads_to(known) == leads_to(unknown) == "/account/password/reset/done/"
    for mail in mailoutbox:
        written = f"{mail.subject} {mail.body}".lower()  # type: ignore[attr-defined]
        assert not re.search(r"sekswerk|prostitutie|cliënt|uitstap", written)


def test_a_new_password_does_not_let_anybody_past_the_second_factor(
    mailoutbox: list[object],
) -> None:
    give_app("anna")
    browser = Browser()
    browser.post("/account/password/reset/", {"email": address_of("anna")})
    link = re.search(r"/account/password/reset/key/\S+", mailoutbox[-1].body)  # type: ignore[attr-defined]
    assert link
    form = browser.get(link.group()).headers["Location"]
    new = "een heel nieuw wachtwoord"
    assert browser.post(form, {"password1": new, "password2": new}).status_code == 302
    assert leads_to(browser.get("/")) == SIGN_IN
    assert leads_to(give_password(browser, "anna", new)) == CODE


# The lock


def unlock(browser: Browser, password: str = demo.PASSWORD, **fields: str) -> HttpResponse:
    return browser.post("/ontgrendel/", {"unlock_password": password, **fields})


def test_the_button_locks_and_the_password_opens(browse: Callable[..., Browser]) -> None:
    browser = browse("anna")
    assert leads_to(browser.post("/vergrendel/")) == "/"
    for page in ("/", "/clienten/", "/account/2fa/", "/account/sessies/", SECOND_STEP):
        answer = browser.get(page)
        assert answer.status_code == 423
        assert "Je scherm is vergrendeld" in answer.content.decode()
    assert unlock(browser, "wrong").status_code == 423
    assert browser.get("/clienten/").status_code == 423
    assert leads_to(unlock(browser, resume_path="/clienten/")) == "/clienten/"
    assert browser.get("/clienten/").status_code == 200


@pytest.mark.parametrize(("seconds", "status"), [(REST, 200), (REST + 1, 423)])
def test_a_session_that_rests_locks_on_the_second(
    browse: Callable[..., Browser], seconds: int, status: int
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = browse("anna")
        assert browser.get("/clienten/").status_code == 200
        clock.shift(seconds)
        assert browser.get("/clienten/").status_code == status


@pytest.mark.parametrize(("quiet", "status"), [({}, 200), ({"HTTP_X_QUIET": "1"}, 423)])
def test_only_what_a_person_does_keeps_a_session_awake(
    browse: Callable[..., Browser], quiet: dict[str, str], status: int
) -> None:
    """A draft that saves itself is no sign of life."""
    with time_machine.travel(NOON, tick=False) as clock:
        browser = browse("anna")
        browser.get("/clienten/")
        clock.shift(REST // 2)
        assert browser.post("/concept/note-1/", {"seen": "tekst"}, **quiet).status_code == 200
        clock.shift(REST // 2 + 1)
        assert browser.get("/clienten/").status_code == status


def meet_the_lock(browser: Browser, page: str, typed: dict[str, str]) -> dict[str, str]:
    """Sends a form to a locked session; gives the fields that the lock page carries along."""
    browser.post("/vergrendel/")
    locked = browser.post(page, typed)
    assert locked.status_code == 423
    assert "Wat je typte is er nog." in locked.content.decode()
    return hidden_fields(locked)


TYPED = {"seen": 'Zij zei: "morgen" & <weer>', "kind": "talk"}


def test_what_was_typed_comes_back_through_the_lock(
    browse: Callable[..., Browser], anna: Actor
) -> None:
    with acting_for(anna):
        client = a_client(anna)
    browser, page = browse("anna"), f"/noteer/{client.id}/"
    secret = {"csrfmiddlewaretoken": "x", "password": "geheim"}
    carried = meet_the_lock(browser, page, TYPED | secret)
    assert (carried["resume_path"], carried["resume_method"]) == (page, "POST")
    again = unlock(browser, "wrong", **carried)
    assert again.status_code == 423
    back = unlock(browser, **hidden_fields(again))
    assert back.status_code == 200
    assert hidden_fields(back) == TYPED
    assert f'action="{page}"' in back.content.decode()


def test_whoever_stands_before_a_locked_screen_reads_nothing_of_what_was_typed(
    browse: Callable[..., Browser],
) -> None:
    browser = browse("anna")
    browser.post("/vergrendel/")
    locked = browser.post("/clienten/nieuw/", TYPED).content.decode()
    assert "Wat je typte is er nog." in locked
    assert "morgen" not in locked


def test_what_was_typed_opens_for_nobody_else_and_not_when_it_was_changed(
    browse: Callable[..., Browser],
) -> None:
    carried = meet_the_lock(browse("anna"), "/clienten/nieuw/", TYPED)
    parcel = next(name for name in carried if name.startswith("kept-"))
    # The parcel is hexadecimal, so a small and a capital letter are the same.
    middle, whole = len(carried[parcel]) // 2, carried[parcel]
    other = "0" if whole[middle] != "0" else "1"
    spoilt = carried | {parcel: whole[:middle] + other + whole[middle + 1 :]}
    for key, fields in (("emma", carried), ("anna", spoilt), ("anna", carried | {parcel: "x"})):
        browser = browse(key)
        browser.post("/vergrendel/")
        assert leads_to(unlock(browser, **fields)) == "/clienten/nieuw/"


def hidden_fields(answer: HttpResponse) -> dict[str, str]:
    from html import unescape

    found = re.findall(
        r'<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', answer.content.decode()
    )
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_unlocking_never_sends_to_another_house(browse: Callable[..., Browser]) -> None:
    browser = browse("anna")
    carried = meet_the_lock(browser, "/clienten/nieuw/", TYPED)
    answer = unlock(browser, **carried | {"resume_path": "https://elders.example/"})
    assert hidden_fields(answer) == TYPED
    assert "elders.example" not in answer.content.decode()
    assert 'action="/"' in answer.content.decode()
    browser.post("/vergrendel/")
    assert leads_to(unlock(browser, resume_path="//elders.example/")) == "/"


def test_five_wrong_passwords_at_the_lock_end_the_session(browse: Callable[..., Browser]) -> None:
    browser = browse("anna")
    key = browser.cookies["kis"].value
    browser.post("/vergrendel/")
    assert [unlock(browser, "wrong").status_code for _ in range(4)] == [423] * 4
    assert leads_to(unlock(browser, "wrong")) == SIGN_IN
    assert key not in sessions()
    assert leads_to(unlock(browser)) == SIGN_IN


def test_the_lock_answers_a_script_without_a_page(browse: Callable[..., Browser]) -> None:
    browser, script = browse("anna"), {"HTTP_ACCEPT": "application/json"}
    assert browser.post("/vergrendel/", **script).json() == {"locked": True}
    wrong = browser.post("/ontgrendel/", {"unlock_password": "wrong"}, **script)
    assert (wrong.status_code, wrong.json()) == (
        422,
        {"message": "Dit wachtwoord klopt niet. Probeer het nog eens."},
    )
    assert set(
        browser.post("/ontgrendel/", {"unlock_password": demo.PASSWORD}, **script).json()
    ) == {"csrf"}
    assert browser.get("/clienten/").status_code == 200


def test_locking_and_unlocking_stand_in_the_log(
    browse: Callable[..., Browser], anna: Actor
) -> None:
    browser = browse("anna")
    browser.post("/vergrendel/")
    unlock(browser, "wrong")
    unlock(browser)
    found = [
        (line.event, line.result)
        for line in log_of(anna.organisation)
        if line.event.startswith("session:")
    ]
    assert found == [
        ("session:locked", "allowed"),
        ("session:unlock_failed", "denied"),
        ("session:unlocked", "allowed"),
    ]


@pytest.mark.parametrize(("seconds", "status"), [(DAY, 423), (DAY + 1, 302)])
def test_after_ten_hours_everybody_signs_in_again(
    browse: Callable[..., Browser], seconds: int, status: int
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = browse("anna")
        browser.get("/clienten/")
        with standing(OFFICE):
            Session.objects.update(expire_date="2100-01-01T00:00Z")
        clock.shift(seconds)
        answer = browser.get("/clienten/")
    assert answer.status_code == status
    if status == 302:
        assert leads_to(answer) == SIGN_IN


def request_for(host: str = "testserver") -> object:
    return RequestFactory().get("/", HTTP_HOST=host)


@pytest.mark.parametrize(
    "path", ["/", "/clienten/", "/noteer/?traject=1", "/uren/week/2021-11-22/"]
)
def test_a_path_in_this_house_is_followed(path: str) -> None:
    assert lock.safe_path(request_for(), path) == path


@pytest.mark.parametrize(
    "path",
    [
        "https://elders.example/",
        "//elders.example/",
        "/\\elders.example/",
        "///elders.example",
        "javascript:alert(1)",
        "http:///elders.example",
        "",
        "clienten/",
        " /clienten/",
        "\t//elders.example",
        "http://testserver/clienten/",
    ],
)
def test_any_other_path_leads_to_the_first_page(path: str) -> None:
    assert lock.safe_path(request_for(), path) == "/"


# Own sessions, functions, step-up


def test_own_sessions_are_listed_and_ended() -> None:
    secret, here, there = give_app("anna"), Browser(), Browser()
    with time_machine.travel(NOON, tick=False) as clock:
        for browser in (here, there):
            give_password(browser, "anna", HTTP_USER_AGENT="Proefbrowser 1")
            browser.post(CODE, {"code": code_of(secret)}, HTTP_USER_AGENT="Proefbrowser 1")
            clock.shift(60)
        assert here.get("/account/sessies/").content.decode().count("Proefbrowser 1") == 2
        assert there.get("/").status_code == 200
        assert here.post("/account/sessies/").status_code == 302
        assert here.get("/").status_code == 200
        assert leads_to(there.get("/")) == SIGN_IN


def test_a_person_with_two_functions_acts_in_one_at_a_time(browse: Callable[..., Browser]) -> None:
    browser = browse("ilse", Role.CARE_WORKER)
    with standing(OFFICE):
        functions = {
            f.role: f.id for f in Member.objects.get(email=address_of("ilse")).functions.all()
        }
    for role, caseload, months in ((Role.COORDINATOR, 404, 200), (Role.CARE_WORKER, 200, 404)):
        assert leads_to(browser.post("/functie/", {"function": functions[role]})) == "/"
        assert browser.get("/clienten/").status_code == caseload
        assert browser.get("/uren/maanden/").status_code == months


def test_nobody_takes_a_function_of_somebody_else(browse: Callable[..., Browser]) -> None:
    browser = browse("anna")
    with standing(OFFICE):
        other = Member.objects.get(email=address_of("rik")).functions.get().id
    for wanted in (str(other), "x", ""):
        assert browser.post("/functie/", {"function": wanted}).status_code == 404
    assert browser.get("/gebruikers/").status_code == 404


def test_ending_an_account_asks_for_the_password_first(
    browse: Callable[..., Browser], anna: Actor
) -> None:
    browser, page = browse("rik"), f"/gebruikers/{anna.member}/uit-dienst/"

    def is_active() -> bool:
        with standing(OFFICE):
            return Member.objects.get(id=anna.member).is_active

    assert leads_to(browser.post(page)) == "/account/reauthenticate/"
    assert is_active()
    assert (
        browser.post(f"/account/reauthenticate/?next={page}", {"password": "wrong"}).status_code
        == 200
    )
    assert is_active()
    answer = browser.post(f"/account/reauthenticate/?next={page}", {"password": demo.PASSWORD})
    assert leads_to(answer) == "/gebruikers/"
    assert not is_active()


def test_an_administrator_cannot_end_an_account_of_another_organisation(
    browse: Callable[..., Browser], bram: Actor
) -> None:
    browser, page = browse("rik"), f"/gebruikers/{bram.member}/uit-dienst/"
    browser.post(page)
    assert (
        browser.post(
            f"/account/reauthenticate/?next={page}", {"password": demo.PASSWORD}
        ).status_code
        == 404
    )
    with standing(OFFICE):
        assert Member.objects.get(id=bram.member).is_active


# The demo's buttons


def test_the_demo_buttons_do_not_exist_outside_the_demo() -> None:
    for person in demo.PEOPLE:
        assert (
            Browser().post("/demo/inloggen/", {"person": address_of(person.key)}).status_code == 404
        )
    assert b"demo_sign_in" not in Browser().get(SIGN_IN).content
    assert b"/demo/inloggen/" not in Browser().get(SIGN_IN).content


def test_in_the_demo_a_button_lets_one_in(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    browser = Browser()
    assert browser.get(SIGN_IN).content.count(b'name="person"') == demo.ON_SIGN_IN_PAGE
    assert leads_to(browser.post("/demo/inloggen/", {"person": address_of("marja")})) == "/"
    assert browser.get("/").status_code == 200
    assert Browser().post("/demo/inloggen/", {"person": "x"}).status_code == 404


# Drafts


def test_a_draft_is_kept_given_back_and_thrown_away(browse: Callable[..., Browser]) -> None:
    browser, place = browse("anna"), "/concept/noteer-1/"
    assert browser.get(place).status_code == 204
    assert re.fullmatch(r"\d\d\.\d\d", browser.post(place, {"seen": "eerste"}).json()["saved_at"])
    browser.post(place, {"seen": "tweede", "kind": ["talk", "call"], "csrfmiddlewaretoken": "x"})
    assert browser.get(place).json()["fields"] == {"seen": ["tweede"], "kind": ["talk", "call"]}
    assert browser.delete(place).status_code == 204
    assert browser.get(place).status_code == 204


def test_a_draft_is_only_for_who_typed_it(browse: Callable[..., Browser]) -> None:
    anna, emma, place = browse("anna"), browse("emma"), "/concept/noteer-1/"
    anna.post(place, {"seen": "van anna"})
    assert emma.get(place).status_code == 204
    emma.post(place, {"seen": "van emma"})
    assert emma.delete(place).status_code == 204
    assert anna.get(place).json()["fields"] == {"seen": ["van anna"]}


def test_a_draft_is_sealed_in_the_database(browse: Callable[..., Browser], anna: Actor) -> None:
    browse("anna").post("/concept/noteer-1/", {"seen": "Zij heet Linde"})
    with acting_for(anna), connection.cursor() as cursor:
        cursor.execute("SELECT form, body FROM web_draft")
        rows = cursor.fetchall()
    assert [form for form, _ in rows] == ["noteer-1"]
    assert b"Linde" not in bytes(rows[0][1])


@pytest.mark.parametrize(
    "place", ["/concept/Noteer-1/", "/concept/a_b_c/", "/concept/ab/", f"/concept/{'a' * 81}/"]
)
def test_a_draft_under_a_strange_name_is_refused(
    browse: Callable[..., Browser], place: str
) -> None:
    assert browse("anna").post(place, {"seen": "x"}).status_code == 400


def test_a_draft_that_is_too_long_is_refused_and_the_older_one_stays(
    browse: Callable[..., Browser],
) -> None:
    browser, place = browse("anna"), "/concept/noteer-1/"
    browser.post(place, {"seen": "kort"})
    assert browser.post(place, {"seen": "x" * 200_001}).status_code == 400
    assert browser.get(place).json()["fields"] == {"seen": ["kort"]}


def test_a_form_that_was_saved_needs_no_draft(browse: Callable[..., Browser], anna: Actor) -> None:
    with acting_for(anna):
        client = a_client(anna)
    browser, place = browse("anna"), f"/concept/noteer-{client.id}/"
    browser.post(place, {"seen": "bijna klaar"})
    wrong = browser.post(f"/noteer/{client.id}/", {"draft": f"noteer-{client.id}"})
    assert wrong.status_code == 422
    assert browser.get(place).status_code == 200
    agreed = {"channel": "app", "never": "niet bellen", "draft": f"noteer-{client.id}"}
    assert browser.post(f"/clienten/{client.id}/veilig-contact/", agreed).status_code == 302
    assert browser.get(place).status_code == 204


# Step-up


def test_closing_a_month_asks_for_the_password_first(browse: Callable[..., Browser]) -> None:
    browser, page = browse("petra"), "/uren/maanden/2021-10-01/sluit/"
    assert leads_to(browser.post(page)) == "/account/reauthenticate/"
    assert "Sluit maand af" in browser.get("/uren/maanden/").content.decode()
    confirm = f"/account/reauthenticate/?next={page}"
    assert leads_to(browser.post(confirm, {"password": demo.PASSWORD})) == "/uren/maanden/"
    assert "afgesloten" in browser.get("/uren/maanden/").content.decode()
