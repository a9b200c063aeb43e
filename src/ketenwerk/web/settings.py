"""Settings of the product: one file, read from the environment, no layers."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from ketenwerk.web import environment

VAR = environment.folder()
DEMO = environment.flag("KETENWERK_DEMO")
SECURE = not DEMO and environment.flag("KETENWERK_HTTPS", default=True)
SECRET_KEY = environment.secret_key(VAR)
DEBUG = False
ALLOWED_HOSTS = environment.text("KETENWERK_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(
    ","
)

KETENWERK_TODAY = environment.day("KETENWERK_TODAY")
KETENWERK_KEY_FILE = Path(environment.text("KETENWERK_KEY_FILE") or VAR / "keys" / "root.key")
# Read by start-up, which refuses to go on without it; commands without persons run without a key.
KETENWERK_KEYS = environment.root_key(KETENWERK_KEY_FILE)
KETENWERK_LOCK_AFTER = 10 * 60
KETENWERK_SECURITY_CONTACT = environment.text("KETENWERK_SECURITY_CONTACT")
KETENWERK_SECURITY_EXPIRES = environment.text("KETENWERK_SECURITY_EXPIRES")
KETENWERK_ABSOLUTE_TIMEOUT = 10 * 60 * 60

DATABASES = {
    "default": environment.database(
        environment.text("KETENWERK_OWNER_URL")
        if environment.text("KETENWERK_CONNECT_AS") == "owner"
        and environment.text("KETENWERK_OWNER_URL")
        else environment.text(
            "KETENWERK_DATABASE_URL", "postgresql://ketenwerk_app@localhost/ketenwerk"
        )
    )
}

INSTALLED_APPS = [
    "ketenwerk.web",
    "ketenwerk.reports",
    "ketenwerk.census",
    "ketenwerk.plans",
    "ketenwerk.handovers",
    "ketenwerk.referrals",
    "ketenwerk.progress",
    "ketenwerk.safeguarding",
    "ketenwerk.exchange",
    "ketenwerk.letters",
    "ketenwerk.conferences",
    "ketenwerk.trajectories",
    "ketenwerk.consults",
    "ketenwerk.courses",
    "ketenwerk.meetings",
    "ketenwerk.invoicing",
    "ketenwerk.clients",
    "ketenwerk.hours",
    "ketenwerk.programme",
    "ketenwerk.figures",
    "ketenwerk.access",
    "ketenwerk.audit",
    "ketenwerk.people",
    "ketenwerk.kernel",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
]

MIDDLEWARE = [
    # First what every answer gets, static files and errors included; then the wall.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ketenwerk.web.middleware.wall.WallMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "ketenwerk.web.middleware.actor.ActorMiddleware",
    "ketenwerk.web.middleware.drafts.DraftMiddleware",
]

ROOT_URLCONF = "ketenwerk.web.urls"
WSGI_APPLICATION = "ketenwerk.web.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "ketenwerk.web.shell.context",
            ],
        },
    }
]

AUTH_USER_MODEL = "people.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/inloggen/"

ACCOUNT_ADAPTER = "ketenwerk.web.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# How many proxies of our own stand in front. Of what the forwarding header says only what these added is believed;
# with none, the address of the connection counts and the header is not read.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.count("KETENWERK_PROXIES")
# A brake per network, not per address: nobody can shut somebody else out.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/m/ip,30/h/ip", "sign_up": "30/h/ip"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_TOTP_ISSUER = "KIS"
MFA_ADAPTER = "ketenwerk.web.sign_in.SecondFactorAdapter"
USERSESSIONS_TRACK_ACTIVITY = False
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = environment.text("KETENWERK_MAIL_HOST", "localhost")
DEFAULT_FROM_EMAIL = environment.text("KETENWERK_MAIL_FROM", "kis@localhost")

# Shared by all workers: brakes and used codes count once.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        "KEY_FUNCTION": "ketenwerk.web.brakes.hidden_key",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_SERIALIZER = "ketenwerk.web.sessions.SealedSerializer"
SESSION_COOKIE_NAME = "__Host-kis" if SECURE else "kis"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = KETENWERK_ABSOLUTE_TIMEOUT
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-kis-csrf" if SECURE else "kis-csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "ketenwerk.web.errors.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # a form sent over TLS must show where it came from
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# A file of a partner is never on disk, not even for a moment: what does not fit in memory does not come in.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
# A year of hour lines of a large partner; every form has its own most below this.
FILE_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
# A release collects its static files once; without that they are served from the packages.
STATIC_ROOT = environment.text("KETENWERK_STATIC") or None
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"neutral": {"()": "ketenwerk.web.logs.NeutralFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "neutral"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
