"""What the page about consent sends: the table, one other choice, and what was looked at twice."""

import uuid
from collections.abc import Iterable

from django.http import QueryDict

from ketenwerk.clients.conferring import CONFERENCE_KEY, SentPartners
from ketenwerk.clients.consent_table import Place, Sent, from_text
from ketenwerk.clients.consenting import WITH_A_PARTNER
from ketenwerk.clients.models import Consent

WHOLE = {"kolom-ja": True, "kolom-nee": False}


def sent_table(post: QueryDict) -> tuple[Sent, ...]:
    """Each column that was on the page. A button above a column answers all of it."""
    said, _, chosen = post.get("antwoord", "").partition(":")
    boxes = _boxes(post.getlist("vakje"))
    columns = [text.partition("=") for text in post.getlist("stond")]
    return tuple(
        Sent(
            key,
            from_text(stood),
            frozenset(boxes.get(key, ())),
            whole=WHOLE.get(said) if chosen == key else None,
        )
        for key, _, stood in columns
    )


def _boxes(values: Iterable[str]) -> dict[str, set[Place]]:
    found: dict[str, set[Place]] = {}
    for value in values:
        key, _, domain = value.rpartition(".")
        if not domain:
            found.setdefault(key, set()).add(None)
        for place in ids([domain]):
            found.setdefault(key, set()).add(place)
    return found


def other_choice(post: QueryDict) -> tuple[str, str] | None:
    """What was said about which purpose, for a choice that is not about sharing."""
    said, _, chosen = post.get("antwoord", "").partition(":")
    purpose = chosen.removesuffix(".")
    known = purpose in Consent.Purpose.values and purpose not in WITH_A_PARTNER
    return (said, purpose) if known and said in {"ja", "nee", "partners"} else None


def sent_partners(post: QueryDict) -> SentPartners | None:
    """The partners at the table of the conference; None when the page did not ask for them."""
    if "partners-stond" not in post:
        return None
    ticked = ids(post.getlist(f"partner-{CONFERENCE_KEY}"))
    return SentPartners(frozenset(ticked), from_text(post.get("partners-stond", "")))


def confirmed(post: QueryDict) -> frozenset[str]:
    """The columns for which somebody said, after seeing what stops, that all of it stops."""
    return frozenset(post.get("zeker", "").split())


def ids(texts: Iterable[str]) -> set[uuid.UUID]:
    found = set()
    for text in texts:
        try:
            found.add(uuid.UUID(text))
        except ValueError:
            continue
    return found
