from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("writing", "0014_erase_put"),
        ("spaces", "0020_erased_one_at_a_time"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
