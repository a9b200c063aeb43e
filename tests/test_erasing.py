"""Erasing takes two people; then nothing opens any more, and the numbers stay."""

import pytest

from ketenwerk.access.api import Refused, Role, acting_for, open_keys
from ketenwerk.clients.api import (
    Client,
    ErasureRefused,
    ask_erasure,
    close,
    dossier,
    erase,
    erasures_to_confirm,
    involve,
    mark_active,
    own_doubles,
    removal_tasks,
)
from ketenwerk.clients.link_tokens import Identity
from ketenwerk.people.api import Actor
from ketenwerk.plans.api import Taken, answer, offer_direction, take_direction
from ketenwerk.plans.tests.making import MONEY, a_line, a_plan, agree, ask
from ketenwerk.referrals.api import withdraw
from ketenwerk.referrals.tests.making import agree as agree_to_share
from ketenwerk.referrals.tests.making import sent_to
from ketenwerk.web import demo, drafts
from tests.making import a_client, a_trajectory
from tests.making_conferences import a_case
from tests.making_handovers import an_agreement, handed, scaled_up
from tests.sweeping import log_of

pytestmark = pytest.mark.django_db
WHO = Identity("Linde", "Zonneveld", "", None, 1994)


@pytest.fixture
def emma(actor) -> Actor:
    return actor("emma")


@pytest.fixture
def client(anna: Actor, emma: Actor) -> Client:
    """Two colleagues of MEE work with her."""
    with acting_for(anna):
        made = a_client(anna)
        involve(by=anna, client=made.id, member=emma.person)
    return made


def closed(by: Actor, client: Client) -> None:
    with acting_for(by):
        client.refresh_from_db()
        close(by=by, client=client)


def act(by: Actor, what, client: Client) -> None:
    with acting_for(by):
        what(by=by, client=client.id)


def test_one_person_alone_erases_nothing(anna, emma, client):
    with pytest.raises(ErasureRefused, match="eerst af"):
        act(anna, ask_erasure, client)
    closed(anna, client)
    with pytest.raises(ErasureRefused, match="Vraag eerst"):
        act(anna, erase, client)
    act(anna, ask_erasure, client)
    with pytest.raises(ErasureRefused, match="tweede"):
        act(anna, erase, client)
    with pytest.raises(ErasureRefused, match="al gevraagd"):
        act(emma, ask_erasure, client)
    with acting_for(anna):
        assert dossier(anna, client.id).called == "Linde"


@pytest.mark.parametrize("who", ["bram", "roos"])
def test_somebody_of_another_organisation_or_without_involvement_gets_404(anna, actor, who, client):
    closed(anna, client)
    act(anna, ask_erasure, client)
    for what in (ask_erasure, erase):
        with pytest.raises(Refused):
            act(actor(who), what, client)


def test_opening_again_ends_the_request(anna, emma, client):
    closed(anna, client)
    act(anna, ask_erasure, client)
    with acting_for(anna):
        client.refresh_from_db()
        mark_active(by=anna, client=client)
    closed(anna, client)
    with pytest.raises(ErasureRefused, match="Vraag eerst"):
        act(emma, erase, client)


def test_after_erasing_nothing_opens_for_anybody_and_nothing_finds_her(anna, bram, emma, client):
    with acting_for(anna):
        a_trajectory(anna, client, "mee_ind")
    agree(anna, client.id, bram.house, MONEY)
    plan = a_plan(anna, client.id)
    item = a_line(anna, plan)
    shared = ask(anna, plan, bram, MONEY)
    with acting_for(anna):
        case, _ = a_case(anna, client.id)
    referral = sent_to(anna, client.id, bram)
    parts = [client.id, plan.id, item.id, shared.id, case.id, referral.id]
    with acting_for(anna):
        assert set(open_keys(by=anna, dossiers=parts)) == set(parts)
    closed(anna, client)
    act(anna, ask_erasure, client)
    act(emma, erase, client)
    for who in (anna, emma, bram):
        with acting_for(who):
            assert open_keys(by=who, dossiers=parts) == {}
        with pytest.raises(Refused), acting_for(who):
            dossier(who, client.id)
    with acting_for(emma):
        assert own_doubles(emma, WHO) == []
        left = Client.objects.get(id=client.id)
    assert (left.state, bytes(left.called), bytes(left.identity)) == ("erased", b"", b"")
    assert left.code != client.code


def test_two_people_erase_on_the_page_and_each_gives_the_password(browse, anna, emma, client):
    closed(anna, client)
    page = f"/clienten/{client.id}/wissen/"
    confirm = f"/account/reauthenticate/?next={page}"

    def push(who: str, step: str):
        browser = browse(who)
        assert browser.post(page, {"stap": step}).status_code == 302
        return browser.post(confirm, {"password": demo.PASSWORD})

    early = push("anna", "wis")
    assert (early.status_code, "Er is niets gewist" in early.content.decode()) == (422, True)
    assert push("anna", "vraag").headers["Location"] == f"/clienten/{client.id}/"
    own = push("anna", "wis")
    assert (own.status_code, "tweede begeleider" in own.content.decode()) == (422, True)
    assert push("emma", "wis").headers["Location"] == "/clienten/"
    with pytest.raises(Refused), acting_for(emma):
        dossier(emma, client.id)


def test_what_was_handed_to_a_care_provider_closes_as_well(anna, actor, emma, client):
    lena = actor("lena")
    an_agreement(anna.house)
    given = handed(anna, scaled_up(anna, client, "mee_ind"), lena)
    with acting_for(lena):
        assert open_keys(by=lena, dossiers=[given.id])
    closed(anna, client)
    act(anna, ask_erasure, client)
    act(emma, erase, client)
    for who in (anna, lena):
        with acting_for(who):
            assert open_keys(by=who, dossiers=[given.id]) == {}


def test_the_second_person_sees_what_waits_on_today_and_nobody_else(
    anna, emma, actor, client, browse
):
    def waiting(who: Actor) -> list[str]:
        with acting_for(who):
            return [row.code for row in erasures_to_confirm(who).ask()]

    closed(anna, client)
    assert [waiting(who) for who in (anna, emma)] == [[], []]
    act(anna, ask_erasure, client)
    others = [anna, actor("bram"), actor("emma", Role.FOCAL_OFFICER), actor("petra")]
    assert [waiting(who) for who in others] == [[], [], [], []]
    assert waiting(emma) == [client.code]
    home = browse("emma").get("/").text
    assert "Wissen bevestigen" in home
    assert f"/clienten/{client.id}/wissen/" in home
    listed = [line for line in log_of(anna.house) if line.event == "client:listed"]
    assert client.id in {each for line in listed for each in line.subjects}
    assert "Wissen bevestigen" not in browse("anna").get("/").text
    act(emma, erase, client)
    assert waiting(emma) == []


def test_who_ever_got_something_is_asked_to_remove_it_by_a_reference(
    anna, bram, actor, emma, client
):
    lena, roos = actor("lena"), actor("roos")
    an_agreement(anna.house)
    handed(anna, scaled_up(anna, client, "mee_ind"), lena)
    sent_to(anna, client.id, bram)
    withdrawn = sent_to(anna, client.id, roos)
    with acting_for(anna):
        withdraw(by=anna, referral=withdrawn.id)
    closed(anna, client)
    act(anna, ask_erasure, client)
    assert [tasks_of(who) for who in (bram, roos, lena)] == [[], [], []]
    act(emma, erase, client)
    for who in (bram, roos, lena):
        (task,) = tasks_of(who)
        assert task.done_on is None
        assert client.code not in task.reference
    assert tasks_of(actor("daan")) == []


def test_who_read_along_in_a_plan_that_moved_is_asked_as_well(anna, bram, actor, emma, client):
    roos = actor("roos")
    plan = a_plan(anna, client.id)
    parts = {}
    for who in (bram, roos):
        agree(anna, client.id, who.house, MONEY)
        parts[who] = ask(anna, plan, who, MONEY)
        with acting_for(who):
            answer(by=who, membership=parts[who].id, accept=True)
    with acting_for(anna):
        offer_direction(by=anna, plan=plan.id, membership=parts[bram].id)
    with acting_for(bram):
        own = a_client(bram)
        take_direction(by=bram, membership=parts[bram].id, taken=Taken(own.id))
    closed(anna, client)
    act(anna, ask_erasure, client)
    act(emma, erase, client)
    assert [task.done_on for task in tasks_of(roos)] == [None]


def test_who_was_asked_already_is_not_asked_again(anna, bram, emma, client):
    sent_to(anna, client.id, bram)
    agree_to_share(anna, client.id, bram.house, given=False)
    closed(anna, client)
    act(anna, ask_erasure, client)
    act(emma, erase, client)
    assert len(tasks_of(bram)) == 1


def tasks_of(who: Actor) -> list:
    with acting_for(who):
        return list(removal_tasks(who))


def test_drafts_about_her_are_gone_for_every_writer_and_no_other_draft(anna, bram, emma, client):
    with acting_for(anna):
        trajectory = a_trajectory(anna, client, "mee_ind")
        other = a_client(anna)
    referral = sent_to(anna, client.id, bram)
    about = {
        anna: [f"noteer-{client.id}", f"{client.id}-verwijzing", f"{trajectory.id}-stap"],
        emma: [f"noteer-{client.id}"],
        bram: [f"{referral.id}-terug"],
    }
    stays = {anna: [f"noteer-{other.id}", "nieuwe-client"], bram: ["nieuwe-client"]}
    for found in (about, stays):
        for who, names in found.items():
            with acting_for(who):
                for name in names:
                    drafts.keep(who, name, {"seen": ["KANARIE-concept"]})

    def there(found: dict[Actor, list[str]]) -> list[bool]:
        kept = []
        for who, names in found.items():
            with acting_for(who):
                kept += [drafts.kept(who, name) is not None for name in names]
        return kept

    closed(anna, client)
    act(anna, ask_erasure, client)
    assert all(there(about))
    act(emma, erase, client)
    assert not any(there(about))
    assert all(there(stays))
