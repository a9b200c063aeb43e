"""Indications and runs follow the client. An observation is seen by its author and the focal officer, for 28 days (R36)."""

from django.db.models import Q

from ketenwerk.access.api import Permission, Role, rule
from ketenwerk.clients.api import my_clients, readable_clients
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor


def of_my_clients(actor: Actor) -> Q:
    return Q(organisation_id=actor.organisation, client_id__in=my_clients(actor))


def readable(actor: Actor) -> Q:
    """Of one's own clients, and of a dossier that an emergency opened."""
    return Q(organisation_id=actor.organisation) & readable_clients(actor)


def _unnamed_and_mine(actor: Actor) -> Q:
    """Whoever acts next, and nobody who handed it over."""
    return Q(organisation_id=actor.organisation, client__isnull=True, owner_id=actor.person)


def _indications(actor: Actor, named: Q) -> Q:
    """A refuted one is gone from view at once; the row follows after three months."""
    return (named | _unnamed_and_mine(actor)) & ~Q(state="refuted")


@rule(Permission.INDICATION_READ, "safeguarding.Indication")
def may_indication_read(actor: Actor) -> Q | None:
    return _indications(actor, readable(actor))


@rule(Permission.INDICATION_EDIT, "safeguarding.Indication")
def may_indication_edit(actor: Actor) -> Q | None:
    return _indications(actor, of_my_clients(actor))


def _within_term(actor: Actor) -> Q:
    """From the 28th day on nobody sees it, also when nothing has been deleted yet."""
    return Q(organisation_id=actor.organisation, end__gt=clock.today())


@rule(Permission.OBSERVATION_READ, "safeguarding.ThirdPartyObservation")
def may_observation_read(actor: Actor) -> Q | None:
    if actor.role == Role.FOCAL_OFFICER:
        return _within_term(actor)
    return _within_term(actor) & Q(author_id=actor.person)


@rule(Permission.OBSERVATION_WRITE, "safeguarding.ThirdPartyObservation")
def may_observation_write(actor: Actor) -> Q | None:
    return _within_term(actor) & Q(author_id=actor.person)


@rule(Permission.OBSERVATION_DECIDE, "safeguarding.ThirdPartyObservation")
def may_observation_decide(actor: Actor) -> Q | None:
    """Never on what one wrote oneself, also not in another function: two people think about it (R36)."""
    return _within_term(actor) & ~Q(author_id=actor.person)


@rule(Permission.REPORTING_CODE_READ, "safeguarding.ReportingCodeRun")
def may_reporting_code_read(actor: Actor) -> Q | None:
    return readable(actor)


@rule(Permission.REPORTING_CODE_EDIT, "safeguarding.ReportingCodeRun")
def may_reporting_code_edit(actor: Actor) -> Q | None:
    return of_my_clients(actor)


@rule(Permission.REPORTING_CODE_OVERSEE, "safeguarding.ReportingCodeRun")
def may_reporting_code_oversee(actor: Actor) -> Q | None:
    return Q(organisation_id=actor.organisation)


@rule(Permission.REPORTING_CODE_CONFIRM, "safeguarding.ReportingCodeRun")
def may_reporting_code_confirm(actor: Actor) -> Q | None:
    """Somebody else than who decided, on another account: an involved colleague or the focal officer."""
    waiting = Q(organisation_id=actor.organisation, state="confirming")
    others = waiting & ~Q(decided_by_id=actor.person)
    return others if actor.role == Role.FOCAL_OFFICER else others & of_my_clients(actor)
