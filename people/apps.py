from django.apps import AppConfig
from django.core import checks


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self):
        from people.web.proxies import check_trusted_proxies

        checks.register(check_trusted_proxies, checks.Tags.security)
