from django.urls import path

from ketenwerk.hours import api_views, export_views, import_views, views

urlpatterns = [
    path("uren/", views.hours, name="hours"),
    path("uren/week/<day:monday>/", views.week, name="week"),
    path("uren/maanden/", views.months, name="months"),
    path("uren/maanden/<day:first>/sluit/", views.lock_month, name="lock_month"),
    path("uren/correctie/<uuid:entry>/", views.correct, name="correct_hours"),
    path("uren/inlezen/", import_views.import_hours, name="import_hours"),
    path("uren/inlezen/<uuid:run>/", import_views.import_run, name="import_run"),
    path("uren/inlezen/<uuid:run>/stop/", import_views.stop_import, name="stop_import"),
    path("uren/codes/", import_views.member_codes, name="member_codes"),
    path("uren/koppelingen/", import_views.hour_tokens, name="hour_tokens"),
    path(
        "uren/koppelingen/<uuid:token>/intrekken/",
        import_views.revoke_hour_token,
        name="revoke_hour_token",
    ),
    path("uren/regels/", export_views.hour_lines, name="hour_lines"),
    path("uren/regels/csv/", export_views.export_lines, {"form": "csv"}, name="hour_lines_csv"),
    path("uren/regels/excel/", export_views.export_lines, {"form": "xlsx"}, name="hour_lines_xlsx"),
    path("uren/bewijs/", export_views.hour_proofs, name="hour_proofs"),
    path("uren/bewijs/<uuid:line>/<int:half>/", export_views.hour_proof, name="hour_proof"),
    path("api/uren/", api_views.bring_hours, name="hours_api"),
]
