from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0023_size_of_newcomers"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
