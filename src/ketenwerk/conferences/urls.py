from django.urls import path

from ketenwerk.conferences import plan_views, views

urlpatterns = [
    path("overleg/", views.conferences, name="conferences"),
    path("overleg/reeks/", plan_views.start_series, name="start_conferences"),
    path("overleg/<uuid:conference>/", views.conference, name="conference"),
    path("overleg/<uuid:conference>/punt/", views.add_case, name="add_case"),
    path("overleg/<uuid:conference>/dag/", plan_views.change_day, name="change_conference"),
    path(
        "overleg/<uuid:conference>/deelnemers/", plan_views.people, name="conference_participants"
    ),
    path("overleg/<uuid:conference>/aanwezig/", plan_views.present, name="conference_present"),
    path("overleg/<uuid:conference>/heropen/", plan_views.reopen, name="reopen_agenda"),
    path(
        "overleg/<uuid:conference>/vergadering/<int:number>/",
        views.meeting,
        name="conference_meeting",
    ),
    path("overlegpunt/<uuid:case>/kolom/<slug:column>/", views.write_column, name="case_column"),
    path("overlegpunt/<uuid:case>/<slug:kind>/", views.add_outcome, name="case_outcome"),
    path("overlegpunt/<uuid:case>/", views.case, name="case"),
    path("overlegactie/<uuid:outcome>/", views.settle, name="settle_case_outcome"),
]
