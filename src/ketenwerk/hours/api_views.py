"""The address where the own system of an organisation brings hours as JSON. Errors are as RFC 9457 describes them."""

import json
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ketenwerk.access.api import acting_for, open_to_everybody
from ketenwerk.hours.import_lines import LAYOUT
from ketenwerk.hours.import_runs import MOST_TOLD, start_lines
from ketenwerk.hours.importing import Outcome
from ketenwerk.hours.models import ImportRun
from ketenwerk.hours.tokens import Caller, caller_of, mark_used, too_often
from ketenwerk.kernel import clock
from ketenwerk.kernel.tables import read_objects

Status = HTTPStatus


# No cookie counts here, only the token in the header: so there is nothing to forge across sites.
@csrf_exempt
@open_to_everybody
@require_POST
def bring_hours(request: HttpRequest) -> HttpResponse:
    """A list of lines: all booked, or none and what is wrong in each. A second time the same changes nothing."""
    caller = _caller(request)
    if caller is None:
        answer = _problem(Status.UNAUTHORIZED, "De sleutel van deze koppeling werkt niet.")
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    if too_often(caller, clock.real_now()):
        answer = _problem(Status.TOO_MANY_REQUESTS, "Te veel verzoeken. Wacht een minuut.")
        answer["Retry-After"] = "60"
        return answer
    if request.content_type != "application/json":
        return _problem(Status.UNSUPPORTED_MEDIA_TYPE, "Stuur de regels als application/json.")
    try:
        found = json.loads(request.body)
    except RequestDataTooBig:
        words = "Hoogstens een miljoen tekens per keer. Deel de regels op."
        return _problem(Status.REQUEST_ENTITY_TOO_LARGE, words)
    except (ValueError, RecursionError):
        return _problem(Status.BAD_REQUEST, "Dit is geen JSON.")
    with acting_for(caller.actor):
        mark_used(caller)
        run, outcome = start_lines(
            by=caller.actor, token=caller.token, read=lambda: read_objects(found, LAYOUT)
        )
    return _refused(run, outcome) if outcome.problems else _report(run, outcome)


def _caller(request: HttpRequest) -> Caller | None:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    return caller_of(secret.strip()) if kind.lower() == "bearer" and secret.strip() else None


def _report(run: ImportRun, outcome: Outcome) -> JsonResponse:
    return JsonResponse(
        {
            "levering": str(run.id),
            "nieuw": outcome.added,
            "gelijk": outcome.same,
            "gecorrigeerd": outcome.corrected,
            "regels": [{"regel": number, "uitkomst": words} for number, words in outcome.rows],
        }
    )


def _refused(run: ImportRun, outcome: Outcome) -> JsonResponse:
    wrong = [
        {"regel": each.row or None, "vak": each.column, "tekst": each.text}
        for each in outcome.problems[:MOST_TOLD]
    ]
    words = "Er is niets geboekt. Verbeter deze regels en stuur alles opnieuw."
    return _problem(
        Status.UNPROCESSABLE_ENTITY,
        words,
        levering=str(run.id),
        aantal=len(outcome.problems),
        fouten=wrong,
    )


def _problem(status: HTTPStatus, detail: str, **more: object) -> JsonResponse:
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    return JsonResponse(body | more, status=status, content_type="application/problem+json")
