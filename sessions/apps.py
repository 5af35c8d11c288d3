from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    # Django's own sessions app holds the label "sessions".
    label = "mentoring_sessions"
