"""Error answers: what happened, what is kept, what to do. No detail, no database, the same for absent and forbidden."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def _answer(request: HttpRequest, status: int, template: str) -> HttpResponse:
    number = str(getattr(request, "number", ""))[:4].upper()
    return HttpResponse(render_to_string(template, {"number": number}), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django names it so
    return _answer(request, 400, "400.html")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return _answer(request, 403, "403_csrf.html")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django names it so
    return not_found(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django names it so
    return _answer(request, 404, "404.html")


def broken(request: HttpRequest) -> HttpResponse:
    return _answer(request, 500, "500.html")
