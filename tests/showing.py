"""Who came in just now, or showed once more that it is they, in a session."""

import time


def just_now(client, person, ago=0):
    """Signed in so many seconds ago; with nothing else to show."""
    return _recorded(client, person, method="socialaccount", at=time.time() - ago)


def just_shown(client, person):
    return _recorded(
        client, person, method="password", at=time.time(), reauthenticated=True
    )


def _recorded(client, person, **record):
    session = client.session
    session["account_authentication_methods"] = [record]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client
