"""Who may do what, as a page for reviewers: roles, permissions, addresses and tables, read from the code itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

from ketenwerk.access.api import ROLES, Permission, all_rules
from ketenwerk.kernel.walls import (
    ACTOR,
    FUNCTION,
    ORGANISATION,
    DatabaseRole,
    Policy,
    Wall,
    catalogue,
)
from ketenwerk.web.sign_in import OPEN_VIEWS, SECOND_FACTOR_VIEWS, SIGNED_IN_VIEWS

OPEN = "open"
BEFORE_SECOND_FACTOR = "password"
SIGNED_IN = "signed in"
CLOSED = "closed"

HEAD = """\
# Who may do what

Made from the code by `ketenwerk access-matrix`; a test compares. A change on this page is a change of somebody's rights: judge it as one.
"""
ROLE_WORDS = "One person acts in one role at a time. Nobody has all rights, and no role is an exception to the rules."
PERMISSION_WORDS = (
    "A dot means: the role has the permission. The last column names what has rows of which only some may be seen; "
    "which ones is a rule in `rules.py` of the package. Dossiers follow involvement, not organisation."
)
ADDRESS_WORDS = f"""\
Whoever misses the permission gets the same answer as for a page that does not exist.

| word | means |
|---|---|
| `{OPEN}` | without signing in |
| `{BEFORE_SECOND_FACTOR}` | signed in with a password, second factor still to be made |
| `{SIGNED_IN}` | everybody who is in, for the own account |
| `{CLOSED}` | nobody: the library has the page, this house does not use it |
"""
TABLE_WORDS = """\
The database itself refuses everything that is not here. A role of the table below is taken for one transaction;
the login role has no rights of its own. `rows` says which rows a role sees or may write; without it, all rows.
"""


@dataclass(frozen=True)
class Address:
    route: str
    name: str
    view: Callable[..., HttpResponseBase]

    @property
    def needs(self) -> str:
        """The permission, or one of the words above; the same order as the middleware asks in."""
        if getattr(self.view, "open", False) or self.name in OPEN_VIEWS:
            return OPEN
        if self.name in SECOND_FACTOR_VIEWS:
            return BEFORE_SECOND_FACTOR
        permission: Permission | None = getattr(self.view, "permission", None)
        if permission:
            return permission.value
        return SIGNED_IN if self.name in SIGNED_IN_VIEWS else CLOSED


def addresses(resolver: URLResolver | None = None) -> list[Address]:
    """Every address of the product, those of libraries included."""
    return sorted(
        _walk((resolver or get_resolver()).url_patterns, ""), key=lambda a: (a.route, a.name)
    )


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield Address(route, pattern.name or "", pattern.callback)


def page() -> str:
    parts = [
        HEAD,
        "## Roles\n",
        ROLE_WORDS + "\n",
        table(["role", "on screen", "what for", "reach", "side of the database"], _role_rows()),
        "## Permissions\n",
        PERMISSION_WORDS + "\n",
        table(
            ["permission", *(card.name for card in ROLES.values()), "rule on"], _permission_rows()
        ),
        "## Addresses\n",
        ADDRESS_WORDS,
        table(["address", "name", "needs"], _address_rows(addresses())),
        "## Tables\n",
        TABLE_WORDS,
        table(["table", "kind", "role", "may", "rows"], _table_rows(catalogue())),
    ]
    return "\n".join(parts)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(_cell(text) for text in line) + " |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _role_rows() -> Iterator[list[str]]:
    for card in ROLES.values():
        yield [f"`{card.role}`", card.name, card.description, card.reach, f"`{card.side}`"]


def _permission_rows() -> Iterator[list[str]]:
    for permission in sorted(Permission):
        dots = ["●" if permission in card.permissions else "" for card in ROLES.values()]
        models = sorted(
            apps.get_model(label).__name__ for ruled, label in all_rules() if ruled == permission
        )
        yield [f"`{permission}`", *dots, ", ".join(f"`{model}`" for model in models)]


def _address_rows(found: Iterable[Address]) -> Iterator[list[str]]:
    for address in found:
        yield [f"`/{address.route}`", f"`{address.name}`", f"`{address.needs}`"]


def _table_rows(walls: Iterable[Wall]) -> Iterator[list[str]]:
    for wall in walls:
        first = [f"`{wall.table}`", wall.kind]
        if not wall.grants:
            yield [*first, "nobody", "", ""]
        for role in DatabaseRole:
            if role in wall.grants:
                yield [*first, f"`{role}`", wall.grants[role], _rows_for(wall, role)]
                first = ["", ""]


def _rows_for(wall: Wall, role: DatabaseRole) -> str:
    rights = wall.grants[role]
    used = [
        p for p in wall.policies if p.role == role and (p.command == "ALL" or p.command in rights)
    ]
    return "; ".join(_policy(policy) for policy in used)


def _policy(policy: Policy) -> str:
    """The condition as it stands in the database, with the settings of the transaction by their short names."""
    condition = policy.using or policy.check
    return (
        f"{policy.command.lower()}: `{_short(condition)}`"
        if condition != "true"
        else f"{policy.command.lower()}: all"
    )


def _short(condition: str) -> str:
    for long, short in (
        (ORGANISATION, "own organisation"),
        (ACTOR, "oneself"),
        (FUNCTION, "own function"),
    ):
        condition = condition.replace(long, f"⟨{short}⟩")
    return condition
