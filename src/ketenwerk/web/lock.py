"""The lock: a session that rests is closed, what was typed is kept.

A locked session answers 423 to everything but unlocking. A form that arrives at a locked session is
carried along in the lock page, sealed, and offered again after unlocking; it is stored nowhere.
"""

import json
import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from ketenwerk.kernel import crypto

KEPT_MAX = 200
CARRIED = "kept-"
PARCEL = "sealed"
SECRET_FIELDS = {
    "csrfmiddlewaretoken",
    "password",
    "password1",
    "password2",
    "oldpassword",
    "unlock_password",
}


def is_locked(request: HttpRequest) -> bool:
    """Locked by hand, or by rest longer than KETENWERK_LOCK_AFTER seconds. Activity is noted once a minute at most."""
    session = request.session
    now = int(time.time())
    if session.get("locked"):
        return True
    if now - session.setdefault("seen", now) > settings.KETENWERK_LOCK_AFTER:
        close(request)
        return True
    if now - session["seen"] >= 60 and request.headers.get("X-Quiet") != "1":
        session["seen"] = now
    return False


def close(request: HttpRequest) -> None:
    request.session["locked"] = True


def reopen(request: HttpRequest) -> None:
    request.session.pop("locked", None)
    request.session["seen"] = int(time.time())


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into the form that met the lock."""
    if request.method != "POST":
        return []
    pairs = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in SECRET_FIELDS
    ]
    return [(name, str(value)) for name, value in pairs[:KEPT_MAX]]


def carried_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """The same fields, on their way back through the lock page; nothing when the parcel was changed or is not this person's."""
    try:
        text = crypto.unseal(
            bytes.fromhex(request.POST.get(CARRIED + PARCEL, "")), key=_key(), place=_place(request)
        )
    except (ValueError, crypto.SealBroken):
        return []
    return [(str(name), str(value)) for name, value in json.loads(text)]


def _key() -> bytes:
    return crypto.key_tree().derive("lock")


def _place(request: HttpRequest) -> str:
    return f"lock|{request.user.pk}"


def safe_path(request: HttpRequest, path: str) -> str:
    """The path when it stays in this house, otherwise the first page."""
    fine = path.startswith("/") and url_has_allowed_host_and_scheme(
        path, allowed_hosts={request.get_host()}
    )
    return path if fine else "/"


def page(
    request: HttpRequest, kept: list[tuple[str, str]], path: str, method: str, problem: str = ""
) -> HttpResponse:
    parcel = crypto.seal(json.dumps(kept), key=_key(), place=_place(request)).hex()
    context = {
        "kept_fields": [(PARCEL, parcel)] if kept else [],
        "kept_count": len(kept),
        "resume_path": path,
        "resume_method": method,
        "problem": problem,
    }
    return render(request, "web/locked.html", context, status=423)


def answer(request: HttpRequest) -> HttpResponse:
    return page(request, kept_fields(request), request.path, request.method or "GET")
