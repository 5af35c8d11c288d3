from django.contrib.auth import SESSION_KEY
from django.db import migrations

from people.accounts.session_store import SessionStore


def move(apps, schema_editor):
    """Everybody stays signed in, and finds the sign-ins of before on the page."""
    sessions = apps.get_model("sessions", "Session").objects
    people = set(
        apps.get_model("people", "Person").objects.values_list("pk", flat=True)
    )
    sign_ins = apps.get_model("people", "SignIn").objects
    store = SessionStore()
    for row in sessions.values("session_key", "session_data", "expire_date").iterator():
        person = store.decode(row["session_data"]).get(SESSION_KEY)
        known = person and int(person) in people
        sign_ins.create(person_id=person if known else None, **row)
    sessions.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0015_sign_in"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop, elidable=True),
    ]
