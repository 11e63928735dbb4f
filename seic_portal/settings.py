"""Django's settings: what an installation sets is read here, from the environment, nowhere else.

docs/operations.md lists the variables and says what each is for.
"""

import os
import sys
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from seic_portal import environment, logs

env = os.environ.get

BASE_DIR = Path(__file__).resolve().parent.parent
PORTAL_DATA = Path(env("PORTAL_DATA") or BASE_DIR / "var").resolve()
PORTAL_DATA.mkdir(parents=True, exist_ok=True)

DEBUG = environment.flag(env("DEBUG", ""))
PORTAL_DEMONSTRATION = environment.flag(env("PORTAL_DEMONSTRATION", ""))
PORTAL_DATE = environment.day("PORTAL_DATE", env("PORTAL_DATE")) if PORTAL_DEMONSTRATION else None
# Development and demonstration are a trial: plain HTTP, and a key generated once.
IS_TRIAL = DEBUG or PORTAL_DEMONSTRATION

SECRET_KEY = environment.secret_key(
    env("SECRET_KEY"),
    PORTAL_DATA / "secret-key",
    may_generate=IS_TRIAL,
    may_read=IS_TRIAL or Path(sys.argv[0]).name == "manage.py",
)
ALLOWED_HOSTS = environment.words(env("ALLOWED_HOSTS", "")) or (
    ["localhost", "127.0.0.1", "[::1]"] if IS_TRIAL else []
)
FEED_AUTHORITY = environment.authority(env("FEED_AUTHORITY"), ALLOWED_HOSTS)
PORTAL_ADDRESS = environment.address(ALLOWED_HOSTS, env("PORT"), is_trial=IS_TRIAL)
CSRF_TRUSTED_ORIGINS = environment.words(env("CSRF_TRUSTED_ORIGINS", ""))

INSTALLED_APPS = [
    "seic_portal",
    "networks",
    "empowered_system",
    "priorities",
    "plans",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "csp",
    "django_filters",
    "simple_history",
]

MIDDLEWARE = [
    "seic_portal.middleware.request_log",  # first: it times and names everything that follows
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # static files need nothing from below
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "seic_portal.middleware.reading_once",
    "seic_portal.middleware.visitor",  # before anything that asks request.user what it may do
    "seic_portal.errors.method_not_allowed",
    "seic_portal.replay.SignInFirst",  # whoever is not signed in, unless a view says otherwise
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "seic_portal.urls"
WSGI_APPLICATION = "seic_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "seic_portal.context.portal",
                "seic_portal.context.demonstration",
            ],
            # Its csrf_token stands in for Django's, in every template.
            "builtins": ["seic_portal.templatetags.form_author"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
FORMS_URLFIELD_ASSUME_HTTPS = True
CRISPY_ALLOWED_TEMPLATE_PACKS = ["sgds"]
CRISPY_TEMPLATE_PACK = "sgds"
CRISPY_FAIL_SILENTLY = False

DATABASES = {
    "default": environment.database(
        dj_database_url.parse(env("DATABASE_URL") or f"sqlite:///{PORTAL_DATA}/portal.sqlite3"),
        test_file=PORTAL_DATA / "test.sqlite3",
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": environment.cache(env("CACHE_URL"))}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = PORTAL_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# What people share: under random names, outside the static tree, sent by a view of ours alone.
MEDIA_ROOT = PORTAL_DATA / "uploads"
UPLOAD_MAX_BYTES = environment.megabytes("UPLOAD_MAX_MB", env("UPLOAD_MAX_MB", ""), usual=8)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "plans.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
]
# Beside session and CSRF the portal sets no cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my-work/"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day, counted from signing in: reading writes nothing

ACCOUNT_ADAPTER = "seic_portal.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited at an address an administrator knows
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/10m/key",
    # Of the portal's own, for forms that anyone may send: plans/guarding.py.
    "public_form": "10/10m/ip",
    "public_form_email": "3/10m/key",
}
# The proxy in front is the only one whose word about the client's address and HTTPS is taken.
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if IS_TRIAL else 1

vars().update(environment.email(env("EMAIL_URL")))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL") or "portal@localhost"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

CSRF_FAILURE_VIEW = "seic_portal.replay.csrf_failure"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not IS_TRIAL
SECURE_PROXY_SSL_HEADER = None if IS_TRIAL else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 0 if IS_TRIAL else 365 * 24 * 60 * 60
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# The portal answers for its own host only: its subdomains and browsers' lists are the council's.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
LOGGING = logs.LOGGING
