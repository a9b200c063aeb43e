from django.urls import path

from ketenwerk.hours import team_views, views

urlpatterns = [
    path("uren/", views.hours, name="hours"),
    path("uren/week/<day:monday>/", views.week, name="week"),
    path("uren/maanden/", views.months, name="months"),
    path("uren/maanden/<day:first>/", team_views.month_to_close, name="month_to_close"),
    path("uren/maanden/<day:first>/sluit/", views.lock_month, name="lock_month"),
    path("uren/correctie/<uuid:entry>/", views.correct, name="correct_hours"),
    path("uren/rooster/", team_views.own_roster, name="own_roster"),
    path("uren/rooster/vrij/", team_views.own_days_off, name="own_days_off"),
    path("uren/rooster/<uuid:line>/stop/", team_views.stop_line, name="stop_line"),
    path("uren/vrij/<uuid:days_off>/weg/", team_views.remove_days_off, name="remove_days_off"),
    path("uren/team/", team_views.team, name="team"),
    path("uren/team/<uuid:colleague>/", team_views.colleague, name="colleague_hours"),
    path(
        "uren/team/<uuid:colleague>/week/<day:monday>/",
        team_views.colleague_week,
        name="colleague_week",
    ),
    path("uren/team/<uuid:colleague>/herinnering/", team_views.remind, name="remind_weeks"),
    path("uren/team/<uuid:colleague>/rooster/", team_views.plan_hours, name="plan_hours"),
    path("uren/team/<uuid:colleague>/vrij/", team_views.colleague_days_off, name="days_off"),
    path("uren/team/correctie/<uuid:hour>/", views.correct_colleague, name="correct_colleague"),
    path("uren/vooruitzicht/", team_views.forecast, name="forecast"),
    path("uren/vast-deel/", team_views.shares, name="shares"),
]
