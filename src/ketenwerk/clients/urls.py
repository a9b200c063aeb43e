from django.urls import path

from ketenwerk.clients import views

urlpatterns = [
    path("clienten/", views.caseload, name="clients"),
    path("clienten/nieuw/", views.intake, name="intake"),
    path("clienten/<uuid:client>/veilig-contact/", views.safe_contact, name="safe_contact"),
    path("clienten/<uuid:client>/toestemming/", views.consents, name="consents"),
    path("zoeken/", views.search, name="search"),
]
