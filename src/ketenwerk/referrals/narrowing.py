"""A yes about one life domain is taken back: a referral about it closes, for its words are about that."""

import uuid

from ketenwerk.access.api import Share, end_share, open_keys
from ketenwerk.clients.api import Consent, takes_out
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor
from ketenwerk.referrals.content import read_content
from ketenwerk.referrals.models import Referral
from ketenwerk.referrals.rules import PURPOSE


@takes_out
def close_about(by: Actor, ended: Consent, shares: list[Share]) -> set[uuid.UUID]:
    running = {share.part for share in shares if share.ended_on is None}
    rows = list(Referral.objects.filter(id__in=[share.part for share in shares]))
    keys = open_keys(by=by, dossiers=[row.id for row in rows])
    found = set()
    for row in rows:
        about = read_content(unseal_from(row, keys[row.id], "content")).about
        if ended.domain is None or ended.domain.name not in about:
            continue
        found.add(row.id)
        if row.id in running:
            end_share(by=by, dossier=row.id, organisation=row.receiver_id, purpose=PURPOSE)
    return found
