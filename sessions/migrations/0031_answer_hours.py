from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring_sessions", "0030_shared_hours"),
        ("groups", "0027_who_cannot"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
