"""Agreeing safe contact: what holds now, what held before, and saying again that it still holds (safety S5)."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from ketenwerk.access.api import Permission, Refused, get, open_key
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.dossier import SafeAgreement, read_safe_contact
from ketenwerk.clients.models import Client, PastAgreement, SafeContact
from ketenwerk.clients.queries import Dossier
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor


class ContactChanged(Exception):  # noqa: N818
    """Somebody else agreed something else while this form was open. Carries what holds now."""


def set_safe_contact(
    *, by: Actor, client: uuid.UUID, agreement: SafeAgreement, seen: int | None = None
) -> None:
    """Agrees safe contact anew, as of today. `seen` is the number of earlier agreements that the writer saw."""
    row = _locked(get(by, Permission.CLIENT_EDIT, Client, id=client))
    if seen is not None and seen != agreed_before(row):
        raise ContactChanged
    agree(row, by, open_key(by=by, dossier=row.id), agreement)
    record(by=by, event=events.SAFE_CONTACT_SET, target=row, subjects=[row.id])


def confirm_safe_contact(*, by: Actor, client: uuid.UUID) -> None:
    """Says with her that the agreement still holds. Refused when there is none."""
    row = _locked(get(by, Permission.CLIENT_EDIT, Client, id=client))
    contact = SafeContact.objects.filter(client=row).first()
    if contact is None:
        raise Refused
    key = open_key(by=by, dossier=row.id)
    agree(row, by, key, read_safe_contact(contact, key))
    record(by=by, event=events.SAFE_CONTACT_CONFIRMED, target=row, subjects=[row.id])


def _locked(client: Client) -> Client:
    """Two agreements at once: the second waits, and none is lost."""
    return Client.objects.select_for_update().get(id=client.id)


def agreed_before(client: Client) -> int:
    """How often something was agreed, the running agreement included."""
    now = SafeContact.objects.filter(client=client).count()
    return now + PastAgreement.objects.filter(client=client).count()


def agree(client: Client, by: Actor, key: bytes, agreement: SafeAgreement) -> None:
    """Puts an agreement in place; the one before stays readable. The act that asks it logs it."""
    contact = SafeContact.objects.filter(client=client).first()
    if contact is None:
        contact = SafeContact(id=new_id(), client=client, organisation_id=client.organisation_id)
    else:
        _keep(contact, key)
    contact.checked_on = clock.today()
    contact.recorded_by_id = by.person
    seal_into(contact, key, agreement=agreement.sealed_text())
    contact.save()


def _keep(contact: SafeContact, key: bytes) -> None:
    past = PastAgreement(
        id=new_id(),
        organisation_id=contact.organisation_id,
        client_id=contact.client_id,
        checked_on=contact.checked_on,
        recorded_by_id=contact.recorded_by_id,
        replaced_at=clock.now(),
    )
    seal_into(past, key, agreement=read_safe_contact(contact, key).sealed_text())
    past.save()


def forget(client: Client) -> None:
    """Removes what was agreed, now and before: a closed dossier needs no way to reach her (minimisation)."""
    SafeContact.objects.filter(client=client).delete()
    PastAgreement.objects.filter(client=client).delete()


@dataclass(frozen=True)
class Agreed:
    """One earlier agreement, with who agreed it and until when it held."""

    agreement: SafeAgreement
    by: str
    until: datetime


def earlier_agreements(dossier: Dossier) -> tuple[Agreed, ...]:
    rows = PastAgreement.objects.filter(client=dossier.client).select_related("recorded_by")
    return tuple(
        Agreed(read_safe_contact(row, dossier.key), row.recorded_by.name, row.replaced_at)
        for row in rows
    )
