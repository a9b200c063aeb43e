"""Access that ended, ends at the next request: also on saved addresses, nested pages and in an open session."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client as Browser

from ketenwerk.access.api import Refused, Role, acting_for, make_dossier_key, open_keys
from ketenwerk.access.models import KeyGrant
from ketenwerk.clients.api import (
    Choice,
    Emergency,
    open_in_emergency,
    set_consent,
    share_part,
)
from ketenwerk.clients.models import Involvement
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Function, Member
from ketenwerk.web import demo
from ketenwerk.web.access_matrix import addresses
from tests.sweeping import Target, fill, ids_of, log_of, make_target, visitor

OFFICE = Standpoint(DatabaseRole.OFFICE)
SIGN_IN = "/inloggen/"


@pytest.fixture
def target(anna: Actor) -> Target:
    return make_target("mee", anna)


def saved_addresses(target: Target) -> list[str]:
    """Every page with this dossier in its address, by its permission."""
    resources = {
        "case",
        "client",
        "letter",
        "trajectory",
        "note",
        "plan",
        "progress",
        "referral",
        "indication",
        "reporting_code",
        "override",
        "handover",
    }
    personal = [
        a
        for a in addresses()
        # To confirm is for a second person and to receive for another organisation; to this one they never open.
        if a.needs.partition(":")[0] in resources
        and a.needs not in {"reporting_code:confirm", "override:decide", "referral:receive"}
    ]
    about = [a for a in personal if "uuid" in a.route and "<uuid:conference>" not in a.route]
    return [fill(a, ids_of(target)) for a in about]


LISTS = ["/", "/clienten/", "/noteer/"]


def looks(browser: Browser, target: Target) -> dict[str, tuple[int, set[str]]]:
    """Asks each address by reading, or by sending where it only takes that."""
    asker = visitor(browser)
    found = {}
    for path in [*saved_addresses(target), *LISTS]:
        answer = asker.ask("GET", path)
        if answer.status_code == 405:
            answer = asker.ask("POST", path)
        found[path] = answer.status_code, target.seen_in(answer.content)
    return found


def test_while_access_lasts_every_saved_address_opens(
    browse: Callable[..., Browser], target: Target
) -> None:
    found = looks(browse("anna"), target)
    assert len(found) >= 10
    for path, (status, seen) in found.items():
        # What a file of paper holds is packed: nothing to be read in its bytes.
        expected = {(200, False)} if path.endswith("/print/") else {(200, True), (302, False)}
        assert (status, bool(seen)) in expected, path


def test_an_involvement_that_ended_closes_every_page(
    browse: Callable[..., Browser], target: Target, anna: Actor
) -> None:
    browser = browse("anna")
    with acting_for(anna):
        Involvement.objects.filter(client_id=target.client).update(end=clock.today())
    found = looks(browser, target)
    assert {path: status for path, (status, _) in found.items() if path in LISTS} == dict.fromkeys(
        LISTS, 200
    )
    assert {status for path, (status, _) in found.items() if path not in LISTS} == {404}
    assert not set().union(*(seen for _, seen in found.values()))


def test_an_involvement_lasts_until_its_last_day(
    browse: Callable[..., Browser], target: Target, anna: Actor
) -> None:
    with acting_for(anna):
        Involvement.objects.filter(client_id=target.client).update(end=clock.days_later(1))
    assert visitor(browse("anna")).ask("GET", f"/clienten/{target.client}/").status_code == 200


def test_an_involvement_that_has_yet_to_start_opens_nothing(
    browse: Callable[..., Browser], target: Target, anna: Actor
) -> None:
    with acting_for(anna):
        Involvement.objects.filter(client_id=target.client).update(
            start=clock.days_later(1), end=None
        )
    assert visitor(browse("anna")).ask("GET", f"/clienten/{target.client}/").status_code == 404


def end_grant(anna: Actor, target: Target, *, seconds: int) -> None:
    with acting_for(anna):
        now = clock.real_now()
        KeyGrant.objects.filter(dossier__in=[target.client, target.case]).update(
            start=now - timedelta(days=1), end=now + timedelta(seconds=seconds)
        )


def test_a_grant_that_ended_gives_no_text_to_whoever_may_still_see_the_row(
    browse: Callable[..., Browser], target: Target, anna: Actor
) -> None:
    """Every page is gone; what needs no text, such as closing the dossier, can still be done."""
    browser = browse("anna")
    end_grant(anna, target, seconds=-1)
    for path, (status, seen) in looks(browser, target).items():
        assert status in ({200} if path in LISTS else {404, 302}), path
        assert not seen, path


def test_a_refusal_half_way_is_logged_as_a_refusal_and_not_as_a_reading(
    browse: Callable[..., Browser], target: Target, anna: Actor
) -> None:
    """The row was found before the key was missed; what was undone is not in the log."""
    end_grant(anna, target, seconds=-1)
    before = max(line.number for line in log_of(anna.organisation))
    with visitor(browse("anna")).asking("GET", f"/clienten/{target.client}/"):
        lines = log_of(anna.organisation, before)
    assert [(line.event, line.result) for line in lines] == [("access:refused", "denied")]


def test_a_grant_is_valid_up_to_its_end(target: Target, anna: Actor) -> None:
    end_grant(anna, target, seconds=60)
    with acting_for(anna):
        assert set(open_keys(by=anna, dossiers=[target.client])) == {target.client}
    end_grant(anna, target, seconds=0)
    with acting_for(anna):
        assert open_keys(by=anna, dossiers=[target.client]) == {}


def test_the_grant_of_another_organisation_does_not_open(
    target: Target, anna: Actor, bram: Actor
) -> None:
    for actor in (bram, anna):
        with acting_for(actor):
            assert bool(open_keys(by=actor, dossiers=[target.client])) == (actor is anna)


def test_somebody_who_left_is_out_at_the_next_request(
    browse: Callable[..., Browser], target: Target
) -> None:
    browser = browse("anna")
    assert browser.get("/clienten/").status_code == 200
    with standing(OFFICE):
        Member.objects.filter(email=f"anna@{demo.DOMAIN}").update(
            is_active=False, left_on=clock.today()
        )
    for path in [*saved_addresses(target), *LISTS]:
        answer = visitor(browser).ask("GET", path)
        assert answer.status_code == 302, path
        assert answer.headers["Location"].startswith(SIGN_IN)
        assert not target.seen_in(answer.content)


def test_ending_an_account_ends_its_sessions_and_functions(
    browse: Callable[..., Browser], anna: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "allauth.account.internal.flows.reauthentication.did_recently_reauthenticate",
        lambda _request: True,
    )
    browser, session = browse("anna"), browse("anna").cookies["kis"].value
    with standing(OFFICE):
        UserSession.objects.create(user_id=anna.member, session_key=session, ip="127.0.0.1")
    administrator = browse("rik")
    answer = administrator.post(f"/gebruikers/{anna.member}/uit-dienst/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/gebruikers/")
    with standing(OFFICE):
        member = Member.objects.get(id=anna.member)
        assert (member.is_active, member.left_on) == (False, clock.today())
        assert not Session.objects.filter(session_key=session).exists()
        assert set(Function.objects.filter(member=member).values_list("end", flat=True)) == {
            clock.today()
        }
    assert browser.get("/").headers["Location"].startswith(SIGN_IN)


def test_a_function_that_ended_takes_its_pages_along(
    browse: Callable[..., Browser], target: Target
) -> None:
    browser = browse("anna")
    with standing(OFFICE):
        Function.objects.filter(member__email=f"anna@{demo.DOMAIN}").update(end=clock.today())
    for path in [*saved_addresses(target), *LISTS]:
        if path != "/":
            assert visitor(browser).ask("GET", path).status_code == 404, path
    assert "geen functie" in browser.get("/").content.decode()


def test_the_function_one_was_in_ends_and_the_other_goes_on(browse: Callable[..., Browser]) -> None:
    browser = browse("ilse", Role.CARE_WORKER)
    assert browser.get("/clienten/").status_code == 200
    with standing(OFFICE):
        Function.objects.filter(member__email=f"ilse@{demo.DOMAIN}", role=Role.CARE_WORKER).update(
            end=clock.today()
        )
    assert browser.get("/clienten/").status_code == 404
    assert browser.get("/").status_code == 200


def test_a_move_to_another_organisation_leaves_the_dossiers_behind(
    browse: Callable[..., Browser], target: Target, bram: Actor
) -> None:
    browser = browse("anna")
    with standing(OFFICE):
        Member.objects.filter(email=f"anna@{demo.DOMAIN}").update(organisation_id=bram.organisation)
    for path, (status, seen) in looks(browser, target).items():
        assert not seen, path
        assert status == (200 if path in LISTS else 404), path


def test_an_emergency_of_yesterday_opens_nothing(
    browse: Callable[..., Browser], target: Target, anna: Actor
) -> None:
    """While it lasts the dossier is read; four hours later every saved address is gone."""
    emma = demo.actor_of("emma", Role.CARE_WORKER)
    why = Emergency("danger", "Ze belde en was bang voor vanavond.")
    with acting_for(emma):
        opened = open_in_emergency(by=emma, code=target.canaries["code"], why=why)
    assert opened == target.client
    browser = browse("emma")
    found = looks(browser, target)
    assert found[f"/clienten/{target.client}/"][0] == 200
    assert not set().union(*(found[path][1] for path in LISTS))
    with clock.on_day(clock.days_later(1)):
        found = looks(browser, target)
    assert {status for path, (status, _) in found.items() if path not in LISTS} == {404}
    assert not set().union(*(seen for _, seen in found.values()))


def share_of(anna: Actor, bram: Actor, target: Target) -> tuple[uuid.UUID, Choice]:
    """A part of this dossier that the other organisation may read now."""
    part, choice = uuid.uuid4(), Choice("share", bram.organisation)
    with acting_for(anna):
        make_dossier_key(by=anna, dossier=part, purpose="share")
        set_consent(by=anna, client=target.client, choice=choice, given=True)
        share_part(by=anna, client=target.client, part=part, choice=choice)
    return part, choice


def opens(who: Actor, part: uuid.UUID) -> bool:
    with acting_for(who):
        return part in open_keys(by=who, dossiers=[part])


def test_consent_that_was_withdrawn_closes_what_was_shared(
    target: Target, anna: Actor, bram: Actor
) -> None:
    part, choice = share_of(anna, bram, target)
    assert opens(bram, part)
    with acting_for(anna):
        set_consent(by=anna, client=target.client, choice=choice, given=False)
    assert (opens(bram, part), opens(anna, part)) == (False, True)


def test_a_share_whose_term_is_over_closes(target: Target, anna: Actor, bram: Actor) -> None:
    part, _ = share_of(anna, bram, target)
    with acting_for(anna):
        now = clock.real_now()
        KeyGrant.objects.filter(dossier=part, organisation=bram.organisation).update(
            start=now - timedelta(days=365), end=now
        )
    assert (opens(bram, part), opens(anna, part)) == (False, True)


def test_nobody_shares_anew_on_a_consent_that_ran_out(
    target: Target, anna: Actor, bram: Actor
) -> None:
    part, choice = share_of(anna, bram, target)
    with clock.on_day(clock.days_later(365)), acting_for(anna), pytest.raises(Refused):
        share_part(by=anna, client=target.client, part=part, choice=choice)
