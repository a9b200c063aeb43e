"""Where the rules are kept. Each package writes its own, once, as a filter."""

from collections.abc import Callable

from django.db.models import Model, Q

from ketenwerk.access.permissions import Permission
from ketenwerk.people.api import Actor

Rule = Callable[[Actor], Q | None]
_rules: dict[tuple[Permission, str], Rule] = {}


def rule(permission: Permission, model: str) -> Callable[[Rule], Rule]:
    """Declares who may `permission` on a model ("app.Model"): a filter, or None for nobody."""

    def keep(function: Rule) -> Rule:
        key = (permission, model.lower())
        if key in _rules:
            raise ValueError(f"two rules for {permission} on {model}")
        _rules[key] = function
        return function

    return keep


def rule_for(permission: Permission, model: type[Model]) -> Rule | None:
    return _rules.get((permission, model._meta.label_lower))  # noqa: SLF001


def all_rules() -> dict[tuple[Permission, str], Rule]:
    return dict(_rules)
