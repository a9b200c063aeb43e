"""Pages of invoices: the list, one invoice, an order to write, and what happens to it."""

import uuid
from collections.abc import Callable
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, has, needs
from ketenwerk.invoicing import api
from ketenwerk.invoicing.forms import (
    BLANK_LINES,
    LinesForm,
    OrderForm,
    PaidForm,
    ReasonForm,
    SellerForm,
    SendForm,
)
from ketenwerk.kernel import dutch
from ketenwerk.kernel.downloads import attachment
from ketenwerk.kernel.two_writers import show_both

CONFLICT, UNFIT = 409, 422
FORM = ["GET", "POST"]


@needs(Permission.INVOICE_READ)
@require_GET
def invoices(request: StaffRequest) -> HttpResponse:
    kind = request.GET.get("welke", "")
    kind = kind if kind in api.FILTERS else ""
    here = reverse("invoices")
    chips = [
        {
            "label": label,
            "url": f"{here}?welke={value}" if value else here,
            "current": value == kind,
        }
        for value, label in {"": "alle", **api.FILTERS}.items()
    ]
    context = {
        "listing": api.invoices(request.actor, kind),
        "chips": chips,
        "kind": kind,
        "may_write": has(request.actor.role, Permission.INVOICE_WRITE),
    }
    return render(request, "invoicing/invoices.html", context)


@needs(Permission.INVOICE_READ)
@require_GET
def invoice(request: StaffRequest, invoice: uuid.UUID) -> HttpResponse:
    return _shown(request, api.opened(request.actor, invoice))


def _shown(request: StaffRequest, found: api.Opened, **forms_sent: forms.Form) -> HttpResponse:
    role = request.actor.role
    sent = {
        "send_form": SendForm(),
        "paid_form": PaidForm(),
        "reason_form": ReasonForm(),
    } | forms_sent
    context = {
        "found": found,
        "title": api.title_of(found.frozen),
        "lines": [
            {
                **line,
                "amount": dutch.short_number(Decimal(line["quantity"])),
                "price": api.money(line["price"]),
                "net": api.money(line["net"]),
            }
            for line in found.frozen["lines"]
        ],
        "sums": {name: api.money(found.frozen[name]) for name in ("net", "tax", "total")},
        "may_write": has(role, Permission.INVOICE_WRITE),
        "may_settle": has(role, Permission.INVOICE_SETTLE),
        "seller": api.seller_of(request.actor),
        **sent,
    }
    status = UNFIT if any(form.is_bound for form in sent.values()) else 200
    return render(request, "invoicing/invoice.html", context, status=status)


@needs(Permission.INVOICE_WRITE)
@require_http_methods(FORM)
def new_order(request: StaffRequest) -> HttpResponse:
    runs = api.runs_on_invoice(request.actor)
    form, lines = OrderForm(request.POST or None, runs=runs), LinesForm(request.POST or None)
    if _complete(request, form, lines):
        made = api.order(by=request.actor, facts=form.facts(), lines=lines.facts())
        messages.success(request, "De opdracht staat klaar. Kijk hem na en verstuur de factuur.")
        return redirect("invoice", made.id)
    return _order_page(request, form, lines, draft="factuur-nieuw", back=reverse("invoices"))


@needs(Permission.INVOICE_WRITE)
@require_http_methods(FORM)
def change_order(request: StaffRequest, invoice: uuid.UUID) -> HttpResponse:
    row = api.concept_to_change(request.actor, invoice)
    names = ("text", "quantity", "unit", "price", "vat")
    runs = api.runs_on_invoice(request.actor)
    form = OrderForm(request.POST or None, initial=OrderForm.initial_of(row), runs=runs)
    lines = LinesForm(request.POST or None, initial=list(row.lines.values(*names)))
    back, status = reverse("invoice", args=[invoice]), 0
    if _complete(request, form, lines):
        try:
            api.change_order(
                by=request.actor,
                invoice=invoice,
                version=form.cleaned_data["version"] or 0,
                facts=form.facts(),
                lines=lines.facts(),
            )
        except api.Stale as stale:
            form.add_error(None, str(stale))
            show_both(form, version=stale.version)
            status = CONFLICT
        except api.InvoiceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De opdracht is opgeslagen.")
            return redirect(back)
    draft = f"factuur-{invoice}"
    return _order_page(request, form, lines, draft=draft, back=back, status=status)


def _complete(request: StaffRequest, form: OrderForm, lines: LinesForm) -> bool:
    """Both parts, so that all that is wrong is told at once; never when only more lines were asked."""
    if request.method != "POST" or "more" in request.POST:
        return False
    return all([form.is_valid(), lines.is_valid()])


def _order_page(
    request: StaffRequest,
    form: OrderForm,
    lines: LinesForm,
    *,
    draft: str,
    back: str,
    status: int = 0,
) -> HttpResponse:
    if "more" in request.POST:
        form, lines = _with_more_lines(request, form, lines)
    wrong = request.method == "POST" and "more" not in request.POST
    context = {"form": form, "lines": lines, "draft": draft, "back": back}
    shown = status or (UNFIT if wrong else 200)
    return render(request, "invoicing/order.html", context, status=shown)


def _with_more_lines(
    request: StaffRequest, form: OrderForm, lines: LinesForm
) -> tuple[OrderForm, LinesForm]:
    """Everything typed stays as it is, unjudged, with some empty lines below it."""
    typed = [{name: each[name].value() for name in each.fields} for each in lines.forms]
    kept = [each for each in typed if any(each[name] for name in ("text", "quantity", "price"))]
    start = {name: form[name].value() for name in form.fields}
    more = LinesForm(initial=kept)
    more.extra = BLANK_LINES + max(0, len(typed) - len(kept))
    return OrderForm(initial=start, runs=api.runs_on_invoice(request.actor)), more


@needs(Permission.INVOICE_WRITE)
@require_http_methods(["POST"])
def send(request: StaffRequest, invoice: uuid.UUID) -> HttpResponse:
    form = SendForm(request.POST)
    return _acted(
        request,
        invoice,
        "send_form",
        form,
        lambda: api.send(by=request.actor, invoice=invoice, way=form.cleaned_data["way"]),
        "De factuur heeft een nummer. Haal het bestand op en verstuur het.",
    )


@needs(Permission.INVOICE_SETTLE)
@require_http_methods(["POST"])
def note_paid(request: StaffRequest, invoice: uuid.UUID) -> HttpResponse:
    form = PaidForm(request.POST)
    return _acted(
        request,
        invoice,
        "paid_form",
        form,
        lambda: api.note_paid(by=request.actor, invoice=invoice, day=form.cleaned_data["day"]),
        "De factuur staat op betaald.",
    )


@needs(Permission.INVOICE_WRITE)
@require_http_methods(["POST"])
def end(request: StaffRequest, invoice: uuid.UUID) -> HttpResponse:
    """A concept lapses; what was sent is credited."""
    form = ReasonForm(request.POST)
    concept = not api.opened(request.actor, invoice).row.number
    act = api.withdraw if concept else api.credit
    said = "De opdracht is vervallen." if concept else "Er is een creditfactuur gemaakt."
    return _acted(
        request,
        invoice,
        "reason_form",
        form,
        lambda: act(by=request.actor, invoice=invoice, reason=form.cleaned_data["reason"]),
        said,
    )


def _acted(
    request: StaffRequest,
    invoice: uuid.UUID,
    name: str,
    form: forms.Form,
    act: Callable[[], object],
    done: str,
) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except api.InvoiceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("invoice", invoice)
    return _shown(request, api.opened(request.actor, invoice), **{name: form})


@needs(Permission.INVOICE_READ)
@require_GET
def pdf(request: StaffRequest, invoice: uuid.UUID) -> HttpResponse:
    found = api.opened(request.actor, invoice)
    number = found.row.number
    file = f"factuur-{number}.pdf" if number else "offerte.pdf"
    return attachment(api.invoice_pdf(found.frozen), "application/pdf", file)


@needs(Permission.INVOICE_READ)
@require_GET
def e_invoice(request: StaffRequest, invoice: uuid.UUID) -> HttpResponse:
    found = api.opened(request.actor, invoice)
    if not found.row.number:
        raise Http404
    return attachment(api.ubl(found.frozen), "application/xml", f"factuur-{found.row.number}.xml")


@needs(Permission.INVOICE_WRITE)
@require_http_methods(FORM)
def seller(request: StaffRequest) -> HttpResponse:
    row = api.seller_of(request.actor)
    form = SellerForm(request.POST or None, initial=SellerForm.initial_of(row))
    status = UNFIT if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            api.keep_seller(by=request.actor, facts=form.facts(), version=version)
        except api.Stale as stale:
            form.add_error(None, str(stale))
            show_both(form, version=stale.version)
            status = CONFLICT
        else:
            messages.success(request, "Opgeslagen. Nieuwe facturen krijgen deze gegevens.")
            return redirect("invoices")
    return render(request, "invoicing/seller.html", {"form": form}, status=status)
