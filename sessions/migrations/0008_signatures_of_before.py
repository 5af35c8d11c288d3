from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("mentoring_sessions", "0007_signature_of_a_circle")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
