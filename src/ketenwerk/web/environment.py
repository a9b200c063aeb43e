"""Reading the environment: typed, and refusing nonsense with a sentence for the operator."""

import os
import secrets
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from ketenwerk.kernel import crypto


class Misconfigured(SystemExit):
    """Stops the program with a sentence: what is wrong and what to do."""


PROJECT = Path(__file__).resolve().parents[3]


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """Reads 1/true/ja or 0/false/nee; anything else stops the program."""
    value = text(name).lower()
    if value in {"", "1", "true", "ja", "0", "false", "nee"}:
        return value in {"1", "true", "ja"} if value else default
    raise Misconfigured(f"{name} is '{value}'. Gebruik 1 of 0.")


def count(name: str) -> int:
    """Reads a whole number from 0 to 9; without one, 0. Anything else stops the program."""
    value = text(name, "0")
    if value not in set("0123456789"):
        raise Misconfigured(f"{name} is '{value}'. Gebruik een getal van 0 tot en met 9.")
    return int(value)


def day(name: str) -> date | None:
    value = text(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Misconfigured(f"{name} is '{value}'. Gebruik een datum zoals 2021-11-23.") from None


def folder() -> Path:
    """Where this installation keeps its data: KETENWERK_VAR, or var/ in the project."""
    return Path(text("KETENWERK_VAR") or PROJECT / "var")


def root_key(file: Path) -> crypto.KeyTree | None:
    """The keys in this file, or None when there is no file. A file that holds no key stops the program."""
    if not file.exists():
        return None
    try:
        return crypto.read_root(file)
    except crypto.RootKeyError as problem:
        raise Misconfigured(str(problem)) from None


# The same few statements all day: the server plans each once per connection. A pooler in between has to know
# prepared statements too (PgBouncer from 1.21).
PREPARED = {"server_side_binding": True, "prepare_threshold": 5}


def database(url: str) -> dict[str, object]:
    """Django's settings for postgresql://user:password@host:port/name?host=/socket&sslmode=…"""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise Misconfigured("Het adres van de database begint met postgresql://")
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = options.pop("host", "") or unquote(parts.hostname or "")
    port = options.pop("port", "") or str(parts.port or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "ketenwerk",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **PREPARED, **options},
        "TEST": {"NAME": unquote(parts.path.lstrip("/")) or "ketenwerk"},
    }


def secret_key(var: Path) -> str:
    """KETENWERK_SECRET_KEY, or a random one kept beside the root key: the same for every process and restart."""
    given = text("KETENWERK_SECRET_KEY")
    if given:
        if len(given) < 40:
            raise Misconfigured("KETENWERK_SECRET_KEY hoort minstens 40 tekens te hebben.")
        return given
    file = var / "keys" / "session.key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50), "ascii")
    return file.read_text("ascii")
