"""The key tree and the sealing of fields.

One root key of 32 bytes lives in a file outside the database. Every other key is derived from it
by label (HKDF-SHA256) or random and wrapped by a derived key (AES-KW). A sealed value is
version byte + 12-byte nonce + AES-256-GCM, bound to its table, field and row.

A key of a dossier part may be a ring: keys of 32 bytes one after another, the newest first. Sealing takes
the newest, opening tries each.
"""

import hashlib
import hmac
import os
import secrets
import uuid
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings

VERSION = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12


class RootKeyError(Exception):
    """The key is missing, unreadable or not the one this data was written with."""


class SealBroken(Exception):  # noqa: N818
    """A sealed value does not open: wrong key, wrong row or changed bytes. Never shown, never saved back."""


@dataclass(frozen=True)
class KeyTree:
    root: bytes

    def derive(self, label: str) -> bytes:
        """The key with this label: 32 bytes, always the same for the same root."""
        return _derive(self.root, label)

    def organisation(self, organisation: uuid.UUID, version: int = 1) -> bytes:
        """The key-encryption key of an organisation."""
        return self.derive(f"org:{organisation}:v{version}")

    @property
    def link_tokens(self) -> bytes:
        return self.derive("link-tokens")

    @property
    def drafts(self) -> bytes:
        return self.derive("drafts")

    @property
    def check_value(self) -> str:
        """What the database remembers to recognise this root key; tells nothing about it."""
        return hmac.new(self.derive("key-check"), b"ketenwerk", hashlib.sha256).hexdigest()


def key_tree() -> KeyTree:
    """The keys of this installation; raises RootKeyError where it runs without."""
    keys: KeyTree | None = settings.KETENWERK_KEYS
    if keys is None:
        raise RootKeyError("Dit onderdeel kan niet zonder sleutelbestand.")
    return keys


@lru_cache(maxsize=4096)
def _derive(root: bytes, label: str) -> bytes:
    hkdf = HKDF(
        algorithm=hashes.SHA256(), length=KEY_BYTES, salt=b"ketenwerk/1", info=label.encode()
    )
    return hkdf.derive(root)


def read_root(path: Path) -> KeyTree:
    """Reads the root key: 64 hexadecimal characters. Raises RootKeyError with a message for the operator."""
    try:
        text = path.read_text("ascii").strip()
    except FileNotFoundError:
        raise RootKeyError(
            f"Er is geen sleutelbestand op {path.name}. Zet het bestand terug of wijs het aan."
        ) from None
    except (OSError, UnicodeDecodeError):
        raise RootKeyError(f"Het sleutelbestand {path.name} is niet te lezen.") from None
    try:
        root = bytes.fromhex(text)
    except ValueError:
        root = b""
    if len(root) != KEY_BYTES:
        raise RootKeyError(
            f"Het sleutelbestand {path.name} hoort 64 hexadecimale tekens te hebben."
        )
    return KeyTree(root)


def write_new_root(path: Path) -> KeyTree:
    """Makes a root key that only this user can read. Refuses to overwrite one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
    return read_root(path)


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def with_new_key(ring: bytes) -> bytes:
    """The same ring with a new key in front: what was sealed still opens, what follows opens only with the new one."""
    return new_key() + ring


def wrap(key: bytes, *, by: bytes) -> bytes:
    return aes_key_wrap(by, key)


def unwrap(wrapped: bytes, *, by: bytes) -> bytes:
    try:
        return aes_key_unwrap(by, wrapped)
    except (InvalidUnwrap, ValueError):
        raise SealBroken("a wrapped key does not open") from None


def seal(text: str, *, key: bytes, place: str) -> bytes:
    """Seals text for one place ("table|field|row id"). An empty text is sealed too, so that absence shows nothing."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key[:KEY_BYTES]).encrypt(nonce, text.encode(), place.encode())


def unseal(sealed: bytes | memoryview, *, key: bytes, place: str) -> str:
    """The text that was sealed for exactly this place with this key; raises SealBroken otherwise."""
    data = bytes(sealed)
    if data[:1] != VERSION:
        raise SealBroken("unknown version of a sealed value")
    nonce, body = data[1 : 1 + NONCE_BYTES], data[1 + NONCE_BYTES :]
    for start in range(0, len(key), KEY_BYTES):
        try:
            one = AESGCM(key[start : start + KEY_BYTES])
            return one.decrypt(nonce, body, place.encode()).decode()
        except (InvalidTag, ValueError):
            continue
    raise SealBroken("a sealed value does not open")
