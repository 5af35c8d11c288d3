from django.db import migrations

from writing.waiting import wait_for


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring_sessions", "0012_what_stands"),
        ("writing", "0004_waiting"),
    ]
    operations = [
        wait_for("mentoring_sessions_oneonone", "mentoring_sessions.OneOnOne"),
    ]
