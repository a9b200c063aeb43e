"""What a session remembers is sealed: messages and interrupted forms may speak about somebody."""

import json
from typing import Any

from ketenwerk.kernel import crypto

PLACE = "session"


class SealedSerializer:
    """Django's serializer for sessions, with a seal around the JSON."""

    def dumps(self, values: dict[str, Any]) -> bytes:
        return crypto.seal(json.dumps(values), key=_key(), place=PLACE)

    def loads(self, data: bytes) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(crypto.unseal(data, key=_key(), place=PLACE))
        return values


def _key() -> bytes:
    return crypto.key_tree().derive("sessions")
