from django.urls import path

from ketenwerk.trajectories import steps_views, views, whole_views

urlpatterns = [
    path("clienten/<uuid:client>/", views.client, name="client"),
    path("clienten/<uuid:client>/sluit-af/", views.close_client, name="close_client"),
    path("clienten/<uuid:client>/traject/", views.open_trajectory, name="open_trajectory"),
    path("trajecten/<uuid:trajectory>/", steps_views.move, name="move_trajectory"),
    path("trajecten/<uuid:trajectory>/geld/", steps_views.money, name="change_funding"),
    path("trajecten/<uuid:trajectory>/fase/", steps_views.phase, name="begin_phase"),
    path("trajecten/<uuid:trajectory>/opschaling/", steps_views.scale_up, name="scale_up"),
    path("wachtlijst/", steps_views.waiting, name="waiting"),
    path("clienten/<uuid:client>/tijdlijn/", whole_views.timeline, name="timeline"),
    path("clienten/<uuid:client>/heel-dossier/", whole_views.whole, name="whole"),
    path("noteer/", views.quick_note, name="quick_note"),
    path("noteer/<uuid:client>/", views.note, name="note"),
    path("notities/<uuid:note>/", views.receipt, name="receipt"),
    path("notities/<uuid:note>/ongedaan/", views.withdraw, name="withdraw_note"),
]
