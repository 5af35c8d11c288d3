"""The commands of the running application, the same at home and on a server."""

WEB = ("gunicorn", "--config", "python:crossmentor.gunicorn", "crossmentor.wsgi")
WORKER = (
    *("celery", "--quiet", "--app", "crossmentor", "worker"),
    *("--loglevel", "INFO", "--without-gossip", "--without-mingle"),
)
# A thorough search for groups takes minutes: mails do not wait behind it.
COMPOSER = (*WORKER, "--queues", "composing", "--hostname", "composer@%h")
BEAT = ("celery", "--quiet", "--app", "crossmentor", "beat", "--loglevel", "INFO")
MIGRATE = ("python", "manage.py", "migrate", "--no-input")
MAIL_CATCHER = ("python", "-m", "crossmentor.embedded.mail")
PROBE = ("python", "-I", "-S", "crossmentor/health/probe.py")
LOAD_DEMO = ("python", "manage.py", "load_demo")
COMPILE_SEARCH = (
    *("python", "-c"),
    "from boards.solving import engine; engine.compile_now(alone=True)",
)
