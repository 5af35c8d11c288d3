from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("spaces", "0002_functions")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
