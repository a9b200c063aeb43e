from django.urls import path

from ketenwerk.invoicing import views

urlpatterns = [
    path("facturen/", views.invoices, name="invoices"),
    path("facturen/afzender/", views.seller, name="invoice_seller"),
    path("facturen/nieuw/", views.new_order, name="new_invoice"),
    path("facturen/<uuid:invoice>/", views.invoice, name="invoice"),
    path("facturen/<uuid:invoice>/verander/", views.change_order, name="change_invoice"),
    path("facturen/<uuid:invoice>/verstuur/", views.send, name="send_invoice"),
    path("facturen/<uuid:invoice>/betaald/", views.note_paid, name="invoice_paid"),
    path("facturen/<uuid:invoice>/einde/", views.end, name="end_invoice"),
    path("facturen/<uuid:invoice>/pdf/", views.pdf, name="invoice_pdf"),
    path("facturen/<uuid:invoice>/ubl/", views.e_invoice, name="invoice_ubl"),
]
