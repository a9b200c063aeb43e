"""What the pages of referrals show: one referral from either side, and what the other will see before it is sent."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ketenwerk.clients.api import Dossier, dossier
from ketenwerk.people.api import Actor
from ketenwerk.referrals.actions import NewReferral, content_of
from ketenwerk.referrals.content import Content
from ketenwerk.referrals.queries import Page, is_mine_to_send, received_page, sent_page, to_sender
from ketenwerk.trajectories.api import safety_ways

DIRECTIONS = (("in", "Binnengekomen"), ("uit", "Verstuurd"))
STATES = {
    "in": (("", "Alle"), ("sent", "Nieuw"), ("accepted", "Aangenomen"), ("done", "Afgerond")),
    "uit": (
        ("", "Alle"),
        ("sent", "Wacht op antwoord"),
        ("late", "Geen antwoord"),
        ("accepted", "Aangenomen"),
        ("returned", "Teruggegeven"),
        ("withdrawn", "Ingetrokken"),
        ("done", "Afgerond"),
    ),
}


@dataclass(frozen=True)
class Shown:
    """What was or will be handed over, as both sides see it."""

    content: Content
    ways: Sequence[object]
    until: date


@dataclass(frozen=True)
class Preview:
    """What the other will see; sending asks the mark back, so that nothing goes out that was not looked at."""

    shown: Shown
    receiver: str
    mark: str


def shown(content: Content, until: date) -> Shown:
    ways = safety_ways(content.contact) if content.contact else ()
    return Shown(content, ways, until)


def preview(opened: Dossier, new: NewReferral, receiver: str) -> Preview:
    content = content_of(opened, new)
    seen = f"{new.receiver}|{new.until}|{content.sealed_text()}"
    mark = hashlib.sha256(seen.encode()).hexdigest()[:32]
    return Preview(shown(content, new.until), receiver, mark)


def opened_page(actor: Actor, referral: uuid.UUID) -> tuple[Page, Dossier | None]:
    """One referral for whoever may see it: with its dossier for who sent it, without for who received it."""
    if not is_mine_to_send(actor, referral):
        return received_page(actor, referral), None
    row = to_sender(actor, referral)
    opened = dossier(actor, row.client_id)
    return sent_page(actor, row, opened), opened


def chips(direction: str, state: str) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The two filters of the list: in or out, and how far."""
    ways: list[dict[str, object]] = [
        {"label": label, "url": f"?richting={key}", "current": key == direction}
        for key, label in DIRECTIONS
    ]
    states: list[dict[str, object]] = [
        {
            "label": label,
            "url": f"?richting={direction}" + (f"&status={key}" if key else ""),
            "current": key == state,
        }
        for key, label in STATES[direction]
    ]
    return ways, states
