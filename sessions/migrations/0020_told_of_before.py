from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring_sessions", "0019_rhythm"),
        ("calendars", "0003_told"),
        ("intake", "0005_texts_of_before"),
        ("reminders", "0008_true_when_it_leaves"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        ),
    ]
