"""Whether a report to CoMensha was offered, and what the answer was. Nothing is sent from here (R35)."""

import uuid

from ketenwerk.access.api import Permission, get
from ketenwerk.audit.api import record
from ketenwerk.clients.api import dossier
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.people.api import Actor
from ketenwerk.safeguarding import events
from ketenwerk.safeguarding.actions.runs import band_today
from ketenwerk.safeguarding.code import UNDER_16
from ketenwerk.safeguarding.models import ReportingCodeRun, VictimReportOffer
from ketenwerk.safeguarding.refusals import WorryRefused
from ketenwerk.safeguarding.states import OFFER, may_follow

State, GivenBy = VictimReportOffer.State, VictimReportOffer.GivenBy


def set_offer(*, by: Actor, run: uuid.UUID, to: str, given_by: str = "") -> VictimReportOffer:
    """Offers, or writes the answer. Under 16 parents or a guardian answer, from 16 on herself."""
    row = get(by, Permission.REPORTING_CODE_EDIT, ReportingCodeRun, id=run)
    offer = VictimReportOffer.objects.select_for_update().filter(run=row).first()
    before = offer.state if offer else ""
    if not (may_follow(OFFER, before, to) if before else to == State.OFFERED):
        raise WorryRefused("Deze stap kan nu niet. Het aanbod is intussen veranderd.")
    today = clock.today()
    if offer is None:
        offer = VictimReportOffer(id=new_id(), organisation_id=by.house, run=row, offered_on=today)
    if to == State.CONSENTED:
        _check_giver(band_today(dossier(by, row.client_id, Permission.CLIENT_EDIT)), given_by)
        offer.given_by = given_by
    if to in {State.CONSENTED, State.REFUSED}:
        offer.answered_on = today
    if to == State.DONE:
        offer.done_on = today
    offer.state, offer.recorded_by_id = to, by.person
    offer.save()
    record(
        by=by,
        event=events.OFFER_SET,
        target=offer,
        subjects=[row.client_id],
        before=before,
        after=to,
    )
    return offer


def _check_giver(band: str, given_by: str) -> None:
    if given_by not in GivenBy.values:
        raise WorryRefused("Kies wie toestemming geeft.")
    if band in UNDER_16 and given_by != GivenBy.GUARDIAN:
        raise WorryRefused("Onder de 16 geven ouders of voogd toestemming.")
    if band and band not in UNDER_16 and given_by != GivenBy.SELF:
        raise WorryRefused("Vanaf 16 jaar geeft zij zelf toestemming.")
