"""Settings, read from the environment only; the README lists every variable."""

import secrets
from email.utils import parseaddr
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from crossmentor import environment, master_keys
from crossmentor.database.databases import database, is_embedded

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(environment.text("CROSSMENTOR_VAR", str(ROOT / "var")))
PROCESS = environment.text("CROSSMENTOR_PROCESS", "web")

DEBUG = environment.flag("DEBUG")
EMBEDDED = is_embedded()
BASE_URL = environment.text("BASE_URL", "http://localhost:8000").rstrip("/")
SECURE = BASE_URL.startswith("https://")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = [BASE_URL]


def kept_secret(name: str) -> str:
    """The secret from the environment; on embedded servers one kept under var/."""
    if value := environment.text(name):
        return value
    if not EMBEDDED:
        raise environment.Missing(name)
    return environment.kept(VAR / name.lower(), secrets.token_urlsafe(50))


# Whoever holds it can sign a way in for anybody: the web process alone does. What any
# other process signs with this, nobody believes.
SECRET_KEY = (
    kept_secret("SECRET_KEY") if PROCESS == "web" else secrets.token_urlsafe(50)
)
# What it was before: opens what that one signed and sealed.
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
# Of web and worker: seals the ways in that wait to be mailed, and signs the links that
# only answer (reminders/links.py).
MAIL_KEY = kept_secret("MAIL_KEY") if PROCESS != "owner" else ""
MAIL_KEY_FALLBACKS = environment.words("MAIL_KEY_FALLBACKS")

# The worker never holds a key to the sealed texts (design, invariant 3).
MASTER_KEYS = (
    []
    if PROCESS == "worker"
    else master_keys.read(VAR, EMBEDDED, make=PROCESS == "web")
)
# The owner migrates without one; only replacing the keys takes them and that role.
if PROCESS == "web" and not MASTER_KEYS:
    raise environment.Missing("MASTER_KEYS or MASTER_KEYS_FILE")

INSTALLED_APPS = [
    "crossmentor",
    "handbook",
    "workbook",
    "sessions",
    "intake",
    "groups",
    "programmes",
    "calendars",
    "writing",
    "people",
    "spaces",
    "reminders",
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
    "people.proxies.ProxiesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "people.signed_in.PersonMiddleware",
    "people.middleware.LanguageMiddleware",
    "people.middleware.ZoneMiddleware",
    # Before anything reads what was sent: those below, and the check of the token.
    "crossmentor.pages.ceilings.CeilingMiddleware",
    "people.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.middleware.NothingKeptMiddleware",
    "people.middleware.SeenMiddleware",
    "people.attempts.AttemptsMiddleware",
    "spaces.middleware.CurrentPersonMiddleware",
    "people.brakes.BrakeMiddleware",
    "crossmentor.pages.errors.BusyMiddleware",
    "sessions.middleware.SeenFirstMiddleware",
]

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
                "people.pages.there",
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

AUTH_USER_MODEL = "people.Person"
# The e-mail address is unique regardless of case, by a constraint the check cannot see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        (
            "UserAttributeSimilarityValidator",
            {"user_attributes": ["email", "given_name", "family_name"]},
        ),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# No link in a mail leads to a password where single sign-on lets people in.
PASSWORD_RESET_CLOSED = environment.flag("PASSWORD_RESET_CLOSED")
ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "people.adapter.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# allauth's own would write, which the worker that signs these links may not.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "people.tokens.NewPasswordTokens"  # noqa: S105
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = True
# Ours are in people/attempts.py: these hold a lock in the request's transaction while a
# password is checked, and lock out by address.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
MFA_ADAPTER = "people.adapter.SealingMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
ACCOUNT_FORMS = {
    "login": "people.password_forms.LoginForm",
    "reset_password": "people.password_forms.ResetPasswordForm",
    "set_password": "people.password_forms.SetPasswordForm",
    "change_password": "people.password_forms.ChangePasswordForm",
    "reset_password_from_key": "people.password_forms.ResetPasswordKeyForm",
}
MFA_FORMS = {
    "add_webauthn": "people.passkeys.PasskeyForm",
    "login_webauthn": "people.passkeys.SignInPasskeyForm",
    "authenticate_webauthn": "people.passkeys.SecondStepPasskeyForm",
    "reauthenticate_webauthn": "people.passkeys.AgainPasskeyForm",
    "activate_totp": "people.second_step_forms.ActivateForm",
    "authenticate": "people.second_step_forms.AuthenticateForm",
    "reauthenticate": "people.second_step_forms.ReauthenticateForm",
}
# A clock that is half a minute off is not a wrong code.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
SOCIALACCOUNT_PROVIDERS = environment.openid_connect()
# Who is found by an address (people/adapter.py says whether) is known by it only once.
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False

LANGUAGE_CODE = environment.text("DEFAULT_LANGUAGE", "nl")
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [
    ROOT / "locale" / room
    for room in (
        # Django's own sentences in our words, in English as well.
        "django",
        "crossmentor",
        "handbook",
        "workbook",
        "sessions",
        "intake",
        "groups",
        "programmes",
        "calendars",
        "writing",
        "people",
        "spaces",
        "reminders",
    )
]
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

# Each room's `waiting`: what waits for whom; and its kinds of mail.
DUE = [
    "people.due.waiting",
    "programmes.due.waiting",
    "groups.due.waiting",
    "intake.due.waiting",
    "sessions.due.waiting",
    "workbook.due.waiting",
]
# Those of which the page of a group tells the next step, besides its own room.
STEPS_OF_GROUP = ["intake.due.waiting", "workbook.due.waiting"]
LETTERS = [
    "reminders.day",
    "people.letters",
    "calendars.letters",
    "programmes.letters",
    "groups.letters",
    "intake.letters",
    "sessions.letters",
    "writing.letters",
    "workbook.letters",
]

# What others can read of somebody, besides texts.
GIVEN = [
    "programmes.given",
    "intake.given",
    "sessions.given",
    "handbook.given",
    "workbook.given",
]

# Each room's kinds of text.
TEXTS = [
    "programmes.texts",
    "intake.texts",
    "sessions.texts",
    "sessions.one_on_one_texts",
    "sessions.visit_texts",
    "sessions.learnt_texts",
    "sessions.last_van_x",
    "sessions.run_texts",
    "workbook.texts",
    "handbook.stance.texts",
    "handbook.pictures.texts",
    "handbook.questions.texts",
    "handbook.confrontation.texts",
]

# What people take along of their own, room by room, in the order of the pages.
EXPORTS = [
    "workbook.export",
    "intake.export",
    "sessions.export",
    "writing.export",
    "handbook.export",
    "groups.export",
    "programmes.export",
    "calendars.export",
    "reminders.export",
    "people.export",
    "spaces.export",
    "crossmentor.pages.export.own",
]

# Rooms in which something changes when somebody joins or leaves a group.
SEAT_FOLLOWERS = ["sessions.services.follow_seats"]

# What happens in the rooms above when somebody leaves the organisation or comes back.
DEPARTURE_FOLLOWERS = ["groups.services.leavers.follow_departure"]

# Rooms that name people where they do not look by themselves.
NAME_FOLLOWERS = ["groups.services.rooms.follow_names"]

# Whether a programme has dates by its clock already.
PLANNED = ["intake.planned.has_dates", "sessions.planned.has_dates"]

# What the calendars of some groups' people should have.
APPOINTMENTS = [
    "sessions.appointments.of_groups",
    "sessions.one_on_one_appointments.of_groups",
    "intake.appointments.of_groups",
]

# Ways into a person's account that other rooms know of.
WAYS_IN = ["calendars.services.feeds.ways_in"]

# The learning goals that a person may bring to the first meeting.
GOALS = "workbook.at_hand.goals_of"

# What a person is in any programme: which mails there are to choose from.
ROLES = "programmes.rules.roles_of"
# In which time zones people live; and for a query, in which somebody does.
ZONES = "programmes.rules.zones_of"
ZONE = "programmes.rules.zone_of"
# Who of some people coordinates: the page on readers says so of each.
COORDINATING = "programmes.services.programmes.coordinating"

# How long a proposal of groups may take in the worker.
COMPOSING_SECONDS = float(environment.text("COMPOSING_SECONDS", "5"))

# Whether what a group wrote is erased when its time to read is over; else it is listed.
ERASING = environment.flag("ERASING", default=True)
# For how many days what somebody who left wrote for themselves is kept; 30 at least.
LEFT_KEPT_DAYS = max(30, int(environment.text("LEFT_KEPT_DAYS", "365")))
# What was erased, kept outside the database: a restore asks for it.
ERASURES_FILE = Path(environment.text("ERASURES_FILE", str(VAR / "erasures")))

REDIS_URL = environment.text("REDIS_URL")
CELERY_TASK_IGNORE_RESULT = True
# What takes minutes has workers of its own (crossmentor/running/processes.py).
CELERY_TASK_ROUTES = {"groups.propose": {"queue": "composing"}}
CELERY_BEAT_SCHEDULE = {
    "reminders.sweep": {"task": "reminders.sweep", "schedule": 60.0},
    "writing.expire": {"task": "writing.expire", "schedule": 3600.0},
    "writing.erase": {"task": "writing.erase", "schedule": 60.0},
    "writing.erase_left": {"task": "writing.erase_left", "schedule": 86_400.0},
    "writing.settle_erasures": {
        "task": "writing.settle_erasures",
        "schedule": 86_400.0,
    },
    "calendars.sweep": {"task": "calendars.sweep", "schedule": 60.0},
    # A change that nobody noted is found within a day.
    "groups.follow_all": {"task": "groups.follow_all", "schedule": 86_400.0},
    "sessions.plan_waiting": {"task": "sessions.plan_waiting", "schedule": 60.0},
    "sessions.settle_polls": {"task": "sessions.settle_polls", "schedule": 60.0},
    "sessions.vote_on_extensions": {
        "task": "sessions.vote_on_extensions",
        "schedule": 60.0,
    },
    "groups.end_seats": {"task": "groups.end_seats", "schedule": 60.0},
    "groups.propose_waiting": {"task": "groups.propose_waiting", "schedule": 60.0},
    "groups.forget_sheets": {"task": "groups.forget_sheets", "schedule": 3600.0},
    "people.sweep_rosters": {"task": "people.sweep_rosters", "schedule": 60.0},
    "people.forget_allowances": {
        "task": "people.forget_allowances",
        "schedule": 3600.0,
    },
    "calendars.forget_past": {"task": "calendars.forget_past", "schedule": 3600.0},
    "people.finish_addresses": {"task": "people.finish_addresses", "schedule": 300.0},
    "groups.retain": {"task": "groups.retain", "schedule": crontab(hour=2, minute=30)},
}

# Whether what is not saved yet may wait, sealed, on the device of who typed it.
TYPED_ON_DEVICE = environment.flag("TYPED_ON_DEVICE", True)

SESSION_ENGINE = "people.session_store"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = int(environment.text("SIGN_IN_DAYS", "7")) * 24 * 3600
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
BEHIND_PROXY = environment.flag("BEHIND_TLS_PROXY", SECURE)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# How many proxies in front add to X-Forwarded-For: limits go by the address before.
TRUSTED_PROXIES = int(environment.text("TRUSTED_PROXIES", "1" if BEHIND_PROXY else "0"))
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "crossmentor.pages.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        # Signing in by single sign-on is a form that leads there.
        "form-action": [SELF, *environment.origin(environment.text("OIDC_SERVER_URL"))],
        "frame-ancestors": [NONE],
    }
}
# What one person may write: (name, so many, in so many seconds). "large" counts besides.
BRAKES = {
    "send": [("send", 60, 60), ("day", 5_000, 86_400)],
    "save": [("save", 10, 10), ("save day", 20_000, 86_400)],
    "large": [("large", 30, 3_600)],
    "export": [("export", 10, 3_600)],
    "paper": [("paper", 30, 3_600)],
}
# See crossmentor/pages/ceilings.py. The most fields: 100 people to invite, 200 columns of a file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = [
    "crossmentor.pages.ceilings.CeilingHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

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
