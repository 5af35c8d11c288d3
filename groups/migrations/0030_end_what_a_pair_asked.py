from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("groups", "0029_asked_by_a_pair")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
