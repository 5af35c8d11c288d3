from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("writing", "0010_shown_part")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
