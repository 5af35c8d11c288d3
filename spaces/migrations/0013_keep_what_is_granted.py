from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("spaces", "0012_delete_snapshot")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
