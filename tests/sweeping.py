"""What the sweep needs: dossiers full of canaries, addresses filled with ids, and answers stripped of what always differs."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace

from allauth.mfa.models import Authenticator
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client as Browser

from ketenwerk.access.api import Role, acting_for
from ketenwerk.clients.api import (
    Choice,
    Client,
    Identity,
    Intake,
    SafeAgreement,
    Talk,
    Talking,
    ask_override,
    correct_details,
    details_of,
    dossier,
    move_group,
    register,
    set_consent,
    set_safe_contact,
)
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.letters.api import Wish, make_letter
from ketenwerk.people.api import Actor, Member, Organisation
from ketenwerk.plans.api import (
    Change,
    Invitation,
    NewLine,
    Reviewed,
    add_line,
    change_line,
    invite,
    open_plan,
    review,
)
from ketenwerk.programme.api import LifeDomain, TargetGroup
from ketenwerk.progress.api import (
    AftercareContact,
    Answer,
    Measured,
    Screening,
    Step,
    measure,
    replace_step,
    screen,
    settle,
    tell_step,
)
from ketenwerk.referrals.api import NewReferral, ToNetwork, note_network, send
from ketenwerk.safeguarding.api import open_run, take_step, write_observation
from ketenwerk.safeguarding.tests.making import an_indication, taken
from ketenwerk.trajectories.api import Move, move, write_note
from ketenwerk.web import demo, drafts
from ketenwerk.web.access_matrix import Address
from tests.making import a_client, a_trajectory, a_weighing, an_exception
from tests.making_conferences import a_case
from tests.making_handovers import an_agreement, handed, scaled_up

FIELDS = [
    "called",
    "given_name",
    "family_name",
    "working_name",
    "own_words",
    "language",
    "value",
    "moments",
    "opening",
    "never",
    "goal",
    "seen",
    "thought",
    "reason",
    "remark",
    "why",
    "step",
    "aftercare",
    "version",
    "draft",
    "facts",
    "interpretation",
    "next-step",
    "run-words",
    "heard",
    "pick_up",
    "code_word",
    "unsafe",
    "pronoun",
    "support",
    "before",
    "earlier",
    "group_reason",
    "plan-goal",
    "plan-line",
    "plan-remark",
    "plan-changed",
    "plan-words",
    "referral-asked",
    "referral-why",
    "referral-question",
    "own_text",
    "question",
    "words",
    "exception",
    "witness",
]
# Words that stand outside every dossier: reading them is no reading of this client.
OUTSIDE = {"draft", "heard"}
CODES = {"mee": "KNRMEE01", "iriszorg": "KNRIRZ01"}
COLLEAGUES = {"mee": "sjoerd", "iriszorg": "yara"}
ACTIVITIES = {"mee": "mee_ind", "iriszorg": "irz_own"}
# A second kind of trajectory of the same client, where there is one.
SCALED_UP = {"mee": "mee_work"}
MOVING_PARTS = [
    (re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"'), b"CSRF"),
    (re.compile(rb'data-csrf="[^"]+"'), b"CSRF"),
    (re.compile(rb'<span class="kw-code">[0-9A-F]{4}</span>'), b"NUMBER"),
    (re.compile(rb'"saved_at": "[0-9.]+"'), b"NOW"),
]


@dataclass(frozen=True)
class Target:
    """One dossier at one partner: every sealed or telling field holds a word that stands nowhere else."""

    house: str
    owner: Actor
    client: uuid.UUID
    trajectory: uuid.UUID
    note: uuid.UUID
    entry: uuid.UUID
    letter: uuid.UUID
    key: int
    assessment: uuid.UUID
    step: uuid.UUID
    aftercare: uuid.UUID
    indication: uuid.UUID
    run: uuid.UUID
    observation: uuid.UUID
    plan: uuid.UUID
    item: uuid.UUID
    membership: uuid.UUID
    referral: uuid.UUID
    network: uuid.UUID
    case: uuid.UUID
    outcome: uuid.UUID
    override: uuid.UUID
    handover: uuid.UUID

    def canary(self, field: str) -> str:
        return f"KANARIE-{self.house}-{field.replace('_', '-')}"

    @property
    def canaries(self) -> dict[str, str]:
        return {field: self.canary(field) for field in FIELDS} | {"code": CODES[self.house]}

    def seen_in(self, body: bytes) -> set[str]:
        return {field for field, canary in self.canaries.items() if canary.encode() in body}


def make_target(house: str, owner: Actor) -> Target:
    an_agreement(owner.house)
    with acting_for(owner):
        client = _register(house, owner)
        trajectory = a_trajectory(owner, client, ACTIVITIES[house], goal=_canary(house, "goal"))
        written = write_note(
            by=owner,
            client=client.id,
            trajectory=trajectory.id,
            day=clock.today(),
            kind="talk",
            minutes=60,
            seen=_canary(house, "seen"),
            thought=_canary(house, "thought"),
        )
        move(by=owner, trajectory=trajectory.id, step=Move("extended", _canary(house, "reason")))
        talk = Talk(form="getuige", witness=_canary(house, "witness"))
        set_consent(by=owner, client=client.id, choice=Choice("conference"), given=True, talk=talk)
        made, told, contact = _progress(house, owner, client)
        _change(house, owner, client)
        drafts.keep(owner, f"noteer-{client.id}", {"seen": [_canary(house, "draft")]})
        worry = an_indication(
            owner,
            client.id,
            facts=_canary(house, "facts"),
            interpretation=_canary(house, "interpretation"),
            next_step=_canary(house, "next-step"),
        )
        run = open_run(by=owner, client=client.id)
        take_step(by=owner, run=run.id, taken=taken(1, words=_canary(house, "run-words")))
        case, outcome = a_case(
            owner,
            client.id,
            question=_canary(house, "question"),
            words=_canary(house, "words"),
        )
        heard = write_observation(by=owner, heard=_canary(house, "heard"))
        plan, item, membership = _plan(house, owner, client)
        exception = _exception(house, owner, client)
        handover = _handover(house, owner, client)
        referral, network = _referrals(house, owner, client)
        Client.objects.filter(id=client.id).update(code=CODES[house])
        key = Authenticator.objects.create(
            user=Member.objects.get(email=f"{COLLEAGUES[house]}@{demo.DOMAIN}"),
            type=Authenticator.Type.WEBAUTHN,
            data={"name": _canary(house, "draft"), "credential": {}},
        )
        wish = Wish("appointment", "nl", {}, own_text=_canary(house, "own-text"))
        letter = make_letter(by=owner, client=client.id, wish=wish)
    assert written.note.hour
    return Target(
        house=house,
        owner=owner,
        client=client.id,
        trajectory=trajectory.id,
        note=written.note.id,
        entry=written.note.hour,
        letter=letter.id,
        key=key.pk,
        assessment=made,
        step=told,
        aftercare=contact,
        indication=worry.id,
        run=run.id,
        observation=heard.id,
        plan=plan,
        item=item,
        membership=membership,
        referral=referral,
        network=network,
        case=case.id,
        outcome=outcome.id,
        override=exception,
        handover=handover,
    )


def _exception(house: str, owner: Actor, client: Client) -> uuid.UUID:
    """Something shared without consent, and a request that still waits for a second person."""
    colleague = Member.objects.filter(organisation=owner.house).exclude(id=owner.person).first()
    assert colleague
    an_exception(owner, client, colleague, _canary(house, "exception"))
    weighing = a_weighing("moviera", _canary(house, "exception"))
    return ask_override(by=owner, client=client.id, weighing=weighing).id


def _plan(house: str, owner: Actor, client: Client) -> tuple[uuid.UUID, uuid.UUID, uuid.UUID]:
    """A joint plan with a goal, a line with a second version, a review, and a partner that was asked."""
    plan = open_plan(by=owner, client=client.id)
    money = LifeDomain.objects.get(key="financien").id
    add_line(by=owner, plan=plan.id, line=NewLine("goal", _canary(house, "plan-goal"), money))
    line = NewLine("client", _canary(house, "plan-line"), money, None, clock.today())
    item = add_line(by=owner, plan=plan.id, line=line)
    change = Change("busy", _canary(house, "plan-remark"))
    change_line(by=owner, item=item.id, seen=1, change=change)
    words = _canary(house, "plan-changed"), _canary(house, "plan-words")
    reviewed = Reviewed(clock.today(), agreed=True, changed=words[0], words=words[1])
    review(by=owner, plan=plan.id, reviewed=reviewed)
    third = Organisation.objects.get(key="moviera").id
    for choice in (Choice("plan", third), Choice("plan", third, money)):
        set_consent(by=owner, client=client.id, choice=choice, given=True)
    asked = Invitation(third, frozenset({money}))
    return plan.id, item.id, invite(by=owner, plan=plan.id, invitation=asked).id


def _handover(house: str, owner: Actor, client: Client) -> uuid.UUID:
    """To an outside worker everything that can be chosen; the other one at that provider is a stranger."""
    other = SCALED_UP.get(house)
    row = scaled_up(owner, client if other else a_client(owner), other or ACTIVITIES[house])
    everything = {"called": True, "contact": True, "goal": True}
    return handed(owner, row, demo.actor_of("daan"), **everything).id


def _referrals(house: str, owner: Actor, client: Client) -> tuple[uuid.UUID, uuid.UUID]:
    """A question to a partner with everything that can go along, and one to the network."""
    third = Organisation.objects.get(key="moviera").id
    set_consent(by=owner, client=client.id, choice=Choice("share", third), given=True)
    words = [_canary(house, f"referral-{part}") for part in ("asked", "why", "question")]
    new = NewReferral(
        third, *words[:2], clock.days_later(30), words[2], with_called=True, with_contact=True
    )
    row = send(by=owner, client=client.id, new=new)
    to = ToNetwork("sexual_health", clock.today(), None, owner.person)
    return row.id, note_network(by=owner, client=client.id, to=to).id


def _progress(house: str, owner: Actor, client: Client) -> tuple[uuid.UUID, uuid.UUID, uuid.UUID]:
    """A measurement, an exit that was put right once, and a contact after it that can still be settled."""
    today = clock.today()
    answers = {"financien": Answer(2, 3, _canary(house, "remark"))}
    made = measure(by=owner, client=client.id, measured=Measured("zrm", "start", today, answers))
    screening = Screening("presumed", _canary(house, "version"))
    screen(by=owner, client=client.id, day=today, screening=screening, agreed=True)
    first = tell_step(by=owner, client=client.id, step=Step("left", today, "own_word"))
    told = replace_step(
        by=owner,
        step=first.id,
        new=Step("left", today, "observed", _canary(house, "step")),
        why=_canary(house, "why"),
    )
    contact = AftercareContact.objects.filter(client=client).earliest("due")
    settle(by=owner, contact=contact.id, outcome="not_reached", words=_canary(house, "aftercare"))
    return made.id, told.id, contact.id


def _change(house: str, owner: Actor, client: Client) -> None:
    """What was before is as telling as what is: an earlier agreement, a correction, another group."""
    opened = dossier(owner, client.id)
    now = details_of(opened)
    talking = Talking(_canary(house, "pronoun"), _canary(house, "support"))
    details = replace(now, called=_canary(house, "called"), talking=talking)
    correct_details(by=owner, client=client.id, details=details, seen=0)
    agreement = replace(opened.safe_contact, opening=_canary(house, "opening"))
    set_safe_contact(by=owner, client=client.id, agreement=agreement)
    move_group(
        by=owner,
        client=client.id,
        group=TargetGroup.objects.get(key="risicogroep"),
        start=clock.today(),
        reason=_canary(house, "group_reason"),
    )


def _canary(house: str, field: str) -> str:
    return f"KANARIE-{house}-{field.replace('_', '-')}"


def _register(house: str, owner: Actor) -> Client:
    word = {field: _canary(house, field) for field in FIELDS}
    identity = Identity(word["given_name"], word["family_name"], word["working_name"], None, 1994)
    agreement = SafeAgreement(
        channel="app",
        value=word["value"],
        moments=word["moments"],
        opening=word["earlier"],
        never=word["never"],
        pick_up=word["pick_up"],
        code_word=word["code_word"],
        unsafe=word["unsafe"],
        checked_on=None,
    )
    intake = Intake(
        called=word["before"],
        identity=identity,
        group=TargetGroup.objects.get(key="sekswerkers"),
        municipality=None,
        own_words=word["own_words"],
        language=word["language"],
        interpreter=True,
        safe_contact=agreement,
    )
    return register(
        by=owner, intake=intake, choices={Choice("count"): True, Choice("conference"): False}
    )


@dataclass(frozen=True)
class Ids:
    """What to put into an address: the ids of a target, or ids that exist nowhere."""

    client: uuid.UUID
    trajectory: uuid.UUID
    note: uuid.UUID
    entry: uuid.UUID
    letter: uuid.UUID
    member: uuid.UUID | None
    pk: int
    assessment: uuid.UUID
    step: uuid.UUID
    aftercare: uuid.UUID
    indication: uuid.UUID
    run: uuid.UUID
    observation: uuid.UUID
    plan: uuid.UUID
    item: uuid.UUID
    membership: uuid.UUID
    referral: uuid.UUID
    network: uuid.UUID
    case: uuid.UUID
    outcome: uuid.UUID
    override: uuid.UUID
    handover: uuid.UUID


def ids_of(target: Target) -> Ids:
    own = {each.name: getattr(target, each.name, None) for each in fields(Ids)}
    return Ids(**own | {"member": target.owner.member, "pk": target.key})


def ids_of_nothing() -> Ids:
    return Ids(**{each.name: uuid.uuid4() for each in fields(Ids)} | {"pk": 987_654_321})


# For parts of an address that name no person. An address with another part falls back on its kind.
NAMED = {
    "year": "2021",
    "half": "1",
    "monday": "2021-11-22",
    "first": "2021-10-01",
    "holder": "mee",
    "part": "jaar",
    "kind": "pdf",
    "column": "picture",
    "result": "actie",
}
BY_KIND = {"day": "2021-11-22", "int": "1", "slug": "mee_ind", "str": "mee_ind"}
PART = re.compile(r"\(\?P<(?P<group>\w+)>[^)]*\)|<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


def fill(address: Address, ids: Ids) -> str:
    return "/" + PART.sub(lambda part: _value(part, ids), address.route)


def _value(part: re.Match[str], ids: Ids) -> str:
    name = part["group"] or part["name"]
    if hasattr(ids, name):
        return str(getattr(ids, name))
    if part["group"]:
        return "abc"
    if name == "form":
        return f"noteer-{ids.client}"
    if name in NAMED:
        return NAMED[name]
    return str(ids.client) if part["kind"] == "uuid" else BY_KIND.get(part["kind"] or "str", "x")


def names_an_object(address: Address) -> bool:
    return any(
        part["kind"] == "uuid" or part["name"] == "form" for part in PART.finditer(address.route)
    )


def stripped(response: HttpResponse, ids: Ids) -> tuple[int, str, bytes]:
    """Status, place and body, without tokens, the number of the request and the ids that were asked for."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    for pattern, instead in MOVING_PARTS:
        body = pattern.sub(instead, body)
    place = response.headers.get("Location", "")
    for value in vars(ids).values():
        if isinstance(value, uuid.UUID):
            body, place = body.replace(str(value).encode(), b"ID"), place.replace(str(value), "ID")
    return response.status_code, place, body


@dataclass(frozen=True)
class Visitor:
    """A browser that starts each request afresh: what a request did to the session or the database is undone."""

    browser: Browser
    session: str

    def ask(
        self, method: str, path: str, *, htmx: bool = False, data: dict[str, str] | None = None
    ) -> HttpResponse:
        with self.asking(method, path, htmx=htmx, data=data) as response:
            return response

    @contextmanager
    def asking(
        self, method: str, path: str, *, htmx: bool = False, data: dict[str, str] | None = None
    ) -> Iterator[HttpResponse]:
        """While inside, what the request wrote can still be looked at."""
        self.browser.cookies.clear()
        if self.session:
            self.browser.cookies["kis"] = self.session
        extra = {"HTTP_HX_REQUEST": "true"} if htmx else {}
        with transaction.atomic():
            yield getattr(self.browser, method.lower())(path, data or {}, **extra)
            transaction.set_rollback(True)


def visitor(browser: Browser) -> Visitor:
    browser.raise_request_exception = False
    cookie = browser.cookies.get("kis")
    return Visitor(browser, cookie.value if cookie else "")


@dataclass(frozen=True)
class Line:
    number: int
    event: str
    result: str
    actor: uuid.UUID | None
    request: uuid.UUID | None
    subjects: tuple[uuid.UUID, ...]


def log_of(organisation: uuid.UUID | None, after: int = 0) -> list[Line]:
    """The log of one organisation, read the way its privacy officer reads it."""
    with (
        standing(Standpoint(DatabaseRole.OFFICE, None, organisation, Role.PRIVACY_OFFICER)),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT number, event, result, actor, request, subjects FROM audit_auditevent WHERE number > %s ORDER BY number",
            [after],
        )
        return [Line(*row[:-1], tuple(row[-1])) for row in cursor.fetchall()]
