from django.urls import path

from ketenwerk.exchange import views

urlpatterns = [
    path("overnemen/", views.look, name="take_over"),
    path("overnemen/bevestig/", views.confirm, name="confirm_take_over"),
    path("clienten/<uuid:client>/overnemen/", views.copy, name="copy"),
]
