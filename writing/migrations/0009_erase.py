from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("writing", "0008_face_down"),
        ("spaces", "0018_own_erasure"),
        ("reminders", "0008_true_when_it_leaves"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        )
    ]
