from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0018_seat_ending"),
        ("people", "0012_closed_by_a_departure"),
        ("spaces", "0005_says_who_left"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
