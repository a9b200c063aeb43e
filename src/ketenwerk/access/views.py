"""Every view says which permission it needs. A view that says nothing is closed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from ketenwerk.access.doors import require
from ketenwerk.access.permissions import Permission
from ketenwerk.people.api import Actor

View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    """A request after the wall: who acts is known."""

    actor: Actor


def needs(permission: Permission) -> Callable[[View], View]:
    """Opens a view to roles with this permission; others get the same answer as for a page that does not exist."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(request.actor, permission)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def open_to_everybody(view: View) -> View:
    """A view without sign-in. The list of these is held against a test."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    opened.open = True  # type: ignore[attr-defined]
    return login_not_required(opened)


def asks_password_first(view: View) -> View:
    """Step-up: a dangerous act asks who it is again, unless that was just done (ASVS 7.5.3)."""
    guarded: View = reauthentication_required(view)
    return guarded
