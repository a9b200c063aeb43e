"""Personnel codes: by which an own system names people, and who checks hours sees them without a name."""

import hmac
import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction

from ketenwerk.access.api import Permission, require, visible
from ketenwerk.audit.api import record
from ketenwerk.hours import events
from ketenwerk.hours.actions import HoursRefused
from ketenwerk.hours.models import MemberCode
from ketenwerk.kernel import crypto
from ketenwerk.people.api import Actor, Member

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}")
WRONG = "Een code heeft hoogstens 20 letters, cijfers, punten of streepjes."
NAMED = (
    "Een code mag niets van de naam hebben: de controller ziet hem. Neem bijvoorbeeld een nummer."
)
# Of a name only words of this many letters count: ‘de’ stands in any code.
SHORTEST = 3

CROSSED = "Iemand anders veranderde intussen een code. Kijk wat er nu staat en sla opnieuw op."


def members_with_codes(actor: Actor) -> list[tuple[Member, str]]:
    """The people of the own organisation by name, with their code."""
    codes = dict(MemberCode.objects.filter(organisation=actor.house).values_list("member", "code"))
    people = visible(actor, Permission.HOURS_IMPORT, Member).order_by("-is_active", "name", "id")
    return [(person, codes.get(person.id, "")) for person in people]


def set_codes(
    *, by: Actor, codes: Mapping[uuid.UUID, str], seen: Mapping[uuid.UUID, str] | None = None
) -> int:
    """Sets the codes of these members; an empty one takes it away. Returns how many changed.

    `seen` is what stood on the page: a code that somebody else changed since is not written over.
    """
    require(by, Permission.HOURS_IMPORT)
    people = members_with_codes(by)
    own = {person.id: code for person, code in people}
    wanted = {id_: code.strip() for id_, code in codes.items() if id_ in own}
    if seen and any(seen.get(id_, own[id_]) != own[id_] for id_ in wanted):
        raise HoursRefused(CROSSED)
    if any(code and not CODE.fullmatch(code) for code in wanted.values()):
        raise HoursRefused(WRONG)
    if any(_says_who(wanted.get(person.id, ""), person.name) for person, _ in people):
        raise HoursRefused(NAMED)
    after = [code.casefold() for code in (own | wanted).values() if code]
    if len(after) != len(set(after)):
        raise HoursRefused("Twee mensen hebben dezelfde code. Geef elk een eigen code.")
    changed = {id_: code for id_, code in wanted.items() if code != own[id_]}
    try:
        with transaction.atomic():
            # First away, so that two people can trade their codes.
            MemberCode.objects.filter(organisation=by.house, member__in=changed).delete()
            MemberCode.objects.bulk_create(
                MemberCode(organisation_id=by.house, member_id=id_, code=code)
                for id_, code in changed.items()
                if code
            )
    except IntegrityError:
        raise HoursRefused(CROSSED) from None
    if changed:
        record(by=by, event=events.CODES_SET, count=len(changed))
    return len(changed)


def _says_who(code: str, name: str) -> bool:
    """Whether a word of the name stands in the code, whatever its accents and capitals."""
    words = re.findall(rf"[a-z]{{{SHORTEST},}}", _plain(name))
    return any(word in _plain(code) for word in words)


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def codes_of(actor: Actor, members: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """A code for each of these members of the own organisation: the set one, or one that always is the same."""
    found = dict(MemberCode.objects.filter(organisation=actor.house).values_list("member", "code"))
    key = crypto.key_tree().derive(f"member-code:{actor.house}")
    return {
        id_: found.get(id_) or f"M-{hmac.digest(key, id_.bytes, 'sha256').hex()[:8]}"
        for id_ in members
    }
