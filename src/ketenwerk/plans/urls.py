from django.urls import path

from ketenwerk.plans import direction_views, views

urlpatterns = [
    path("clienten/<uuid:client>/plan/", views.plan, name="plan"),
    path("clienten/<uuid:client>/plan/begin/", views.begin, name="begin_plan"),
    path("plannen/", views.shared_plans, name="shared_plans"),
    path("plannen/<uuid:plan>/regel/", views.add_line, name="add_plan_line"),
    path("plannen/<uuid:plan>/bespreking/", views.review, name="review_plan"),
    path("plannen/<uuid:plan>/uitnodiging/", views.invite, name="invite_to_plan"),
    path("plannen/<uuid:plan>/regie/", views.direct, name="direct_plan"),
    path("plannen/<uuid:plan>/overdracht/", direction_views.offer, name="offer_direction"),
    path(
        "plannen/<uuid:plan>/overdracht/stop/",
        direction_views.withdraw,
        name="withdraw_direction",
    ),
    path("plannen/<uuid:plan>/einde/", views.close, name="close_plan"),
    path("plannen/<uuid:plan>/print/", views.paper, name="plan_paper"),
    path("planregels/<uuid:item>/", views.line, name="plan_line"),
    path("plandeelname/<uuid:membership>/", views.shared_plan, name="shared_plan"),
    path("plandeelname/<uuid:membership>/regie/", direction_views.take, name="take_direction"),
    path("plandeelname/<uuid:membership>/verlenging/", direction_views.renew, name="renew_part"),
    path("plandeelname/<uuid:membership>/stop/", views.end_membership, name="end_membership"),
]
