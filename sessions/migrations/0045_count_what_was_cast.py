from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring_sessions", "0044_no_ballot_in_a_pause"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
