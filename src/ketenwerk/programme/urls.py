from django.urls import path

from ketenwerk.programme import views

urlpatterns = [
    path("activiteiten/", views.activities, name="activities"),
    path("activiteiten/<int:year>/<slug:key>/", views.activity, name="activity"),
    path("aandachtsfunctionarissen/", views.focal_officers, name="focal_officers"),
    path("aandachtsfunctionarissen/nieuw/", views.appoint, name="appoint"),
    path(
        "aandachtsfunctionarissen/<uuid:officer>/stop/",
        views.end_appointment,
        name="end_appointment",
    ),
]
