"""Who may with accounts: a partner its own, the coordinator the chain, the municipality what was frozen."""

from django.db.models import Q

from ketenwerk.access.api import Permission, Role, rule
from ketenwerk.people.api import Actor


@rule(Permission.ACCOUNT_READ, "figures.Freeze")
def may_account_read(actor: Actor) -> Q | None:
    if actor.role in {Role.COORDINATOR, Role.SUBSIDY_OFFICER}:
        return Q()
    return Q(organisation=actor.organisation) | Q(organisation__isnull=True)


@rule(Permission.ACCOUNT_EXPLAIN, "programme.BudgetLine")
def may_account_explain(actor: Actor) -> Q | None:
    return (
        Q(funded=True)
        if actor.role == Role.COORDINATOR
        else Q(organisation=actor.organisation, funded=True)
    )
