"""A form that was saved needs no draft: the redirect after it throws the draft away."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ketenwerk.web import drafts


class DraftMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        form = request.POST.get("draft", "") if request.method == "POST" else ""
        actor = getattr(request, "actor", None)
        if form and actor and actor.member and not _turned_away(request) and _saved(response):
            drafts.throw_away(actor, form)
        return response


def _turned_away(request: HttpRequest) -> bool:
    """Sent to sign in, unlock or a second factor: the view never saw what was typed."""
    return getattr(request, "turned_away", False)


def _saved(response: HttpResponse) -> bool:
    """A redirect, or for a fragment the sign that it was saved."""
    return response.status_code in {302, 303} or response.headers.get("X-Saved") == "1"
