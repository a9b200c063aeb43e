from django.urls import path

from ketenwerk.clients import (
    consent_views,
    dossier_views,
    emergency_views,
    erasing_views,
    override_views,
    views,
)

urlpatterns = [
    path("clienten/", views.caseload, name="clients"),
    path("clienten/nieuw/", views.intake, name="intake"),
    path("clienten/<uuid:client>/veilig-contact/", views.safe_contact, name="safe_contact"),
    path(
        "clienten/<uuid:client>/veilig-contact/nagekeken/",
        dossier_views.confirm_contact,
        name="confirm_contact",
    ),
    path("clienten/<uuid:client>/gegevens/", dossier_views.details, name="details"),
    path("clienten/<uuid:client>/doelgroep/", dossier_views.group, name="group"),
    path("clienten/<uuid:client>/betrokken/", dossier_views.involved, name="involved"),
    path("clienten/<uuid:client>/wissen/", erasing_views.erase, name="erase_client"),
    path("clienten/<uuid:client>/leeftijd/", dossier_views.age, name="deal_with_age"),
    path("clienten/<uuid:client>/toestemming/", consent_views.consents, name="consents"),
    path("clienten/<uuid:client>/zonder-toestemming/", override_views.overrides, name="overrides"),
    path(
        "clienten/<uuid:client>/zonder-toestemming/vraag/",
        override_views.ask_override,
        name="ask_override",
    ),
    path(
        "zonder-toestemming/<uuid:override>/oordeel/",
        override_views.judge_override,
        name="judge_override",
    ),
    path("zonder-toestemming/", override_views.override_notices, name="override_notices"),
    path("noodtoegang/", emergency_views.emergency, name="emergency"),
    path("noodtoegang/nakijken/", emergency_views.emergencies, name="emergencies"),
    path("verwijderen/", views.removals, name="removals"),
    path("zoeken/", views.search, name="search"),
]
