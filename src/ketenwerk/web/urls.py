"""All addresses of the product. Each package keeps its own."""

from datetime import date

from allauth.account.views import login
from allauth.account.views import logout as log_out
from allauth.mfa.totp.views import activate_totp
from csp.decorators import csp_update
from django.urls import include, path, register_converter

from ketenwerk.web import agenda_views, home, views


class DayConverter:
    """A date in an address, as 2021-11-23."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

urlpatterns = [
    path("", home.today, name="home"),
    path("agenda/", agenda_views.agenda, name="agenda"),
    path("account/", include("allauth.account.urls")),
    # Of two addresses with one name the last is the one we send people to.
    path("inloggen/", login, name="account_login"),
    path("uitloggen/", log_out, name="account_logout"),
    # The drawing of the code for an app is a data: image; allowed on this page only.
    path(
        "account/2fa/totp/activate/",
        csp_update({"img-src": ["data:"]})(activate_totp),
        name="mfa_activate_totp",
    ),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessies/", include("allauth.usersessions.urls")),
    path("tweede-stap/", views.second_factor, name="second_factor"),
    path("vergrendel/", views.lock_screen, name="lock"),
    path("ontgrendel/", views.unlock, name="unlock"),
    path("functie/", views.switch_function, name="switch_function"),
    path("weergave/", views.choose_scheme, name="choose_scheme"),
    path("concept/<slug:form>/", views.draft, name="draft"),
    path("stijlgids/", views.show_styleguide, name="styleguide"),
    path("demo/inloggen/", views.demo_sign_in, name="demo_sign_in"),
    path("_health/live", views.alive, name="alive"),
    path(".well-known/security.txt", views.security_text, name="security_text"),
    path("", include("ketenwerk.clients.urls")),
    path("", include("ketenwerk.trajectories.urls")),
    path("", include("ketenwerk.plans.urls")),
    path("", include("ketenwerk.invoicing.urls")),
    path("", include("ketenwerk.handovers.urls")),
    path("", include("ketenwerk.referrals.urls")),
    path("", include("ketenwerk.progress.urls")),
    path("", include("ketenwerk.safeguarding.urls")),
    path("", include("ketenwerk.exchange.urls")),
    path("", include("ketenwerk.conferences.urls")),
    path("", include("ketenwerk.hours.urls")),
    path("", include("ketenwerk.consults.urls")),
    path("", include("ketenwerk.courses.urls")),
    path("", include("ketenwerk.meetings.urls")),
    path("", include("ketenwerk.letters.urls")),
    path("", include("ketenwerk.programme.urls")),
    path("", include("ketenwerk.reports.urls")),
    path("", include("ketenwerk.web.office_urls")),
]

handler400 = "ketenwerk.web.errors.bad_request"
handler403 = "ketenwerk.web.errors.forbidden"
handler404 = "ketenwerk.web.errors.not_found"
handler500 = "ketenwerk.web.errors.broken"
