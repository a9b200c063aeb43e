from django.urls import path

from ketenwerk.letters import views

urlpatterns = [
    path("clienten/<uuid:client>/brieven/", views.letters, name="letters"),
    path("clienten/<uuid:client>/brieven/nieuw/", views.write, name="write_letter"),
    path("brieven/<uuid:letter>/", views.letter, name="letter"),
    path("brieven/<uuid:letter>/print/", views.print_letter, name="print_letter"),
    path("brieven/<uuid:letter>/terug/", views.withdraw, name="withdraw_letter"),
]
