"""What other packages may use: the four doors, rules, roles, keys and units of work."""

from ketenwerk.access.doors import Refused, get, may, require, subject_of, visible
from ketenwerk.access.keys import (
    Ground,
    NoGrant,
    Share,
    destroy_key,
    end_share,
    end_shares_of,
    given_on,
    make_dossier_key,
    open_key,
    open_keys,
    received_parts,
    renew,
    share_key,
    shares_of,
)
from ketenwerk.access.permissions import Permission
from ketenwerk.access.roles import ROLES, Role, RoleCard, card_of, has
from ketenwerk.access.rules import all_rules, rule
from ketenwerk.access.terms import Term, expire, term
from ketenwerk.access.units import acting_for, counting, reading_log, standpoint_of
from ketenwerk.access.views import StaffRequest, asks_password_first, needs, open_to_everybody

__all__ = [
    "ROLES",
    "Ground",
    "NoGrant",
    "Permission",
    "Refused",
    "Role",
    "RoleCard",
    "Share",
    "StaffRequest",
    "Term",
    "acting_for",
    "all_rules",
    "asks_password_first",
    "card_of",
    "counting",
    "destroy_key",
    "end_share",
    "end_shares_of",
    "expire",
    "get",
    "given_on",
    "has",
    "make_dossier_key",
    "may",
    "needs",
    "open_key",
    "open_keys",
    "open_to_everybody",
    "reading_log",
    "received_parts",
    "renew",
    "require",
    "rule",
    "share_key",
    "shares_of",
    "standpoint_of",
    "subject_of",
    "term",
    "visible",
]
