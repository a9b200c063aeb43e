"""What other packages may use of clients."""

from ketenwerk.clients.actions import (
    Choice,
    Intake,
    close,
    involve,
    mark_active,
    register,
    set_consent,
    set_safe_contact,
)
from ketenwerk.clients.dossier import CHANNELS, SafeAgreement, age_band, route_hint
from ketenwerk.clients.link_tokens import Identity, Token, link_tokens
from ketenwerk.clients.models import Client, Consent, GroupMembership, LinkToken
from ketenwerk.clients.queries import (
    CaseloadRow,
    Dossier,
    called_names,
    caseload,
    contacts_to_check,
    dossier,
    own_doubles,
    search,
    workers_of,
)
from ketenwerk.clients.rules import involved_clients, my_clients

__all__ = [
    "CHANNELS",
    "CaseloadRow",
    "Choice",
    "Client",
    "Consent",
    "Dossier",
    "GroupMembership",
    "Identity",
    "Intake",
    "LinkToken",
    "SafeAgreement",
    "Token",
    "age_band",
    "called_names",
    "caseload",
    "close",
    "contacts_to_check",
    "dossier",
    "involve",
    "involved_clients",
    "link_tokens",
    "mark_active",
    "my_clients",
    "own_doubles",
    "register",
    "route_hint",
    "search",
    "set_consent",
    "set_safe_contact",
    "workers_of",
]
