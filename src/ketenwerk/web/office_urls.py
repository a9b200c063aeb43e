from django.urls import path

from ketenwerk.web import account_views, office_views

urlpatterns = [
    path("logboek/", office_views.log, name="log"),
    path("gebruikers/", account_views.members, name="members"),
    path("gebruikers/nieuw/", account_views.add, name="add_member"),
    path("gebruikers/<uuid:member>/", account_views.member_page, name="member"),
    path("gebruikers/<uuid:member>/uit-dienst/", account_views.leave, name="member_leaves"),
    path("gebruikers/<uuid:member>/uitnodiging/", account_views.renew, name="renew_invitation"),
    path("gebruikers/<uuid:member>/functie/", account_views.give, name="give_function"),
    path(
        "gebruikers/<uuid:member>/functie/<uuid:function>/stop/",
        account_views.stop,
        name="end_function",
    ),
    path("uitnodiging/", account_views.join, name="join"),
    path("uitnodiging/<str:token>/", account_views.invitation, name="invitation"),
    path("wat-u-niet-ziet/", office_views.unseen, name="unseen"),
]
