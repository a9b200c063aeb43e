from django.urls import path

from ketenwerk.consults import education_views, team_views, views

urlpatterns = [
    path("advies/", views.consults, name="consults"),
    path("advies/nieuw/", views.new_consult, name="new_consult"),
    path("advies/aantallen/", views.consult_numbers, name="consult_numbers"),
    path("advies/gesprek/<uuid:consult>/", views.edit_consult, name="edit_consult"),
    path("advies/gesprek/<uuid:consult>/weg/", views.withdraw_consult, name="withdraw_consult"),
    path("advies/coaching/nieuw/", views.new_coaching, name="new_coaching"),
    path("advies/coaching/<uuid:coaching>/", views.coaching, name="coaching"),
    path("advies/coaching/<uuid:coaching>/wijzig/", views.edit_coaching, name="edit_coaching"),
    path(
        "advies/coaching/<uuid:coaching>/gesprek/",
        views.new_coaching_talk,
        name="new_coaching_talk",
    ),
    path("voorlichting/", education_views.education, name="education"),
    path("voorlichting/nieuw/", education_views.new_education, name="new_education"),
    path("voorlichting/<uuid:session>/", education_views.edit_education, name="edit_education"),
    path(
        "voorlichting/<uuid:session>/weg/",
        education_views.withdraw_education,
        name="withdraw_education",
    ),
    path("teambezoeken/", team_views.team_visits, name="team_visits"),
    path("teambezoeken/team/nieuw/", team_views.new_team, name="new_team"),
    path("teambezoeken/team/<uuid:team>/", team_views.edit_team, name="edit_team"),
    path("teambezoeken/team/<uuid:team>/bezoek/", team_views.new_team_visit, name="new_team_visit"),
    path("teambezoeken/<uuid:visit>/", team_views.edit_team_visit, name="edit_team_visit"),
    path(
        "teambezoeken/<uuid:visit>/weg/",
        team_views.withdraw_team_visit,
        name="withdraw_team_visit",
    ),
]
