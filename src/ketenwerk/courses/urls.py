from django.urls import path

from ketenwerk.courses import offer_views, run_views, sign_up_views, theme_views, views

urlpatterns = [
    path("groepen/", views.groups, name="course_runs"),
    path("groepen/aanbod/", offer_views.courses, name="courses"),
    path("groepen/aanbod/nieuw/", offer_views.new_course, name="new_course"),
    path("groepen/aanbod/<uuid:course>/", offer_views.edit_course, name="edit_course"),
    path("groepen/aanbod/<uuid:course>/plan/", run_views.plan_group, name="plan_group"),
    path("groepen/trainers/", offer_views.skills, name="skills"),
    path("groepen/trainers/nieuw/", offer_views.new_skill, name="new_skill"),
    path("groepen/trainers/<uuid:skill>/einde/", offer_views.end_skill, name="end_skill"),
    path("groepen/bijeenkomst/<uuid:session>/", run_views.session, name="session"),
    path(
        "groepen/bijeenkomst/<uuid:session>/stoel/<uuid:place>/", views.tap_chair, name="tap_chair"
    ),
    path("groepen/deelname/<uuid:place>/stop/", views.stop, name="stop_place"),
    path("groepen/<uuid:run>/", views.group, name="course_run"),
    path("groepen/<uuid:run>/wijzig/", run_views.change_group, name="change_group"),
    path("groepen/<uuid:run>/status/", run_views.move_group, name="move_group"),
    path("groepen/<uuid:run>/themas/", theme_views.group_themes, name="group_themes"),
    path("groepen/<uuid:run>/uren/", run_views.group_hours, name="group_hours"),
    path("groepen/<uuid:run>/uren/klaar/", views.offer_hours, name="offer_group_hours"),
    path("groepen/<uuid:run>/aanmelden/", views.enrol, name="enrol"),
    path("groepen/<uuid:run>/plek/", views.give_seat, name="give_seat"),
    path("groepen/<uuid:run>/evaluatie/", views.evaluation, name="evaluate_group"),
    path("groepen/<uuid:run>/afronden/", views.close_group, name="close_group"),
    path("groepen/<uuid:run>/aanmeldingen/", sign_up_views.sign_ups, name="sign_ups"),
    path("groepen/<uuid:run>/aanmeldingen/link/", sign_up_views.sign_up_door, name="sign_up_door"),
    path(
        "groepen/bijeenkomst/<uuid:session>/plek/<uuid:place>/",
        sign_up_views.tick_guest,
        name="tick_guest",
    ),
    path("groepen/plek/<uuid:place>/afmelden/", sign_up_views.take_off, name="take_off_guest"),
    path("groepen/plek/<uuid:place>/bewijs/", sign_up_views.certificate, name="certificate"),
    # Without an account.
    path("meedoen/<uuid:token>/", sign_up_views.sign_up, name="sign_up"),
    path("meedoen/evaluatie/<uuid:secret>/", sign_up_views.own_evaluation, name="own_evaluation"),
    path("meedoen/afmelden/<uuid:secret>/", sign_up_views.own_sign_up, name="own_sign_up"),
]
