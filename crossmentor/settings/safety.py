"""What a browser is held to, and how much anybody may send."""

from csp.constants import NONE, SELF

from crossmentor import environment
from crossmentor.settings.process import SECURE

SESSION_ENGINE = "people.accounts.session_store"
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
# See people/web/ceilings.py. The most fields: 100 people to invite, 200 columns of a file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = [
    "people.web.ceilings.CeilingHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
