from django.urls import path

from ketenwerk.progress import views

urlpatterns = [
    path("clienten/<uuid:client>/ontwikkeling/", views.progress, name="progress"),
    path("clienten/<uuid:client>/meting/", views.measure, name="measure"),
    path("clienten/<uuid:client>/communicatie/", views.screen, name="screening"),
    path("clienten/<uuid:client>/stap/", views.tell_step, name="tell_step"),
    path("metingen/<uuid:assessment>/", views.assessment, name="assessment"),
    path("stappen/<uuid:step>/", views.replace_step, name="replace_step"),
    path("nazorg/<uuid:aftercare>/", views.aftercare, name="aftercare"),
]
