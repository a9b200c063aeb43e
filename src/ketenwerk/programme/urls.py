from django.urls import path

from ketenwerk.programme import views

urlpatterns = [
    path("activiteiten/", views.activities, name="activities"),
    path("activiteiten/<int:year>/<slug:key>/", views.activity, name="activity"),
]
