from django.urls import path

from ketenwerk.trajectories import views

urlpatterns = [
    path("clienten/<uuid:client>/", views.client, name="client"),
    path("clienten/<uuid:client>/sluit-af/", views.close_client, name="close_client"),
    path("clienten/<uuid:client>/traject/", views.open_trajectory, name="open_trajectory"),
    path("trajecten/<uuid:trajectory>/", views.move, name="move_trajectory"),
    path("noteer/", views.quick_note, name="quick_note"),
    path("noteer/<uuid:client>/", views.note, name="note"),
    path("notities/<uuid:note>/", views.receipt, name="receipt"),
    path("notities/<uuid:note>/ongedaan/", views.withdraw, name="withdraw_note"),
]
