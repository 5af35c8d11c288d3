"""The commands of the running application, the same at home and on a server."""

WEB = ("gunicorn", "--config", "python:crossmentor.gunicorn", "crossmentor.wsgi")
WORKER = ("celery", "--app", "crossmentor", "worker", "--loglevel", "INFO")
BEAT = ("celery", "--app", "crossmentor", "beat", "--loglevel", "INFO")
CREATE_ROLES = ("python", "manage.py", "create_roles")
MIGRATE = ("python", "manage.py", "migrate", "--no-input")
