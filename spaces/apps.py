from django.apps import AppConfig
from django.core import checks


class SpacesConfig(AppConfig):
    name = "spaces"

    def ready(self):
        from spaces.classification import check_every_model_is_classified
        from spaces.erasing import check_every_model_says_what_is_erased
        from spaces.places import check_every_text_has_its_place

        checks.register(check_every_model_is_classified, checks.Tags.models)
        checks.register(check_every_text_has_its_place, checks.Tags.models)
        checks.register(check_every_model_says_what_is_erased, checks.Tags.models)
