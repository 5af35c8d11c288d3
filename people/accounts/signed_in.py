"""Who is signed in, read together with the session: two tables, one query."""

from functools import partial

from django.conf import settings
from django.contrib import auth
from django.contrib.auth import middleware
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject


class PersonMiddleware(middleware.AuthenticationMiddleware):
    def process_request(self, request):
        super().process_request(request)
        request.user = SimpleLazyObject(partial(person_of, request))


def person_of(request):
    """As Django's own, which decides whenever not everything is as it should be."""
    if not hasattr(request, "_cached_user") and (person := _known(request.session)):
        request._cached_user = person
    return middleware.get_user(request)


def _known(session):
    """The person of a session that counts, by the same signs that Django asks for."""
    if session.get(auth.BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    person = session.person
    if person is None or not person.is_active:
        return None
    is_theirs = session[auth.SESSION_KEY] == str(person.pk)
    proof = session.get(auth.HASH_SESSION_KEY, "")
    if is_theirs and constant_time_compare(proof, person.get_session_auth_hash()):
        return person
    return None
