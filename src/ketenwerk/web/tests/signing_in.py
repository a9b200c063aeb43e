"""Signing in for tests: a session as the sign-in pages make it, second factor included."""

import time

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client as Browser

from ketenwerk.access.api import Role
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Member
from ketenwerk.web import demo
from ketenwerk.web.views import BACKEND


def sign_in(key: str, role: Role | None = None) -> Browser:
    browser = Browser(enforce_csrf_checks=False)
    with standing(Standpoint(DatabaseRole.OFFICE)):
        member = Member.objects.get(email=f"{key}@{demo.DOMAIN}")
        session = SessionStore()
        session[SESSION_KEY] = str(member.pk)
        session[BACKEND_SESSION_KEY] = BACKEND
        session[HASH_SESSION_KEY] = member.get_session_auth_hash()
        session["demo"] = True
        # As after the first page: what that one notes is not noted anew by each that follows.
        session["started"] = session["seen"] = int(time.time())
        if role:
            session["function"] = str(member.functions.get(role=role).id)
        session.create()
    browser.cookies["kis"] = session.session_key
    return browser
