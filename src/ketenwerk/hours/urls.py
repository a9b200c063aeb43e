from django.urls import path

from ketenwerk.hours import views

urlpatterns = [
    path("uren/", views.hours, name="hours"),
    path("uren/week/<day:monday>/", views.week, name="week"),
    path("uren/maanden/", views.months, name="months"),
    path("uren/maanden/<day:first>/sluit/", views.lock_month, name="lock_month"),
    path("uren/correctie/<uuid:entry>/", views.correct, name="correct_hours"),
]
