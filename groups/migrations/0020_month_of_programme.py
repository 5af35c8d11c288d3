from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("groups", "0019_end_due_seats")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
