from django.urls import path

from ketenwerk.conferences import item_views, plan_views, views

urlpatterns = [
    path("casuistiek/", views.conferences, name="conferences"),
    path("casuistiek/reeks/", plan_views.start_series, name="start_conferences"),
    path("casuistiek/uren/", plan_views.series_hours, name="conference_hours"),
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
    path(
        "casuistiek/<uuid:conference>/plek/<uuid:slot>/",
        plan_views.take_off_place,
        name="take_off_place",
    ),
    path("casuspunt/<uuid:case>/haal-af/", item_views.take_off, name="take_off_case"),
    path("casuspunt/<uuid:case>/verplaats/", item_views.move_case, name="move_case"),
    path("casuspunt/<uuid:case>/kolom/<slug:column>/", views.write_column, name="case_column"),
    path("casuspunt/<uuid:case>/<slug:result>/", views.add_outcome, name="case_outcome"),
    path("casuspunt/<uuid:case>/", views.case, name="case"),
    path("casusactie/<uuid:outcome>/plan/", item_views.into_plan, name="outcome_into_plan"),
    path("casusactie/<uuid:outcome>/terug/", item_views.take_back, name="take_back_outcome"),
    path("casusactie/<uuid:outcome>/", views.settle, name="settle_case_outcome"),
]
