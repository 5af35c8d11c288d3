from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0031_wait"),
        ("programmes", "0008_retention_months"),
        ("reminders", "0008_true_when_it_leaves"),
        ("spaces", "0015_erasure"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
