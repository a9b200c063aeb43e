"""A yes about one life domain is taken back: its name goes out of what the outside worker is told."""

import uuid
from dataclasses import replace

from ketenwerk.access.api import Share, open_keys
from ketenwerk.clients.api import Consent, takes_out
from ketenwerk.handovers.models import Handover
from ketenwerk.handovers.queries import read_facts
from ketenwerk.kernel.sealed import seal_into, unseal_from
from ketenwerk.people.api import Actor


@takes_out
def take_domain_out(by: Actor, ended: Consent, shares: list[Share]) -> set[uuid.UUID]:
    running = {share.part for share in shares if share.ended_on is None}
    parts = Handover.objects.filter(id__in=[share.part for share in shares])
    # Held, so that nobody who tells again writes back what is taken out here.
    rows = list(parts.select_for_update(no_key=True).order_by("id"))
    keys = open_keys(by=by, dossiers=[row.id for row in rows])
    found = set()
    for row in rows:
        told = read_facts(unseal_from(row, keys[row.id], "facts"))
        if ended.domain is None or ended.domain.name not in told.domains:
            continue
        found.add(row.id)
        if row.id in running:
            rest = tuple(name for name in told.domains if name != ended.domain.name)
            seal_into(row, keys[row.id], facts=replace(told, domains=rest).sealed_text())
            row.save(update_fields=["facts"])
    return found
