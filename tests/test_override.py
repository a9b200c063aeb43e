"""Sharing without consent: one person asks, another agrees, a third organisation reads, and it ends by itself (R72)."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client as Browser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketenwerk.access import keys
from ketenwerk.access.api import (
    Ground,
    Permission,
    Refused,
    Role,
    acting_for,
    make_dossier_key,
    open_keys,
    share_key,
    shares_of,
    visible,
)
from ketenwerk.audit.models import AuditEvent
from ketenwerk.clients.api import (
    OVERRIDE_STEPS,
    Choice,
    Client,
    OverrideGround,
    OverrideRefused,
    RemovalTask,
    Weighing,
    ask_override,
    decide_override,
    exclude,
    ground_to_share,
    involve,
    override_for,
    set_consent,
    shield,
    tell_client,
    valid_consent,
    withdraw_override,
)
from ketenwerk.clients.models import Involvement, OverrideNotice
from ketenwerk.conferences.api import ConferenceRefused
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import life_domains
from ketenwerk.web import demo
from tests.making import a_client
from tests.making_conferences import a_conference, an_item

pytestmark = pytest.mark.django_db
CANARY = "KANARIE-uitzondering"
Act = Callable[[], object]


@pytest.fixture
def emma() -> Actor:
    return demo.actor_of("emma", Role.CARE_WORKER)


@pytest.fixture
def focal() -> Actor:
    """Emma again, in her other function: focal officer of the same organisation."""
    return demo.actor_of("emma", Role.FOCAL_OFFICER)


@pytest.fixture
def client(anna: Actor, emma: Actor) -> Client:
    with acting_for(anna):
        made = a_client(anna)
        involve(by=anna, client=made.id, member=emma.person)
    return made


@pytest.fixture
def part(anna: Actor) -> uuid.UUID:
    made = uuid.uuid4()
    with acting_for(anna):
        make_dossier_key(by=anna, dossier=made, purpose="share")
    return made


def weighing(partner: uuid.UUID, **other: object) -> Weighing:
    usual: dict[str, object] = {
        "partner": partner,
        "purpose": "conference",
        "ground": "vital",
        "facts": f"{CANARY} Ze belde en zei dat ze vanavond niet thuis durft te zijn.",
        "why": f"{CANARY} Ze neemt niet meer op.",
        "alternatives": f"{CANARY} Langsgaan maakt het gevaar groter.",
        "review_on": clock.days_later(30),
    }
    return Weighing(**(usual | other))  # type: ignore[arg-type]


def asked(by: Actor, client: Client, partner: uuid.UUID, **other: object) -> uuid.UUID:
    with acting_for(by):
        return ask_override(by=by, client=client.id, weighing=weighing(partner, **other)).id


def judge(by: Actor, override: uuid.UUID, *, agrees: bool = True) -> None:
    with acting_for(by):
        decide_override(by=by, override=override, agrees=agrees, words="Eens: er is gevaar.")


def share(by: Actor, client: Client, part: uuid.UUID, partner: uuid.UUID) -> None:
    """On what allows it today, as each package that shares does; else not at all."""
    with acting_for(by):
        ground = ground_to_share(by, client.id, Choice("conference", partner))
        if ground is None:
            raise Refused
        share_key(
            by=by,
            dossier=part,
            organisation=partner,
            purpose="conference",
            ground=ground.kind,
            basis=ground.basis,
            until=ground.until,
        )


def opens(who: Actor, part: uuid.UUID) -> bool:
    with acting_for(who):
        return bool(open_keys(by=who, dossiers=[part]))


def holds(by: Actor, client: Client, choice: Choice, on: date | None = None) -> bool:
    with acting_for(by):
        return override_for(by, client.id, choice, on) is not None


def may_judge(who: Actor) -> bool:
    with acting_for(who):
        return visible(who, Permission.OVERRIDE_DECIDE, OverrideGround).exists()


@pytest.mark.requirement("R72")
def test_what_two_people_agree_on_opens_for_one_partner_until_the_review(
    anna: Actor, emma: Actor, bram: Actor, client: Client, part: uuid.UUID
) -> None:
    override = asked(anna, client, bram.house)
    with pytest.raises(Refused):
        share(anna, client, part, bram.house)
    judge(emma, override)
    share(anna, client, part, bram.house)
    assert opens(bram, part)
    assert not opens(demo.actor_of("roos"), part)
    with acting_for(bram):
        grant = keys.KeyGrant.objects.get(dossier=part)
        assert (grant.ground, grant.basis) == ("override", override)
        assert grant.end is not None
        assert grant.end <= clock.real_now() + timedelta(days=31)


# Who may judge: role and circumstance


def nothing(_anna: Actor, _client: Client) -> None:
    """As it is: Emma works with her."""


def not_involved(anna: Actor, client: Client) -> None:
    with acting_for(anna):
        Involvement.objects.filter(client=client).exclude(member_id=anna.person).update(
            end=clock.today()
        )


def excluded(anna: Actor, client: Client) -> None:
    emma = demo.actor_of("emma")
    with acting_for(anna):
        exclude(by=anna, client=client.id, member=emma.person)


def shielded(anna: Actor, client: Client) -> None:
    with acting_for(anna):
        shield(by=anna, client=client.id, on=True)


def shielded_not_involved(anna: Actor, client: Client) -> None:
    not_involved(anna, client)
    shielded(anna, client)


WHO_JUDGES = [
    ("anna", Role.CARE_WORKER, nothing, False),
    ("anna", Role.FOCAL_OFFICER, nothing, False),
    ("emma", Role.CARE_WORKER, nothing, True),
    ("emma", Role.CARE_WORKER, not_involved, False),
    ("emma", Role.CARE_WORKER, excluded, False),
    ("emma", Role.CARE_WORKER, shielded, True),
    ("emma", Role.FOCAL_OFFICER, not_involved, True),
    ("emma", Role.FOCAL_OFFICER, excluded, False),
    ("emma", Role.FOCAL_OFFICER, shielded_not_involved, False),
    ("bram", Role.CARE_WORKER, nothing, False),
    ("bram", Role.FOCAL_OFFICER, nothing, False),
]


@pytest.mark.requirement("R72")
@pytest.mark.parametrize(("key", "role", "circumstance", "allowed"), WHO_JUDGES)
def test_who_can_be_the_second_person(
    key: str,
    role: Role,
    circumstance: Callable[[Actor, Client], None],
    allowed: bool,
    anna: Actor,
    client: Client,
) -> None:
    roos = demo.actor_of("roos").house
    override = asked(anna, client, roos)
    circumstance(anna, client)
    who = demo.actor_of(key, role)
    assert may_judge(who) is allowed
    if allowed:
        judge(who, override)
    else:
        with pytest.raises(Refused):
            judge(who, override)
    assert holds(anna, client, Choice("conference", roos)) is allowed


@pytest.mark.parametrize("role", [each for each in Role if each != Role.CARE_WORKER])
def test_only_a_care_worker_asks(role: Role, client: Client, bram: Actor) -> None:
    with pytest.raises(Refused):
        asked(demo.actor_of("emma", role), client, bram.house)


def test_who_does_not_work_with_her_cannot_ask_withdraw_or_tell(
    anna: Actor, emma: Actor, bram: Actor, client: Client
) -> None:
    override = asked(anna, client, bram.house)
    judge(emma, override)
    not_involved(anna, client)
    for who in (emma, bram):
        with pytest.raises(Refused):
            asked(who, client, demo.actor_of("roos").house)
        with acting_for(who), pytest.raises(Refused):
            withdraw_override(by=who, override=override)
        with acting_for(who), pytest.raises(Refused):
            tell_client(by=who, override=override, told=True)


def test_the_database_itself_wants_two_people(anna: Actor, bram: Actor, client: Client) -> None:
    """Also past every rule of the program: who asked cannot write an answer, nor ask in another's name."""
    override = asked(anna, client, bram.house)
    emma = demo.actor_of("emma")
    for decider in (anna, emma):
        change = {"state": "agreed", "decided_by_id": decider.person, "decided_on": clock.today()}
        with acting_for(anna), pytest.raises(DatabaseError), transaction.atomic():
            OverrideGround.objects.filter(id=override).update(**change)
    with acting_for(anna):
        row = OverrideGround.objects.get(id=override)
        row.id, row.asked_by_id = uuid.uuid4(), emma.person
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)


def test_a_refusal_opens_nothing_and_needs_a_reason(
    anna: Actor, emma: Actor, bram: Actor, client: Client, part: uuid.UUID
) -> None:
    override = asked(anna, client, bram.house)
    with acting_for(emma), pytest.raises(OverrideRefused):
        decide_override(by=emma, override=override, agrees=False, words="  ")
    judge(emma, override, agrees=False)
    with pytest.raises(Refused):
        share(anna, client, part, bram.house)
    with pytest.raises(Refused):
        judge(emma, override)


# How far it reaches


@pytest.mark.parametrize(
    ("purpose", "partner", "domain", "expected"),
    [
        ("share", "iriszorg", None, True),
        ("share", "iriszorg", "financien", True),
        ("share", "iriszorg", "huisvesting", False),
        ("share", "sterker", "financien", False),
        ("plan", "iriszorg", "financien", False),
        ("conference", "iriszorg", None, False),
    ],
)
def test_it_is_about_one_purpose_one_partner_and_the_chosen_life_domains(
    purpose: str,
    partner: str,
    domain: str | None,
    expected: bool,
    anna: Actor,
    emma: Actor,
    client: Client,
) -> None:
    with acting_for(anna):
        domains = {each.key: each.id for each in life_domains()}
        houses = {each.key: each.id for each in Organisation.objects.all()}
    about = frozenset({domains["financien"]})
    judge(emma, asked(anna, client, houses["iriszorg"], purpose="share", domains=about))
    choice = Choice(purpose, houses[partner], domains[domain] if domain else None)
    assert holds(anna, client, choice) is expected


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"review_on": date(2021, 11, 23)}, "na vandaag"),
        ({"review_on": date(2022, 2, 24)}, "binnen drie maanden"),
        ({"facts": " "}, "Vul alle drie"),
        ({"why": ""}, "Vul alle drie"),
        ({"alternatives": ""}, "Vul alle drie"),
        ({"ground": "handig"}, "Kies een grond"),
        ({"purpose": "research"}, "waarvoor"),
        ({"purpose": "share"}, "leefgebied"),
    ],
)
def test_what_is_not_weighed_is_not_asked(
    change: dict[str, object], sentence: str, anna: Actor, bram: Actor, client: Client
) -> None:
    with pytest.raises(OverrideRefused, match=sentence):
        asked(anna, client, bram.house, **change)


def test_three_months_is_the_longest(anna: Actor, bram: Actor, client: Client) -> None:
    assert asked(anna, client, bram.house, review_on=date(2022, 2, 23))


@pytest.mark.parametrize("key", ["mee", "nijmegen"])
def test_never_to_the_municipality_or_the_own_organisation(
    key: str, anna: Actor, client: Client
) -> None:
    with acting_for(anna):
        house = Organisation.objects.get(key=key).id
    with pytest.raises(Refused):
        asked(anna, client, house)


def test_the_same_is_not_asked_twice_at_once(anna: Actor, bram: Actor, client: Client) -> None:
    asked(anna, client, bram.house)
    with pytest.raises(OverrideRefused, match="al gevraagd"):
        asked(anna, client, bram.house)


def test_an_exception_is_no_consent(anna: Actor, emma: Actor, bram: Actor, client: Client) -> None:
    judge(emma, asked(anna, client, bram.house))
    with acting_for(anna):
        assert valid_consent(anna, client.id, Choice("conference")) is None
        set_consent(by=anna, client=client.id, choice=Choice("conference"), given=False)
    assert holds(anna, client, Choice("conference", bram.house))


@pytest.mark.requirement("R72")
@pytest.mark.parametrize(("agrees", "fits"), [(None, False), (False, False), (True, True)])
def test_two_people_who_agree_are_a_ground_for_an_item_of_the_conference(
    agrees: bool | None, fits: bool, anna: Actor, emma: Actor, bram: Actor, client: Client
) -> None:
    """Without her yes the item waits for the second person; the partner reads no longer than until the review."""
    day = a_conference(anna, bram)
    asking = asked(anna, client, bram.house)
    if agrees is not None:
        judge(emma, asking, agrees=agrees)
    with acting_for(anna):
        if not fits:
            with pytest.raises(ConferenceRefused, match="Vraag eerst toestemming"):
                an_item(anna, day, client.id, bram)
            return
        item = an_item(anna, day, client.id, bram)
        (share,) = shares_of(anna, parts=[item.id])
    assert (share.ground, share.basis) == (Ground.OVERRIDE, asking)
    assert opens(bram, item.id)


# How it ends


@pytest.mark.parametrize(("days", "valid"), [(0, True), (29, True), (30, False)])
def test_it_holds_until_the_day_of_review(
    days: int,
    valid: bool,
    anna: Actor,
    emma: Actor,
    bram: Actor,
    client: Client,
) -> None:
    judge(emma, asked(anna, client, bram.house))
    assert holds(anna, client, Choice("conference", bram.house), clock.days_later(days)) is valid


def test_what_was_shared_closes_at_the_first_request_after_the_review(
    anna: Actor,
    emma: Actor,
    bram: Actor,
    client: Client,
    part: uuid.UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judge(emma, asked(anna, client, bram.house))
    share(anna, client, part, bram.house)
    assert opens(bram, part)
    later = clock.real_now() + timedelta(days=31)
    monkeypatch.setattr(keys.clock, "real_now", lambda: later)
    assert not opens(bram, part)


def test_what_is_past_its_day_cannot_be_judged_or_shared(
    anna: Actor, emma: Actor, bram: Actor, client: Client, part: uuid.UUID
) -> None:
    override = asked(anna, client, bram.house)
    with clock.on_day(clock.days_later(30)):
        with pytest.raises(Refused):
            judge(emma, override)
        with pytest.raises(Refused):
            share(anna, client, part, bram.house)


def test_withdrawing_closes_at_once_and_asks_to_remove(
    anna: Actor, emma: Actor, bram: Actor, client: Client, part: uuid.UUID
) -> None:
    override = asked(anna, client, bram.house)
    judge(emma, override)
    share(anna, client, part, bram.house)
    with acting_for(emma):
        withdraw_override(by=emma, override=override)
    assert not opens(bram, part)
    with pytest.raises(Refused):
        share(anna, client, part, bram.house)
    with acting_for(bram):
        (task,) = RemovalTask.objects.all()
        assert (task.receiver_id, task.consent_id, task.done_on) == (bram.house, None, None)
        assert client.code not in task.reference


def test_the_nightly_round_puts_away_what_is_past_its_day(
    anna: Actor, emma: Actor, bram: Actor, client: Client, part: uuid.UUID
) -> None:
    override = asked(anna, client, bram.house)
    judge(emma, override)
    share(anna, client, part, bram.house)
    with clock.on_day(clock.days_later(30)):
        call_command("expire", "--apply")
    with acting_for(anna):
        assert OverrideGround.objects.get(id=override).state == "expired"
        assert RemovalTask.objects.get().override_id == override
    assert not opens(bram, part)


@pytest.mark.parametrize("agrees", [True, False])
def test_going_on_after_the_review_takes_both_again(
    agrees: bool,
    anna: Actor,
    emma: Actor,
    bram: Actor,
    client: Client,
    part: uuid.UUID,
) -> None:
    first = asked(anna, client, bram.house)
    judge(emma, first)
    share(anna, client, part, bram.house)
    with acting_for(anna):
        longer = weighing(bram.house, review_on=clock.days_later(60))
        again = ask_override(by=anna, client=client.id, weighing=longer, previous=first).id
    judge(emma, again, agrees=agrees)
    later = clock.days_later(45)
    assert holds(anna, client, Choice("conference", bram.house), later) is agrees
    with acting_for(bram):
        grant = keys.KeyGrant.objects.get(dossier=part)
        assert grant.basis == (again if agrees else first)
    assert opens(bram, part)


def test_an_end_is_for_good() -> None:
    for state in ("refused", "withdrawn", "expired"):
        assert OVERRIDE_STEPS[state] == ()
    assert all("agreed" not in after for state, after in OVERRIDE_STEPS.items() if state != "asked")


# Who knows of it


def test_telling_her_or_why_not_is_always_one_of_both(
    anna: Actor, emma: Actor, bram: Actor, client: Client
) -> None:
    override = asked(anna, client, bram.house)
    with acting_for(anna), pytest.raises(OverrideRefused):
        tell_client(by=anna, override=override, told=True)
    judge(emma, override)
    with acting_for(anna):
        with pytest.raises(OverrideRefused):
            tell_client(by=anna, override=override, told=False, reason=" ")
        tell_client(by=anna, override=override, told=False, reason=f"{CANARY} Hij leest mee.")
        tell_client(by=anna, override=override, told=True)
    with acting_for(demo.actor_of("wil")):
        assert OverrideNotice.objects.get(id=override).told == "told"


def test_privacy_of_the_own_organisation_sees_that_it_happened_and_not_about_whom(
    anna: Actor, emma: Actor, bram: Actor, client: Client
) -> None:
    override = asked(anna, client, bram.house)
    judge(emma, override)
    wil = demo.actor_of("wil")
    with acting_for(wil):
        (seen,) = visible(wil, Permission.OVERRIDE_OVERSEE, OverrideNotice)
        assert (seen.id, seen.state) == (override, "agreed")
        assert (seen.asked_by_id, seen.decided_by_id) == (anna.person, emma.person)
        told = {field.name for field in OverrideNotice._meta.fields}
        assert told & {"client", "facts", "why", "alternatives", "verdict"} == set()
        with pytest.raises(DatabaseError), transaction.atomic():
            OverrideGround.objects.exists()
    elsewhere = Actor(bram.member, bram.organisation, Role.PRIVACY_OFFICER, name="elders")
    with acting_for(elsewhere):
        assert not OverrideNotice.objects.exists()


def test_each_step_is_one_entry_in_the_log_without_a_word_of_it(
    anna: Actor, emma: Actor, bram: Actor, client: Client
) -> None:
    override = asked(anna, client, bram.house)
    judge(emma, override)
    with acting_for(anna):
        tell_client(by=anna, override=override, told=True)
        withdraw_override(by=anna, override=override)
    with acting_for(demo.actor_of("wil")):
        lines = AuditEvent.objects.filter(event__startswith="override:").order_by("number")
        found = [(line.event, line.actor) for line in lines if not line.event.endswith(":read")]
        assert CANARY not in str([line.facts for line in lines])
    assert found == [
        ("override:asked", anna.member),
        ("override:decided", emma.member),
        ("override:told", anna.member),
        ("override:withdrawn", anna.member),
    ]


# The pages


def pages_of(client: Client) -> tuple[str, str]:
    base = f"/clienten/{client.id}/zonder-toestemming/"
    return base, f"{base}vraag/"


def typed(partner: uuid.UUID, **other: str) -> dict[str, str]:
    usual = {
        "partner": str(partner),
        "purpose": "conference",
        "ground": "vital",
        "facts": CANARY,
        "why": "Ze neemt niet op.",
        "alternatives": "Langsgaan is niet veilig.",
        "review_on": "2021-12-23",
    }
    return usual | other


def test_from_asking_to_telling_in_the_browser(
    anna: Actor, bram: Actor, client: Client, browse: Callable[..., Browser]
) -> None:
    base, ask = pages_of(client)
    first, second = browse("anna"), browse("emma")
    assert first.post(ask, typed(bram.house)).status_code == 302
    assert "wacht op een tweede persoon" in first.get(base).content.decode()
    assert "Een collega vraagt je oordeel" not in first.get("/").content.decode()
    assert "Een collega vraagt je oordeel" in second.get("/").content.decode()
    with acting_for(anna):
        override = OverrideGround.objects.get().id
    judging = f"/zonder-toestemming/{override}/oordeel/"
    assert first.get(judging).status_code == 404
    assert CANARY in second.get(judging).content.decode()
    assert second.post(judging, {"antwoord": "ja", "words": ""}).status_code == 422
    assert second.post(judging, {"antwoord": "ja", "words": "Eens."}).status_code == 302
    home = first.get("/").content.decode()
    assert "Herzien vóór 23 december" in home
    assert "Vertel dat je deelt" in home
    empty = first.post(base, {"welke": str(override), "doe": "untold", "reason": ""})
    assert empty.status_code == 422
    assert first.post(base, {"welke": str(override), "doe": "told"}).status_code == 302
    assert "Vertel dat je deelt" not in first.get("/").content.decode()
    assert first.post(base, {"welke": str(override), "doe": "withdraw"}).status_code == 302
    assert "ingetrokken" in first.get(base).content.decode()
    assert "Herzien vóór" not in first.get("/").content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"partner": ""}, "Kies een partner."),
        ({"review_on": "2022-03-01"}, "Kies een dag na vandaag"),
        ({"purpose": "share"}, "Kies minstens één leefgebied."),
        ({"why": ""}, "Schrijf waarom vragen niet kan"),
        ({"alternatives": "Bel haar op 06 12345678."}, "telefoonnummer"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    change: dict[str, str],
    sentence: str,
    bram: Actor,
    client: Client,
    browse: Callable[..., Browser],
) -> None:
    answer = browse("anna").post(pages_of(client)[1], typed(bram.house) | change)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert CANARY in answer.content.decode()


def test_prolonging_begins_with_what_was_weighed(
    anna: Actor, emma: Actor, bram: Actor, client: Client, browse: Callable[..., Browser]
) -> None:
    override = asked(anna, client, bram.house)
    judge(emma, override)
    ask = pages_of(client)[1]
    page = browse("anna").get(f"{ask}?van={override}").content.decode()
    assert CANARY in page
    assert browse("anna").post(ask, typed(bram.house, previous=str(override))).status_code == 302
    with acting_for(anna):
        assert OverrideGround.objects.get(previous=override).state == "asked"


def test_the_focal_officer_is_asked_without_a_name(
    anna: Actor, bram: Actor, client: Client, browse: Callable[..., Browser]
) -> None:
    asked(anna, client, bram.house)
    home = browse("emma", Role.FOCAL_OFFICER).get("/").content.decode()
    assert "Een collega vraagt je oordeel" in home
    assert client.code not in home
    assert "Linde" not in home


def test_privacy_reads_a_list_without_anybody_in_it(
    anna: Actor, emma: Actor, bram: Actor, client: Client, browse: Callable[..., Browser]
) -> None:
    browser = browse("wil")
    assert "Er loopt nu niets" in browser.get("/").content.decode()
    judge(emma, asked(anna, client, bram.house))
    assert "Nu één lopend" in browser.get("/").content.decode()
    page = browser.get("/zonder-toestemming/").content.decode()
    for shown in ("Anna de Wit", "Emma Prins", "IrisZorg", "nog niet verteld"):
        assert shown in page
    for hidden in (CANARY, client.code, "Linde"):
        assert hidden not in page
    assert browse("anna").get("/zonder-toestemming/").status_code == 404


# Nobody alone


ACTS = ("ask", "ask as focal", "agree", "agree as focal", "withdraw", "tell", "prolong", "share")


@pytest.mark.requirement("R72")
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.sampled_from(ACTS), max_size=8))
def test_no_row_of_acts_of_one_person_opens_anything(
    anna: Actor, bram: Actor, client: Client, part: uuid.UUID, acts: list[str]
) -> None:
    as_focal = demo.actor_of("anna", Role.FOCAL_OFFICER)
    with transaction.atomic():
        made: list[uuid.UUID] = []
        for act in acts:
            _try(act, as_focal if act.endswith("focal") else anna, bram, client, part, made)
        assert not holds(anna, client, Choice("conference", bram.house))
        assert not opens(bram, part)
        transaction.set_rollback(True)


def _try(
    act: str, by: Actor, bram: Actor, client: Client, part: uuid.UUID, made: list[uuid.UUID]
) -> None:
    last = made[-1] if made else uuid.uuid4()
    try:
        with acting_for(by):
            match act.split(maxsplit=1)[0]:
                case "ask":
                    weighed = weighing(bram.house)
                    made.append(ask_override(by=by, client=client.id, weighing=weighed).id)
                case "prolong":
                    weighed = weighing(bram.house)
                    again = ask_override(by=by, client=client.id, weighing=weighed, previous=last)
                    made.append(again.id)
                case "agree":
                    decide_override(by=by, override=last, agrees=True, words="Eens met mezelf.")
                case "withdraw":
                    withdraw_override(by=by, override=last)
                case "tell":
                    tell_client(by=by, override=last, told=True)
                case "share":
                    share(by, client, part, bram.house)
    except (Refused, OverrideRefused):
        return


def test_the_key_cannot_be_passed_on_by_who_received_it(
    anna: Actor, emma: Actor, bram: Actor, client: Client, part: uuid.UUID
) -> None:
    judge(emma, asked(anna, client, bram.house))
    share(anna, client, part, bram.house)
    with acting_for(bram), pytest.raises(Refused):
        share_key(
            by=bram,
            dossier=part,
            organisation=demo.actor_of("roos").house,
            purpose="conference",
            ground="override",
            basis=uuid.uuid4(),
            until=clock.days_later(5),
        )
