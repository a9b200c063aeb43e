"""The outermost layer of a request: one transaction, from the public side until we know who it is."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ketenwerk.audit.api import gathering
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing

PUBLIC_SIDE = Standpoint(DatabaseRole.PUBLIC)


class WallMiddleware:
    """The transaction commits after the answer is made and before it is sent.

    What was read is logged in it: when the log cannot be written the answer is thrown away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.number = uuid.uuid4()  # type: ignore[attr-defined]
        with standing(PUBLIC_SIDE), gathering():
            response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response
