from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone

from people.models.person import Person
from spaces.models import Open


class SignInQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The person's own, and nobody else's."""
        return self.filter(person=person, expire_date__gt=timezone.now())

    def other_than(self, key):
        return self.exclude(pk=key)

    def latest_first(self):
        return self.order_by("-seen_at")


class SignIn(AbstractBaseSession, Open):
    """A browser that is signed in; or, without a person, on its way to that.

    Its key is a digest (`people.accounts.session_store`). What its person reads of it is the
    device, roughly, and the place in time. No address: it says little to the person,
    and to others where that person was.
    """

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="sign_ins"
    )
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    signed_in_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(
        default=timezone.now, help_text="At most some minutes behind."
    )

    worker_grants = ""
    objects = BaseSessionManager.from_queryset(SignInQuerySet)()

    def __str__(self):
        return f"sign-in of {self.person_id}"

    @classmethod
    def get_session_store_class(cls):
        from people.accounts.session_store import SessionStore

        return SessionStore
