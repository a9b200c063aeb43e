from django.urls import path

from ketenwerk.web import office_views

urlpatterns = [
    path("logboek/", office_views.log, name="log"),
    path("gebruikers/", office_views.members, name="members"),
    path("gebruikers/<uuid:member>/uit-dienst/", office_views.leave, name="member_leaves"),
    path("wat-u-niet-ziet/", office_views.unseen, name="unseen"),
]
