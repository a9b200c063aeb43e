from django.urls import path

from ketenwerk.handovers import views

urlpatterns = [
    path("trajecten/<uuid:trajectory>/overdracht/", views.handover, name="handover"),
    path("overdrachten/<uuid:handover>/stop/", views.stop, name="stop_handover"),
    path("overdrachten/<uuid:handover>/opnieuw/", views.tell_again, name="tell_again"),
    path("overgedragen/<uuid:handover>/", views.received, name="received"),
    path("overgedragen/<uuid:handover>/contact/", views.contact, name="received_contact"),
    path("overgedragen/<uuid:handover>/einde/", views.give_back, name="give_back"),
]
