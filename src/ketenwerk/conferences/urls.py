from django.urls import path

from ketenwerk.conferences import plan_views, views

urlpatterns = [
    path("casuistiek/", views.conferences, name="conferences"),
    path("casuistiek/reeks/", plan_views.start_series, name="start_conferences"),
    path("casuistiek/<uuid:conference>/", views.conference, name="conference"),
    path("casuistiek/<uuid:conference>/punt/", views.add_case, name="add_case"),
    path("casuistiek/<uuid:conference>/dag/", plan_views.change_day, name="change_conference"),
    path(
        "casuistiek/<uuid:conference>/deelnemers/",
        plan_views.people,
        name="conference_participants",
    ),
    path("casuistiek/<uuid:conference>/aanwezig/", plan_views.present, name="conference_present"),
    path("casuistiek/<uuid:conference>/heropen/", plan_views.reopen, name="reopen_agenda"),
    path(
        "casuistiek/<uuid:conference>/vergadering/<int:number>/",
        views.meeting,
        name="conference_meeting",
    ),
    path("casuspunt/<uuid:case>/kolom/<slug:column>/", views.write_column, name="case_column"),
    path("casuspunt/<uuid:case>/<slug:result>/", views.add_outcome, name="case_outcome"),
    path("casuspunt/<uuid:case>/", views.case, name="case"),
    path("casusactie/<uuid:outcome>/", views.settle, name="settle_case_outcome"),
]
