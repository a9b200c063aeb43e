from django.urls import path

from ketenwerk.safeguarding import run_views, views

urlpatterns = [
    path("clienten/<uuid:client>/signalen/", views.worries, name="worries"),
    path(
        "clienten/<uuid:client>/signalen/nieuw/", views.record_indication, name="record_indication"
    ),
    path("clienten/<uuid:client>/meldcode/", run_views.open_run, name="open_reporting_code"),
    path("signalen/nieuw/", views.record_unnamed, name="record_unnamed"),
    path("signalen/<uuid:indication>/", views.indication, name="indication"),
    path(
        "signalen/<uuid:indication>/overdracht/",
        views.hand_over_indication,
        name="hand_over_indication",
    ),
    path("waarnemingen/", views.observations, name="observations"),
    path("waarnemingen/nieuw/", views.write_observation, name="write_observation"),
    path("waarnemingen/<uuid:observation>/", views.observation, name="observation"),
    path("meldcode/", run_views.oversee, name="reporting_codes"),
    path("meldcode/<uuid:run>/", run_views.run, name="reporting_code"),
    path("meldcode/<uuid:run>/stop/", run_views.stop_run, name="stop_reporting_code"),
    path("meldcode/<uuid:run>/nummer/", run_views.set_reference, name="set_reference"),
    path("meldcode/<uuid:run>/aanbod/", run_views.set_offer, name="set_offer"),
    path("meldcode/<uuid:run>/bevestig/", run_views.confirm, name="confirm_deviation"),
]
