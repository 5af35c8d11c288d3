from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("writing", "0012_shown_by_part"),
        ("spaces", "0019_companions"),
        ("people", "0029_adviser"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
