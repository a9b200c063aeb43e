"""Who gives something of a client to another, and who takes her yes back, go one after the other."""

import uuid

from ketenwerk.clients.models import Client


def in_turn(client: uuid.UUID) -> Client:
    """Her row, held until the act is done. Take it before the ground to share is read, and before any key is held.

    What only refers to her, such as a new note, does not wait for it.
    """
    return Client.objects.select_for_update(no_key=True).get(id=client)
