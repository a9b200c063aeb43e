"""Signing in: what allauth does for us, and what we set for it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import signals
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from ketenwerk.audit.api import record
from ketenwerk.audit.events import SIGN_IN_FAILED, SIGNED_IN, SIGNED_OUT
from ketenwerk.kernel import crypto
from ketenwerk.people.api import NOBODY, Actor, Member

# Without signing in. A test holds this list against the patterns.
OPEN_VIEWS = {
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
# With a password but without a second factor yet: only making one.
SECOND_FACTOR_VIEWS = {
    "second_factor",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
# Own account, for everybody who is in.
SIGNED_IN_VIEWS = {
    "account_change_password",
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "usersessions_list",
}
UNLOCKING_VIEWS = {"unlock", "lock"}


MADE_HERE = "second_factor_made"


def has_second_factor(member: AbstractBaseUser | AnonymousUser) -> bool:
    return bool(is_mfa_enabled(member))


def backed_by_second_factor(request: HttpRequest) -> bool:
    """Whether a second factor was used or made in this very session (decision D17).

    That the account has one is not enough: a session from before, of somebody who knew only the
    password, would be let in by the second factor of the right person.
    """
    if request.session.get("demo"):
        return True
    records = get_authentication_records(request, request.user)
    used = request.session.get(MADE_HERE) or any(done["method"] == "mfa" for done in records)
    return bool(used) and has_second_factor(request.user)


@receiver(post_save, sender=Authenticator)
def _made_here(instance: Authenticator, *, created: bool, **_: Any) -> None:
    request = context.request
    if created and request is not None and request.user == instance.user:
        request.session[MADE_HERE] = True


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; nobody signs up. Mails say nothing."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return f"KIS: {subject}"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed with a key from the tree."""

    def encrypt(self, text: str) -> str:
        return crypto.seal(text, key=_key(), place="mfa").hex()

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.unseal(bytes.fromhex(encrypted_text), key=_key(), place="mfa")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return (
            {"id": self.request.get_host().partition(":")[0], "name": "KIS"}
            if self.request
            else {"id": "", "name": "KIS"}
        )


def _key() -> bytes:
    return crypto.key_tree().derive("second-factor")


def actor_from(request: HttpRequest | None, member: Member | None) -> Actor:
    """For the log, at moments when the actor of the request is not known yet."""
    if member is None:
        return NOBODY
    session = request.session.session_key or "" if request else ""
    return Actor(
        member=member.id,
        organisation=member.organisation_id,
        role="",
        name=member.name,
        session=session,
    )


@receiver(signals.user_logged_in)
def _signed_in(request: HttpRequest | None, user: Member, **_: Any) -> None:
    record(by=actor_from(request, user), event=SIGNED_IN)


@receiver(signals.user_logged_out)
def _signed_out(request: HttpRequest | None, user: Member | None, **_: Any) -> None:
    if user is not None:
        record(by=actor_from(request, user), event=SIGNED_OUT)


@receiver(signals.user_login_failed)
def _failed(**_: Any) -> None:
    record(by=NOBODY, event=SIGN_IN_FAILED, result="denied")
