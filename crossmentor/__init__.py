# Loaded with the project, so that the rooms' shared tasks belong to this application.
from crossmentor.celery import app as celery_app

__all__ = ["celery_app"]
