from django.urls import path

from ketenwerk.referrals import receiving_views, views

ONE = "verwijzingen/<uuid:referral>/"

urlpatterns = [
    path("clienten/<uuid:client>/verwijzen/", views.refer, name="refer"),
    path(
        "clienten/<uuid:client>/verwijzen/partner/", views.refer_to_partner, name="refer_to_partner"
    ),
    path(
        "clienten/<uuid:client>/verwijzen/netwerk/", views.refer_to_network, name="refer_to_network"
    ),
    path("netwerkverwijzingen/<uuid:network>/", views.network_outcome, name="network_outcome"),
    path("verwijzingen/", views.referrals, name="referrals"),
    path(ONE, views.referral, name="referral"),
    path(f"{ONE}intrekken/", views.withdraw, name="withdraw_referral"),
    path(f"{ONE}overdracht/", views.plan_handover, name="plan_handover"),
    path(f"{ONE}aannemen/", receiving_views.accept, name="accept_referral"),
    path(f"{ONE}teruggeven/", receiving_views.give_back, name="return_referral"),
    path(f"{ONE}terugkoppeling/", receiving_views.feedback, name="referral_feedback"),
    path(f"{ONE}registratie/", receiving_views.register, name="register_referred"),
]
