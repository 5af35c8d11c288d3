"""Every model is open or confidential (design, invariant 6)."""

from django.core.checks import Error

from spaces.models import Confidential, DataKey, Member, Open, Space

# What other packages keep, and what each of the two roles may do with it.
ALL = "SELECT, INSERT, UPDATE, DELETE"
OPEN_ELSEWHERE = {
    "auth.Permission": ("SELECT", "SELECT"),
    "auth.Group": ("SELECT", ""),
    "contenttypes.ContentType": ("SELECT", "SELECT"),
    # Not used: people.SignIn is.
    "sessions.Session": ("", ""),
    "account.EmailAddress": (ALL, ""),
    "account.EmailConfirmation": (ALL, ""),
    "socialaccount.SocialAccount": (ALL, ""),
    "socialaccount.SocialApp": ("SELECT", ""),
    "socialaccount.SocialToken": (ALL, ""),
    "mfa.Authenticator": (ALL, ""),
}


def is_confidential(model) -> bool:
    return issubclass(model, (Confidential, Space, Member, DataKey))


def grants(model) -> tuple[str, str] | None:
    """What (web, worker) may do with the table of `model`; None when unclassified."""
    if model._meta.auto_created:
        model = model._meta.auto_created
    if is_confidential(model):
        return model.web_grants, ""
    if issubclass(model, Open):
        return model.web_grants, model.worker_grants
    return OPEN_ELSEWHERE.get(model._meta.label)


def check_every_model_is_classified(app_configs, **kwargs):
    from django.apps import apps

    return [
        Error(
            f"{model._meta.label} is neither open nor confidential.",
            hint="Inherit from spaces.models.Open or Confidential.",
            obj=model,
            id="spaces.E001",
        )
        for model in apps.get_models(include_auto_created=True)
        if grants(model) is None
    ]
