"""Pages of the administrator about accounts, and the page on which an invited person chooses a password."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.account.forms import SetPasswordForm
from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import (
    Permission,
    Role,
    StaffRequest,
    asks_password_first,
    card_of,
    get,
    needs,
    open_to_everybody,
    visible,
)
from ketenwerk.kernel import clock
from ketenwerk.people.api import Function, Member
from ketenwerk.web import accounts
from ketenwerk.web.account_forms import EndForm, FunctionForm, MemberForm
from ketenwerk.web.sign_in import actor_from
from ketenwerk.web.views import BACKEND

PAGE = 50
LINK = "invitation_link"
TOKEN = "invitation"  # noqa: S105 - a name in the session


@dataclass(frozen=True)
class FunctionRow:
    id: uuid.UUID
    name: str
    start: date
    last: date | None
    running: bool


@needs(Permission.MEMBER_MANAGE)
@require_http_methods(["GET", "POST"])
def members(request: StaffRequest) -> HttpResponse:
    """The accounts of the own organisation by name. A name is searched by POST, so that it stands in no address."""
    words = request.POST.get("zoek", "").strip()
    people = visible(request.actor, Permission.MEMBER_MANAGE, Member)
    if words:
        people = people.filter(name__icontains=words)
    else:
        people = _after(people, request.GET.get("na", ""))
    people = people.select_related("invitation").prefetch_related("functions")
    page = list(people.order_by("-is_active", "name", "id")[: PAGE + 1])
    context = {
        "rows": [_row(person) for person in page[:PAGE]],
        "words": words,
        "more_url": f"?na={page[PAGE - 1].id}" if len(page) > PAGE and not words else "",
        "too_many": bool(words) and len(page) > PAGE,
    }
    return render(request, "web/members.html", context)


def _after(rows: QuerySet[Member], mark: str) -> QuerySet[Member]:
    """The rows behind this account in the order of the list; all rows for a mark that is none."""
    try:
        last = rows.get(id=uuid.UUID(mark))
    except (ValueError, Member.DoesNotExist):
        return rows
    behind = Q(is_active=last.is_active) & (
        Q(name__gt=last.name) | Q(name=last.name, id__gt=last.id)
    )
    return rows.filter(behind | Q(is_active__lt=last.is_active))


def _row(person: Member) -> dict[str, object]:
    functions = [f.name for f in _functions(person) if f.running]
    return {"member": person, "functions": ", ".join(functions), "invited": _invited(person)}


def _functions(person: Member) -> list[FunctionRow]:
    today = clock.today()
    return [
        FunctionRow(
            id=function.id,
            name=_role_name(function.role),
            start=function.start,
            last=function.end - timedelta(days=1) if function.end else None,
            running=function.start <= today and (function.end is None or function.end > today),
        )
        for function in person.functions.all()
    ]


def _role_name(role: str) -> str:
    card = card_of(role)
    return card.name if card else role


def _invited(person: Member) -> bool:
    """Whether somebody still has to choose a password by the link."""
    return person.is_active and not person.has_usable_password()


@needs(Permission.MEMBER_MANAGE)
@asks_password_first
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    house = _own(request).organisation
    form = MemberForm(request.POST or None, organisation=house)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                invited = accounts.add_member(
                    by=request.actor, organisation=house, account=form.account()
                )
        except accounts.AccountRefused as refusal:
            form.add_error("roles" if refusal.field == "role" else refusal.field, str(refusal))
        else:
            return _show_link(request, invited)
    return _answer(request, "web/member_new.html", form)


def _own(request: StaffRequest) -> Member:
    return get(request.actor, Permission.MEMBER_MANAGE, Member, id=request.actor.person)


def _answer(request: StaffRequest, template: str, form: Form, **context: object) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def _show_link(request: StaffRequest, invited: accounts.Invited) -> HttpResponse:
    """To the account's page, where the link stands once. On the way it is in the session, which is sealed."""
    link = request.build_absolute_uri(reverse("invitation", args=[invited.token]))
    request.session[LINK] = [str(invited.member), link]
    return redirect("member", invited.member)


@needs(Permission.MEMBER_MANAGE)
@require_GET
def member_page(request: StaffRequest, member: uuid.UUID) -> HttpResponse:
    person = get(request.actor, Permission.MEMBER_MANAGE, Member, id=member, along=["unit"])
    context = {
        "person": person,
        "functions": _functions(person),
        "invited": _invited(person),
        "invitation": getattr(person, "invitation", None),
        "expired": _expired(person),
        "link": _taken_link(request, person),
        "link_days": accounts.LINK_DAYS,
        "myself": person.id == request.actor.member,
        "not_yourself": accounts.NOT_YOURSELF,
    }
    return render(request, "web/member.html", context)


def _expired(person: Member) -> bool:
    invitation = getattr(person, "invitation", None)
    return invitation is None or invitation.expires_at <= clock.real_now()


def _taken_link(request: StaffRequest, person: Member) -> str:
    """The link that was just made for this person; it is shown once."""
    kept = request.session.get(LINK)
    if not kept or kept[0] != str(person.id):
        return ""
    del request.session[LINK]
    return str(kept[1])


@needs(Permission.MEMBER_MANAGE)
@asks_password_first
@require_POST
def renew(request: StaffRequest, member: uuid.UUID) -> HttpResponse:
    try:
        invited = accounts.renew_invitation(by=request.actor, member=member)
    except accounts.AccountRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("member", member)
    return _show_link(request, invited)


@needs(Permission.MEMBER_MANAGE)
@asks_password_first
@require_http_methods(["GET", "POST"])
def give(request: StaffRequest, member: uuid.UUID) -> HttpResponse:
    person = get(request.actor, Permission.MEMBER_MANAGE, Member, id=member, along=["unit"])
    form = FunctionForm(request.POST or None, member=person)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            accounts.give_function(
                by=request.actor,
                member=member,
                role=Role(data["role"]),
                start=data["start"],
                end=form.end(),
            )
        except accounts.AccountRefused as refusal:
            form.add_error(
                "last" if refusal.field == "end" else refusal.field or None, str(refusal)
            )
        else:
            messages.success(request, f"{person.name} heeft de functie {_role_name(data['role'])}.")
            return redirect("member", member)
    return _answer(request, "web/function_give.html", form, person=person)


@needs(Permission.MEMBER_MANAGE)
@require_http_methods(["GET", "POST"])
def stop(request: StaffRequest, member: uuid.UUID, function: uuid.UUID) -> HttpResponse:
    person = get(request.actor, Permission.MEMBER_MANAGE, Member, id=member)
    row = get(request.actor, Permission.MEMBER_MANAGE, Function, id=function, member=person)
    form = EndForm(request.POST or None, initial={"last": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            accounts.end_function(
                by=request.actor, member=member, function=function, end=form.end()
            )
        except accounts.AccountRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, "De laatste dag van de functie staat vast.")
            return redirect("member", member)
    return _answer(request, "web/function_end.html", form, person=person, name=_role_name(row.role))


@needs(Permission.MEMBER_MANAGE)
@asks_password_first
@require_POST
def leave(request: StaffRequest, member: uuid.UUID) -> HttpResponse:
    """Ends an account: out at the next request, all sessions gone. Asks for the password first (step-up)."""
    try:
        person = accounts.end_account(by=request.actor, member=member)
    except accounts.AccountRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{person.name} kan niet meer inloggen.")
    return redirect("members")


@open_to_everybody
@require_GET
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link. The token moves into the session at once, so that it stands in no address after this."""
    if request.user.is_authenticated or accounts.open_invitation(token) is None:
        return _no_way_in(request)
    request.session[TOKEN] = token
    return redirect("join")


@open_to_everybody
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """An own password; the second factor follows, because nothing else opens before it."""
    if request.user.is_authenticated:
        return _no_way_in(request)
    found = accounts.open_invitation(request.session.get(TOKEN, ""))
    if found is None:
        return _no_way_in(request)
    form = SetPasswordForm(user=found.member, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            member = accounts.join(
                by=actor_from(request, found.member),
                invitation=found,
                password=form.cleaned_data["password1"],
            )
        except accounts.AccountRefused:
            return _no_way_in(request)
        del request.session[TOKEN]
        login(request, member, BACKEND)
        # Who chose the password this moment is not asked for it again before the second factor.
        record_authentication(request, member, method="password", reauthenticated=True)
        return redirect("second_factor")
    context = {"form": form, "person": found.member}
    return render(request, "web/join.html", context, status=422 if form.errors else 200)


def _no_way_in(request: HttpRequest) -> HttpResponse:
    return render(request, "web/join_closed.html", status=404)
