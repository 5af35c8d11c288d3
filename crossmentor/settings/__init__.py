"""Settings, read from the environment only; the README lists every variable."""

from email.utils import parseaddr
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from crossmentor import environment
from crossmentor.database.databases import database
from crossmentor.settings.process import *  # noqa: F403
from crossmentor.settings.process import DEBUG, EMBEDDED, PROCESS, ROOT, VAR
from crossmentor.settings.rooms import *  # noqa: F403
from crossmentor.settings.rooms import ROOMS
from crossmentor.settings.safety import *  # noqa: F403
from crossmentor.settings.schedule import *  # noqa: F403
from crossmentor.settings.sign_in import *  # noqa: F403

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django_htmx",
    "lucide",
    "template_partials.apps.SimpleAppConfig",
]

MIDDLEWARE = [
    "crossmentor.health.ready.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "people.web.proxies.ProxiesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "people.accounts.signed_in.PersonMiddleware",
    "people.web.middleware.LanguageMiddleware",
    "people.web.middleware.ZoneMiddleware",
    # Before anything reads what was sent: those below, and the check of the token.
    "people.web.ceilings.CeilingMiddleware",
    "people.accounts.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.accounts.middleware.NothingKeptMiddleware",
    "people.accounts.middleware.SeenMiddleware",
    "people.accounts.attempts.AttemptsMiddleware",
    "spaces.middleware.CurrentPersonMiddleware",
    "people.web.brakes.BrakeMiddleware",
    "crossmentor.pages.errors.BusyMiddleware",
    "sessions.middleware.SeenFirstMiddleware",
]

if DEBUG and EMBEDDED:
    after = MIDDLEWARE.index("people.web.middleware.ZoneMiddleware") + 1
    MIDDLEWARE.insert(after, "crossmentor.running.loading.LoadingMiddleware")

ROOT_URLCONF = "crossmentor.urls"
WSGI_APPLICATION = "crossmentor.wsgi.application"

FILES = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "crossmentor.pages.rail.rail",
                "writing.device.context",
                "people.web.pages.there",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "crispy_forms.templatetags.crispy_forms_filters",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "lucide.templatetags.lucide",
                "crossmentor.templatetags.markdown",
                "people.templatetags.people",
                "spaces.templatetags.readers",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    FILES
                    if DEBUG
                    else [("django.template.loaders.cached.Loader", FILES)],
                )
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = "crossmentor"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["crossmentor"]

DATABASES = {"default": database(PROCESS)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "crossmentor_cache",
    }
}

LANGUAGE_CODE = environment.text("DEFAULT_LANGUAGE", "nl")
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
# First Django's own sentences in our words, in English as well.
LOCALE_PATHS = [ROOT / "locale" / room for room in ("django", *ROOMS)]
TIME_ZONE = environment.text("TIME_ZONE", "Europe/Amsterdam")
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG

EMAIL_BACKEND = "reminders.smtp.EmailBackend"
EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = int(environment.text("EMAIL_PORT", "8025" if EMBEDDED else "25"))
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "Crossmentor <noreply@localhost>")
# The organiser in all calendars, for life: they believe changes of no other.
CALENDAR_ADDRESS = environment.text(
    "CALENDAR_ADDRESS", parseaddr(DEFAULT_FROM_EMAIL)[1]
)
MAIL_CATCHER = environment.flag("MAIL_CATCHER", DEBUG and EMBEDDED)

# How long a proposal of groups may take in the worker.
COMPOSING_SECONDS = float(environment.text("COMPOSING_SECONDS", "5"))

# Whether what a group wrote is erased when its time to read is over; else it is listed.
ERASING = environment.flag("ERASING", default=True)
# For how many days what somebody who left wrote for themselves is kept; 30 at least.
LEFT_KEPT_DAYS = max(30, int(environment.text("LEFT_KEPT_DAYS", "365")))
# What was erased, kept outside the database: a restore asks for it.
ERASURES_FILE = Path(environment.text("ERASURES_FILE", str(VAR / "erasures")))

# Whether what is not saved yet may wait, sealed, on the device of who typed it.
TYPED_ON_DEVICE = environment.flag("TYPED_ON_DEVICE", True)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Of a certificate they would list the letters of a name.
    "loggers": {"fontTools": {"level": "WARNING"}, "fpdf": {"level": "ERROR"}},
}
# An error report never quotes local variables or what a person typed.
DEFAULT_EXCEPTION_REPORTER_FILTER = "crossmentor.pages.errors.SilentReporterFilter"
