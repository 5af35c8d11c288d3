from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0015_roster_is_the_truth"),
        ("programmes", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
