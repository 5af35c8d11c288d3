from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("writing", "0013_left_long"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
