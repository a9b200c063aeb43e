"""The pages of the house itself: lock, drafts, functions, demo, health. "Vandaag" has its own file."""

import uuid

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, needs, open_to_everybody
from ketenwerk.audit.api import record
from ketenwerk.audit.events import FUNCTION_SWITCHED, LOCKED, UNLOCK_FAILED, UNLOCKED
from ketenwerk.kernel.clock import AMSTERDAM
from ketenwerk.people.api import Member
from ketenwerk.web import drafts, functions, lock, styleguide

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TRIES = 5


@needs(Permission.SELF_MANAGE)
@require_POST
def lock_screen(request: StaffRequest) -> HttpResponse:
    lock.close(request)
    record(by=request.actor, event=LOCKED)
    if _wants_json(request):
        return JsonResponse({"locked": True})
    return redirect("home")


@needs(Permission.SELF_MANAGE)
@require_http_methods(["GET", "POST"])
def unlock(request: StaffRequest) -> HttpResponse:
    """Opens a locked session with the password; five wrong ones end the session."""
    path = lock.safe_path(request, request.POST.get("resume_path", "/"))
    method = request.POST.get("resume_method", "GET")
    kept = lock.carried_fields(request)
    if request.method == "GET":
        return lock.page(request, [], "/", "GET") if lock.is_locked(request) else redirect("home")
    member = request.user
    if not isinstance(member, Member) or not member.check_password(
        request.POST.get("unlock_password", "")
    ):
        return _wrong_password(request, kept, path, method)
    lock.reopen(request)
    request.session.pop("unlock_tries", None)
    record(by=request.actor, event=UNLOCKED)
    if _wants_json(request):
        return JsonResponse({"csrf": get_token(request)})
    if method == "POST" and kept:
        return render(
            request,
            "web/resume.html",
            {"resume_path": path, "kept_fields": kept, "kept_count": len(kept)},
        )
    return redirect(path)


def _wrong_password(
    request: StaffRequest, kept: list[tuple[str, str]], path: str, method: str
) -> HttpResponse:
    tries = request.session.get("unlock_tries", 0) + 1
    request.session["unlock_tries"] = tries
    record(by=request.actor, event=UNLOCK_FAILED, result="denied")
    if tries >= TRIES:
        request.session.flush()
        return JsonResponse({}, status=401) if _wants_json(request) else redirect("account_login")
    words = "Dit wachtwoord klopt niet. Probeer het nog eens."
    if _wants_json(request):
        return JsonResponse({"message": words}, status=422)
    return lock.page(request, kept, path, method, words)


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


@needs(Permission.SELF_MANAGE)
@require_http_methods(["GET", "POST", "DELETE"])
def draft(request: StaffRequest, form: str) -> HttpResponse:
    """Keeps, gives back or throws away the own draft of a form; drafts belong to a function."""
    if not request.actor.role:
        raise Http404
    if request.method == "DELETE":
        drafts.throw_away(request.actor, form)
        return HttpResponse(status=204)
    if request.method == "POST":
        fields = {
            name: [str(v) for v in values]
            for name, values in request.POST.lists()
            if name != "csrfmiddlewaretoken"
        }
        try:
            saved_at = drafts.keep(request.actor, form, fields)
        except ValueError:
            return HttpResponse(status=400)
        return JsonResponse({"saved_at": f"{saved_at.astimezone(AMSTERDAM):%H.%M}"})
    kept = drafts.kept(request.actor, form)
    if kept is None:
        return HttpResponse(status=204)
    return JsonResponse(
        {"fields": kept.fields, "saved_at": f"{kept.saved_at.astimezone(AMSTERDAM):%H.%M}"}
    )


@needs(Permission.SELF_MANAGE)
@require_POST
def switch_function(request: StaffRequest) -> HttpResponse:
    """Goes on in another function of the same person (D6)."""
    try:
        wanted = uuid.UUID(request.POST.get("function", ""))
    except ValueError:
        raise Http404 from None
    member = request.user
    function = functions.switch(request, member, wanted) if isinstance(member, Member) else None
    if function is None:
        raise Http404
    record(by=request.actor, event=FUNCTION_SWITCHED, function=function.role)
    return redirect("home")


@needs(Permission.SELF_MANAGE)
@require_GET
def second_factor(request: StaffRequest) -> HttpResponse:
    """Signed in with a password, not let in yet: first a second factor (D17)."""
    return render(request, "web/second_factor.html")


@needs(Permission.SELF_MANAGE)
@require_POST
def choose_scheme(request: StaffRequest) -> HttpResponse:
    scheme = request.POST.get("scheme", "")
    if scheme in {"", "light", "dark"}:
        Member.objects.filter(id=request.actor.person).update(scheme=scheme)
    return redirect(lock.safe_path(request, request.POST.get("back", "/")))


@needs(Permission.SELF_MANAGE)
@require_GET
def show_styleguide(request: StaffRequest) -> HttpResponse:
    return render(request, "web/styleguide.html", styleguide.context())


@open_to_everybody
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click per role. Exists in demo mode only."""
    member = (
        Member.objects.filter(email=request.POST.get("person", ""), is_active=True).first()
        if settings.DEMO
        else None
    )
    if member is None:
        raise Http404
    login(request, member, BACKEND)
    request.session["demo"] = True
    return redirect("home")


@open_to_everybody
@require_GET
def alive(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@open_to_everybody
@require_GET
def security_text(_request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); empty until the operator names a contact."""
    contact = settings.KETENWERK_SECURITY_CONTACT
    if not contact:
        raise Http404
    lines = f"Contact: {contact}\nExpires: {settings.KETENWERK_SECURITY_EXPIRES}\nPreferred-Languages: nl, en\n"
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")
