from django.urls import path

from ketenwerk.meetings import network_views, proposal_views, series_views, views

urlpatterns = [
    path("overleg/", views.meetings, name="meetings"),
    path("overleg/reeks/nieuw/", series_views.new_series, name="new_series"),
    path("overleg/reeks/<uuid:series>/", series_views.series, name="series"),
    path("overleg/reeks/<uuid:series>/wijzig/", series_views.edit_series, name="edit_series"),
    path("overleg/reeks/<uuid:series>/uren/", series_views.series_hours, name="series_hours"),
    path("overleg/reeks/<uuid:series>/plan/", series_views.plan_meetings, name="plan_meetings"),
    path("overleg/actiepunten/", views.actions, name="actions"),
    path("overleg/actiepunten/<uuid:action>/sluit/", views.close_action, name="close_action"),
    path("overleg/agenda/", views.own_calendar, name="own_calendar"),
    path("overleg/agenda/intrekken/", views.end_calendar, name="end_calendar"),
    path("overleg/agendapunt/<uuid:item>/", views.edit_item, name="edit_item"),
    path("overleg/stuk/<uuid:paper>/", views.paper, name="paper"),
    path("overleg/stuk/<uuid:paper>/wijzig/", views.edit_paper, name="edit_paper"),
    path("overleg/<uuid:meeting>/", views.meeting, name="meeting"),
    path("overleg/<uuid:meeting>/dag/", views.move_meeting, name="move_meeting"),
    path("overleg/<uuid:meeting>/aanwezig/", views.attendance, name="attendance"),
    path("overleg/<uuid:meeting>/verslag/", views.report, name="report"),
    path("overleg/<uuid:meeting>/agendapunt/", views.new_item, name="new_item"),
    path("overleg/<uuid:meeting>/voorstel/", proposal_views.propose_item, name="propose_item"),
    path("overleg/voorstel/<uuid:item>/", proposal_views.answer_item, name="answer_item"),
    path("overleg/<uuid:meeting>/stuk/", views.new_paper, name="new_paper"),
    path("overleg/<uuid:meeting>/actiepunt/", views.new_action, name="new_action"),
    path("agenda/<str:secret>.ics", views.calendar_feed, name="calendar_feed"),
    path("netwerk/", network_views.network, name="network"),
    path("netwerk/nieuw/", network_views.new_contact, name="new_contact"),
    path("netwerk/<uuid:contact>/", network_views.edit_contact, name="edit_contact"),
    path("netwerk/gesprekken/", network_views.talks, name="talks"),
    path("netwerk/gesprekken/nieuw/", network_views.new_talk, name="new_talk"),
    path("netwerk/knelpunten/", network_views.bottlenecks, name="bottlenecks"),
    path("netwerk/knelpunten/nieuw/", network_views.new_bottleneck, name="new_bottleneck"),
    path(
        "netwerk/knelpunten/<uuid:bottleneck>/",
        network_views.edit_bottleneck,
        name="edit_bottleneck",
    ),
    path("netwerk/afspraken/", network_views.agreements, name="agreements"),
    path("netwerk/afspraken/nieuw/", network_views.new_agreement, name="new_agreement"),
    path(
        "netwerk/afspraken/<uuid:agreement>/", network_views.renew_agreement, name="renew_agreement"
    ),
    path("netwerk/evaluaties/", network_views.evaluations, name="evaluations"),
    path("netwerk/evaluaties/nieuw/", network_views.new_evaluation, name="new_evaluation"),
    path(
        "netwerk/evaluaties/<uuid:evaluation>/bevinding/",
        network_views.new_finding,
        name="new_finding",
    ),
    path("netwerk/bevinding/<uuid:finding>/", network_views.move_finding, name="move_finding"),
]
