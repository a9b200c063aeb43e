from django.urls import path

from ketenwerk.reports import views

urlpatterns = [
    path("totaalbeeld/", views.picture, name="picture"),
    path("verantwoording/", views.accounts, name="accounts"),
    path("verantwoording/<int:year>/<slug:part>/<slug:holder>/", views.account, name="account"),
    path(
        "verantwoording/<int:year>/<slug:part>/<slug:holder>/vastzetten/",
        views.freeze,
        name="freeze_account",
    ),
    path(
        "verantwoording/<int:year>/<slug:part>/<slug:holder>/nu.<slug:kind>",
        views.download_now,
        name="account_now",
    ),
    path("verantwoording/toelichting/<uuid:line>/<int:half>/", views.explain, name="explain_line"),
    path("verantwoording/vast/<uuid:freeze>/", views.frozen, name="frozen"),
    path(
        "verantwoording/vast/<uuid:freeze>/versie.<slug:kind>",
        views.download,
        name="download_account",
    ),
]
