"""Pages of numbers: the whole picture, and the accounts with their documents."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, asks_password_first, has, needs
from ketenwerk.audit.api import record
from ketenwerk.kernel.downloads import attachment
from ketenwerk.reports import api, events
from ketenwerk.reports.forms import ExplainForm

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@needs(Permission.PICTURE_READ)
@require_GET
def picture(request: StaffRequest) -> HttpResponse:
    """The newest year, or an earlier one that was asked for; another year than there is gets the newest."""
    years = api.picture_years()
    asked = request.GET.get("jaar", "")
    number = next((each for each in years if str(each) == asked), years[0])
    tabs = [(str(each), f"?jaar={each}", each == number) for each in years]
    context = {"picture": api.whole_picture(request.actor, number), "years": tabs}
    return render(request, "reports/picture.html", context)


@needs(Permission.ACCOUNT_READ)
@require_GET
def accounts(request: StaffRequest) -> HttpResponse:
    rows = [
        {"row": row, "words": api.words_of(row.which), "state": api.frozen_words(row)}
        for row in api.account_rows(request.actor)
    ]
    return render(request, "reports/accounts.html", {"rows": rows})


def _which(request: StaffRequest, year: int, part: str, holder: str) -> api.Which:
    """The account that was asked for, when this actor may see it before it is frozen; else as if it is not there."""
    which = api.which_of(year, part, holder)
    if which is None or not api.may_see(request.actor, which):
        raise Http404
    return which


@needs(Permission.ACCOUNT_READ)
@require_GET
def account(request: StaffRequest, year: int, part: str, holder: str) -> HttpResponse:
    """The account as it stands now."""
    which = _which(request, year, part, holder)
    row = api.account_row(request.actor, which)
    context = {
        "page": api.account_page(api.compose(which)),
        "words": api.words_of(which),
        "row": row,
        "may_explain": has(request.actor.role, Permission.ACCOUNT_EXPLAIN),
        "may_freeze": has(request.actor.role, Permission.ACCOUNT_FREEZE)
        and row is not None
        and row.is_over,
        "half": which.half,
    }
    return render(request, "reports/account.html", context)


@needs(Permission.ACCOUNT_EXPLAIN)
@require_http_methods(["GET", "POST"])
def explain(request: StaffRequest, line: uuid.UUID, half: int) -> HttpResponse:
    facts = api.line_to_explain(request.actor, line, half)
    form = ExplainForm(request.POST or None, initial={"text": facts.text})
    if request.method == "POST" and form.is_valid():
        api.explain(by=request.actor, line=line, half=half, text=form.cleaned_data["text"])
        messages.success(request, "De toelichting is opgeslagen.")
        return redirect("account", *facts.words)
    status = 422 if form.errors else 200
    return render(request, "reports/explain.html", {"form": form, "facts": facts}, status=status)


@needs(Permission.ACCOUNT_FREEZE)
@asks_password_first
@require_POST
def freeze(request: StaffRequest, year: int, part: str, holder: str) -> HttpResponse:
    """Makes an account definite. Asks for the password first (step-up)."""
    which = _which(request, year, part, holder)
    try:
        made = api.freeze_account(by=request.actor, which=which)
    except api.AccountRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("account", *api.words_of(which))
    messages.success(
        request, f"Vastgezet als versie {made.version}. Deze versie verandert niet meer."
    )
    return redirect("frozen", made.id)


@needs(Permission.ACCOUNT_READ)
@require_GET
def frozen(request: StaffRequest, freeze: uuid.UUID) -> HttpResponse:
    row, content = api.frozen_account(request.actor, freeze)
    return render(
        request, "reports/frozen.html", {"page": api.account_page(content), "freeze": row}
    )


@needs(Permission.ACCOUNT_READ)
@require_GET
def download(request: StaffRequest, freeze: uuid.UUID, kind: str) -> HttpResponse:
    row, content = api.frozen_account(request.actor, freeze)
    record(by=request.actor, event=events.DOWNLOADED, target=row, format=kind, version=row.version)
    return _file(content, kind)


@needs(Permission.ACCOUNT_READ)
@require_GET
def download_now(
    request: StaffRequest, year: int, part: str, holder: str, kind: str
) -> HttpResponse:
    """The account as it stands now, marked as not frozen."""
    which = _which(request, year, part, holder)
    record(by=request.actor, event=events.DOWNLOADED, format=kind, version=0)
    return _file(api.compose(which), kind)


def _file(account: api.Account, kind: str) -> HttpResponse:
    if kind not in TYPES:
        raise Http404
    body = api.account_pdf(account) if kind == "pdf" else api.account_excel(account)
    return attachment(body, TYPES[kind], api.file_name(account, kind))
