"""What a session holds cannot be read from the database."""

import zlib
from collections.abc import Callable

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client as Browser

from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.web.sessions import SealedSerializer

WORDS = "Opgeslagen onder code K7Q2"


def stored(browser: Browser) -> bytes:
    with standing(Standpoint(DatabaseRole.PUBLIC)):
        text = Session.objects.get(session_key=browser.cookies["kis"].value).session_data
    packed = signing.b64_decode(text.lstrip(".").split(":")[0].encode())
    return zlib.decompress(packed) if text.startswith(".") else packed


@pytest.mark.django_db
def test_a_message_in_a_session_is_sealed_in_the_database(browse: Callable[..., Browser]) -> None:
    browser = browse("anna")
    with standing(Standpoint(DatabaseRole.PUBLIC)):
        session = SessionStore(browser.cookies["kis"].value)
        session["words"] = WORDS
        session.save()
    assert WORDS.encode() not in stored(browser)
    assert SealedSerializer().loads(stored(browser))["words"] == WORDS
    assert browser.get("/").status_code == 200
