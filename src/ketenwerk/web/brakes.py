"""The keys of the shared brakes: nobody can read from the table which address or network it was."""

from django.utils.crypto import salted_hmac


def hidden_key(key: str, prefix: str, version: int) -> str:
    """The same key for the same words, and no way back."""
    return salted_hmac(
        "ketenwerk.brakes", f"{prefix}:{version}:{key}", algorithm="sha256"
    ).hexdigest()
