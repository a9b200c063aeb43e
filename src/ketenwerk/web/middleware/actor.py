"""Who acts: function, second factor, lock and time limits, and the default that a view is closed."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from ketenwerk.access.api import Refused, standpoint_of
from ketenwerk.audit.api import forget_gathered, record
from ketenwerk.audit.events import ACCESS_REFUSED
from ketenwerk.kernel.walls import take
from ketenwerk.people.api import NOBODY, Actor, Member
from ketenwerk.web import functions, lock
from ketenwerk.web.sign_in import (
    OPEN_VIEWS,
    SECOND_FACTOR_VIEWS,
    SIGNED_IN_VIEWS,
    UNLOCKING_VIEWS,
    backed_by_second_factor,
    has_second_factor,
)


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = NOBODY  # type: ignore[attr-defined]
        member = request.user
        if isinstance(member, Member):
            if not member.is_active or _too_long(request):
                logout(request)
            else:
                self._take_place(request, member)
        return self.get_response(request)

    def _take_place(self, request: HttpRequest, member: Member) -> None:
        function = functions.current(request, member)
        request.function = function  # type: ignore[attr-defined]
        actor = Actor(
            member=member.id,
            organisation=member.organisation_id,
            role=function.role if function else "",
            name=member.name,
            session=request.session.session_key or "",
            request=request.number,  # type: ignore[attr-defined]
        )
        request.actor = actor  # type: ignore[attr-defined]
        take(standpoint_of(actor))

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        answer = self._turn_away(request, view)
        request.turned_away = answer is not None  # type: ignore[attr-defined]
        return answer

    def _turn_away(
        self, request: HttpRequest, view: Callable[..., HttpResponse]
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if getattr(view, "open", False) or name in OPEN_VIEWS:
            return None
        if not request.user.is_authenticated:
            return (
                redirect_to_login("/")
                if request.method != "GET"
                else redirect_to_login(request.path)
            )
        if name not in UNLOCKING_VIEWS and lock.is_locked(request):
            return lock.answer(request)
        if not backed_by_second_factor(request):
            if has_second_factor(request.user):
                logout(request)
                return redirect_to_login("/")
            if name not in SECOND_FACTOR_VIEWS:
                return redirect("second_factor")
        if name in SIGNED_IN_VIEWS or name in SECOND_FACTOR_VIEWS or hasattr(view, "permission"):
            return None
        raise Http404

    def process_exception(self, request: HttpRequest, problem: Exception) -> None:
        """The act was rolled back; what remains is that it was refused."""
        forget_gathered()
        actor: Actor = getattr(request, "actor", NOBODY)
        if isinstance(problem, Refused) and actor.member:
            match = request.resolver_match
            record(
                by=actor,
                event=ACCESS_REFUSED,
                result="denied",
                view=match.view_name if match else "",
                method=request.method or "",
            )


def _too_long(request: HttpRequest) -> bool:
    started = request.session.setdefault("started", int(time.time()))
    return bool(time.time() - started > settings.KETENWERK_ABSOLUTE_TIMEOUT)
